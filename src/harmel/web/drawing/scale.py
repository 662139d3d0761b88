"""Numbers → places on a drawing: steps that people read easily, and days that an axis names."""

from __future__ import annotations

import math
from datetime import date

_NICE = (1.0, 2.0, 5.0, 10.0)
_MONTH_STEPS = (1, 2, 3, 6)
_LABELS, _YEARS, _MONTHS = 8, 36, 3


def steps(low: float, high: float, *, about: int = 4, whole: bool = False) -> list[float]:
    """Give round numbers from at or below ``low`` to at or above ``high``.

    >>> steps(0, 23), steps(-7.2, 3.1), steps(0, 2, whole=True)
    ([0.0, 10.0, 20.0, 30.0], [-10.0, -5.0, 0.0, 5.0], [0.0, 1.0, 2.0])
    """
    rough = max(high - low, 1e-9) / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(n * size for n in _NICE if n * size >= rough * 0.999)
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]


def day_labels(first: date, last: date) -> list[tuple[date, str]]:
    """Choose days for the labels of an axis: firsts of years, of months, or days of a short span.

    >>> [label for _, label in day_labels(date(2018, 1, 1), date(2018, 8, 1))]
    ['Jan 2018', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug']
    >>> [label for _, label in day_labels(date(2001, 5, 1), date(2019, 1, 1))][:2]
    ['2004', '2007']
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if months >= _YEARS:
        every = math.ceil((months // 12 + 1) / _LABELS)
        years = [y for y in range(first.year, last.year + 1) if y % every == 0 and date(y, 1, 1) >= first]
        return [(date(y, 1, 1), str(y)) for y in years]
    if months >= _MONTHS:
        return _months(first, last, next((n for n in _MONTH_STEPS if months / n <= _LABELS), 6))
    span = max((last - first).days, 1)
    every = math.ceil(span / 5)
    days = [date.fromordinal(first.toordinal() + n) for n in range(0, span + 1, every)]
    return [(day, f"{day.day} {day:%b}" + (f" {day.year}" if n == 0 else "")) for n, day in enumerate(days)]


def _months(first: date, last: date, every: int) -> list[tuple[date, str]]:
    found: list[tuple[date, str]] = []
    place = date(first.year, first.month, 1)
    while place <= last:
        if place >= first and (place.month - 1) % every == 0:
            named = not found or place.month == 1
            found.append((place, f"{place:%b}" + (f" {place.year}" if named else "")))
        place = date(place.year + place.month // 12, place.month % 12 + 1, 1)
    return found


def plain(value: float) -> str:
    """Write a number for an axis or a table.

    >>> plain(3.0), plain(-2.345), plain(12000)
    ('3', '−2.3', '12,000')
    """
    said = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
    return said.replace("-", "−")
