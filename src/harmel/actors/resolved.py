"""What the resolver answers: an actor at a date, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harmel.intervals import Interval
from harmel.vocabulary import SpeakerRole

NameForm = Literal["name", "adjective", "people", "seat", "surname", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Whom some words name. Every field may be empty: an unknown part is never guessed.

    ``code`` is the CAMEO actor code: country, then sector (``USAGOV``, ``RUSMIL``, ``IGONATO``). ``members`` are the
    actors of words that name several ("both leaders"), whose ``actor`` is then empty.

    >>> Resolution(actor="NATO", code="IGONATO").country
    ''
    """

    actor: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""
    code: str = ""
    role: SpeakerRole | None = None
    members: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Say whether the words name anyone at all, if only a country or a sector."""
        return bool(self.actor or self.country or self.sector or self.members)


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name can mean: an actor, named in some way, as some part of it.

    >>> Sense("RUS", "seat", "GOV").actor
    'RUS'
    """

    actor: str
    form: NameForm
    sector: str = ""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the registry found in a text: where, and the entries that bear it."""

    start: int
    end: int
    entries: tuple[str, ...]
    form: NameForm = "name"


@dataclass(frozen=True, slots=True)
class OfficeHit:
    """An office and its holder named together, with the days on which that was so.

    ``office`` is what and where, such as ``foreign_minister of GBR``.
    """

    start: int
    end: int
    office: str
    person: str
    term: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news outlet: two of one owner are not two independent reports."""

    name: str
    owner: str = ""
    country: str = ""
