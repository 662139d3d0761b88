"""The server's end of the worker that fits models: a fresh interpreter, one question at a time, ended when it is late.

A fit may take minutes and all of a core; in a process of its own it never holds up a page, its memory goes with it, and
it can be stopped.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import weakref
from multiprocessing.connection import Connection
from threading import Lock

from harmel.errors import RefusalError
from harmel.web.background.fitting import Answer, Question

SECONDS = 240.0
_SERVE = """
import sys
from multiprocessing.connection import Connection
from harmel.web.background.fitting import serve
serve(Connection(int(sys.argv[1])))
"""


class Fitter:
    """One worker after another; the next is begun when a question comes."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def answer(self, asked: Question) -> Answer:
        """Answer a question in the worker.

        Raises
        ------
        RefusalError
            If it takes too long, or the worker dies of it.
        """
        with self._turn:
            line = self._line or self._started()
            try:
                line.send(asked)
                if line.poll(self._seconds):
                    found: Answer = line.recv()
                    return found
            except (EOFError, OSError):
                self.close()
                raise RefusalError("the worker died of this question", remedy="ask on the command line") from None
            self.close()
            raise RefusalError(
                f"not done within {self._seconds:g} s, so it was stopped",
                remedy="ask on the command line, which sets no limit, or for fewer draws",
            )

    def close(self) -> None:
        """End the worker, whatever it does."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            _end(self._process)
        self._line = self._process = None

    def _started(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-c", _SERVE, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603
        weakref.finalize(self, _end, self._process)  # a server that was never told to close leaves no process behind
        self._line = Connection(ours.detach())
        return self._line


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
