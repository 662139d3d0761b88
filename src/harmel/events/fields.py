"""Whether a sentence speaks of sport, weather, cooking or business and of no public affair.

Their language is full of fights: a team "destroys" another and a firm "attacks" a market in the verbs of the lexicon.
The sentence's other words tell: they are data (``fields.toml``), the same for all actors, and a single word of public
affairs (a minister, troops, sanctions) overrules them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

_RUN = re.compile(r"[\w-]+")
ENOUGH = 2  # different weak words


def everyday(text: str) -> str:
    """Name the everyday field of a sentence, or give the empty string.

    >>> everyday("Germany beat Brazil 7-1 in the semi-final.")
    'sport'
    >>> everyday("The presidents of Germany and Brazil met after the semi-final.")
    ''
    """
    words = text.lower()
    runs = _RUN.findall(words)
    if any(map(_is_public, runs)) or not any(map(_may_open, runs)):
        return ""
    if any(_public().match(words, run.start()) for run in _RUN.finditer(words)):
        return ""
    return next((name for name, strong, weak in _fields() if _speaks_of(words, strong, weak)), "")


@lru_cache(maxsize=1 << 16)
def _may_open(run: str) -> bool:
    """Say whether a word can begin anything of a field: nearly every word has been asked for before."""
    return _openers().fullmatch(run) is not None


@lru_cache(maxsize=1 << 16)
def _is_public(run: str) -> bool:
    return _public().fullmatch(run) is not None


def _speaks_of(words: str, strong: re.Pattern[str], weak: re.Pattern[str]) -> bool:
    return bool(strong.search(words)) or len({m[0] for m in weak.finditer(words)}) >= ENOUGH


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("harmel.events") / "data" / "fields.toml").read_text(encoding="utf-8"))


@cache
def _public() -> re.Pattern[str]:
    return _pattern(_table()["public"]["words"])


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    kept = ((name, lists) for name, lists in _table().items() if name != "public")
    return tuple(
        (name, _pattern(lists["strong"], lists.get("pattern", "")), _pattern(lists["weak"])) for name, lists in kept
    )


@cache
def _openers() -> re.Pattern[str]:
    """Give what the first word of any phrase of any field looks like; a score or a margin has a figure in it."""
    phrases = " ".join(f"{x['strong']} {x['weak']}" for x in _everyday()).split()
    return _pattern(" ".join({re.split("[~']", phrase)[0] for phrase in phrases}), r"[\w-]*\d[\w-]*")


def _everyday() -> list[dict[str, str]]:
    return [lists for name, lists in _table().items() if name != "public"]


def _pattern(words: str, also: str = "") -> re.Pattern[str]:
    escaped = (re.escape(w).replace(r"\*", r"\w*").replace(r"\~", r"\s+").replace(r"\?", r"\w") for w in words.split())
    whole = rf"(?<![\w-])(?:{'|'.join(escaped)})(?![\w-])"
    return re.compile(f"{whole}|{also}" if also else whole)
