"""A worker, the whole run, or a node of a cluster killed under way: nothing is lost, and little is done again."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children

import pytest

from harmel.engine import cluster, local
from harmel.records import Coded

COUNT = 256
SAYS = ("Norway denied that it had moved troops", "Finland rejected the plan", "Sweden warned Norway")
HEAD = """
import sys
from pathlib import Path
from harmel.engine import cluster
if __name__ == "__main__":
    for _ in cluster.run([Path(sys.argv[1])], folder=Path(sys.argv[2]), jobs=1):
        pass
"""
NODES = """
import sys, threading, time
from pathlib import Path
from ray.cluster_utils import Cluster
from harmel.engine import cluster
if __name__ == "__main__":
    pages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    second = nodes.add_node(num_cpus=1)
    nodes.wait_for_nodes()
    def kill():
        while not list(folder.glob("reports/part-*")):
            time.sleep(0.2)
        nodes.remove_node(second, allow_graceful=False)
        print("killed", flush=True)
    threading.Thread(target=kill, daemon=True).start()
    print(sum(1 for _ in cluster.run([pages], folder=folder, ray=nodes.address)), flush=True)
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    for number in range(COUNT):
        said = ("Norway denied that it had moved troops", "Finland rejected the plan", "Sweden warned Norway")[
            number % 3
        ]
        text = f"Headline number {number}\n\n{said} on day {number}.\n\nThe minister spoke in Oslo for an hour.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(pages):
    return list(local.run([pages]))


def _wait(done, seconds=240):
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)


def _whole(folder):
    return sorted(folder.glob("reports/part-*"))


def test_a_worker_killed_under_way_loses_nothing(pages, alone):
    found = local.run([pages], jobs=2)
    begun = [next(found)]
    workers = [p for p in active_children() if p.name.startswith("SpawnProcess")]
    assert len(workers) >= 2
    os.kill(workers[0].pid, signal.SIGKILL)
    assert [*begun, *found] == alone


# Daft leaves a pipe to its worker for the garbage collector to close.
@pytest.mark.torture
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_run_killed_under_way_is_resumed_where_it_was(pages, alone, tmp_path):
    script = tmp_path / "head.py"
    script.write_text(HEAD, encoding="utf-8")
    folder = tmp_path / "parts"
    head = subprocess.Popen([sys.executable, script, pages, folder], start_new_session=True)  # noqa: S603 - our own script
    _wait(lambda: _whole(folder) or head.poll() is not None)
    os.killpg(head.pid, signal.SIGKILL)
    head.wait()
    kept = {part: part.stat().st_mtime_ns for part in _whole(folder)}
    assert kept
    found = list(cluster.run([pages], folder=folder))
    assert found == alone
    assert len(_whole(folder)) == COUNT // cluster.GROUP
    assert all(part.stat().st_mtime_ns == made for part, made in kept.items())


@pytest.mark.torture
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_node_of_a_ray_cluster_killed_under_way_loses_nothing(pages, alone, tmp_path):
    script = tmp_path / "nodes.py"
    script.write_text(NODES, encoding="utf-8")
    folder = tmp_path / "parts"
    command = [sys.executable, script, pages, folder]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["killed", str(COUNT)]
    assert [one for one in cluster.run([pages], folder=folder) if isinstance(one, Coded)] == alone
