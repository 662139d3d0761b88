"""A hundred clients at once: no failure of the server, flat memory, nothing left open after start and stop."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from harmel.ledger import Ledger
from harmel.settings import rivalry
from harmel.web import create_app
from ledgers import coded
from served import served

CLIENTS = 100
PATHS = (
    "/api/v1/events?limit=50", "/api/v1/events?status=actual&source=NOR", "/api/v1/reports?q=strait&limit=10",
    "/events",
    "/api/v1/facets/events/action", "/api/v1/events?format=arrow", "/api/v1/statements?format=csv", "/reports?q=envoy",
    "/api/v1/search/statements?q=naive", "/api/v1/sql?query=SELECT+count(*)+FROM+events", "/figures", "/rejects",
)  # fmt: skip
SERVE = "import sys; from harmel.cli import main; sys.argv = ['harmel', 'serve', *sys.argv[1:]]; main()"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("load") / "l.db"
    with Ledger.open(place) as opened:
        for number in range(300):
            opened.add(coded(number))
    return place


@contextmanager
def started(path):
    """Start `harmel serve` on a free port; give its address and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SERVE, "--ledger", str(path), "--port", str(port)], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/api/v1/rejects", timeout=120)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def server(path):
    with started(path) as found:
        yield found


def memory(pid):
    """Give a process's resident memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def _client(number, client, ends, statuses, times):
    turn = number
    while time.monotonic() < ends:
        begun = time.monotonic()
        got = await client.get(PATHS[turn % len(PATHS)])
        times.append(time.monotonic() - begun)
        statuses[got.status_code] += 1
        turn += 1


def load(address, pid, seconds):
    """Ask with all clients for that long; give the statuses, the answer times, and the memory over the second half."""
    statuses, times, used = Counter(), [], []

    async def run():
        bounds = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
        async with httpx.AsyncClient(base_url=address, timeout=120, limits=bounds) as client:
            ends = time.monotonic() + seconds
            clients = [asyncio.create_task(_client(n, client, ends, statuses, times)) for n in range(CLIENTS)]
            while time.monotonic() < ends:
                await asyncio.sleep(seconds / 40)
                used.append(memory(pid))
            await asyncio.gather(*clients)

    asyncio.run(run())
    return statuses, sorted(times), used[len(used) // 2 :]


def test_a_hundred_clients_are_all_answered(server):
    statuses, times, _ = load(*server, 3)
    assert set(statuses) == {200}
    assert len(times) >= CLIENTS


@pytest.mark.torture
def test_a_hundred_clients_for_a_minute_leave_memory_flat(server):
    statuses, times, used = load(*server, 60)
    middle = sum(used) / len(used)
    print(  # noqa: T201 - the load table
        f"load: {CLIENTS} clients, 60 s: {sum(statuses.values())} answers, statuses {dict(statuses)},"
        f" median {times[len(times) // 2] * 1000:.0f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.0f} ms,"
        f" memory {min(used):.0f} to {max(used):.0f} MB in the second half"
    )
    assert set(statuses) == {200}
    assert max(abs(one - middle) for one in used) <= 0.1 * middle


def rounds(path, times):
    """Start and stop a server that many times; give how many handles are open more than before."""

    def once():
        app = create_app(path, rivalry("nato-russia"))
        with served(app) as address:
            assert httpx.get(f"{address}/events", timeout=120).status_code == 200
            assert httpx.get(f"{address}/api/v1/events?format=csv", timeout=120).status_code == 200

    once()
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(times):
        once()
    return len(os.listdir("/proc/self/fd")) - before  # noqa: PTH208


def test_start_and_stop_leave_nothing_open(path):
    assert rounds(path, 4) <= 2


@pytest.mark.torture
def test_fifty_rounds_of_start_and_stop_leave_nothing_open(path):
    left = rounds(path, 50)
    print(f"50 start/stop rounds: {left} handles more")  # noqa: T201
    assert left <= 2
