"""Facts such as ``2014-10-01 2024-10-01 Jens Stoltenberg|…`` → persons with their dated offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harmel.actors.lexicon import gender_of_name, roles
from harmel.actors.load import SHIPPED, Facts, dated
from harmel.actors.spelling import unaccented
from harmel.records import Actor, Term

PARTICLES = frozenset(
    (
        *("al", "el", "de", "da", "di", "del", "della", "der", "den", "des", "do", "dos", "du"),
        *("van", "von", "zu", "ter", "bin", "ibn", "ould", "abu", "la", "le", "lo", "st"),
    )
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Person:
    """A person while the facts are gathered."""

    id: str
    name: str
    surname: str
    names: set[str] = field(default_factory=set)
    terms: list[Term] = field(default_factory=list)
    gender: str = ""

    def actor(self) -> Actor:
        """Give the person as a record; the country is that of the first office in a state, or else unknown."""
        country = next((t.of for t in self.terms if len(t.of) == len("ISO")), "")
        return Actor(actor=self.id, name=self.name, kind="person", country=country, offices=tuple(self.terms))


def slug(name: str) -> str:
    """Make an id of a name.

    >>> slug("Jonas Gahr Støre")
    'jonas-gahr-store'
    """
    return _NOT_SLUG.sub("-", unaccented(name).lower()).strip("-")


def surname(written: str) -> str:
    """Give the surname of a name as the registry writes it: ``_`` joins its parts, or stands after it if it is first.

    >>> surname("Xi_ Jinping"), surname("Ursula von_der_Leyen"), surname("Bashar al-Assad"), surname("Javier de Haro")
    ('Xi', 'von der Leyen', 'al-Assad', 'de Haro')
    """
    parts = written.split()
    marked = next((p for p in parts if "_" in p), "")
    if marked:
        return marked.replace("_", " ").strip()
    low = len(parts) - 1
    while low > 1 and parts[low - 1].lower() in PARTICLES:
        low -= 1
    return " ".join(parts[low:])


def people(facts: Facts) -> dict[str, Person]:
    """Gather every person of the registry from the sections ``offices``, ``figures`` and ``people``."""
    found: dict[str, Person] = {}
    for path, of, role, rows in _rows(facts):
        unsaid = "m" if path.startswith(SHIPPED) else ""  # people.toml names the women among those who ship
        for row in rows:
            person = _add(found, of, role, row)
            person.gender = person.gender or unsaid
    for _, name, more in facts.rows("people"):
        person = found.setdefault(slug(name.replace("_", " ")), _person(name))
        person.names |= set(more.get("names", ()))
        person.gender = more.get("gender", person.gender)
    return found


def _rows(facts: Facts) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    for section in ("offices", "figures"):
        for path, of, table in facts.rows(section):
            for role, rows in table.items():
                yield path, of, role, rows


def _add(found: dict[str, Person], of: str, role: str, row: str) -> Person:
    when, rest = dated(row)
    written, *others = rest.split("|")
    key = slug(written.replace("_", " "))
    person = found.get(key) or found.setdefault(key, _person(written))
    person.names |= {o.replace("_", " ").strip() for o in others}
    start, end = when.iso() if when else ("", "")
    person.terms.append(Term(of=of, role=role, start=start, end=end))
    return person


def _person(written: str) -> Person:
    name = " ".join(written.replace("_", " ").split())
    given = name.split()[0]
    return Person(slug(name), name, surname(written), {name}, gender=gender_of_name(given))


def sector_of(role: str) -> str:
    """Give the sector of a term: that of the office, or the sector itself where a person is filed under one.

    >>> sector_of("prime_minister"), sector_of("REB")
    ('GOV', 'REB')
    """
    return role if role.isupper() else roles()[role].sector
