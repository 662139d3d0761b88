"""What reading asks of the registry of actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from harmel.intervals import Interval


class KnownOutlet(Protocol):
    """A news outlet and who owns it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def owner(self) -> str:
        """Who owns it; empty if that is not known."""


class KnownOffice(Protocol):
    """An office named with its holder: where, and the days on which that was so."""

    @property
    def start(self) -> int:
        """Where its words begin."""

    @property
    def end(self) -> int:
        """Where its words end."""

    @property
    def office(self) -> str:
        """What and where."""

    @property
    def person(self) -> str:
        """Who."""

    @property
    def term(self) -> Interval:
        """From when to when."""


class Names(Protocol):
    """A registry, as far as reading needs one: it must not wait for the rest."""

    def outlet(self, name_or_domain: str, /) -> KnownOutlet | None:
        """Find an outlet by its name or its host."""

    def offices_named(self, text: str, /) -> Sequence[KnownOffice]:
        """Find the offices that a text names with their holders."""
