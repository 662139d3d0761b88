"""The two sides of an act, as the text names them."""

from __future__ import annotations

from dataclasses import dataclass

from harmel.actors import Resolution
from harmel.records import Span


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part: the actor, if known, and the words that say so."""

    who: Resolution
    span: Span

    @property
    def known(self) -> bool:
        """Say whether anything is known of who this is."""
        return bool(self.who.actor or self.who.country or self.who.code or self.who.sector)


Pair = tuple[Participant | None, Participant | None]
