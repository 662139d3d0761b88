"""The press's own grammar: ways of saying an act, read from data, with their blanks filled."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from harmel.press import verbs
from harmel.press.ink import bare, mark
from harmel.vocabulary import Quad

_BLANK = re.compile(r"\{([A-Za-z']+)\}")
_ARTICLE = re.compile(r"\b([Aa]) \{([A-Za-z']+)\}")
_OF_MANY = re.compile(r"soldiers|troops|reservists|drills")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A kind of act: its code, how often it happens and how much it weighs, and how it is said."""

    key: str
    action: str
    quad: Quad
    weight: float
    share: float
    ways: tuple[str, ...]
    passive: tuple[str, ...]
    noun: tuple[str, ...]
    also: tuple[str, ...] = ()
    incident: bool = False
    mutual: bool = False


@cache
def data(name: str) -> dict[str, Any]:
    """Read one of the room's data files.

    >>> sorted(data("slots"))[:3]
    ['duty', 'irregular', 'large']
    """
    return tomllib.loads((files("harmel.press") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def acts() -> dict[str, Act]:
    """Give every kind of act by its key.

    >>> acts()["expel"].action
    '161'
    """
    lists = ("ways", "passive", "noun", "also")
    found = {}
    for key, table in data("acts").items():
        cells: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in table.items()}
        found[key] = Act(key=key, **cells)
    return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and the rest of its phrase, blanks filled, in the forms that a sentence asks for."""

    verb: str
    rest: str

    def form(self, name: str, label: str = "") -> str:
        """Give ``base``, ``past``, ``participle``, ``gerund`` or ``present``, the verb marked as a trigger.

        >>> Phrase("expel", "two envoys").form("gerund")
        'expelling two envoys'
        """
        irregular = data("slots")["irregular"]
        verb = {
            "base": lambda: self.verb,
            "past": lambda: verbs.past(self.verb, irregular),
            "participle": lambda: verbs.participle(self.verb, irregular),
            "gerund": lambda: verbs.gerund(self.verb, irregular),
            "present": lambda: verbs.present(self.verb),
        }[name]()
        return f"{mark(label + '.trigger', verb) if label else verb} {self.rest}"


def phrase(way: str, blanks: Mapping[str, str]) -> Phrase:
    """Split a way of saying into its verb and the rest, with the blanks filled."""
    verb, _, rest = way.partition(" ")
    return Phrase(verb, fill(rest, blanks))


def fill(text: str, blanks: Mapping[str, str]) -> str:
    """Fill the blanks of a text; the article before a filled blank suits its first letter.

    >>> fill("a {Ta} ship and {n} others", {"n": "two", "Ta": "Estmark"})
    'an Estmark ship and two others'
    """
    suited = _ARTICLE.sub(lambda m: f"{m[1]}{'n' if bare(blanks[m[2]])[:1] in 'AEIOUaeiou' else ''} {{{m[2]}}}", text)
    return _BLANK.sub(lambda m: blanks[m[1]], suited)


def blanks(way: str, rng: random.Random) -> dict[str, str]:
    """Draw what fills the blanks of one way of saying, those for the parties apart."""
    slots = data("slots")
    number = "large" if _OF_MANY.search(way) else "small"
    drawn = {name: rng.choice(slots[name]) for name in ("topic", "duty", "place")}
    return drawn | {"n": rng.choice(slots[number])}
