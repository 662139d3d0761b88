"""Work that takes longer than a page may: done once a question, off the requests, its outcome kept for a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread
from typing import Any

from harmel.errors import BusyError, HarmelError

PATIENCE = 0.7  # seconds that a page waits for an outcome before it says that it is not there yet
_WAITING, _KEPT, _IDLE = 6, 64, 30.0


@dataclass(slots=True)
class Job:
    """One question and, once it is done, its outcome: a value, or the error that says why there is none."""

    work: Callable[[], Any]
    asked: float = field(default_factory=time.monotonic)
    value: Any = None
    error: HarmelError | None = None
    finished: Event = field(default_factory=Event)

    @property
    def done(self) -> bool:
        """Say whether there is an outcome."""
        return self.finished.is_set()

    @property
    def seconds(self) -> int:
        """Say how long ago it was asked."""
        return int(time.monotonic() - self.asked)


class Jobs:
    """A queue of work with one thread, which ends when it is idle.

    >>> jobs = Jobs()
    >>> jobs.ask("sum", lambda: 1 + 1).value
    2
    """

    def __init__(self) -> None:
        self._queue: Queue[Job] = Queue(_WAITING)
        self._known: OrderedDict[Hashable, Job] = OrderedDict()
        self._lock = Lock()
        self._thread: Thread | None = None

    def ask(self, key: Hashable, work: Callable[[], Any], *, patience: float = PATIENCE) -> Job:
        """Give the job of a question; the work is begun only if the question is new.

        Raises
        ------
        BusyError
            If too much is waiting already.
        """
        with self._lock:
            job = self._known.get(key)
            if job is None:
                job = self._begun(Job(work))
                self._known[key] = job
            self._known.move_to_end(key)
            for old in [k for k, j in self._known.items() if j.done][: max(0, len(self._known) - _KEPT)]:
                del self._known[old]
        job.finished.wait(patience)
        return job

    def _begun(self, job: Job) -> Job:
        try:
            self._queue.put_nowait(job)
        except Full:
            raise BusyError("too much is being computed already", remedy="ask again in a minute") from None
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, daemon=True, name="harmel-jobs")
            self._thread.start()
        return job

    def _run(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=_IDLE)
            except Empty:
                with self._lock:
                    if self._queue.empty():
                        self._thread = None
                        return
                continue
            try:
                job.value = job.work()
            except HarmelError as error:
                job.error = error
            except Exception as error:  # noqa: BLE001 - the page says it; the thread must go on
                job.error = HarmelError(f"{type(error).__name__}: {error}", remedy="report a bug")
            job.finished.set()
