"""What the synthetic press is asked for: how much of it, from when, and how the two sides react to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from harmel.errors import UsageError

Reaction = Literal["independent", "spiral", "deterrence"]
REPORTS_PER_ACT = 2.3
HOSTILE_SHARE = 0.7
CROSS = {"independent": 0.0, "spiral": 0.35, "deterrence": -0.6}
FIRST, LAST = date(2013, 2, 1), date(2026, 6, 30)  # the days for which the fictional world has office holders


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """From a day on (counted from the start), both sides' background is this many times the first one."""

    day: int
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole of what is simulated; the same plan gives the same pages, byte for byte.

    Parameters
    ----------
    reports
        How many pages to write.
    reaction
        How each side's hostile acts answer the rival's: they do not, they raise it (``spiral``) or they hold it
        down (``deterrence``).
    own
        Mean number of further hostile acts of its own that one of a side's acts of weight 1 brings about.
    decay
        How fast an act is forgotten, per day.
    drift
        Coverage on the last day over coverage on the first.
    reports_per_act
        Mean number of pages about one act, at the mean coverage; acts that no page tells grow more as it falls.
    short
        Share of the pages that are news in brief: two sentences, and the denial if there is one.
    regimes
        Changes of the background, in day order.

    >>> Plan(reports=100, days=365).last.isoformat()
    '2019-07-01'
    """

    seed: int = 0
    reports: int = 200
    days: int = 730
    start: date = date(2018, 7, 2)
    reaction: Reaction = "spiral"
    own: float = 0.15
    decay: float = 0.25
    drift: float = 1.0
    reports_per_act: float = REPORTS_PER_ACT
    short: float = 0.0
    regimes: tuple[Regime, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated, in words."""
        if self.reports < 1 or self.days < 1:
            raise UsageError("a press needs at least one report and one day", remedy="raise --reports or --days")
        if self.start < FIRST or self.last > LAST:
            raise UsageError(
                f"days outside {FIRST} to {LAST}", remedy="the fictional world has office holders for those only"
            )
        if self.reaction not in CROSS:
            raise UsageError(f"no such reaction: {self.reaction}", remedy="one of " + ", ".join(CROSS))
        if not 0 <= self.own < 1 - max(self.cross, 0.0) or self.decay <= 0 or self.drift <= 0:
            raise UsageError(
                "the process would explode or stand still",
                remedy=f"own below {1 - max(self.cross, 0.0):.2f}, decay and drift above 0",
            )

        if self.reports_per_act <= 0 or not 0 <= self.short <= 1:
            raise UsageError(
                "no such press can be written", remedy="reports per act above 0, the share of short pages from 0 to 1"
            )

    @property
    def last(self) -> date:
        """Give the last day on which an act can happen."""
        return self.start + timedelta(days=self.days - 1)

    @property
    def cross(self) -> float:
        """Give the mean number of the rival's hostile acts that an act of weight 1 adds (or, below 0, prevents)."""
        return CROSS[self.reaction]

    def coverage(self, day: float) -> float:
        """Give the coverage on a day, 1 in the mean over the plan.

        >>> round(Plan(drift=3.0).coverage(0), 2), round(Plan(drift=3.0).coverage(730), 2)
        (0.5, 1.5)
        """
        low = 2 / (1 + self.drift)
        return low + (self.drift - 1) * low * min(1.0, day / self.days)

    def background(self, day: float) -> float:
        """Give the factor of the regime that holds on a day."""
        return next((r.factor for r in reversed(self.regimes) if r.day <= day), 1.0)

    @property
    def acts_a_day(self) -> float:
        """Give the mean number of acts a day that yields the reports asked for."""
        return self.reports / (self.days * self.reports_per_act)
