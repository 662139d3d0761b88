"""Deadlines: the day or year by which something is demanded, pledged or aimed at, kept as a figure of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from harmel.intervals import Interval
from harmel.language.number_words import NUMBER, read_number
from harmel.language.times import TimeWords
from harmel.vocabulary import FigureKind

_HINT = re.compile(
    r"\b(?:by|until|till|before|within|deadline|ultimatum|(?:hours|days|weeks|months)\s+to)\b", re.IGNORECASE
)
_DEMAND = re.compile(
    r"\b(?:demand\w*|urg\w+|must|should|ultimatum|order\w*|call\w* (?:on|for)|insist\w*|told|require\w*|gave|given|"
    r"has until|have until|had until|deadline)\b",
    re.IGNORECASE,
)
_PLEDGE = re.compile(
    r"\b(?:pledg\w+|promis\w+|vow\w*|commit\w*|agree\w*|undert\w+|undertook|will|shall)\b", re.IGNORECASE
)
_TARGET = re.compile(r"\b(?:target\w*|goals?|aim\w*|plan\w*|due|scheduled|intend\w*|hope\w*|set to)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:deadline|ultimatum)\s+(?:is|was|of|on|for|set for|expires on|ends on)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:deadline|ultimatum)\b", re.IGNORECASE)
_UNIT = re.compile("hour|day|week|month", re.IGNORECASE)
_WITHIN = re.compile(
    rf"""\b(?P<lead>within|in\ the\ next|has|have|had|gave\ [\w\ ]+?|given(?:\ [\w\ ]+?)?|an?|the)\s+
    (?P<count>{NUMBER})[\s-]+
    (?P<unit>hours?|days?|weeks?|months?)\b(?P<to>\s+to\b|[\s-]+(?:deadline|ultimatum|grace\ period))?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline ``[start, end)`` in the sentence: a year, a day as YYYYMMDD, or a number of days."""

    start: int
    end: int
    value: float
    unit: str
    kind: FigureKind
    when: Interval


def may_set_deadline(text: str) -> bool:
    """Say cheaply whether a sentence has what a deadline needs: a word of time, and one of demand, pledge or aim.

    >>> may_set_deadline("They must leave by Friday."), may_set_deadline("They left by Friday.")
    (True, False)
    """
    return bool(_HINT.search(text)) and asks(text)


def asks(text: str) -> bool:
    """Say whether a sentence demands, pledges or aims at something, without which it sets no deadline.

    >>> asks("They must leave."), asks("They left by Friday.")
    (True, False)
    """
    return _kind(text) is not None


def deadlines(text: str, times: Sequence[TimeWords]) -> Iterator[Deadline]:
    """Find the deadlines of a sentence that demands, pledges or aims at something.

    A date is one after "by", "until" or "before", or beside the word "deadline"; a stretch ("within 60 days", "a
    48-hour ultimatum") is kept in its own unit, since the day that it counts from is seldom said.

    >>> from harmel.language.times import times
    >>> text = "The members pledged to spend 2 percent by 2024."
    >>> [(d.value, d.unit, d.kind) for d in deadlines(text, times(text, published=Interval()))]
    [(2024.0, 'year', 'pledge')]
    """
    kind = _kind(text)
    if kind is None:
        return
    for words in times:
        if words.bound in {"by", "until", "till", "before"} or _named(text, words):
            yield from _dated(words, kind)
    if not _UNIT.search(text):
        return
    for found in _WITHIN.finditer(text):
        value = read_number(found["count"])
        if value is not None and (found["to"] or found["lead"].lower() == "within"):
            unit = found["unit"].lower().rstrip("s") + "s"
            yield Deadline(
                start=found.start("count"), end=found.end("unit"), value=value, unit=unit, kind=kind, when=Interval()
            )


def _kind(text: str) -> FigureKind | None:
    kinds: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
        ("demand", _DEMAND),
        ("pledge", _PLEDGE),
        ("target", _TARGET),
    )
    return next((kind for kind, pattern in kinds if pattern.search(text)), None)


def _named(text: str, words: TimeWords) -> bool:
    """Say whether "deadline" stands beside the time words: "a deadline of 2 February", "the February 2 deadline"."""
    return bool(_BEFORE.search(text, 0, words.start) or _AFTER.match(text, words.end))


def _dated(words: TimeWords, kind: FigureKind) -> Iterator[Deadline]:
    last = words.when.latest
    if last == date.max:
        return
    exact_year = (last.month, last.day) == (12, 31) and not _has_day(words)
    value = float(last.year) if exact_year else float(f"{last:%Y%m%d}")
    yield Deadline(
        start=words.start,
        end=words.end,
        value=value,
        unit="year" if exact_year else "day",
        kind=kind,
        when=Interval(min(words.when.earliest, last), last),
    )


def _has_day(words: TimeWords) -> bool:
    return words.when.earliest == words.when.latest
