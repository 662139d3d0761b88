"""Day arithmetic for time words: each function is monotone in the day that it starts from.

Monotone means that a later day never gives an earlier interval. That is what lets ``times`` answer for an uncertain
publication date by asking at its first and its last day only. Past the calendar's ends an interval is left open.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from harmel.intervals import Interval

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEK = 7
YEAR_MONTHS = 12
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def add_days(day: date, days: int) -> date:
    """Move a day, stopping at the calendar's ends.

    >>> add_days(date(2018, 10, 25), -25).isoformat()
    '2018-09-30'
    """
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.min if days < 0 else date.max


def add_months(day: date, months: int) -> date:
    """Move a day by months, to the month's last day where it is shorter.

    >>> add_months(date(2018, 3, 31), -1).isoformat()
    '2018-02-28'
    """
    count = day.year * YEAR_MONTHS + day.month - 1 + months
    year, month = divmod(count, YEAR_MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period(day: date, unit: str, steps: int) -> Interval:
    """Give the calendar week, month, … that lies some steps from the one of a day.

    A week is taken with the Sunday before it: whether weeks begin on Sunday or Monday differs by country.

    >>> period(date(2018, 10, 25), "month", -1).iso()
    ('2018-09-01', '2018-09-30')
    """
    if unit == "day":
        return Interval.day(add_days(day, steps))
    if unit == "week":
        monday = add_days(day, -day.weekday() + WEEK * steps)
        return Interval(add_days(monday, -1), add_days(monday, WEEK - 1))
    months = UNIT_MONTHS[unit]
    start = (day.year * YEAR_MONTHS + day.month - 1) // months * months + steps * months
    following = _first(start + months)
    return Interval(_first(start), following if following == date.max else add_days(following, -1))


def _first(count: int) -> date:
    year, month = divmod(count, YEAR_MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month + 1, 1)


def away(day: date, unit: str, low: float, high: float) -> Interval:
    """Give the days between two distances from a day; units longer than a day are loose by half of themselves.

    >>> away(date(2018, 10, 25), "year", -2, -2).iso()
    ('2016-04-25', '2017-04-25')
    >>> away(date(2018, 10, 25), "day", -3, -3).iso()
    ('2018-10-22', '2018-10-22')
    """
    if unit in {"day", "week"}:
        size, slack = (1, 0.0) if unit == "day" else (WEEK, WEEK / 2)
        return Interval(add_days(day, int(low * size - slack)), add_days(day, int(high * size + slack)))
    size = UNIT_MONTHS[unit]
    slack, days = size // 2, 15 * (size % 2)
    start, end = add_months(day, int(low * size) - slack), add_months(day, int(high * size) + slack)
    return Interval(add_days(start, -days), add_days(end, days))


def weekday(day: date, name: str, *, ahead: bool) -> Interval:
    """Give the nearest day of that name: not after the given day, or not before it if ``ahead``.

    >>> weekday(date(2018, 10, 29), "Thursday", ahead=False).iso()
    ('2018-10-25', '2018-10-25')
    """
    back = (day.weekday() - WEEKDAYS.index(name)) % WEEK
    return Interval.day(add_days(day, (-back) % WEEK if ahead else -back))


def month_of(day: date, month: int, *, ahead: bool) -> Interval:
    """Give the nearest month of that name that has begun, or that has not ended if ``ahead``.

    >>> month_of(date(2018, 10, 29), 4, ahead=False).iso()
    ('2018-04-01', '2018-04-30')
    """
    year = day.year + (month < day.month if ahead else -(month > day.month))
    return Interval.month(year, month) if date.min.year <= year <= date.max.year else Interval()


def day_of(day: date, month: int, number: int, *, ahead: bool) -> Interval:
    """Give the nearest such day of the year: not after the given day, or not before it if ``ahead``.

    >>> day_of(date(2018, 10, 29), 10, 25, ahead=False).iso()
    ('2018-10-25', '2018-10-25')
    """
    step = 1 if ahead else -1
    for year in range(day.year, day.year + 9 * step, step):
        if not date.min.year <= year <= date.max.year or number > monthrange(year, month)[1]:
            continue
        found = date(year, month, number)
        if (found >= day) if ahead else (found <= day):
            return Interval.day(found)
    return Interval()


def part_of(when: Interval, part: str) -> Interval:
    """Narrow a period to its early, middle or late part, taken generously: a half of it each.

    >>> part_of(Interval.year(2017), "late").iso()
    ('2017-07-02', '2017-12-31')
    """
    if not when.known or when.earliest == date.min or when.latest == date.max:
        return when
    days = (when.latest - when.earliest).days
    if part in {"early", "start", "beginning", "first half"}:
        return Interval(when.earliest, add_days(when.earliest, days // 2))
    if part in {"late", "end", "close", "second half"}:
        return Interval(add_days(when.latest, -(days // 2)), when.latest)
    return Interval(add_days(when.earliest, days // 4), add_days(when.latest, -(days // 4)))
