"""Burden: who meets a spending guideline, how wide the gaps are, how fast they close, and who carries most.

The speed of closing is the slope of members' yearly change on their gap at the start, across members; its standard
error is robust to unequal variance. Olson and Zeckhauser (1966) expected the larger members of an alliance to carry
more than their share: the rank correlation of GDP and share of GDP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.files import as_frame
from harmel.dynamics.numbers import sound
from harmel.dynamics.present import canvas, extra, jsonable
from harmel.errors import RefusalError, UsageError
from harmel.settings import Guideline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST_MEMBERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How fast the gap to the guideline closed from one year to another: the share of the gap closed a year."""

    first: int
    last: int
    speed: float
    error: float
    low: float
    high: float
    members: int

    @property
    def significant(self) -> bool:
        """Say whether the 95 % interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """The pledge ledger of an alliance.

    ``frame``: ``actor, year, share, guideline, meets, gap``; the guideline is null in years before it. ``size`` is the
    rank correlation of GDP and share in the last year with its p-value, where GDP is known.
    """

    frame: pl.DataFrame
    guideline: Guideline
    closing: tuple[Closing, ...]
    size: tuple[float, float] | None
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a member and year."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def meeting(self, year: int) -> int:
        """Count the members at or above the guideline's value in a year."""
        return self.frame.filter((pl.col("year") == year) & (pl.col("share") >= self.guideline.value)).height

    def summary(self) -> str:
        """Say who meets the guideline, how fast the gaps close, and what size has to do with it."""
        first, last = int(self.frame["year"].min()), int(self.frame["year"].max())  # type: ignore[arg-type]
        told = [
            f"{self.meeting(year)} of {self.frame.filter(pl.col('year') == year).height} members stand at or above "
            f"{self.guideline.value:g} {self.guideline.unit} in {year}"
            for year in dict.fromkeys((first, last))
        ]
        return " ".join([f"{'; '.join(told)}.", *map(_closing_said, self.closing), *self._size_said()])

    def _size_said(self) -> list[str]:
        if self.size is None:
            return []
        rho, p = self.size
        found = f"larger members spend a {'larger' if rho > 0 else 'smaller'} share"
        said = found if p < 0.05 else "no tie of size and share is shown"  # noqa: PLR2004 - the usual level
        return [f"Rank correlation of GDP and share in the last year {rho:.3f} (p = {p:.3f}): {said}."]

    def plot(self) -> Figure:
        """Draw each member's share over the years against the guideline."""
        figure, (axis,) = canvas()
        for (actor,), rows in self.frame.group_by("actor", maintain_order=True):
            axis.plot(rows["year"].to_list(), rows["share"].to_list(), lw=0.9, label=str(actor))
        axis.axhline(self.guideline.value, color="black", ls="--", lw=1)
        axis.set_ylabel(self.guideline.unit)
        axis.legend(ncols=3, fontsize="xx-small", loc="upper left", bbox_to_anchor=(1, 1))
        return figure


@sound
def burden(
    table: object, guideline: Guideline, *, windows: Sequence[tuple[int, int]] = (), members: Sequence[str] = ()
) -> Burden:
    """Measure members' spending against a guideline.

    Parameters
    ----------
    table
        Columns ``actor, year, share`` (in the guideline's unit) and, if known, ``gdp``.
    guideline
        The pledge, with the day from which it holds.
    windows
        Pairs of years between which the speed of closing is measured; first to last if not given.
    members
        Take only these; all if not given.

    Raises
    ------
    RefusalError
        If no usable row is left, or a member has two rows for a year.

    >>> from harmel.settings import rivalry
    >>> found = burden(nato_shares(), rivalry("nato-russia").guidelines[0], windows=[(2014, 2021), (2021, 2024)])
    >>> found.meeting(2014), found.meeting(2024), [round(c.speed, 3) for c in found.closing]
    (3, 23, [0.017, 0.083])
    """
    rows = _rows(table, members)
    since = guideline.when.earliest.year
    value = pl.when(pl.col("year") >= since).then(guideline.value)
    frame = rows.with_columns(value.alias("guideline")).with_columns(
        (pl.col("share") >= pl.col("guideline")).alias("meets"),
        (pl.col("guideline") - pl.col("share")).round(6).alias("gap"),
    )
    years = frame["year"].unique().sort().to_list()
    spans = list(windows) or ([(years[0], years[-1])] if len(years) > 1 else [])
    return Burden(
        frame=frame, guideline=guideline, closing=tuple(_closing(rows, guideline.value, *pair) for pair in spans),
        size=_size(rows.filter(pl.col("year") == years[-1])),
        assumptions=(
            f"The guideline is {guideline.value:g} {guideline.unit} ({guideline.source or 'no source named'}).",
            "Members are taken as independent of one another, and a gap as closing in proportion to its width.",
            "Shares are as published; the last years may be estimates.",
        ),
    )  # fmt: skip


def nato_shares(year: int | None = None) -> pl.DataFrame:
    """Read the facts that come with harmel: NATO members' shares of GDP, 2014 to 2024, or 1964.

    >>> nato_shares(1964).height
    14
    """
    name = "nato_1964.csv" if year == 1964 else "nato_shares.csv"  # noqa: PLR2004 - the year of the table
    text = (files("harmel.dynamics") / "data" / name).read_bytes()
    return pl.read_csv(text, comment_prefix="#")


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """Give Spearman's rank correlation and its p-value (after Olson and Zeckhauser).

    >>> table = nato_shares(1964)
    >>> round(rank_correlation(table["gdp"].to_list(), table["share"].to_list())[0], 3)
    0.49
    """
    found = extra("scipy.stats").spearmanr(first, second)
    return float(found.statistic), float(found.pvalue)


def _rows(table: object, members: Sequence[str]) -> pl.DataFrame:
    frame = as_frame(table)
    missing = [name for name in ("actor", "year", "share") if name not in frame.columns]
    if missing:
        raise UsageError(f"no column {', '.join(missing)}", remedy="the table needs actor, year and share")
    gdp = pl.col("gdp") if "gdp" in frame.columns else pl.lit(None)
    rows = frame.select(
        pl.col("actor").cast(pl.String),
        pl.col("year").cast(pl.Int64, strict=False),
        pl.col("share").cast(pl.Float64, strict=False),
        gdp.cast(pl.Float64, strict=False).alias("gdp"),
    ).filter(pl.col("share").is_finite(), pl.col("year").is_not_null(), pl.col("actor").is_not_null())
    kept = rows.filter(pl.col("actor").is_in(list(members))) if members else rows
    if kept.is_empty():
        raise RefusalError("no member has a share in any year")
    if (kept["share"] < 0).any():
        raise RefusalError("a share is negative", remedy="check the column share")
    if kept.select("actor", "year").is_duplicated().any():
        raise RefusalError("a member has two rows for one year", remedy="give one row a member and year")
    return kept.sort("actor", "year")


def _closing(rows: pl.DataFrame, value: float, first: int, last: int) -> Closing:
    at = rows.filter(pl.col("year") == first).join(rows.filter(pl.col("year") == last), on="actor", suffix="_last")
    if last <= first or at.height < FEWEST_MEMBERS or at["share"].n_unique() < FEWEST_MEMBERS:
        raise RefusalError(
            f"{at.height} members with shares in {first} and {last}: no speed of closing",
            remedy=f"{FEWEST_MEMBERS} members that differ are needed, in two years",
        )
    gap = value - at["share"].to_numpy()
    change = (at["share_last"].to_numpy() - at["share"].to_numpy()) / (last - first)
    design = np.column_stack([np.ones(len(gap)), gap])
    inverse = np.linalg.inv(design.T @ design)
    slope = inverse @ design.T @ change
    left = change - design @ slope
    spread = inverse @ (design.T * left**2) @ design @ inverse * len(gap) / (len(gap) - 2)
    error = float(np.sqrt(spread[1, 1]))
    reach = float(extra("scipy.stats").t.ppf(0.975, len(gap) - 2)) * error
    speed = float(slope[1])
    return Closing(
        first=first, last=last, speed=speed, error=error, low=speed - reach, high=speed + reach, members=len(gap)
    )  # fmt: skip


def _size(rows: pl.DataFrame) -> tuple[float, float] | None:
    known = rows.filter(pl.col("gdp").is_finite())
    if known.height < FEWEST_MEMBERS or min(known["gdp"].n_unique(), known["share"].n_unique()) == 1:
        return None
    return rank_correlation(known["gdp"].to_list(), known["share"].to_list())


def _closing_said(closing: Closing) -> str:
    said = "" if closing.significant else ", which cannot be told from no closing at all"
    return (
        f"{closing.first} to {closing.last}: {closing.speed:.3f} of the gap closed a year "
        f"[{closing.low:.3f}, {closing.high:.3f}] (se {closing.error:.3f}, {closing.members} members){said}."
    )
