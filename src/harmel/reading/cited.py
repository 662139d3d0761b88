"""Events named with known dates: what a page that cites them tells of its own date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick

from harmel.intervals import Interval
from harmel.records import DateEvidence, Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HELD = (
    r"agreed|adopted|decided|endorsed|approved|signed|announced|told(?: \w+){1,3}|met|gathered|spoke|speaking|held|"
    r"attended|launched|reaffirmed|committed|invited|concluded|ended"
)
_PAST_BEFORE = re.compile(
    r"(?:\b(?:since|after|following|ago at|last (?:week|month|year)(?:[’']s)?)"
    rf"|\b(?:{_HELD})(?: \w+){{0,3}}? (?:at|during|in))"
    r"(?: (?:the|a|an|this|\w+[’']s|nato|alliance|annual|recent|leaders)){0,4}\s*$",
    re.IGNORECASE,
)
_PAST_AFTER = re.compile(rf"\W+(?:\w+\W+){{0,2}}(?:was held|took place|{_HELD})\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|won[’']t|would|shall|(?-i:may)|might|could|should|if|plans?|planned|due|expected|scheduled|set to|next|"
    r"upcoming|forthcoming|ahead of|until|before|by|going to|hopes?|tomorrow|coming)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?P<today>\btoday\b)|(?P<yesterday>\byesterday\b)|\b(?P<which>last|this) (?P<unit>week|month|year)\b"
    rf"|\bon (?P<weekday>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_BESIDE = 30  # characters between an event and the time word that belongs to it
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[\"“‘']?[A-Z])[^.!?]*)*[.!?]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """An event of the shipped list: when it was, and the words that name it."""

    name: str
    first: date
    since: date
    foreseen: bool
    marks: tuple[str, ...]
    words: re.Pattern[str]


@cache
def known_events() -> tuple[KnownEvent, ...]:
    """Read ``data/events.toml``.

    >>> min(known_events(), key=lambda event: event.first).first.isoformat()
    '2001-09-11'
    """
    table = tomllib.loads((files("harmel.reading") / "data" / "events.toml").read_text(encoding="utf-8"))
    return tuple(
        KnownEvent(
            name=row["name"],
            first=row["first"],
            since=row.get("since", row["first"]),
            foreseen=row.get("foreseen", False),
            marks=tuple(row["marks"]),
            words=re.compile("|".join(row["words"]), re.IGNORECASE),
        )
        for row in table["event"]
    )


def sentence_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a paragraph into rough sentences: enough to keep one's "will" from another's date.

    >>> list(sentence_spans("He left. She stayed.", 0, 20))
    [(0, 8), (8, 20)]
    """
    return (found.span() for found in _SENTENCE.finditer(text, start, end) if found.end() > found.start())


def events_cited(text: str, start: int, end: int) -> Iterator[DateEvidence]:
    """Give the bounds that the events named in one sentence put on the page's date.

    What came as a surprise cannot be named before it was; what was announced beforehand bounds only where the sentence
    has it behind itself. A time word beside the name ("on Thursday", "last year's") bounds the other side too.

    >>> words = "He told officials at the Cyber Defence Pledge Conference in London on Thursday that he was glad."
    >>> [(g.earliest, g.latest) for g in events_cited(words, 0, len(words))]
    [('2019-05-23', '2019-05-29')]
    """
    lower = text[start:end].lower()
    for event in known_events():
        if not any(mark in lower for mark in event.marks):
            continue
        found = event.words.search(text, start, end)
        if found is None or (event.foreseen and not _behind(text, start, end, found.span())):
            continue
        when = Interval(earliest=event.since)
        relative = _beside(text, start, end, found.span())
        if relative and not (both := when & _published_for(event.first, relative)).empty:
            when = both
        earliest, latest = when.iso()
        yield DateEvidence(
            basis="events-cited", earliest=earliest, latest=latest, span=(found.span(),), note=event.name
        )


def may_cite(text: str) -> bool:
    """Say in one pass whether a text has any mark of a known event.

    >>> may_cite("The ministers met in Riga."), may_cite("It was on the table at the Brussels summit.")
    (False, True)
    """
    return bool(_marks().find_matches_as_indexes(text.lower()))


@cache
def _marks() -> AhoCorasick:
    return AhoCorasick([mark for event in known_events() for mark in event.marks])


def _behind(text: str, start: int, end: int, event: Span) -> bool:
    """Say whether a sentence speaks of an announced event as past."""
    before, after = text[start : event[0]], text[event[1] : end]
    if _AHEAD.search(before) or _AHEAD.search(after[:_BESIDE].split(" that ")[0]):
        return False
    return bool(_PAST_BEFORE.search(before) or _PAST_AFTER.match(after))


def _beside(text: str, start: int, end: int, event: Span) -> re.Match[str] | None:
    after = _RELATIVE.search(text, event[1], min(end, event[1] + _BESIDE))
    if after:
        return after
    before = list(_RELATIVE.finditer(text, max(start, event[0] - len("yesterday’s ")), event[0]))
    return before[-1] if before and before[-1].group("weekday") is None else None


def _published_for(day: date, relative: re.Match[str]) -> Interval:
    """Give the days on which "last year" and the like can be said of a day; everything if they cannot."""
    if relative["today"]:
        return Interval.day(day)
    if relative["yesterday"]:
        return Interval.day(day + timedelta(days=1))
    if relative["weekday"]:
        fits = _WEEKDAYS[day.weekday()] == relative["weekday"].lower()
        return Interval(day, day + timedelta(days=6)) if fits else Interval()
    last, unit = relative["which"].lower() == "last", relative["unit"].lower()
    if unit == "week":
        return Interval(day, day + timedelta(days=13 if last else 6))
    if unit == "year":
        return Interval.year(day.year + last)
    months = day.year * 12 + day.month - 1 + last
    return Interval.month(months // 12, months % 12 + 1)
