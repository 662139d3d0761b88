"""What the words of an article tell of its date: offices with their holders, years and days that lie behind."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from harmel.intervals import Interval
from harmel.reading.cited import events_cited, may_cite, sentence_spans
from harmel.reading.names import KnownOffice, Names
from harmel.reading.stated import MONTH_NUMBERS, MONTHS, stated_dates
from harmel.records import DateEvidence, Span, Spans

_ONCE = re.compile(
    r"(?:\b(?:then|former|formerly|ex|late|ousted|one-time|under|during|predecessor|succeed(?:ed|ing)?|replac(?:ed|ing)|"
    r"since|when|by then|previous)\b[ -]*(?:the |a )?(?:\w+[’']?s? ){0,2})$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"(?:elect|designate|incoming|next|future|nominee|candidate|would-be|presumptive)\W*(?:\w+\W+)?$", re.IGNORECASE
)
_LONG_AGO = re.compile(r"\b(?:(?:19|20)\d\d|ago|once|at the time|back then|years earlier|decade)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:will|won[’']t|would|shall|(?-i:may)|might|could|should|if|to|by|until|plans?|planned|due|expected|scheduled|next|"
    r"upcoming|target|deadline|through|before|beyond)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAST = re.compile(r"\b(?:was|were|had|did|came|took|met|held|began|left|made|saw|went|won|gave|fell|\w{3,}ed)\b")
_YEARS_HELD = timedelta(days=364)  # a day named without its year is the nearest one that lies behind
_DATELINE = re.compile(
    rf"\s*[A-Z][\w .’'/-]{{2,40}},? \(?(?:(?P<name>(?i:{MONTHS}))\b\.? (?P<day>\d\d?)|"
    rf"(?P<day2>\d\d?) (?P<name2>(?i:{MONTHS}))\b\.?)"
    r"(?:,? (?P<year>(?:19|20)\d\d))?\)?[ .,]*(?:[(/—–-]|\. ?/)",
)
_IN_YEAR = re.compile(r"\s*[\"“]?(?:Back )?[Ii]n (?:(?P<name>[A-Z][a-z]+) )?(?P<year>(?:19|20)\d\d)\b,? ")
_SINCE = re.compile(r"\bsince (?:early |late |mid-)?(?:(?P<name>[A-Z][a-z]+) )?(?P<year>(?:19|20)\d\d)\b")
_NO_YEAR = re.compile(
    rf"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)\w*day,? (?:the )?(?:(?P<day>\d\d?)(?:st|nd|rd|th)? "
    rf"(?P<name>{MONTHS})|"
    rf"(?P<name2>{MONTHS}) (?P<day2>\d\d?)(?:st|nd|rd|th)?)\b(?!,? ?(?:19|20)\d\d)",
    re.IGNORECASE,
)


def office_grounds(text: str, body: Spans, registry: Names) -> Iterator[DateEvidence]:
    """Give the bounds that the offices named in an article put on its date.

    An office named with its holder cannot be written before the term began. It is not written after the term either,
    unless the words look back ("then president", "in 2014, when …"); an office still to come bounds nothing.
    """
    seen: set[tuple[str, str, bool]] = set()
    for hit in registry.offices_named(text):
        sentence = _sentence(text, body, hit)
        if sentence is None or not hit.term.known or _TO_COME.search(text[sentence[0] : hit.start]):
            continue
        past = _looks_back(text, sentence, hit)
        if (key := (hit.office, hit.person, past)) in seen:
            continue
        seen.add(key)
        earliest, latest = hit.term.iso()
        note = f"{hit.person}, {hit.office}"
        yield DateEvidence(
            basis="office-holders",
            earliest=earliest,
            latest="" if past else latest,
            span=((hit.start, hit.end),),
            note=f"{note}, spoken of as past" if past else note,
        )


def word_grounds(text: str, body: Spans) -> Iterator[DateEvidence]:
    """Give the bounds of the events cited and of the years and days that an article has behind itself.

    >>> words = "In 2014, the alliance moved. It met on 3 May 2018 in Riga. A summit will be held on 1 July 2030."
    >>> [(g.basis, g.earliest) for g in word_grounds(words, ((0, len(words)),))]
    [('stated', '2014-01-01'), ('stated', '2018-05-03')]
    """
    for start, end in body:
        said = text[start:end]
        cites, dated = may_cite(said), ("19" in said or "20" in said) and _YEAR.search(said)
        for low, high in sentence_spans(text, start, end) if cites or dated else ():
            if cites:
                yield from events_cited(text, low, high)
            if dated and _YEAR.search(text, low, high):
                yield from _behind(text, low, high)


def yearless_grounds(text: str, body: Spans, within: Interval) -> Iterator[DateEvidence]:
    """Give the grounds of days named without a year, where what is known already leaves one year for them.

    >>> within = Interval.of("2018-07-09", "2019-07-24")
    >>> words = "RIGA, Oct 25 (Agency) - The ministers met on Tuesday, October 23."
    >>> [(g.basis, g.earliest, g.latest) for g in yearless_grounds(words, ((0, len(words)),), within)]
    [('dateline', '2018-10-25', '2018-10-25'), ('stated', '2018-10-23', '2019-10-22')]
    """
    if not body:
        return
    start, end = body[0]
    line = _DATELINE.match(text, start, end)
    if line:
        yield from _dateline(line, within)
    if date.min in (within.earliest, within.latest) or within.latest == date.max:
        return  # there is room for any year
    named = (part for part in body if "day" in text[slice(*part)].lower() and _NO_YEAR.search(text, *part))
    for low, high in (span for part in named for span in sentence_spans(text, *part)):
        if _NOT_YET.search(text, low, high) or not _PAST.search(text, low, high):
            continue
        for found in _NO_YEAR.finditer(text, low, high):
            yield from _on_weekday(found, within)


def _sentence(text: str, body: Spans, hit: KnownOffice) -> Span | None:
    inside = next(((a, b) for a, b in body if a <= hit.start < b), None)
    if inside is None:
        return None
    return next((span for span in sentence_spans(text, *inside) if span[0] <= hit.start < span[1]), inside)


def _looks_back(text: str, sentence: Span, hit: KnownOffice) -> bool:
    start, end = sentence
    return bool(_ONCE.search(text[start : hit.start]) or _LONG_AGO.search(text, start, end))


def _behind(text: str, start: int, end: int) -> Iterator[DateEvidence]:
    for found in _SINCE.finditer(text, start, end):
        yield _from(found, _first_day(found))
    if _NOT_YET.search(text, start, end) or not _PAST.search(text, start, end):
        return
    opening = _IN_YEAR.match(text, start, end)
    if opening:
        yield _from(opening, _first_day(opening))
    for stated in stated_dates(text[start:end]):
        span = (start + stated.start, start + stated.end)
        yield DateEvidence(basis="stated", earliest=stated.when.earliest.isoformat(), span=(span,))


def _from(found: re.Match[str], day: date) -> DateEvidence:
    return DateEvidence(basis="stated", earliest=day.isoformat(), span=(found.span(),))


def _first_day(found: re.Match[str]) -> date:
    month = MONTH_NUMBERS.get((found["name"] or "").lower(), 1)
    return date(int(found["year"]), month, 1)


def _dateline(found: re.Match[str], within: Interval) -> Iterator[DateEvidence]:
    days = _candidates(found, within) if not found["year"] else _in_years(found, [int(found["year"])])
    if len(days) == 1:
        day = days[0].isoformat()
        yield DateEvidence(basis="dateline", earliest=day, latest=day, span=(found.span(),))


def _on_weekday(found: re.Match[str], within: Interval) -> Iterator[DateEvidence]:
    looked = Interval(_back(within.earliest), within.latest)
    days = [d for d in _candidates(found, looked) if d.strftime("%a").lower() == found["weekday"].lower()]
    if len(days) == 1:
        last = (days[0] + _YEARS_HELD).isoformat()
        yield DateEvidence(basis="stated", earliest=days[0].isoformat(), latest=last, span=(found.span(),))


def _back(day: date) -> date:
    return day if day == date.min else day - _YEARS_HELD


def _candidates(found: re.Match[str], within: Interval) -> list[date]:
    if date.min in (within.earliest, within.latest) or within.latest == date.max:
        return []
    years = range(within.earliest.year, within.latest.year + 1)
    return [day for day in _in_years(found, years) if day in within]


def _in_years(found: re.Match[str], years: Iterable[int]) -> list[date]:
    month = MONTH_NUMBERS[(found["name"] or found["name2"]).lower()]
    number = int(found["day"] or found["day2"])
    return [date(year, month, number) for year in years if 1 <= number <= monthrange(year, month)[1]]
