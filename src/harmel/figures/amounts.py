"""The numbers of a sentence, with what they are an amount of (per cent, money, a count) and how exact they are.

Only the words are read here, without a parse. What is no amount is left out: designations (F-16, Article 5), dates
and clock times, ages, ordinals, and vague numbers (dozens, several thousand), which have no value that could be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from harmel.figures.currencies import currency, sign_pattern, word_pattern
from harmel.language.number_words import NUMBER, SCALES, read_number
from harmel.vocabulary import Bound

Sort = Literal["%", "money", "count", "distance", "times"]

_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at-least", r"at least|no (?:fewer|less) than|not less than|a minimum of|minimum of"),
    ("at-most", r"at most|up to|no more than|not more than|a maximum of|as (?:many|much|high) as|a ceiling of"),
    ("more-than", r"more than|over|above|in excess of|exceeding|upwards of|well over|just over|beyond|surpassing"),
    ("less-than", r"less than|fewer than|under|below|short of|just under|well below"),
    ("about", r"about|around|some|roughly|approximately|nearly|almost|close to|an estimated|circa|c\.|~"),
)
_ENDS = tuple({words[-2:].strip(r"\).") or "." for _, lists in _BOUNDS for words in lists.split("|")})
_LEADS = [(bound, re.compile(rf"(?:\b|(?=~))(?:{words})\s*(?:a |the )?$", re.IGNORECASE)) for bound, words in _BOUNDS]
_TAILS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at-least", re.compile(r"(?:\s+of\s+\w+|\s+\w+)?\s+or (?:more|higher|above)\b|\+", re.IGNORECASE)),
    ("at-most", re.compile(r"(?:\s+of\s+\w+|\s+\w+)?\s+or (?:less|fewer|lower)\b", re.IGNORECASE)),
    ("about", re.compile(r"\s+(?:\w+\s+)?or so\b", re.IGNORECASE)),
)
_LONGEST_LEAD, _LONGEST_SIGN = 24, 8  # characters before a number that are looked at
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_FRACTION = re.compile(
    r"\b(?:(?P<count>an?|one|two|three|four)[\s-]+(?P<part>third|quarter|fifth|tenth)s?|(?:(?:one|a)\s+)?(?P<half>half))\b"
    r"(?!-|\s+(?:an?\s|century|hour|year|day|million|billion|dozen|time|brother|sister|measures?)|\s+of\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?P<verb>doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)\b", re.IGNORECASE)
_FACTORS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_PERCENT = r"%|per\s?cent\b|pc\b|percentage\s+points?\b"
_LENGTH = r"km\b|kilomet(?:er|re)s?\b|miles?\b|nautical\s+miles?\b|-?(?:km|kilomet(?:er|re)|mile)\b"
_NAME_BEFORE = re.compile(
    r"(?:[A-Za-z]-|[A-Za-z]|[#/:]|\d[.,:/]?|\b(?:[Aa]rticle|[Rr]esolution|[Nn]o\.?|[Nn]umber|[Cc]hapter|[Ss]ection|[Pp]rotocol|"
    r"[Tt]ype|Mk|Boeing|Airbus|[Pp]age|[Pp]ier|[Ff]light|[Bb]oard(?:ing)?|[Aa]ged?|[Rr]ow|[Rr]oute|[Hh]ighway|Typhoon|Level|[Tt]op)\s)$"
)
_NAME_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|:\d|/\d|-?year|(?:\s?-?\s?(?:hours?|days?|weeks?|months?|minutes?|seconds?|years?|decades?)(?:-old)?\b)|"
    r"\s*(?:feet|foot|ft|met(?:er|re)s?|yards?|inch(?:es)?|tons?|tonnes?|kg|kilograms?|lit(?:er|re)s?|mph|knots|degrees?)\b|"
    r"\s*(?:GMT|UTC|am|pm|a\.m\.|p\.m\.|o['’]clock)\b|-[a-z]*(?:sided|party|way|star|man)\b|[A-Za-z]*\d|[A-Z]\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit, ``[start, end)`` in the sentence; ``value_to`` closes a range."""

    start: int
    end: int
    of: Sort
    value: float
    value_to: float | None = None
    unit: str = ""
    bound: Bound = "exact"


@cache
def _pattern() -> re.Pattern[str]:
    sign = sign_pattern()
    units = rf"(?P<percent>{_PERCENT})|(?P<length>{_LENGTH})|(?P<money>{word_pattern()})"
    return re.compile(
        rf"""(?P<sign>{_verbose(sign)})?\s?
        (?P<low>{NUMBER})
        (?:(?:\s?(?:(?P<percent1>{_verbose(_PERCENT)})|(?P<money1>{_verbose(word_pattern())})))?
           (?:\s*[-–—]\s*|\s+to\s+|(?P<and>\s+and\s+))(?P<sign2>{_verbose(sign)})?(?P<high>{NUMBER}))?
        (?:[\s-]?(?:{_verbose(units)}))?""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(NUMBER, re.VERBOSE | re.IGNORECASE)


def _verbose(pattern: str) -> str:
    return pattern.replace(" ", r"\ ")


def amounts(text: str) -> list[Amount]:
    """Find the amounts of a sentence, in text order.

    Returns
    -------
    list of Amount
        ``value`` in units (a billion is 1e9), a fraction as a percentage; ``unit`` is ``%``, ``percentage points``, an
        ISO 4217 code, ``km``, ``miles``, ``nautical miles``, or empty for a count.

    >>> [(a.value, a.value_to, a.unit, a.bound) for a in amounts("between 90 and 100 thousand troops, over $1.2bn")]
    [(90000.0, 100000.0, '', 'range'), (1200000000.0, None, 'USD', 'more-than')]
    >>> [(a.value, a.unit, a.bound) for a in amounts("at least 2 pc; more than a third; the F-16 and Article 5")]
    [(2.0, '%', 'at-least'), (33.33, '%', 'more-than')]
    """
    found = [*_numbers(text), *_fractions(text), *_multiples(text)]
    found.sort(key=lambda a: (a.start, -a.end))
    return [a for i, a in enumerate(found) if all(a.start >= b.end for b in found[:i])]


def _numbers(text: str) -> Iterator[Amount]:
    place = 0
    while found := _next(text, place):
        before = text[: found.start("low") if not found["sign"] else found.start()]
        joined = found["high"] is not None and _joins(found, before)
        place = found.end() if joined or found["high"] is None else found.end("low")
        if _is_name(text, found, before, joined=joined):
            continue
        yield from _amount(text, found, joined=joined)


def _next(text: str, place: int) -> re.Match[str] | None:
    """Find the next number with its signs and units: the whole pattern is slow, and tried only about a number."""
    number = _number().search(text, place)
    return _pattern().search(text, max(place, number.start() - _LONGEST_SIGN)) if number else None


def _joins(found: re.Match[str], before: str) -> bool:
    """Say whether two numbers are the ends of one range: "from 1.2 to 1.5" are two levels, "4 and 5" two numbers."""
    if (found["percent1"] and (found["sign2"] or found["money"])) or (found["money1"] and found["percent"]):
        return False
    if found["and"]:
        return bool(re.search(r"\bbetween\s+(?:about\s+|an estimated\s+)?$", before, re.IGNORECASE))
    return not re.search(r"\bfrom\s+(?:\w+\s+)?$", before, re.IGNORECASE)


def _is_name(text: str, found: re.Match[str], before: str, *, joined: bool) -> bool:
    if found["sign"] or (joined and (found["percent"] or found["money"])):
        return False
    if _NAME_BEFORE.search(before[-20:]):
        return True
    end = found.end("high" if joined else "low")
    return not found["percent"] and bool(_NAME_AFTER.match(text, end))


def _amount(text: str, found: re.Match[str], *, joined: bool) -> Iterator[Amount]:
    low = read_number(found["low"])
    high = read_number(found["high"]) if joined else None
    if low is None or (joined and high is None):
        return
    sort, unit, end = _unit(text, found, joined=joined)
    if high is not None and low < high:
        low = _scaled_like(low, found["low"], found["high"])
    start = found.start("sign") if found["sign"] else found.start("low")
    bound: Bound = "range" if high is not None else _bound(text, start, end)
    yield Amount(start=start, end=end, of=sort, value=low, value_to=high, unit=unit, bound=bound)


def _scaled_like(low: float, low_words: str, high_words: str) -> float:
    """Give "90" in "90 to 100 thousand" the scale of its partner."""
    scales = [w for w in re.findall(r"[a-z]+", high_words.lower()) if w in SCALES]
    bare = re.fullmatch(r"[\d.,]+", low_words.strip()) or not re.search("|".join(SCALES), low_words.lower())
    return low * SCALES[scales[-1]] if scales and bare else low


def _unit(text: str, found: re.Match[str], *, joined: bool) -> tuple[Sort, str, int]:
    if found["high"] is not None and not joined:
        return _own_unit(text, found)
    end = found.end("high" if joined else "low")
    if found["percent"]:
        points = found["percent"].lower().startswith("percentage")
        return "%", "percentage points" if points else "%", found.end("percent")
    if found["money"] or found["sign"]:
        unit = currency(found["sign"] or found["money"])
        return "money", unit, found.end("money") if found["money"] else end
    if found["length"]:
        word = found["length"].lower().strip("-")
        unit = "km" if word.startswith("k") else "nautical miles" if "nautical" in word else "miles"
        return "distance", unit, found.end("length")
    return "count", "", end


def _own_unit(text: str, found: re.Match[str]) -> tuple[Sort, str, int]:
    """Find the unit of the first of two numbers: its own words, or else what the second one has."""
    end = found.end("low")
    percent = re.compile(rf"\s?(?:{_PERCENT})", re.IGNORECASE).match(text, end)
    if percent or (found["percent"] and not found["sign"]):
        return "%", "%", percent.end() if percent else end
    if found["sign"] or found["money"]:
        return "money", currency(found["sign"] or found["money"]), end
    return "count", "", end


def _bound(text: str, start: int, end: int) -> Bound:
    for bound, tail in _TAILS:
        if tail.match(text, end):
            return bound
    low = max(0, start - _LONGEST_LEAD)
    if not text[low:start].lower().rstrip().removesuffix(" a").removesuffix(" the").rstrip().endswith(_ENDS):
        return "exact"
    return next((bound for bound, lead in _LEADS if lead.search(text, low, start)), "exact")


def _fractions(text: str) -> Iterator[Amount]:
    for found in _FRACTION.finditer(text):
        count = 1.0 if found["half"] else read_number(found["count"]) or 1.0
        value = round(count * _FRACTIONS[(found["part"] or "half").lower()], 2)
        bound = _bound(text, found.start(), found.end())
        yield Amount(start=found.start(), end=found.end(), of="%", value=value, unit="%", bound=bound)


def _multiples(text: str) -> Iterator[Amount]:
    for found in _TIMES.finditer(text):
        factor = _FACTORS[found["verb"].lower()]
        bound = _bound(text, found.start(), found.end())
        yield Amount(start=found.start(), end=found.end(), of="times", value=factor, unit="times", bound=bound)
