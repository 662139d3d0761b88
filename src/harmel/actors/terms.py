"""Which office an actor holds at a date, and so what part of which state or organisation he speaks for."""

from __future__ import annotations

from harmel.actors.people import sector_of
from harmel.actors.resolved import Resolution
from harmel.actors.table import Table
from harmel.intervals import Interval
from harmel.records import Actor, Term
from harmel.vocabulary import SpeakerRole

# Where a person holds several at once, what he is known by; a sector that is not here comes last.
_RANK = ("head", "president", "prime_minister", "foreign_minister", "defence_minister")
_ELITE_OF = frozenset({"GOV", "LEG", "IGO", "MIL", "JUD"})
_NO_CODE = frozenset({"UNK", "JNK", "PRE"})
_STATELESS = {"NGO": "NGO", "REB": "IMG", "BUS": "MNC"}  # CAMEO's codes for those who belong to no one state
_ROLES: dict[str, SpeakerRole] = {
    "GOV": "official", "MIL": "official", "COP": "official", "SPY": "official", "LEG": "official", "JUD": "official",
    "IGO": "organisation", "NGO": "organisation", "PTY": "organisation", "REB": "organisation", "OPP": "organisation",
    "BUS": "organisation", "LAB": "organisation", "REL": "organisation", "JRN": "media",
}  # fmt: skip


def term_days(term: Term) -> Interval:
    """Give the days of a term."""
    return Interval.of(term.start, term.end)


def held(person: Actor, on: Interval) -> Term | None:
    """Give the term that a person is in on some days, the one that he is best known by if there are several."""
    dated = [t for t in person.offices if (t.start or t.end) and not (term_days(t) & on).empty]
    loose = [t for t in person.offices if not t.start and not t.end]
    return min(dated or loose, key=_rank, default=None)


def _rank(term: Term) -> tuple[int, int]:
    known = _RANK.index(term.role) if term.role in _RANK else len(_RANK)
    return (0 if sector_of(term.role) in ("GOV", "IGO") else 1, known)


def person_at(table: Table, person: Actor, on: Interval) -> Resolution:
    """Say what a person is on some days: in office, out of office (``ELI``), or nothing that is known.

    Someone who held office before those days belongs to the elite of the state; someone whose first office lies
    after them has no sector yet.
    """
    term = held(person, on)
    if term is not None:
        return of_body(table, term.of, sector_of(term.role), actor=person)
    over = any(sector_of(t.role) in _ELITE_OF and term_days(t).latest < on.earliest for t in person.offices)
    sector = "ELI" if over and person.country else ""
    return Resolution(
        actor=person.actor, name=person.name, country=person.country, sector=sector,
        code=code(table, person.country, sector), role="person",
    )  # fmt: skip


def of_body(table: Table, body: str, sector: str, *, actor: Actor | None = None) -> Resolution:
    """Give a part of a state or of an organisation, or a person who serves it."""
    whole = table.actors.get(body)
    country = whole.country if whole else ""
    who = actor or whole
    return Resolution(
        actor=who.actor if who else "", name=who.name if who else "", country=country, sector=sector,
        code=code(table, body, sector), role=speaker_role(sector, named=actor is not None),
    )  # fmt: skip


def code(table: Table, body: str, sector: str) -> str:
    """Give the CAMEO actor code of a part of a state or an organisation.

    >>> from harmel.actors.registry import Registry
    >>> tables = Registry.load().tables
    >>> code(tables, "RUS", "MIL"), code(tables, "NATO", "MIL"), code(tables, "NATO", "IGO"), code(tables, "", "REB")
    ('RUSMIL', 'IGONATOMIL', 'IGONATO', '---REB')
    """
    whole = table.actors.get(body)
    plain = "" if sector in _NO_CODE else sector
    if whole is None or whole.kind == "people":
        return f"---{plain}" if plain else ""
    if whole.kind == "state":
        return whole.actor + plain
    stem = table.codes.get(body, "")
    if stem:
        return stem if plain in ("", whole.sector, "IGO") or stem.endswith(plain) else stem + plain
    part = plain or whole.sector
    return whole.country + part if whole.country else _STATELESS.get(part, f"---{part}")


def speaker_role(sector: str, *, named: bool) -> SpeakerRole:
    """Give the role of a speaker from the sector."""
    if sector == "GOV" and not named:
        return "government"
    return _ROLES.get(sector, "person" if named else "unnamed")
