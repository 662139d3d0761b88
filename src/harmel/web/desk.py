"""What a server holds open: the ledger to read from, the rivalry, and how to name an actor."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from fastapi import Request

from harmel.actors import Registry
from harmel.ledger import Ledger
from harmel.settings import Rivalry
from harmel.web.jobs import Jobs


class Desk:
    """One ledger, open for reading by every request; writers open it for themselves."""

    def __init__(self, path: Path, rivalry: Rivalry) -> None:
        self.path = path
        self.rivalry = rivalry
        self.ledger = Ledger.open(path, read_only=True)
        self.parses = Jobs()

    @cached_property
    def registry(self) -> Registry:
        """The registry, with the actors that the rivalry adds."""
        return Registry.load(self.rivalry.registry)

    def warm(self) -> None:
        """Load what the first pages would wait for: the registry, and the lexicons that say why a record was coded."""
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
        """Give a mark that changes whenever the ledger does, for ``ETag``."""
        found = self.ledger.sql("SELECT coalesce(max(row), 0) AS last FROM log", seconds=5.0)
        return str(found.column("last")[0].as_py())


def desk_of(request: Request) -> Desk:
    """Give the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
