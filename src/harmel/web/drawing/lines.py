"""Lines and bars over time as an SVG that the server draws: what stands there when no script runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from harmel.web.drawing.scale import day_labels, plain, steps

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 260, 44, 12, 14, 26
BROADEST, THINNEST, GAP = 48.0, 0.8, 4.0
MOST_PERIODS = 366
"""How many periods a page draws, the last ones."""
Values = Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series: its name, its path, and its single points where a line would have nothing to join."""

    name: str
    path: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Lines over bars with their axes, in the units of the SVG's ``viewBox``; each period has a slot of one width."""

    height: int
    lines: tuple[Line, ...]
    bars: str
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    zero: float


def draw(
    days: Sequence[date], lines: Sequence[tuple[str, Values]], *, bars: Values = (), whole: bool, height: int = HEIGHT
) -> Drawing:
    """Draw series over the same days; a gap stays a gap.

    >>> drawn = draw([date(2018, 1, 1), date(2018, 2, 1)], [("a", [1, 3])], whole=True)
    >>> drawn.lines[0].path, [label for _, label in drawn.up]
    ('M220.0 160.7L572.0 14.0', ['0', '1', '2', '3'])
    """
    known = [v for values in (bars, *(values for _, values in lines)) for v in values if v is not None]
    about = 4 if height >= HEIGHT else 2
    marks = steps(min([0.0, *known]), max([0.0, *known]) or 1.0, about=about, whole=whole)
    place = _Places(days, marks[0], marks[-1], height)
    return Drawing(
        height=height, lines=tuple(_line(name, values, place) for name, values in lines), bars=_bars(bars, place),
        across=place.across(), up=tuple((place.up(v), plain(v)) for v in marks), zero=place.up(0.0),
    )  # fmt: skip


def spark(values: Sequence[float], *, width: float = 120.0, height: float = 26.0) -> str:
    """Give the path of a small line without axes.

    >>> spark([0, 2, 1], width=20, height=10)
    'M0.0 10.0L10.0 0.0L20.0 5.0'
    """
    most, last = max([*values, 1.0]), max(len(values) - 1, 1)
    points = (f"{width * n / last:.1f} {height - height * v / most:.1f}" for n, v in enumerate(values))
    return "M" + "L".join(points)


class _Places:
    """Where a period and a value lie."""

    def __init__(self, days: Sequence[date], low: float, high: float, height: int) -> None:
        self.days, self.low, self.high, self.height = days, low, high, height
        self.step = (WIDTH - LEFT - RIGHT) / max(len(days), 1)

    def along(self, number: float) -> float:
        return round(LEFT + self.step * (number + 0.5), 1)

    def up(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.height - BOTTOM - share * (self.height - BOTTOM - TOP), 1)

    def across(self) -> tuple[tuple[float, str], ...]:
        """Place the labels of days by the period that holds them."""
        if len(self.days) <= 3:  # noqa: PLR2004 - so few name themselves
            return tuple((self.along(n), f"{day.day} {day:%b %Y}") for n, day in enumerate(self.days))
        first, last = self.days[0], self.days[-1]
        share = (len(self.days) - 1) / ((last - first).days or 1)
        return tuple((self.along((day - first).days * share), label) for day, label in day_labels(first, last))


def _line(name: str, values: Values, place: _Places) -> Line:
    runs: list[list[tuple[float, float]]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place.along(number), place.up(value)))
    path = " ".join("M" + "L".join(f"{x} {y}" for x, y in run) for run in runs if len(run) > 1)
    return Line(name=name, path=path, dots=tuple(run[0] for run in runs if len(run) == 1))


def _bars(values: Values, place: _Places) -> str:
    wide = max(min(place.step - (1.0 if place.step > GAP else 0.0), BROADEST), THINNEST)
    floor = place.up(0.0)
    return "".join(
        f"M{place.along(n) - wide / 2:.1f} {floor}V{place.up(v)}h{wide:.1f}V{floor}z" for n, v in enumerate(values) if v
    )
