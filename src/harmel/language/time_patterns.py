"""The words of time, each pattern with its reader; ``times`` puts them together.

A reader takes the match, a publication day and the direction (``ahead``: the words speak of what is to come), and
gives an interval. It must be monotone in the day (see ``calendar_words``). A pattern whose reader does not look at the
day stands under ``FIXED``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick

from harmel.intervals import Interval
from harmel.language.calendar_words import (
    MONTHS,
    WEEK,
    add_days,
    add_months,
    away,
    day_of,
    month_of,
    period,
    weekday,
)
from harmel.language.number_words import read_number

Ahead = bool  # True: the words look ahead
Reader = Callable[[re.Match[str], date, Ahead], Interval]
Rule = tuple[frozenset[str], re.Pattern[str], Reader]  # keys of NEEDS: a sentence must meet each of them

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?P<unit>day|week|month|quarter|year|decade)"
_COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|a hundred|a couple of|couple of|a few|few|several|some|many)"
)
_OF = r"(?P<of>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious|[Cc]urrent|[Cc]oming|[Uu]pcoming)"
_FIRST = "(?=[A-Zltnpcu])"  # the first letter of a month, a weekday or a word of _OF: a quick look saves many slow ones
_DATED = rf"(?:{_WEEKDAY},?\s+)?"
_VAGUE = {"a couple of": (2, 3), "couple of": (2, 3), "a few": (2, 6), "few": (2, 6), "several": (3, 10)}
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1}
LONGEST_RANGE = 15
SEASON_LAG = 18
SEASON_NEAR = 9


def _month_number(found: re.Match[str]) -> int:
    return 1 + next(n for n, name in enumerate(MONTHS) if name[:3] == found["month"][:3])


def _date(year: int, month: int, day: int) -> Interval:
    try:
        return Interval.day(date(year, month, day))
    except ValueError:
        return Interval()


def _full(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    return _date(int(found["year"]), _month_number(found), int(found["day"]))


def _iso(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    return _date(int(found["year"]), int(found["number"]), int(found["day"]))


def _numeric(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    """Read 03/04/2018 both ways: which comes first differs by country, so the interval covers both."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    known = [w for w in (_date(year, second, first), _date(year, first, second)) if w.known]
    return known[0] | known[-1] if known else Interval()


def _year_month(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    return Interval.month(int(found["year"]), _month_number(found))


def _year(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    return Interval.year(int(found["year"]))


def _years(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    """Read 2016-17; what does not go up by a few years is only its first year."""
    first = int(found["year"])
    last = first // 100 * 100 + int(found["second"])
    return Interval.year(first) | Interval.year(last) if 0 < last - first <= LONGEST_RANGE else Interval.year(first)


def _decade(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    year = int(found["decade"])
    return Interval(date(year, 1, 1), date(year + 9, 12, 31))


def _quarter(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    order = found["nth"].lower()
    number = int(order[-1]) if order[-1].isdigit() else 1 + ["first", "second", "third", "fourth"].index(order)
    months = 6 if (found["span"] or "").lower() == "half" else 3
    start = date(int(found["year"]), min((number - 1) * months, 11) + 1, 1)
    return Interval(start, add_days(add_months(start, months), -1))


def _season(found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    """Cover both hemispheres: a page does not say whose summer it means."""
    year = int(found["year"])
    return Interval(date(year - 1, 12, 1), date(year + 1, 3, 31))


def _near_season(found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    step = _STEPS[found["of"].lower()]
    if step == 0:
        return Interval(add_months(day, -SEASON_NEAR), add_months(day, SEASON_NEAR))
    return Interval(min(day, add_months(day, step * SEASON_LAG)), max(day, add_months(day, step * SEASON_LAG)))


_DAYS = {
    "day before yesterday": (-2, -2),
    "day after tomorrow": (2, 2),
    "yesterday": (-1, -1),
    "tomorrow": (1, 1),
    "last night": (-1, 0),
    "overnight": (-1, 0),
}


def _deictic(found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    low, high = _DAYS.get(found["words"].lower(), (0, 0))
    return Interval(add_days(day, low), add_days(day, high))


def _weekday(found: re.Match[str], day: date, ahead: Ahead) -> Interval:
    """Read a bare weekday as the nearest; "last" and "next" are ambiguous by a week, so both weeks are covered."""
    of = (found["of"] or "").lower()
    if _STEPS.get(of, 0):
        forward = _STEPS[of] > 0
        start = add_days(day, 1 if forward else -1)
        near = weekday(start, found["weekday"], ahead=forward)
        return near | Interval.day(add_days(near.earliest, WEEK if forward else -WEEK))
    near = weekday(day, found["weekday"], ahead=ahead)
    return near | weekday(day, found["weekday"], ahead=not ahead) if of else near


def _weekend(found: re.Match[str], day: date, ahead: Ahead) -> Interval:
    """Read a weekend as a Saturday and the day after, found as that Saturday is."""
    of = (found["of"] or "").lower()
    forward = _STEPS[of] > 0 if _STEPS.get(of) else ahead
    near = weekday(add_days(day, -1) if forward else day, "Saturday", ahead=forward)
    when = Interval(near.earliest, add_days(near.latest, 1))
    if of == "this":
        other = weekday(day, "Saturday", ahead=not forward)
        return when | Interval(other.earliest, add_days(other.latest, 1))
    return when if not _STEPS.get(of) else when | Interval.day(add_days(near.earliest, WEEK if forward else -WEEK))


def _period(found: re.Match[str], day: date, ahead: Ahead) -> Interval:
    """Read "last week", "this month", "later this year"; "the past year" also means the twelve months before."""
    of, unit = found["of"].lower(), found["unit"]
    when = period(day, unit, _STEPS[of])
    if of in {"past", "coming"} or unit == "decade":
        when = when | Interval(min(day, when.earliest), max(day, when.latest))
    side = (found["side"] or "").lower()
    if side.startswith("later") or (ahead and of == "coming"):
        return Interval(max(when.earliest, day), when.latest)
    return Interval(when.earliest, min(when.latest, day)) if side.startswith("earlier") else when


def _count(found: re.Match[str]) -> tuple[float, float] | None:
    words = " ".join(found["count"].lower().split())
    if words in _VAGUE:
        return _VAGUE[words]
    number = 1.0 if words in {"a", "an"} else read_number(words)
    return None if number is None else (number, number)


def _ago(found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    count = _count(found)
    if count is None:
        return Interval(latest=add_days(day, -1))
    when = away(day, found["unit"], -count[1], -count[0])
    return when | period(day, found["unit"], int(-count[0])) if count[0] == count[1] else when


def _from_now(found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    count = _count(found)
    return Interval(earliest=day) if count is None else away(day, found["unit"], *count)


def _units_ago(_found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    return Interval(latest=add_days(day, -1))


def _hours(found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    return Interval(add_days(day, -2), day) if found["back"] == "ago" else Interval(day, add_days(day, 2))


def _stretch(found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    """Read "over the past two decades", "in the next few months": everything from here to there."""
    count, forward = _count(found), _STEPS[found["of"].lower()] > 0
    if count is None:
        return Interval(earliest=day) if forward else Interval(latest=day)
    low, high = (0.0, count[1]) if forward else (-count[1], 0.0)
    when = away(day, found["unit"], low, high)
    return Interval(day, when.latest) if forward else Interval(when.earliest, day)


def _recent(_found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    return Interval(latest=day)


def _coming(_found: re.Match[str], day: date, _ahead: Ahead) -> Interval:
    return Interval(earliest=day)


def _day_of(found: re.Match[str], day: date, ahead: Ahead) -> Interval:
    return day_of(day, _month_number(found), int(found["day"]), ahead=ahead)


def _month(found: re.Match[str], day: date, ahead: Ahead) -> Interval:
    """Read a bare month as the nearest that has begun; "last April" and "next April" may skip the nearest."""
    of, number = (found["of"] or "").lower(), _month_number(found)
    step = _STEPS.get(of, 0)
    if not step:
        return month_of(day, number, ahead=ahead)
    near = month_of(day, number, ahead=step > 0)
    return near | month_of(add_months(near.earliest, step), number, ahead=step > 0)


def _unknown(_found: re.Match[str], _day: date, _ahead: Ahead) -> Interval:
    return Interval()


NEEDS = {
    "month": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "year": ("19", "20"),
    "day/month/year": ("/", "."),
    "decade": ("0s", "0's", "0’s"),
    "quarter": ("quarter", "half"),
    "Q": ("Q1", "Q2", "Q3", "Q4"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "weekend": ("weekend",),
    "unit": ("day", "week", "month", "quarter", "year", "decade", "morning", "evening"),
    "clock": ("hour", "minute"),
    "of": ("last", "this", "next", "past", "previous", "current", "coming"),
    "ago": ("ago",),
    "now": ("now", "time"),
    "order": ("later", "earlier", "before", "after"),
    "other": ("next", "same", "following", "previous", "that"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "deictic": ("yesterday", "today", "tomorrow", "night", "noon", "morning", "evening"),
    "recent": ("recent", "late"),
    "soon": ("soon", "coming", "near"),
}
"""What a sentence must hold for a pattern to be tried at all: one pass finds all the signs, and those of the eras."""


def present(text: str) -> frozenset[str]:
    """Say which of the needs a sentence meets; capitals count where a need has them.

    >>> sorted(present("Two weeks AGO"))
    ['ago', 'unit']
    """
    automaton, needs = _signs()
    hits = automaton.find_matches_as_indexes(f"{text}\n{text.lower()}", overlapping=True)
    return frozenset().union(*{needs[sign] for sign, _, _ in hits})


@cache
def _signs() -> tuple[AhoCorasick, list[frozenset[str]]]:
    """Give the automaton that finds every sign of every need in one pass, and whose signs they are."""
    needs = NEEDS | {"era": tuple(sign for era in _eras() for sign in era["signs"])}
    signs = sorted({sign for of_need in needs.values() for sign in of_need})
    return AhoCorasick(signs), [frozenset(n for n, of_need in needs.items() if sign in of_need) for sign in signs]


@cache
def _eras() -> list[dict[str, Any]]:
    table = tomllib.loads((files("harmel.language") / "data" / "eras.toml").read_text(encoding="utf-8"))
    eras: list[dict[str, Any]] = table["era"]
    return eras


def _rule(needs: str, pattern: str, reader: Reader) -> Rule:
    return frozenset(needs.split()), re.compile(pattern), reader


@cache
def fixed() -> tuple[Rule, ...]:
    """Give the patterns that do not hang on the day of publication; named eras come from ``data/eras.toml``.

    >>> len(fixed()) > 10
    True
    """
    return (
        *(_era(e["words"], Interval(e["from"], e["to"])) for e in _eras()),
        _rule("year", rf"\b{_YEAR}-(?P<number>0[1-9]|1[0-2])-(?P<day>3[01]|[12]\d|0[1-9])\b", _iso),
        _rule("year day/month/year", rf"\b(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.]{_YEAR}\b", _numeric),
        _rule("month year", rf"\b{_DATED}{_MONTH}\s+{_NUMBER}(?:,\s*|\s+){_YEAR}\b", _full),
        _rule("month year", rf"\b{_DATED}(?:the\s+)?{_NUMBER}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _full),
        _rule("month year", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _year_month),
        _rule("year", rf"\b{_YEAR}[-–/](?P<second>\d\d)\b(?![-–/]\d)", _years),
        _rule(
            "year quarter",
            rf"\b(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)\s+(?P<span>quarter|half)\s+of\s+{_YEAR}\b",
            _quarter,
        ),
        _rule("year Q", rf"\b(?P<nth>Q[1-4])(?P<span>)\s+(?:of\s+)?{_YEAR}\b", _quarter),
        _rule("season year", rf"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?{_YEAR}\b", _season),
        _rule("year decade", r"\b(?P<decade>(?:19|20)\d0)['’]?s\b", _decade),
        _rule(
            "year",
            rf"(?<![\d.,$£€/-]){_YEAR}"
            r"(?![\d.,]*\d|[ -]?(?:%|percent|per cent|pc\b|[ck]?m\b|mm\b|kg\b|[a-z-]{2,}s\b)|-[a-z])",
            _year,
        ),
        _rule(
            "year",
            rf"(?<=[Ii]n ){_YEAR}(?![\d.,]*\d|[ -]?(?:%|percent|per cent|pc\b|of\b|cases\b))|"
            rf"(?<=[Ss]ince )(?P<year2>(?:19|20)\d\d)\b",
            lambda m, _d, _a: Interval.year(int(m[0])),
        ),
    )


def _era(words: str, when: Interval) -> Rule:
    return frozenset({"era"}), re.compile(rf"\b(?:{words})\b", re.IGNORECASE), lambda _m, _d, _a: when


_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night))?"
_NOT_A_DAY = r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Easter )(?<!Palm )(?<!Ash )"
_AFTER_ALL = "|".join(
    f"(?<={w} )" for w in ("[Ii]n", "[Ss]ince", "[Uu]ntil", "early", "late", "end of", "start of", "[Bb]etween")
)
_AFTER_SOME = "|".join(
    f"(?<={w})" for w in ("mid-", "[Bb]y ", "of ", "[Bb]efore ", "[Aa]fter ", "from ", "to ", "and ", "[Dd]uring ")
)
_NOT_A_PERSON = r"(?!['’]s|\s+(?!and|to|through)(?:[A-Z]|said|told|was|has|had))"
MOVING: tuple[Rule, ...] = (
    _rule(
        "deictic",
        r"\b(?P<words>(?i:day before yesterday|day after tomorrow|yesterday|tomorrow|last night|overnight|"
        r"today|tonight|earlier today|later today|this morning|this afternoon|this evening))\b",
        _deictic,
    ),
    _rule(
        "weekday",
        rf"\b{_FIRST}{_NOT_A_DAY}(?:{_OF}\s+)?{_WEEKDAY}\b(?!s|['’]s?\s+(?:paper|edition)){_PART_OF_DAY}",
        _weekday,
    ),
    _rule("weekend", rf"\b(?:{_OF}|the|at|over)\s+weekend\b", _weekend),
    _rule("unit of", rf"\b(?:(?P<side>[Ee]arlier|[Ll]ater(?:\s+on)?)\s+)?{_OF}\s+{_UNIT}\b(?!s|-)", _period),
    _rule(
        "unit ago",
        rf"\b(?:(?i:some|about|around|almost|nearly|over|more than)\s+)?(?i:{_COUNT})\s+{_UNIT}s?\s+ago\b",
        _ago,
    ),
    _rule("unit now", rf"\b(?i:{_COUNT})\s+{_UNIT}s?(?:\s+from\s+now|['’]s?\s+time)\b", _from_now),
    _rule(
        "unit ago",
        r"\b(?:[Mm]any\s+|[Ss]ome\s+)?(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades)\s+ago\b",
        _units_ago,
    ),
    _rule("clock", r"\b(?:\w+\s+)?(?:hours?|minutes?)\s+(?P<back>ago|from now)\b", _hours),
    _rule("unit of", rf"\b{_OF}\s+(?i:{_COUNT})\s+{_UNIT}s\b", _stretch),
    _rule("unit of", rf"\b{_OF}\s+(?P<count>){_UNIT}s\b", _stretch),
    _rule(
        "recent", r"\b(?i:in\s+recent\s+(?:days|weeks|months|years|decades|times)|recently|lately|of\s+late)\b", _recent
    ),
    _rule(
        "soon", r"\b(?i:in\s+(?:the\s+)?(?:coming|near)\s+(?:days|weeks|months|years|decades|future)|soon)\b", _coming
    ),
    _rule("month", rf"\b{_DATED}{_MONTH}\s+{_NUMBER}\b(?!\s*(?:%|percent|per cent|\d))", _day_of),
    _rule("month", rf"\b{_DATED}(?:the\s+)?{_NUMBER}\s+(?:of\s+)?{_MONTH}(?=\W|$)", _day_of),
    _rule("month", rf"{_FIRST}(?:{_AFTER_ALL}|{_AFTER_SOME}|\b{_OF}\s+)(?!May\b){_MONTH}(?=\W|$)", _month),
    _rule("month", rf"{_FIRST}(?:{_AFTER_ALL}|\b{_OF}\s+)(?P<month>May)\b{_NOT_A_PERSON}", _month),
    _rule(
        "season of",
        r"\b(?P<of>[Ll]ast|[Tt]his|[Nn]ext)\s+(?:spring|summer|autumn|fall|winter)\b",
        _near_season,
    ),
    _rule("unit order", rf"\b(?i:{_COUNT})\s+{_UNIT}s?\s+(?:later|earlier|before|after)\b", _unknown),
    _rule(
        "unit other",
        r"\b(?i:the\s+(?:next|same|following|previous)|that)\s+(?:day|week|month|year|evening|morning)\b",
        _unknown,
    ),
)
"""The patterns that count from the day of publication; what counts from another moment of the story is unknown."""
