"""The fictional world that the press writes about: parties, who holds which office when, and the outlets.

Names and offices come from the demo's registry file, so that the world is written down once; how pages look and who
stands on which side is the press's own data.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from harmel.press.grammar import data


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A state or an alliance, with the words that stand for it."""

    actor: str
    name: str
    adjective: str
    capital: str
    seat: str = ""
    state: bool = True


NOBODY = Party(actor="", name="", adjective="", capital="", state=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who holds an office of a party on the day in question."""

    name: str
    party: Party
    title: str
    woman: bool

    @property
    def actor(self) -> str:
        """Give the id that the registry gives to a person of this name."""
        return self.name.lower().replace(" ", "-")

    @property
    def full(self) -> str:
        """Give the name with party and office before it."""
        return f"{self.party.adjective} {self.title} {self.name}"

    @property
    def after(self) -> str:
        """Give the office as it stands after the name."""
        return f"the {self.title.lower()} of {self.party.name}"

    @property
    def short(self) -> str:
        """Give the office alone, as a text takes it up again."""
        return self.title.split()[-1].lower() if "Minister" in self.title else self.title.lower()

    @property
    def pronoun(self) -> str:
        """Give the pronoun for the person."""
        return "she" if self.woman else "he"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One paper, station or agency, and how it dresses its pages: lines of furniture with their kinds."""

    name: str
    side: str
    weight: int
    byline: str
    authors: tuple[str, ...]
    head: tuple[tuple[str, str], ...]
    foot: tuple[tuple[str, str], ...]
    middle: tuple[tuple[str, str], ...] = ()
    date: str = ""
    dateline: str = ""
    wire: bool = False
    clock: bool = False
    indent: int = 0


def owner(outlet: str) -> str:
    """Give who owns an outlet of the fictional world.

    >>> owner("Tarsk Today") == owner("Radio Meridian")
    True
    """
    return str(registry()["outlets"][outlet]["owner"])


def registry_file() -> Path:
    """Give the registry file of the fictional world, to be passed to the coder.

    >>> registry_file().name
    'actors.toml'
    """
    return Path(str(files("harmel") / "demo" / "actors.toml"))


@cache
def registry() -> dict[str, Any]:
    """Read the registry file of the fictional world."""
    return tomllib.loads(registry_file().read_text(encoding="utf-8"))


@cache
def party(actor: str) -> Party:
    """Give a party by its id.

    >>> party("XKO").adjective, party("LITA").capital
    ('Kordavian', 'Lindholt')
    """
    if actor in registry()["states"]:
        table = registry()["states"][actor]
        seat = next(iter(table.get("seats", ())), "")
        seat = f"the {seat}" if seat.endswith("Palace") else seat
        return Party(actor=actor, name=table["name"], adjective=table["adj"][0], capital=table["capital"], seat=seat)
    name = registry()["organisations"][actor]["name"]
    return Party(actor=actor, name=name, adjective=name, capital=data("world")["seat"][actor], state=False)


def parties(side: int) -> dict[Party, int]:
    """Give the parties of one of the two sides, with how often each acts."""
    return {party(actor): share for actor, share in data("world")["side"][side]["parties"].items()}


def third() -> Party:
    """Give the party that stands on neither side."""
    return party(data("world")["third"])


def people(of: Party, on: date) -> tuple[Person, ...]:
    """Give who speaks for a party on a day.

    >>> [p.full for p in people(party("XCA"), date(2019, 1, 1))]
    ['Callund President Roderick Vane', 'Callund Foreign Minister Celia Thorne']
    """
    titles, known = data("world")["titles"], registry()["people"]
    found = []
    for office, terms in registry()["offices"][of.actor].items():
        for start, end, name in (term.split(maxsplit=2) for term in terms):
            holds = date.fromisoformat(start) <= on and (end == "now" or on <= date.fromisoformat(end))
            if holds and office in titles:
                found.append(Person(name=name, party=of, title=titles[office], woman=known[name]["gender"] == "f"))
    return tuple(found)


@cache
def outlets() -> tuple[Outlet, ...]:
    """Give the outlets of the fictional world.

    >>> sum(o.wire for o in outlets())
    1
    """
    lists = ("head", "foot", "middle")
    rows = []
    for table in data("outlets")["outlet"]:
        lines = {k: tuple((kind, line) for kind, line in table.get(k, ())) for k in lists}
        rows.append(Outlet(**table | lines | {"authors": tuple(table["authors"])}))
    return tuple(rows)
