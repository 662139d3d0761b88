"""Dates that are written out: words → days, never a guess at what is ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from harmel.intervals import Interval

_MONTH_NAMES = "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,sep sept september,"
_MONTH_NAMES += "oct october,nov november,dec december"
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTH_NAMES.split(","), 1) for name in names.split()}
MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_HOUR = r"(?:[ \t,]+(?:at )?\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}[./](?P<month>\d\d?)[./](?P<day>\d\d?)(?!\d)",
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?[ \t.,-]*(?:of )?(?P<name>{MONTHS})\b[ \t.,'’-]*{_YEAR}",
        rf"(?<![a-z])(?P<name>{MONTHS})\b[ \t.,]*(?P<day>\d\d?)(?:st|nd|rd|th)?\b{_HOUR}[ \t,.]+{_YEAR}",
        rf"(?<!\d)(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-]{_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}",  # who writes dots begins with the day
    )
)
_ZONE = r"(?:z|gmt|utc|bst|cet|cest|msk|ist|[ecmp][sd]?t|hrs|hours|local time)\b"
_CLOTHES = re.compile(
    rf"\d\d?[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:{_ZONE})?|\b\d\d?\s*[ap]\.?m\.?|[+-]\d\d:?\d\d\b"
    r"|\b(?:published|updated|posted|last|modified|first|created|dated?|released|issued|revised|at|on|by|the|of|and|t)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:an|\d+) (?:min(?:ute)?|hour|day|year|month)s? (?:ago|read)\b|\b(?:edition|online)\b"
    rf"|\b{_ZONE}|\W+",
    re.IGNORECASE,
)
LABEL = re.compile(r"\b(published|updated|posted|modified|released|issued|created|date|dated)\b", re.IGNORECASE)
CLOCK = re.compile(r"\d\d?:\d\d")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date found in a text: where, and the day or, where the words allow two, the days."""

    start: int
    end: int
    when: Interval


def stated_dates(text: str) -> list[StatedDate]:
    """Find the whole dates of a text (day, month and year), in text order.

    A date that can be read in two ways (04/05/2018) gives the interval from one reading to the other.

    >>> [d.when.iso() for d in stated_dates("09:10 GMT17 April 2021, updated Nov. 3, 2021 or 04/05/2018")]
    [('2021-04-17', '2021-04-17'), ('2021-11-03', '2021-11-03'), ('2018-04-05', '2018-05-04')]
    """
    if ("19" not in text and "20" not in text) or not _HAS_YEAR.search(text):
        return []
    found = sorted((d for form in _FORMS for d in _read(form, text)), key=lambda d: (d.start, -d.end))
    kept: list[StatedDate] = []
    for stated in found:
        if not kept or stated.start >= kept[-1].end:
            kept.append(stated)
    return kept


def has_date(text: str) -> bool:
    """Say whether a text holds a whole date.

    >>> has_date("By Ann Lee | November 18, 2019"), has_date("By Ann Lee")
    (True, False)
    """
    return bool(stated_dates(text))


def only_date(text: str) -> bool:
    """Say whether a line says when and nothing else.

    >>> only_date("Published Nov 18, 2019 at 4:07 PM"), only_date("On 3 May 2018 the ministers met in Riga.")
    (True, False)
    """
    if len(text) > _LONGEST_DATE_LINE or not (dates := stated_dates(text)):
        return False
    bare = text
    for stated in reversed(dates):
        bare = f"{bare[: stated.start]} {bare[stated.end :]}"
    rest = _CLOTHES.sub(" ", bare).split()
    return len(rest) <= _REST_WORDS and sum(map(len, rest)) <= _REST


_LONGEST_DATE_LINE = 140
_REST_WORDS = 2
_REST = 12  # characters: a place or a section beside the date


def _read(form: re.Pattern[str], text: str) -> Iterator[StatedDate]:
    for match in form.finditer(text):
        days = sorted(set(_days(match.groupdict())))
        if days:
            yield StatedDate(*match.span(), Interval(days[0], days[-1]))


def _days(parts: dict[str, str]) -> Iterator[date]:
    year = int(parts["year"])
    if "first" in parts:
        pairs = [(int(parts["first"]), int(parts["second"])), (int(parts["second"]), int(parts["first"]))]
    else:
        month = MONTH_NUMBERS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
        pairs = [(month, int(parts["day"]))]
    for month, day in pairs:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
