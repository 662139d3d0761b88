"""Daily acts of two sides, with coverage and third parties, as the models of provocation and spirals read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from harmel.dynamics.coverage import CoverageBasis, coverage, grid, span, within
from harmel.dynamics.files import as_frame
from harmel.dynamics.kinds import FAMILIES, of_kind
from harmel.dynamics.numbers import Floats, Integers, Truths
from harmel.dynamics.series import placed
from harmel.dynamics.sides import Between, Dyad, between
from harmel.dynamics.table import EventTable
from harmel.errors import RefusalError, UsageError
from harmel.settings import Rivalry

Kind = Literal["conflict", "cooperation", "all"]
Marks = Literal["alike", "goldstein"]
_WEIGHED = (
    "Acts weigh by the size of their Goldstein score; an act of −10 moves the rival ten times as much as one of −1. "
    "The scale was made by a panel for interstate events (Goldstein 1992) and is no measure of provocation; {len} acts "
    "without a score weigh as their side's mean."
)
_ALLEGED = "{count} acts that are only alleged count as done, as was asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyActs:
    """Acts by day.

    ``act_day`` and ``act_side`` hold one entry an act (day counted from ``first``; side 0 or 1), ``weight`` its
    weight with mean 1 a side. ``cover`` is coverage a day, or ``None`` if unknown; ``third`` what third parties do, a
    day, or ``None``; ``placebo`` the days of acts of an unrelated pair. For what-if: ``chosen`` says which acts are of
    the kind asked for, and ``friendly`` counts cooperative acts by day and side, where either is known.
    """

    sides: Dyad
    first: date
    days: int
    act_day: Integers
    act_side: Integers
    weight: Floats
    cover: Floats | None
    third: Floats | None
    placebo: Integers
    basis: CoverageBasis
    notes: tuple[str, ...] = ()
    chosen: Truths | None = None
    friendly: Floats | None = None

    def daily(self, side: int) -> Floats:
        """Count one side's acts, day by day."""
        return np.bincount(self.act_day[self.act_side == side], minlength=self.days).astype(np.float64)


def daily_acts(
    table: object, sides: Dyad, *, daily: object | None = None, placebo: Sequence[int] = (),
    friendly: object | None = None,
) -> DailyActs:  # fmt: skip
    """Read acts from a plain table.

    Parameters
    ----------
    table
        One row an act: ``day`` (dates, or whole numbers), ``side``, ``weight`` if acts do not weigh alike, and
        ``chosen`` (yes or no) if a what-if is to change only some of them.
    sides
        The two names that ``side`` holds; other rows are left out.
    daily
        One row a day with ``day``, ``coverage`` and, if known, ``third``; days without a row were not covered.
    friendly
        Cooperative acts, one row each with ``day`` and ``side``; those outside the span of the acts are left out.

    Raises
    ------
    RefusalError
        If no act is left, a weight or a coverage is negative or no number, or a day has two rows.

    >>> rows = pl.DataFrame({"day": [1, 1, 3], "side": ["a", "b", "a"]})
    >>> daily_acts(rows, ("a", "b")).daily(0).tolist()
    [1.0, 0.0, 1.0]
    """
    frame = as_frame(table)
    missing = [name for name in ("day", "side") if name not in frame.columns]
    if missing:
        raise UsageError(f"no column {', '.join(missing)}", remedy="the table needs day and side")
    kept = frame.filter(pl.col("side").cast(pl.String).is_in(list(sides))).with_columns(_number("day"))
    if kept.is_empty() or kept["day"].null_count():
        raise RefusalError("no acts of the two sides, or acts without a day", remedy="see the columns day and side")
    start = int(kept["day"].min())  # type: ignore[arg-type]
    told = None if daily is None else as_frame(daily).with_columns(_number("day"))
    if told is not None and told.height:
        start = min(start, int(told["day"].min()))  # type: ignore[arg-type]
    last = max(int(f["day"].max()) for f in (kept, told) if f is not None and f.height)  # type: ignore[arg-type]
    days = last - start + 1
    who = (kept["side"].cast(pl.String) == sides[1]).to_numpy().astype(np.int64)
    return DailyActs(
        sides=sides, first=_date(frame, start), days=days, act_day=kept["day"].to_numpy().astype(np.int64) - start,
        act_side=who, weight=_weights(kept, who), cover=_column(told, "coverage", start, days),
        third=_column(told, "third", start, days), placebo=np.asarray(placebo, dtype=np.int64),
        basis="stories" if told is not None and "coverage" in told.columns else "unknown",
        chosen=kept["chosen"].cast(pl.Boolean).fill_null(value=False).to_numpy() if "chosen" in kept.columns else None,
        friendly=None if friendly is None else _friendly(as_frame(friendly), sides, start, days),
    )  # fmt: skip


def acts_between(
    events: EventTable, who: Dyad | Rivalry, *, kind: Kind = "conflict", third: str = "", of: str = "",
    marks: Marks = "alike", alleged: bool = False,
) -> DailyActs:  # fmt: skip
    """Read acts from an event table: those done, dated to a day, and of one kind.

    Parameters
    ----------
    kind
        Conflictual acts, cooperative ones, or all.
    third
        The actor whose acts may move both sides; everyone but the two sides if not given.
    of
        A kind of act by name (see ``of_kind``): says which acts are ``chosen``.
    marks
        Whether acts weigh alike, or by the size of their score on Goldstein's (1992) scale, as the table gives it.
    alleged
        Count acts that are only alleged as done, to see how much rests on them: where a rival answers what it is told
        to have suffered, leaving the alleged acts out hides what it answers.

    Raises
    ------
    RefusalError
        If there is no such act, or a side's acts have no Goldstein scores to weigh them by.
    """
    pair = between(events, who)
    acts, unplaced = _done(pair, kind, alleged=alleged)
    rows = acts.select(
        pl.col("period").alias("day"), "side", (of_kind(of) if of else pl.lit(value=True)).alias("chosen"),
        *([_mark()] if marks == "goldstein" else []),
    )  # fmt: skip
    seen, basis = coverage(pair, "day")
    days = grid(*span(pair, "day"), "day")
    elsewhere = _elsewhere(within(events.frame, "day"), pair.mentions, third)
    daily = days.join(seen, on="period", how="left").join(elsewhere, on="period", how="left").fill_null(0)
    daily = daily.rename({"period": "day"}) if basis != "unknown" else daily.rename({"period": "day"}).drop("coverage")
    if elsewhere.is_empty():
        daily = daily.drop("third")
    first = int(daily.select(_number("day"))["day"].min())  # type: ignore[arg-type]
    kind_ones = pair.acts.filter(pl.col("status").fill_null("actual") == "actual", _of_family("cooperation"))
    found = daily_acts(
        rows, pair.sides, daily=daily, placebo=_unrelated(within(events.frame, "day"), pair.mentions, first),
        friendly=kind_ones.select("day", "side"),
    )  # fmt: skip
    wide = (f"{unplaced} acts dated too widely for a day are left out.",) if unplaced else ()
    weighed = (_WEIGHED.format(len=acts["goldstein"].null_count()),) if marks == "goldstein" else ()
    only = int((acts["status"] == "alleged").sum())
    told = (_ALLEGED.format(count=only),) if only else ()
    return replace(found, basis=basis, notes=(*pair.notes, *wide, *weighed, *told))


def act_rows(
    events: EventTable, who: Dyad | Rivalry, *, kind: Kind = "conflict", alleged: bool = False
) -> pl.DataFrame:
    """List the acts that ``acts_between`` reads, as rows of the event table."""
    return _done(between(events, who), kind, alleged=alleged)[0]


def _done(pair: Between, kind: Kind, *, alleged: bool) -> tuple[pl.DataFrame, int]:
    counted = ["actual", "alleged"] if alleged else ["actual"]
    done, unplaced = placed(pair.acts.filter(pl.col("status").fill_null("actual").is_in(counted)), "day")
    acts = done.filter(_of_family(kind))
    if acts.is_empty():
        raise RefusalError(f"no act of the kind {kind!r} between {pair.sides[0]} and {pair.sides[1]}")
    return acts, unplaced


def _of_family(kind: Kind) -> pl.Expr:
    return pl.col("quad").is_in(FAMILIES[kind]).fill_null(value=False)


def _mark() -> pl.Expr:
    """Weigh an act by the size of its Goldstein score; one without a score weighs as its side's mean."""
    size = pl.col("goldstein").abs()
    return size.fill_null(size.mean().over("side")).fill_null(0.0).alias("weight")


def _number(column: str) -> pl.Expr:
    return pl.col(column).to_physical().cast(pl.Int64, strict=False)


def _date(frame: pl.DataFrame, start: int) -> date:
    if frame["day"].dtype == pl.Date:
        return date.fromordinal(date(1970, 1, 1).toordinal() + start)
    return date.min


def _weights(kept: pl.DataFrame, who: Integers) -> Floats:
    if "weight" not in kept.columns:
        return np.ones(kept.height)
    weight = kept["weight"].cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()
    if not np.isfinite(weight).all() or (weight < 0).any():
        raise RefusalError("a weight is negative or no number", remedy="check the column weight")
    means = [weight[who == side].mean() if (who == side).any() else 1.0 for side in (0, 1)]
    if min(means) <= 0:
        raise RefusalError("all of a side's weights are zero or unknown", remedy="weigh acts alike")
    return np.asarray(weight / np.array(means)[who])


def _column(daily: pl.DataFrame | None, name: str, start: int, days: int) -> Floats | None:
    if daily is None or name not in daily.columns:
        return None
    if daily["day"].is_duplicated().any() or daily["day"].null_count():
        raise RefusalError("a day has two rows of coverage, or a row has no day", remedy="give one row a day")
    values = daily[name].cast(pl.Float64, strict=False).fill_null(0.0).to_numpy()
    if not np.isfinite(values).all() or (values < 0).any():
        raise RefusalError(f"{name} is negative or no number on some day", remedy=f"check the column {name}")
    whole = np.zeros(days)
    whole[daily["day"].to_numpy() - start] = values
    return whole if whole.any() else None


def _friendly(table: pl.DataFrame, sides: Dyad, start: int, days: int) -> Floats:
    """Count cooperative acts by day and side."""
    kept = table.filter(pl.col("side").cast(pl.String).is_in(list(sides))).with_columns(_number("day") - start)
    inside = kept.filter(pl.col("day").is_between(0, days - 1))
    counts = np.zeros((days, 2))
    who = (inside["side"].cast(pl.String) == sides[1]).to_numpy().astype(np.int64)
    np.add.at(counts, (inside["day"].to_numpy(), who), 1.0)
    return counts


def _elsewhere(frame: pl.DataFrame, mentions: pl.DataFrame, third: str) -> pl.DataFrame:
    """Count, by day, the rows in which neither side stands: of one third party, or of all."""
    other = frame.join(mentions.select("row"), on="row", how="anti")
    if third:
        other = other.filter((pl.col("source") == third) | (pl.col("target") == third))
        if other.is_empty():
            raise UsageError(f"{third} does nothing in this table apart from the two sides")
    return other.group_by(pl.col("day").alias("period")).agg(pl.len().cast(pl.Int64).alias("third"))


def _unrelated(frame: pl.DataFrame, mentions: pl.DataFrame, first: int) -> list[int]:
    """Take the acts of the busiest actor toward another that have nothing to do with the two sides."""
    other = frame.join(mentions.select("row"), on="row", how="anti").filter(pl.col("source") != pl.col("target"))
    if other.is_empty():
        return []
    busiest = other.group_by("source", "target").len().sort("len", "source", "target", descending=[True, False, False])
    source, target, _ = busiest.row(0)
    rows = other.filter((pl.col("source") == source) & (pl.col("target") == target)).select(_number("day"))
    last = int(within(mentions, "day").select(_number("day"))["day"].max())  # type: ignore[arg-type]
    return [day - first for day in rows["day"].to_list() if first <= day <= last]
