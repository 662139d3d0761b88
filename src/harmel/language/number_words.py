"""Number words and digits → a number; English, and nothing that depends on a locale.

Why not a library: ``text2num`` and ``quantulum3`` were tried and judged in ``docs/decisions.md``.
"""

from __future__ import annotations

import re

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "dozen": 12.0,
}
_SMALL = {w: float(n) for n, w in enumerate(ONES)} | {w: 10.0 * (n + 2) for n, w in enumerate(TENS)}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SHORT = r"(?:bn|bln|mn|mln|tn|trn|[kKmM])"
_LONG = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_WORD = rf"(?:{'|'.join([*sorted(_SMALL, key=len, reverse=True), _LONG])})"
NUMBER = rf"""(?:
    (?:{_DIGITS})(?:[\s-]?{_SHORT}\b|(?:[\s-]+{_LONG}\b)*)
  | (?:\b(?:an?|half\ an?|a\ few|several|half\ a)\s+)?\b{_WORD}\b(?:[\s-]+(?:and\s+)?{_WORD}\b)*
)"""
"""The pattern of a number, for ``re.VERBOSE``: ``4.3``, ``200,000``, ``1.2bn``, ``two hundred``."""

_TOKEN = re.compile(rf"{_DIGITS}|[a-zA-Z]+")


def read_number(words: str) -> float | None:
    """Read a number in digits, words or both; ``None`` if the words are no number.

    "and" binds what it joins, "a" before a scale is one; vague words (several, a few) are no number.

    >>> read_number("two hundred and fifty thousand"), read_number("1.2bn"), read_number("35")
    (250000.0, 1200000000.0, 35.0)
    >>> read_number("half a million"), read_number("a dozen"), read_number("several")
    (500000.0, 12.0, None)
    """
    total, part, seen = 0.0, 0.0, False
    half = False
    for word in _TOKEN.findall(words.lower()):
        value = _value(word)
        if value is not None:
            part, seen = part + value, True
        elif word in SCALES:
            total, part = _scaled(total, part or (0.5 if half else float(not total)), SCALES[word])
            seen, half = True, False
        elif word == "half":
            half = True
        elif word not in {"and", "a", "an"}:
            return None
    return total + part if seen else None


def _value(word: str) -> float | None:
    if word[0].isdigit():
        return float(word.replace(",", ""))
    return _SMALL.get(word)


def _scaled(total: float, part: float, scale: float) -> tuple[float, float]:
    """Multiply what a scale word governs: a hundred or a dozen stays open for a larger scale, the rest is closed."""
    if scale <= SCALES["hundred"]:
        return total, part * scale
    return (total * scale, 0.0) if not part else (total + part * scale, 0.0)
