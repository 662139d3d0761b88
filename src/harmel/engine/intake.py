"""Read, code and keep files, and say of each what became of it; for a server, in a process of its own.

A server must go on answering while a page is parsed, and a parser in its own process would take turns with it. So there
is one more: it loads registry and parser once, takes one order a line and tells one outcome a line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Any

from harmel.engine import local
from harmel.errors import HarmelError, LedgerError
from harmel.ledger import Ledger
from harmel.records import Coded, Reject

_WAIT = 60.0  # seconds for another writer
_SERVE = "from harmel.engine.intake import serve; serve()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of one input: ``new``, ``same``, ``recoded``, ``rejected``, or ``withdrawn`` before and kept out."""

    source: str
    outcome: str
    report_id: str = ""
    title: str = ""
    reason: str = ""
    remedy: str = ""


def keep(ledger: Ledger, found: Iterable[Coded | Reject]) -> Iterator[Kept]:
    """Store what was coded and what was rejected, one after the other.

    >>> with Ledger.open(":memory:") as ledger:
    ...     [kept.outcome for kept in keep(ledger, [Reject(source="a.txt", reason="empty")])]
    ['rejected']
    """
    for one in found:
        if isinstance(one, Reject):
            ledger.reject(one)
            yield Kept(source=one.source, outcome="rejected", reason=one.reason, remedy=one.remedy)
        else:
            report = one.report
            outcome = ledger.add(one)
            yield Kept(source=report.source, outcome=outcome, report_id=report.report_id, title=report.title)


class Intake:
    """The other process: started with the first order, ended with ``close``; orders wait for one another."""

    def __init__(self, ledger: Path, registry: Sequence[Path] = ()) -> None:
        self._ledger, self._registry = ledger.absolute(), [str(path.absolute()) for path in registry]
        self._process: subprocess.Popen[str] | None = None
        self._turn = Lock()

    def run(self, folder: Path) -> Iterator[Kept]:
        """Take in all files of a folder, each named by its place in it.

        Raises
        ------
        LedgerError
            If the ledger cannot be written, or the process ended.
        """
        with self._turn:
            process = self._started()
            order: dict[str, object] = {"ledger": str(self._ledger), "registry": self._registry, "folder": str(folder)}
            try:
                yield from _told(process, order)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-c", _SERVE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            weakref.finalize(self, _end, self._process)  # whoever forgets to close leaves no process behind
        return self._process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for end in (process.stdin, process.stdout):
        _pipe(end).close()


def _pipe(end: IO[str] | None) -> IO[str]:
    assert end is not None  # noqa: S101 - both ends are pipes
    return end


def _told(process: subprocess.Popen[str], order: dict[str, object]) -> Iterator[Kept]:
    try:
        _pipe(process.stdin).write(json.dumps(order) + "\n")
        _pipe(process.stdin).flush()
    except BrokenPipeError:
        raise LedgerError("the process that takes files in has ended", remedy="try again") from None
    for line in _pipe(process.stdout):
        told = json.loads(line)
        if "failed" in told:
            raise LedgerError(told["failed"], where=told["where"], remedy=told["remedy"])
        if told.get("done"):
            return
        yield Kept(**told)
    raise LedgerError("the process that takes files in was killed", remedy="try again with fewer files")


def serve() -> None:
    """Take orders on standard input until it closes; the process's whole life."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for line in sys.stdin:
        order = json.loads(line)
        for told in _done(order):
            answers.write(json.dumps(told, ensure_ascii=False) + "\n")
            answers.flush()


def _done(order: dict[str, Any]) -> Iterator[dict[str, object]]:
    os.chdir(order["folder"])  # so that a report's source is the name that its sender gave it
    try:
        with Ledger.open(Path(order["ledger"]), wait=_WAIT) as ledger:
            paths = sorted(Path().iterdir())
            for kept in keep(ledger, local.run(paths, extra=[Path(p) for p in order["registry"]])):
                yield asdict(kept)
        yield {"done": True}
    except HarmelError as error:
        yield {"failed": error.what, "where": error.where, "remedy": error.remedy}
    finally:
        os.chdir("/")  # the folder is removed now
