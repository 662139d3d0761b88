"""What a server holds open: the ledger to read from, the rivalry, and how to name an actor."""

from __future__ import annotations

import threading
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from weakref import WeakSet

from fastapi import Request

from harmel import __version__
from harmel.actors import Registry
from harmel.ledger import Ledger, Snapshot
from harmel.settings import Rivalry
from harmel.web.background.fits import Fitter
from harmel.web.background.jobs import Jobs
from harmel.web.background.measured import Measuring

PATIENCE = 1.0
"""CPU seconds that the questions of one request may take before they are stopped."""
_STATE = """
SELECT (SELECT CAST(row AS TEXT) || "at" || coalesce(report_id, '') FROM log ORDER BY row DESC LIMIT 1),
  (SELECT max(row) FROM rejects), EXISTS (SELECT 1 FROM unsettled)
"""


class Desk:
    """One ledger, open for reading; each thread has its own hold on it, so no question waits for another's."""

    def __init__(self, path: Path, rivalry: Rivalry) -> None:
        self.path = path
        self.rivalry = rivalry
        self.parses, self.fits, self.fitter = Jobs(), Jobs(), Fitter()
        self._held: WeakSet[Ledger] = WeakSet()
        self._mine = threading.local()
        self._opening = threading.Lock()
        self.version()  # a file that is no ledger is told before anyone asks

    @property
    def ledger(self) -> Ledger:
        """The ledger, for this thread, which has ``PATIENCE`` from now on."""
        mine: Ledger | None = getattr(self._mine, "ledger", None)
        if mine is None:
            mine = self._mine.ledger = self.opened()
        return mine.allow(PATIENCE)

    def opened(self) -> Ledger:
        """Open the ledger once more, for an answer that is sent bit by bit and takes as long as its reader does."""
        new = Ledger.open(self.path, read_only=True)
        with self._opening:
            self._held.add(new)
        return new

    def close(self) -> None:
        """Let go of the file in every thread, and end what computes."""
        self.fitter.close()
        with self._opening:
            for held in list(self._held):
                held.close()
            self._held.clear()
        self._mine = threading.local()
        if picture := self.__dict__.pop("snapshot", None):
            self.__dict__.pop("measuring", None)
            picture.close()

    @cached_property
    def snapshot(self) -> Snapshot:
        """The picture of the ledger in columns, for counts over everything."""
        return Snapshot(self.path)

    @cached_property
    def measuring(self) -> Measuring:
        """The measures of the rivalry, made anew when the picture changes."""
        return Measuring(self.snapshot, self.rivalry)

    @cached_property
    def registry(self) -> Registry:
        """The registry, with the actors that the rivalry adds."""
        return Registry.load(self.rivalry.registry)

    def warm(self) -> None:
        """Load what the first pages would wait for: registry, measures, and the lexicons that say why."""
        from harmel import dynamics  # noqa: F401 - the forms of the models are made of what it declares
        from harmel.events import reason
        from harmel.figures import reason as of_figure
        from harmel.records import Figure, Statement
        from harmel.statements import reason as of_statement

        self.registry.actor("")
        reason("verbs/meet")
        of_statement(Statement(report_id="", statement_id="", cue="said"))
        of_figure(Figure(report_id="", figure_id="", measure="", value=0.0), "")

    def name(self, actor: str | None) -> str:
        """Name an actor as people know it; an id that the registry does not hold stays as it is."""
        known = self.registry.actor(actor) if actor else None
        return known.name if known else actor or ""

    def version(self) -> str:
        """Give a mark that changes whenever the ledger does, and with the version of harmel, for ``ETag``.

        All that comes, goes or is coded anew leaves a line in the log; what is rejected and what is grouped afterwards
        do not, so they are looked at too.
        """
        found = self.ledger.sql(_STATE, seconds=5.0).to_pylist()[0]
        return blake2b(repr((__version__, *found.values())).encode(), digest_size=9).hexdigest()


def desk_of(request: Request) -> Desk:
    """Give the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
