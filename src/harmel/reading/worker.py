"""A worker that reads one document at a time and can be killed: no page can hang or fill its reader.

The parent sends a document, waits until its worker has used the processor for as long as one may take, and otherwise
kills the worker and starts another. A busy machine, which lets a worker wait, costs no good page; a worker that sleeps
is ended when several times as long has passed. The next document is sent before the last report is handed on, so the
worker reads while the caller codes. The worker is a fresh interpreter (not a fork: the caller may hold a large model
and threads), so scripts need no ``__main__`` guard.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from harmel.errors import ReadingError, Rejected
from harmel.reading.document import Document, Options, read_document
from harmel.reading.names import Names
from harmel.records import Reject, Report

_START = 120.0  # seconds that a worker may take to load what it needs
_READY = "ready"
_SERVE = """
import sys
from multiprocessing.connection import Connection
from harmel.reading.worker import serve
serve(Connection(int(sys.argv[1])))
"""


def read_isolated(
    inputs: Iterable[Document | Reject], *, registry: Names | None = None, options: Options | None = None
) -> Iterator[Report | Reject]:
    """Read documents one after another in a worker, in their order.

    What takes too long, takes too much memory or kills its reader becomes a ``Reject`` with that reason, and the rest
    goes on.

    Parameters
    ----------
    inputs
        What ``documents`` gives; a ``Reject`` is handed on in its place.
    registry
        As for ``read_text``; it is pickled for the worker.
    options
        The limits, and whether inputs are nothing but articles.

    >>> from harmel.reading.page import Known
    >>> asked = [Document(known=Known(source="a"), content=b"The ministers left Riga without a word.")]
    >>> [report.body_spans for report in read_isolated(asked)]
    [((0, 39),)]
    """
    under_way = False
    with _Reader(registry, options or Options()) as reader:
        for asked in inputs:
            done = reader.collect() if under_way else None
            under_way = isinstance(asked, Document)
            if isinstance(asked, Document):
                reader.send(asked)
            if done is not None:
                yield done
            if isinstance(asked, Reject):
                yield asked
        if under_way:
            yield reader.collect()


class _Reader:
    """The parent's end of one worker after another."""

    def __init__(self, registry: Names | None, options: Options) -> None:
        self._registry, self._options = registry, options
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._asked: Document | None = None
        self._sent = self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def send(self, document: Document) -> None:
        line = self._line or self._started()
        self._asked, self._sent, self._used = document, time.monotonic(), self._cpu()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it has died: collect says so
            line.send(document)

    def collect(self) -> Report | Reject:
        assert self._asked is not None  # noqa: S101 - collect follows send
        assert self._line is not None  # noqa: S101
        source = self._asked.known.source
        try:
            left = self._options.seconds
            while left > 0:
                left = self._left()
                if self._line.poll(max(_STEP, left)):  # what came while the caller coded is taken however late it is
                    found: Report | Reject = self._line.recv()
                    return found
        except (EOFError, OSError):
            return Reject(source=source, reason=f"killed its reader ({self._stop()})", remedy="look at the file")
        self._stop()
        return Reject(source=source, reason=f"took longer than {self._options.seconds:g} s", remedy="look at the file")

    def _left(self) -> float:
        """Give the seconds that the worker may still take, if it gets the processor to itself from now on."""
        wall, seconds = time.monotonic() - self._sent, self._options.seconds
        used = self._cpu() - self._used if _PROC.exists() else wall
        return min(seconds - used, _PATIENCE * seconds - wall)

    def _cpu(self) -> float:
        """Give the seconds of processor that the worker has used; 0 where no system tells."""
        if self._process is None:
            return 0.0
        with contextlib.suppress(OSError):
            after_name = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    def _started(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-c", _SERVE, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603
        self._line = Connection(ours.detach())
        self._line.send((self._registry, self._options))
        try:
            if self._line.poll(_START) and self._line.recv() == _READY:
                return self._line
        except (EOFError, OSError):
            pass
        raise ReadingError("the reader of pages could not be started", remedy=self._stop())

    def _stop(self) -> str:
        """End the worker; say how it ended."""
        if self._line is not None:
            self._line.close()
        self._line = None
        if self._process is None:
            return "not running"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        ended = self._process.poll()
        if ended is None:
            self._process.kill()
            self._process.wait()
        self._process = None
        return f"status {ended}"


_PROC = Path("/proc/self/stat")
_PATIENCE = 5  # times the seconds of processor: as much time may pass before a worker that sleeps is ended
_STEP = 0.05  # seconds: a process's time is counted in hundredths
_GRACE = 0.2  # seconds: an idle worker ends when its line closes


def serve(line: Connection) -> None:
    """Read what comes over the line until it closes; the worker's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    registry, options = line.recv()
    gc.freeze()  # what is there now stays: no look for circular garbage need go through it
    _limit(options.memory)
    line.send(_READY)
    with contextlib.suppress(EOFError):
        while True:
            line.send(_read(line.recv(), options, registry))


def _read(document: Document, options: Options, registry: Names | None) -> Report | Reject:
    source = document.known.source
    try:
        return read_document(document, plain=options.plain, registry=registry)
    except Rejected as reason:
        return Reject(source=source, reason=reason.what, remedy=reason.remedy)
    except MemoryError:
        return Reject(
            source=source, reason=f"needed more than {options.memory // 1_000_000} MB", remedy="look at the file"
        )
    except Exception as error:  # noqa: BLE001 - one page must not end the run, and its error must not be lost
        return Reject(source=source, reason=f"reader failed: {type(error).__name__}: {error}", remedy="report a bug")


def _limit(more: int) -> None:
    """Bound the address space at what is in use now and the allowance."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if _STATM.exists() else 0
    if pages:
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


_STATM = Path("/proc/self/statm")
