"""Refuse, in every Python that the tests start, to speak to anything but this machine; and note that it was tried."""

import os
import sys

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0", "::")  # noqa: S104 - names, nothing is bound
WATCHED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}


def _outward(event, args):
    address = args[WATCHED[event]]
    host = address[0] if isinstance(address, tuple) else address if event == "socket.getaddrinfo" else ""
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host or ""
    return host if host and not str(host).startswith(LOOPBACK) else ""


def _watch(event, args):
    if event not in WATCHED:
        return
    host = _outward(event, args)
    notes = os.environ.get("HARMEL_TESTS_OUTWARD")
    if host and notes:
        with open(notes, "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib may not be loaded yet
            file.write(f"{event} {host}\n")
        raise PermissionError(f"the tests speak to this machine only, not to {host}")


if os.environ.get("HARMEL_TESTS_OUTWARD"):
    sys.addaudithook(_watch)
