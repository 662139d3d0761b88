"""A worker, the whole run, or a node of a cluster killed under way: nothing is lost, and little is done again."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children

import pytest

from harmel.engine import cluster, local

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
KILLER = """
import os, signal, time
from pathlib import Path

def mine(pid):
    while pid > 1 and pid != os.getpid():
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            return False
    return pid > 1

def wait_for(folder, count):
    while len(list(folder.glob("reports/part-*"))) < count:
        time.sleep(0.1)

def kill_a_worker():
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            named = place.read_bytes()
            worker = (b"daft.execution.udf_worker" in named or b"UDFActor" in named) and mine(int(place.parent.name))
        except OSError:
            continue
        if worker:
            os.kill(int(place.parent.name), signal.SIGKILL)
            print("killed a worker", flush=True)
            return
"""
WORKER = """
import sys, threading
from harmel.engine import cluster
if __name__ == "__main__":
    pages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    threading.Thread(target=lambda: (wait_for(folder, 1), kill_a_worker()), daemon=True).start()
    print(sum(1 for _ in cluster.run([pages], folder=folder, jobs=1)), flush=True)
"""
NODES = """
import sys, threading
from ray.cluster_utils import Cluster
from harmel.engine import cluster
if __name__ == "__main__":
    pages, folder = Path(sys.argv[1]), Path(sys.argv[2])
    here = {"num_cpus": 1, "node_ip_address": "127.0.0.1"}
    nodes = Cluster(initialize_head=True, head_node_args=here)
    second = nodes.add_node(**here)
    nodes.wait_for_nodes()
    def kill():
        wait_for(folder, 1)
        kill_a_worker()
        wait_for(folder, 2)
        nodes.remove_node(second, allow_graceful=False)
        print("killed a node", flush=True)
    threading.Thread(target=kill, daemon=True).start()
    print(sum(1 for _ in cluster.run([pages], folder=folder, ray=nodes.address)), flush=True)
"""
PATIENT = {
    "RAY_raylet_start_wait_time_s": "300",
    "RAY_agent_register_timeout_ms": "300000",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # Ray's only switch that keeps a driver on loopback, where the nodes are
}  # a busy machine starts slowly
RAYS_HEAD = {"169.254.169.254", "metadata.google.internal", "usage-stats.ray.io"}
"""What the dashboard of the test's own head node asks for, whatever it is told; the guard refuses it."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    for number in range(COUNT):
        said = SAYS[number % len(SAYS)]
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


def _run(script, pages, folder):
    """Run a script that kills under way; give what it said, without what the cluster's own processes print between."""
    place = folder.with_suffix(".py")
    place.write_text(KILLER + script, encoding="utf-8")
    tried = folder.with_suffix(".tried")
    tried.touch()
    own = PATIENT | {"HARMEL_TESTS_OUTWARD": str(tried)}
    command = [sys.executable, place, pages, folder]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=900, env=os.environ | own)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr[-2000:]
    assert {line.split()[1] for line in tried.read_text("utf-8").splitlines()} <= RAYS_HEAD
    return [line for line in done.stdout.splitlines() if line.isdigit() or line.startswith("killed a ")]


# Daft leaves a pipe to its worker for the garbage collector to close.
@pytest.mark.torture
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_worker_of_daft_killed_under_way_loses_nothing(pages, alone, tmp_path):
    folder = tmp_path / "parts"
    assert _run(WORKER, pages, folder) == ["killed a worker", str(COUNT)]
    assert list(cluster.run([pages], folder=folder)) == alone


@pytest.mark.torture
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_worker_and_a_node_of_a_ray_cluster_killed_under_way_lose_nothing(pages, alone, tmp_path):
    folder = tmp_path / "parts"
    said = _run(NODES, pages, folder)
    assert sorted(said[:-1]) == ["killed a node", "killed a worker"]
    assert said[-1] == str(COUNT)
    assert list(cluster.run([pages], folder=folder)) == alone
