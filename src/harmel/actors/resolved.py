"""What the resolver answers: an actor at a date, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from harmel.vocabulary import SpeakerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Whom some words name. Every field may be empty: an unknown part is never guessed.

    ``code`` is the CAMEO actor code: country, then sector (``USAGOV``, ``RUSMIL``, ``IGONATO``).
    """

    actor: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""
    code: str = ""
    role: SpeakerRole | None = None


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the registry found in a text: where, and the entries that bear it."""

    start: int
    end: int
    entries: tuple[str, ...]
