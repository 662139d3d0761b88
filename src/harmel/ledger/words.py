"""The words of a sentence, ready to be compared: bare stems, names and numbers, synonyms under one head.

Only a fixed list decides what a word weighs, never how often it occurs in the ledger: two records compare alike
whatever else has come in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from harmel.records import Span

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?:twen|thir|for|fif|six|seven|eigh|nine)ty-[a-z]+|[^\W\d_]+(?:['’][^\W\d_]+)?", re.IGNORECASE
)
_ENDINGS = ("ational", "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "als", "al",
            "ers", "er", "ors", "or", "ed", "es", "ly", "e", "s")  # fmt: skip
_SHORTEST = 3
NAMED = 2.0
"""What a name or a number weighs against any other word: it tells one act from its like."""


AGAIN = "*"
"""Stands in a bag for every word that says that an act is not the first of its kind."""


@dataclass(frozen=True, slots=True)
class _Lists:
    empty: frozenset[str]
    repeated: frozenset[str]
    heads: dict[str, str]
    numbers: dict[str, str]


@cache
def _lists() -> _Lists:
    table = tomllib.loads((files("harmel.ledger") / "data" / "words.toml").read_text(encoding="utf-8"))
    heads: dict[str, str] = {}
    for line in table["same"]:
        group = line.split()
        heads |= {word: group[0] for word in group if word not in heads}
    return _Lists(frozenset(table["empty"].split()), frozenset(table["repeated"].split()), heads, table["numbers"])


def stem(word: str) -> str:
    """Cut an English ending, roughly; only equality of stems matters.

    >>> stem("missiles") == stem("missile"), stem("deployed") == stem("deployment")
    (True, True)
    """
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def bag(text: str, span: Span, without: Iterable[Span] = ()) -> frozenset[str]:
    """Give the telling words of a sentence; names begin with a capital, numbers are digits.

    Parameters
    ----------
    without
        Words to leave out: those that name the actors and the act, which are coded already.

    >>> sorted(bag("Oslo sent two frigates to the Barents Sea.", (0, 42), [(0, 4)]))
    ['2', 'Barent', 'Sea', 'sent', 'warship']
    """
    gone = sorted(without)
    found = set()
    for match in _TOKEN.finditer(text, *span):
        if not any(low < match.end() and match.start() < high for low, high in gone):
            found.add(_reduced(re.sub(r"['’]s$", "", match[0]), first=match.start() == span[0]))
    return frozenset(found - {""})


def _reduced(token: str, *, first: bool) -> str:
    lower, lists = token.lower(), _lists()
    if lower[0].isdigit():
        return lower.replace(",", "")
    if lower in lists.empty or len(lower) < _SHORTEST:
        return ""
    if lower in lists.repeated:
        return AGAIN
    tens, _, units = lower.partition("-")
    if units:
        return str(int(lists.numbers.get(tens, "0")) + int(lists.numbers.get(units, "0")))
    stemmed = stem(lower)
    known = lists.numbers.get(lower) or lists.heads.get(lower) or lists.heads.get(lower.removesuffix("s"))
    return known or (stemmed.capitalize() if token[0].isupper() and not first else stemmed)


@lru_cache(maxsize=100_000)
def weights(words: frozenset[str]) -> dict[str, float]:
    """Weigh each word, folded to lower case: names and numbers more than others.

    >>> weights(frozenset({"Kerch", "bridg"})) == {"kerch": 2.0, "bridg": 1.0}
    True
    """
    found: dict[str, float] = {}
    for word in words - {AGAIN}:
        named = word[0].isupper() or word[0].isdigit()
        found[word.lower()] = max(found.get(word.lower(), 0.0), NAMED if named else 1.0)
    return found


@lru_cache(maxsize=100_000)
def weight(words: frozenset[str]) -> float:
    """Weigh a bag of words."""
    return sum(weights(words).values())


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Say how much of the poorer of two bags is in the other, 0 to 1.

    >>> resemblance(frozenset({"missil", "Kerch"}), frozenset({"Kerch", "bridg", "span"}))
    0.6666666666666666
    """
    mine, theirs = weights(one), weights(other)
    least = min(weight(one), weight(other))
    return sum(min(mine[word], theirs[word]) for word in mine.keys() & theirs.keys()) / least if least else 0.0


def names_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether both have names and share none."""
    return _differ(_names(one), _names(other), one, other)


def numbers_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether both have numbers and share none."""
    return _differ(_numbers(one), _numbers(other), one, other)


@lru_cache(maxsize=100_000)
def _names(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words if word[0].isupper())


@lru_cache(maxsize=100_000)
def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit())


def _differ(mine: frozenset[str], theirs: frozenset[str], one: frozenset[str], other: frozenset[str]) -> bool:
    if not mine or not theirs:
        return False
    return mine.isdisjoint(weights(other).keys()) and theirs.isdisjoint(weights(one).keys())
