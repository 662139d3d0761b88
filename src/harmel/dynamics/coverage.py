"""How much was reported, so that more reporting is never read as more conflict."""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from harmel.dynamics.sides import Between
from harmel.errors import UsageError

Period = Literal["day", "week", "month", "quarter", "year"]
CoverageBasis = Literal["stories", "rows with third parties", "unknown"]
_STEPS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}


def step(period: str) -> str:
    """Give a period as Polars writes it.

    >>> step("week")
    '1w'
    """
    if period not in _STEPS:
        raise UsageError(f"no such period: {period!r}", remedy=f"one of {', '.join(_STEPS)}")
    return _STEPS[period]


def grid(first: date, last: date, period: Period) -> pl.DataFrame:
    """List every period from one day to another, empty ones included, named by their first day.

    >>> grid(date(2018, 1, 31), date(2018, 3, 1), "month").height
    3
    """
    size = step(period)
    whole = pl.Series("day", [first, last]).dt.truncate(size)
    return pl.DataFrame({"period": pl.date_range(whole[0], whole[1], size, eager=True)})


def within(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Take the rows whose whole date interval lies in one period, and name it by its first day.

    >>> days = pl.DataFrame({"day": [date(2018, 1, 31)] * 2, "day_latest": [date(2018, 1, 31), date(2018, 2, 1)]})
    >>> within(days, "month")["period"].to_list()
    [datetime.date(2018, 1, 1)]
    """
    latest = pl.coalesce("day_latest", "day").dt.truncate(step(period))
    return rows.with_columns(pl.col("day").dt.truncate(step(period)).alias("period")).filter(latest == pl.col("period"))


def span(between: Between, period: Period) -> tuple[date, date]:
    """Give the first and the last day that anything is told of which can be dated to a period.

    An act that may have happened at any time in six years says nothing about when the record begins.
    """
    told = within(between.mentions, period)["day"]
    return told.min(), told.max()  # type: ignore[return-value]


def coverage(between: Between, period: Period) -> tuple[pl.DataFrame, CoverageBasis]:
    """Count, per period, the independent stories in which either side appears.

    A table that does not tell stories apart still shows how much is written about the sides: by the rows in which one
    of them stands with a third party. A table of the dyad alone shows nothing: its coverage is unknown (null), because
    counting the acts themselves would explain them by themselves.

    Returns
    -------
    tuple
        A frame of ``period`` and ``coverage``, only of periods with any, and the basis of the count.
    """
    rows = within(between.mentions, period)
    if between.stories:
        return rows.group_by("period").agg(pl.col("story").n_unique().cast(pl.Int64).alias("coverage")), "stories"
    sides = list(between.sides)
    apart = rows.filter(pl.col("side").is_in(sides) != pl.col("other").is_in(sides))
    counted = apart.group_by("period").agg(pl.len().cast(pl.Int64).alias("coverage"))
    return counted, ("unknown" if apart.is_empty() else "rows with third parties")
