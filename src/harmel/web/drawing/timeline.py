"""Offices and memberships in time as bars, one a row; what has no end goes on to the edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from harmel.web.drawing.scale import day_labels

WIDTH, LABELS, ROW, FOOT, PAD = 760, 250, 28, 26, 12
MOST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One term: its words, who or what it leads to, and where it lies."""

    label: str
    leads_to: str
    start: str
    end: str
    x: float
    wide: float
    y: int
    begun_before: bool
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bars over one axis of years."""

    bars: tuple[Bar, ...]
    across: tuple[tuple[float, str], ...]
    height: int


def timeline(terms: Sequence[tuple[str, str, str, str]], *, today: date) -> Timeline | None:
    """Draw terms, each its label, an actor's id, and its first and last ISO day (empty if not known); none, if none.

    The latest sixteen are drawn; what has begun before the axis, or goes on, is marked so.

    >>> drawn = timeline([("president", "XCA", "2013-01-20", "2017-01-19"), ("head", "LITA", "2016-05-01", "")],
    ...                  today=date(2020, 1, 1))
    >>> [(bar.label, bar.x, bar.goes_on) for bar in drawn.bars]
    [('president', 250.0, False), ('head', 485.0, True)]
    """
    if not terms:
        return None
    latest = sorted(terms, key=lambda term: (term[3] or "9", term[2]))[-MOST:]
    drawn = sorted(latest, key=lambda term: (term[2], term[3] or "9", term[0]))
    starts = [_day(start) for _, _, start, _ in drawn if start]
    ends = [_day(end) for _, _, _, end in drawn if end]
    first, last = min([*starts, *ends, today]), max([*starts, *ends, today])
    share = (WIDTH - LABELS - PAD) / max((last - first).days, 1)
    bars = tuple(_bar(term, number, first, last, share) for number, term in enumerate(drawn))
    across = tuple(
        (round(LABELS + (day - first).days * share, 1), label)
        for day, label in day_labels(first, last)
        if (day - first).days * share < WIDTH - LABELS - 3 * PAD
    )
    return Timeline(bars=bars, across=across, height=len(bars) * ROW + FOOT)


def _bar(term: tuple[str, str, str, str], number: int, first: date, last: date, share: float) -> Bar:
    label, leads_to, start, end = term
    low, high = _day(start) if start else first, _day(end) if end else last
    return Bar(
        label=label, leads_to=leads_to, start=start, end=end, x=round(LABELS + (low - first).days * share, 1),
        wide=round(max((high - low).days * share, 2.0), 1), y=number * ROW + ROW // 2,
        begun_before=not start, goes_on=not end,
    )  # fmt: skip


def _day(iso: str) -> date:
    return date.fromisoformat(iso)
