"""Closed intervals of days, the only way that harmel says when.

An open side is ``date.min`` or ``date.max``; as text it is the empty string.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from ``earliest`` to ``latest``, both included.

    >>> Interval.of("2018-10-01", "").latest == date.max
    True
    >>> Interval.month(2018, 2)
    Interval(earliest=datetime.date(2018, 2, 1), latest=datetime.date(2018, 2, 28))
    """

    earliest: date = date.min
    latest: date = date.max

    @classmethod
    def of(cls, earliest: str = "", latest: str = "") -> Interval:
        """Read a pair of ISO dates, an empty one being open."""
        low = date.fromisoformat(earliest) if earliest else date.min
        return cls(low, date.fromisoformat(latest) if latest else date.max)

    @classmethod
    def day(cls, day: date) -> Interval:
        """Give the interval of one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """Give the interval of one month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Interval:
        """Give the interval of one year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def known(self) -> bool:
        """Say whether either side is bounded."""
        return self.earliest != date.min or self.latest != date.max

    @property
    def empty(self) -> bool:
        """Say whether no day lies in it."""
        return self.earliest > self.latest

    def __and__(self, other: Interval) -> Interval:
        """Give the days that lie in both.

        >>> (Interval.year(2018) & Interval.of("2018-07-09", "2019-07-24")).iso()
        ('2018-07-09', '2018-12-31')
        """
        return Interval(max(self.earliest, other.earliest), min(self.latest, other.latest))

    def __or__(self, other: Interval) -> Interval:
        """Give the shortest interval that covers both."""
        return Interval(min(self.earliest, other.earliest), max(self.latest, other.latest))

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.earliest <= day <= self.latest

    def iso(self) -> tuple[str, str]:
        """Give both ends as text, an open one as the empty string.

        >>> Interval().iso()
        ('', '')
        """
        low = "" if self.earliest == date.min else self.earliest.isoformat()
        return low, "" if self.latest == date.max else self.latest.isoformat()
