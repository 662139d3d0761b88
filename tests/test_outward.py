"""The guard that holds all tests to this machine does so, in this process and in those that a test starts."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TRY = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"


def notes():
    place = Path(os.environ["HARMEL_TESTS_OUTWARD"])
    tried = place.read_text("utf-8")
    place.write_text("", "utf-8")  # else the guard fails this very test
    return tried


def test_an_outward_socket_is_refused_and_noted():
    with pytest.raises(PermissionError, match="this machine only"):
        socket.create_connection(("192.0.2.1", 80), 1)
    assert "192.0.2.1" in notes()
    with pytest.raises(PermissionError):
        socket.getaddrinfo("harmel.example", 80)
    assert "harmel.example" in notes()


def test_a_process_that_a_test_starts_is_held_too():
    ended = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=False)  # noqa: S603
    assert "this machine only" in ended.stderr
    assert "192.0.2.1" in notes()


def test_loopback_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    assert notes() == ""
