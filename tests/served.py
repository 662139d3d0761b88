"""An application on a real socket of loopback, for as long as a test takes."""

import threading
import time
from contextlib import contextmanager

import httpx
import uvicorn


@contextmanager
def served(app):
    """Serve it on a free port; give its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    assert server.started
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def settled(address):
    """Ask until nothing is waited for: a page that asks again by itself must not do so under a test."""
    until = time.monotonic() + 120
    while "refresh" in httpx.get(address, timeout=60).headers:
        assert time.monotonic() < until
        time.sleep(0.3)
    return address
