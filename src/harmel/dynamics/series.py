"""Series: what each side did to the other, period by period, beside how much was reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from harmel.dynamics.coverage import CoverageBasis, Period, coverage, grid, span, within
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.sides import Between, Dyad, between
from harmel.dynamics.table import QUADS, EventTable
from harmel.errors import RefusalError
from harmel.settings import Rivalry
from harmel.vocabulary import Status, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STATUSES = words(Status)
_QUAD_COLUMNS = {quad: quad.replace("-", "_") for quad in QUADS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Counts and scores per ordered dyad and period.

    ``frame``: ``period`` (its first day), ``side``, ``other``, ``acts`` (events with status actual), one column a quad
    class (of the acts), ``goldstein_sum`` and ``goldstein_mean`` (of the acts that have a score; mean null without
    any), one column for each other status, ``coverage`` (stories in which either side appears; null when unknown).
    """

    frame: pl.DataFrame
    sides: Dyad
    period: Period
    coverage_basis: CoverageBasis
    unplaced: int
    span: tuple[date, date]
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a dyad and period."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say what the series hold and how to read them."""
        totals = self.frame.group_by("side", maintain_order=True).agg(pl.col("acts").sum())
        counts = "; ".join(f"{acts} acts of {side}" for side, acts in totals.iter_rows())
        empty = self.frame.filter(pl.col("coverage").fill_null(0) == 0)["period"].n_unique()
        covered = (
            "How much was reported is unknown, so a rise here may be a rise in reporting."
            if self.coverage_basis == "unknown"
            else f"Coverage counts {self.coverage_basis}; {empty} {self.period}s have none, where no act is no finding."
        )
        wide = f" {self.unplaced} events are dated too widely for a {self.period} and stand in none." * bool(
            self.unplaced
        )
        when = (
            f"{self.period.capitalize()}s, {self.span[0]} to {self.span[1]} (the first and the last may not be whole)"
        )
        return f"{when}: {counts} toward the other side. {covered}{wide}"

    def plot(self) -> Figure:
        """Draw conflictual and cooperative acts of each side, and the coverage beneath."""
        figure, axes = canvas(height=6.5, rows=3)
        for side, axis in zip(self.sides, axes[:2], strict=True):
            own = self.frame.filter(pl.col("side") == side)
            for sign, kind in ((1, "cooperation"), (-1, "conflict")):
                total = own["verbal_" + kind] + own["material_" + kind]
                axis.fill_between(own["period"].to_list(), (sign * total).to_list(), step="post", label=kind)
            axis.set_ylabel(f"acts of {side}")
            axis.legend(loc="upper left", fontsize="small")
        seen = self.frame.filter(pl.col("side") == self.sides[0])
        axes[2].step(seen["period"].to_list(), seen["coverage"].fill_null(0).to_list(), where="post", color="grey")
        axes[2].set_ylabel(f"coverage\n({self.coverage_basis})")
        return figure


def series(events: EventTable, who: Dyad | Rivalry, *, period: Period = "month") -> Series:
    """Count the acts between two sides, period by period.

    Only events with status ``actual`` are acts; other statuses are counted apart. Copies of one story count once.
    An event whose date interval is wider than the period is put in no period.

    Raises
    ------
    RefusalError
        If nothing joins the two sides, or nothing can be dated to a period.

    >>> from harmel.dynamics.table import read_events
    >>> rows = {"date": ["2018-10-01", "2018-10-03"], "source": ["Russia", "Russia"],
    ...         "target": ["United States"] * 2, "cameo": ["112", "040"], "goldstein": [-2.0, 1.0]}
    >>> monthly = series(read_events(pl.DataFrame(rows)), ("USA", "RUS"))
    >>> monthly.frame.filter(pl.col("side") == "RUS").select("acts", "verbal_conflict", "goldstein_sum").row(0)
    (2, 1, -1.0)
    """
    pair = between(events, who)
    acts, unplaced = placed(pair.acts, period)
    seen, basis = coverage(pair, period)
    frame = _filled(_counted(acts), seen, pair, period)
    if basis == "unknown":
        frame = frame.with_columns(pl.lit(None, dtype=pl.Int64).alias("coverage"))
    return Series(
        frame=frame, sides=pair.sides, period=period, coverage_basis=basis, unplaced=unplaced, span=span(pair, period),
        assumptions=("Only events reported as done are acts.", *pair.notes),
    )  # fmt: skip


def placed(acts: pl.DataFrame, period: Period) -> tuple[pl.DataFrame, int]:
    """Put each event in the period that holds its whole date interval; count those that fit in none."""
    put = within(acts, period)
    if put.is_empty():
        raise RefusalError(f"no event can be dated to a {period}", remedy="ask for a longer period")
    return put, acts.height - put.height


def _counted(acts: pl.DataFrame) -> pl.DataFrame:
    status = pl.col("status").fill_null("actual")
    actual = status == "actual"
    scored = actual & pl.col("goldstein").is_not_null()
    return acts.group_by("period", "side", "other").agg(
        actual.sum().alias("acts"),
        *(
            (actual & (pl.col("quad") == quad)).fill_null(value=False).sum().alias(name)
            for quad, name in _QUAD_COLUMNS.items()
        ),
        pl.col("goldstein").filter(scored).sum().alias("goldstein_sum"),
        pl.col("goldstein").filter(scored).mean().alias("goldstein_mean"),
        *((status == name).sum().alias(name) for name in STATUSES[1:]),
    )


def _filled(counted: pl.DataFrame, seen: pl.DataFrame, pair: Between, period: Period) -> pl.DataFrame:
    """Give every period its row: no act is a count of zero, not a gap."""
    first, last = span(pair, period)
    both = pl.DataFrame({"side": pair.sides, "other": pair.sides[::-1]}, orient="col")
    whole = grid(first, last, period).join(both, how="cross")
    counts = ["acts", *_QUAD_COLUMNS.values(), "goldstein_sum", *STATUSES[1:], "coverage"]
    return (
        whole.join(counted, on=["period", "side", "other"], how="left")
        .join(seen, on="period", how="left")
        .with_columns(pl.col(counts).fill_null(0))
        .sort("side", "period", maintain_order=True)
        .cast(dict.fromkeys([c for c in counts if c != "goldstein_sum"], pl.Int64))
    )
