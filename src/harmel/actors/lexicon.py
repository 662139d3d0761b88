"""The words that make a phrase an actor: titles of office, and nouns of trades and groups, as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from harmel.actors.spelling import plural


@dataclass(frozen=True, slots=True)
class Role:
    """An office of the registry: its sector, whether one person holds it at a time, and its titles."""

    key: str
    sector: str
    single: bool
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun that can act: its CAMEO sector.

    An ``officer`` word ("chief", "official") takes the sector of the body that it belongs to, and its own only when
    there is none.
    """

    sector: str
    officer: bool = False


@cache
def roles() -> Mapping[str, Role]:
    """Give the offices, by key.

    >>> roles()["foreign_minister"].sector
    'GOV'
    """
    return {
        key: Role(key, row["sector"], row.get("single", False), tuple(row["titles"]))
        for key, row in _words("roles.toml").items()
    }


@cache
def titles() -> Mapping[str, tuple[str, ...]]:
    """Give the offices that a title can mean, by title in lower case.

    >>> titles()["foreign secretary"]
    ('foreign_minister',)
    """
    found: dict[str, tuple[str, ...]] = {}
    for role in roles().values():
        for title in role.titles:
            found[title] = (*found.get(title, ()), role.key)
    return found


@cache
def agents() -> Mapping[str, Agent]:
    """Give the common nouns that can act, singular and plural, lower case, spaces between words.

    >>> agents()["soldiers"], agents()["chief"].officer
    (Agent(sector='MIL', officer=False), True)
    """
    table = _words("agents.toml")
    found: dict[str, Agent] = {}
    for section, officer in (("agents", False), ("officers", True)):
        for sector, nouns in table[section].items():
            agent = Agent("" if sector == "none" else sector, officer)
            for noun in nouns:
                found.setdefault(plural(noun), agent)
                found[noun] = agent
    for sector, nouns in table["only"].items():
        found |= dict.fromkeys(nouns, Agent(sector))
    return found


@cache
def word_set(name: str) -> frozenset[str]:
    """Give a closed list of words by its name, such as ``determiners`` or ``common_surnames``.

    >>> "the" in word_set("determiners")
    True
    """
    return frozenset(_words("closed.toml")[name]["words"])


@cache
def group_sectors() -> Mapping[str, tuple[str, ...]]:
    """Give the sectors of the bodies that a noun can take up again.

    >>> group_sectors()["party"]
    ('PTY',)
    """
    return {noun: tuple(sectors) for noun, sectors in _words("closed.toml")["group_nouns"].items()}


@cache
def gender_of_name(given: str) -> str:
    """Say what gender a given name usually has: ``m``, ``f`` or nothing.

    >>> gender_of_name("Angela"), gender_of_name("Xyz")
    ('f', '')
    """
    names = _words("closed.toml")["given_names"]
    return "f" if given in names["f"] else "m" if given in names["m"] else ""


@cache
def _words(name: str) -> dict[str, Any]:
    return tomllib.loads((files("harmel.actors") / "data" / "words" / name).read_text(encoding="utf-8"))


@cache
def title_pattern() -> re.Pattern[str]:
    """Give the expression that finds a title of office in running text, longest first.

    >>> title_pattern().search("the Norwegian Prime Minister said").group()
    'Prime Minister'
    """
    longest = sorted(titles(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])", re.IGNORECASE)
