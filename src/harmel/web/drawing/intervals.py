"""Numbers with their intervals as a drawing: a line from low to high, a dot at the value, one row each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, LEFT, RIGHT, ROW, TOP = 720.0, 250.0, 30.0, 30.0, 12.0
MOST = 40
_STEPS, _LABELS, _ALIKE = (1.0, 2.0, 2.5, 5.0, 10.0), 6, 1e-9


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: what it is, and where it and its interval lie."""

    label: str
    said: str
    y: float
    low: float
    at: float
    high: float
    hollow: bool


@dataclass(frozen=True, slots=True)
class Intervals:
    """The drawing: its rows, its axis, and the place of the mark that everything is held against, if there is one."""

    title: str
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    mark: float | None


Numbers = Sequence[tuple[str, float | None, float | None, float | None]]


def intervals(
    title: str, numbers: Numbers, *, mark: float | None = None, hollow: Sequence[int] = ()
) -> Intervals | None:
    """Lay out rows of ``label, low, value, high``; a value without an interval is a dot alone.

    >>> drawn = intervals("shares", [("a", 0.0, 0.5, 1.0)], mark=0.0)
    >>> [label for _, label in drawn.ticks], drawn.bars[0].said
    (['0', '0.2', '0.4', '0.6', '0.8', '1'], '0.5 [0, 1]')
    """
    known = [row for row in numbers if row[2] is not None][:MOST]
    if not known:
        return None
    values = [v for _, *cells in known for v in cells if v is not None] + ([mark] if mark is not None else [])
    ticks = _ticks(min(values), max(values))
    low, high = ticks[0], ticks[-1]

    def place(value: float | None) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((value or 0.0) - low) / (high - low), 1)

    bars = []
    for number, (label, least, value, most) in enumerate(known):
        first, last = value if least is None else least, value if most is None else most
        y = TOP + ROW * (number + 0.5)
        bars.append(Bar(label, _said(first, value, last), y, place(first), place(value), place(last), number in hollow))
    return Intervals(
        title, TOP + ROW * len(known) + 34, tuple(bars), tuple((place(t), f"{t:g}") for t in ticks),
        None if mark is None else place(mark),
    )  # fmt: skip


def _said(low: float | None, value: float | None, high: float | None) -> str:
    return f"{value:.3g}" if low == high else f"{value:.3g} [{low:.3g}, {high:.3g}]"


def _ticks(low: float, high: float) -> list[float]:
    """Give round numbers from at or below the lowest to at or above the highest."""
    span, size = high - low, max(abs(high), abs(low))
    if span <= _ALIKE * max(size, 1e-3):  # all the same number
        span = size if size > _ALIKE else 1.0
    size = 10.0 ** math.floor(math.log10(span / _LABELS))
    step = next(nice * size for nice in _STEPS if span <= nice * size * _LABELS * 1.001)
    first = math.floor(low / step)
    digits = 2 - math.floor(math.log10(step))
    return [round((first + n) * step, digits) for n in range(max(1, math.ceil(high / step - first - 1e-9)) + 1)]


def drawings(
    model: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], whole: Mapping[str, Any]
) -> list[Intervals]:
    """Draw what a model's answer holds that has an interval, or a value and what it is held against."""
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    made = _DRAWN[model](told, whole) if model in _DRAWN else []
    return [drawn for drawn in made if drawn is not None]


Rows = list[dict[str, Any]]


def _provocation(rows: Rows, _: Mapping[str, Any]) -> list[Intervals | None]:
    parts = (("provoked", "provoked by {rival}"), ("own", "own momentum"), ("background", "neither"))
    numbers = [
        (f"{row['side']}: {said.format(**row)}", row[f"{name}_low"], row[name], row[f"{name}_high"])
        for row in rows for name, said in parts
    ]  # fmt: skip
    return [intervals("Share of each side’s acts, with 95 % intervals", numbers, mark=0.0)]


def _spiral(_: Rows, whole: Mapping[str, Any]) -> list[Intervals | None]:
    effects = whole["effects"]
    numbers = [(f"{e['by']} on {e['on']}", e["low"], e["value"], e["high"]) for e in effects]
    dropped = [number for number, e in enumerate(effects) if not e["kept"]]
    return [
        intervals("Effect of one side’s acts on the other’s, with 95 % intervals", numbers, mark=0.0, hollow=dropped)
    ]


def _whatif(rows: Rows, _: Mapping[str, Any]) -> list[Intervals | None]:
    """Draw both sides as now and changed, and the change; of sooner attribution each quantity on its own scale."""
    if "what" in rows[0]:
        names = dict.fromkeys(row["what"] for row in rows)
        return [
            intervals(
                f"{name} (95 % of the draws)", [_band(row, row["scenario"]) for row in rows if row["what"] == name]
            )
            for name in names
        ]
    changed = [row for row in rows if row["scenario"] != "as now"]
    changes = [
        (f"{row['side']}, {row['scenario']}", row["change_low"], row["change"], row["change_high"]) for row in changed
    ]
    totals = [_band(row, f"{row['side']}, {row['scenario']}") for row in rows]
    return [
        intervals("Acts over the days ahead (95 % of the draws)", totals),
        intervals("Change against as now (95 % of the draws)", changes, mark=0.0),
    ]


def _band(row: dict[str, Any], label: str) -> tuple[str, float | None, float | None, float | None]:
    return label, row["low"], row["middle"], row["high"]


def _warn(rows: Rows, _: Mapping[str, Any]) -> list[Intervals | None]:
    numbers = [
        (row["indicator"], row["expected"], row["seen"], row["expected"]) for row in rows if row["expected"] is not None
    ]
    return [intervals("Seen in the recent periods (dot), from what was expected (end of the line)",
                      [(label, min(e, s), s, max(e, s)) for label, e, s, _ in numbers])]  # fmt: skip


def _burden(rows: Rows, _: Mapping[str, Any]) -> list[Intervals | None]:
    held = [row for row in rows if row["guideline"] is not None]
    if not held:
        return []
    last = max(row["year"] for row in held)
    latest = sorted((row for row in held if row["year"] == last), key=lambda row: -row["share"])
    mark = latest[0]["guideline"]
    return [intervals(f"Share of each state in {last}, against the guideline of {mark:g}",
                      [(row["actor"], None, row["share"], None) for row in latest], mark=mark)]  # fmt: skip


def _attribution(rows: Rows, _: Mapping[str, Any]) -> list[Intervals | None]:
    numbers = [(f"attacker {row['attacker']}", None, row["attack"], None) for row in rows]
    return [intervals("Chance that an attacker with an opening attacks", numbers, mark=0.0)]


def _armsrace(rows: Rows, _: Mapping[str, Any]) -> list[Intervals | None]:
    numbers = []
    for row in rows:
        value, error = row["return_to_tie"], row["error"]
        if value is not None:
            numbers.append((str(row["side"]), value - 1.96 * error, value, value + 1.96 * error))
    return [intervals("How much of a gap from the long-run tie each side closes in a year (95 %)", numbers, mark=0.0)]


_DRAWN = {
    "provocation": _provocation, "spiral": _spiral, "whatif": _whatif, "warn": _warn, "burden": _burden,
    "attribution": _attribution, "armsrace": _armsrace,
}  # fmt: skip
