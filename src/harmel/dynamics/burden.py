"""Burden: who meets the spending guideline of each year, how wide the gaps are, and how fast they close.

Guidelines are dated, and so is membership: each year is judged by the guideline that was in force at its end, and a
state counts from the year in which it joined. Olson and Zeckhauser (1966) expected the larger members of an alliance
to carry more than their share: the rank correlation of GDP and share of GDP.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import polars as pl

from harmel.dynamics.closing import Closing, closing, size_and_share
from harmel.dynamics.files import as_frame
from harmel.dynamics.numbers import sound
from harmel.dynamics.present import canvas, jsonable
from harmel.errors import RefusalError, UsageError
from harmel.settings import Guideline, Side

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """The pledge ledger of an alliance.

    ``frame``: ``actor, year, measure, share, member, guideline, due, meets, gap``; guideline, meets and gap are null
    where no guideline was in force or the state was no member. ``size`` is the rank correlation of GDP and share over
    the members of the last year with its p-value, where GDP is known.
    """

    frame: pl.DataFrame
    guidelines: tuple[Guideline, ...]
    closing: tuple[Closing, ...]
    size: tuple[float, float] | None
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a member, year and measure."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def meeting(self, year: int, *, measure: str = "") -> int:
        """Count the members at or above the guideline in force in a year; of the first measure if none is named."""
        return self._judged(year, measure).filter("meets").height

    def summary(self) -> str:
        """Say who meets the guidelines, how fast the gaps close, and what size has to do with it."""
        told = [self._said(measure) for measure in self.frame["measure"].unique(maintain_order=True)]
        return " ".join([*filter(None, told), *(c.said() for c in self.closing), *self._size_said()])

    def _judged(self, year: int, measure: str) -> pl.DataFrame:
        asked = measure or self.frame["measure"][0]
        return self.frame.filter(pl.col("year") == year, pl.col("measure") == asked, pl.col("meets").is_not_null())

    def _said(self, measure: str) -> str:
        judged = self.frame.filter(pl.col("measure") == measure, pl.col("guideline").is_not_null())
        if judged.is_empty():
            return ""
        years = judged["year"]
        turns = judged.group_by("guideline").agg(pl.col("year").min())["year"].to_list()
        shown = sorted({years.min(), years.max(), *turns})
        return f"{measure[:1].upper()}{measure[1:]}: {'; '.join(self._year_said(y, measure) for y in shown)}."

    def _year_said(self, year: int, measure: str) -> str:
        rows = self._judged(year, measure)
        value, due, short = rows["guideline"][0], rows["due"][0], rows.filter(pl.col("gap") > 0)["gap"]
        later = f", a pledge for {due}" if due is not None and due > year else ""
        gap = f"; the others lack {float(short.to_numpy().mean()):.2f} on average" if len(short) else ""
        unit = self.guidelines[0].unit
        many = f"{self.meeting(year, measure=measure)} of {rows.height} members with a figure"
        return f"in {year} {many} stand at or above {value:g} {unit}{later}{gap}"

    def _size_said(self) -> list[str]:
        if self.size is None:
            return []
        rho, p = self.size
        found = f"larger members spend a {'larger' if rho > 0 else 'smaller'} share"
        said = found if p < 0.05 else "no tie of size and share is shown"  # noqa: PLR2004 - the usual level
        return [f"Rank correlation of GDP and share in the last year {rho:.3f} (p = {p:.3f}): {said}."]

    def plot(self) -> Figure:
        """Draw each member's share over the years, thin before it joined, against the guidelines."""
        figure, (axis,) = canvas()
        main = self.frame.filter(pl.col("measure") == self.frame["measure"][0])
        for place, ((actor,), rows) in enumerate(main.group_by("actor", maintain_order=True)):
            colour, inside = f"C{place % 10}", rows.filter("member")
            axis.plot(rows["year"].to_list(), rows["share"].to_list(), lw=0.4, color=colour)
            axis.plot(inside["year"].to_list(), inside["share"].to_list(), lw=1.0, color=colour, label=str(actor))
        held = main.filter(pl.col("guideline").is_not_null()).unique("year").sort("year")
        axis.step(held["year"].to_list(), held["guideline"].to_list(), where="mid", color="black", ls="--", lw=1)
        axis.set_ylabel(self.guidelines[0].unit)
        axis.legend(ncols=3, fontsize="xx-small", loc="upper left", bbox_to_anchor=(1, 1))
        return figure


@sound
def burden(
    table: object, guidelines: Sequence[Guideline], *, side: Side | None = None,
    windows: Sequence[tuple[int, int]] = (), members: Sequence[str] = (),
) -> Burden:  # fmt: skip
    """Measure members' spending against dated guidelines.

    Parameters
    ----------
    table
        Columns ``actor, year, share`` (in the guidelines' unit) and, if known, ``gdp`` and ``measure`` (what the share
        counts; the first guideline's if there is no such column).
    guidelines
        The pledges, each with the day from which it holds; a later one on one measure replaces an earlier one.
    side
        Who are members, and since when; all states in all years if not given.
    windows
        Pairs of years between which the speed of closing is measured, over the members of the last year, to the
        guideline that was in force first; from the first year under a guideline to the last if not given.
    members
        Take only these; all if not given.

    Raises
    ------
    UsageError
        If there is no guideline, or a column is missing.
    RefusalError
        If no usable row is left, a member has two rows for a year, or no year lies under a guideline.

    >>> from harmel.settings import rivalry
    >>> about = rivalry("nato-russia")
    >>> found = burden(nato_shares(), about.guidelines, side=about.sides[0], windows=[(2014, 2021), (2021, 2024)])
    >>> found.meeting(2014), found.meeting(2024), [round(c.speed, 3) for c in found.closing]
    (3, 23, [0.017, 0.083])
    """
    if not guidelines:
        raise UsageError("there is no guideline to measure against", remedy="add [[guidelines]] to the rivalry file")
    rows = _rows(table, members, guidelines[0].on)
    frame = _judged(_joined(rows, side), guidelines)
    first = frame.filter(pl.col("measure") == guidelines[0].on)
    under = first.filter(pl.col("guideline").is_not_null()).sort("year")
    if under.is_empty():
        raise RefusalError("no member has a share in a year under a guideline", remedy="see the guidelines' dates")
    last = first.filter(pl.col("year") == first["year"].max(), pl.col("member"))
    ours = first.filter(pl.col("actor").is_in(last["actor"].to_list()))
    years = under["year"].unique().sort().to_list()
    spans = list(windows) or ([(years[0], years[-1])] if len(years) > 1 else [])
    return Burden(
        frame=frame.drop("gdp"), guidelines=tuple(guidelines),
        closing=tuple(closing(ours, under["guideline"][0], *pair) for pair in spans),
        size=size_and_share(last), assumptions=_assumed(frame, guidelines, side),
    )  # fmt: skip


def nato_shares(year: int | None = None) -> pl.DataFrame:
    """Read the facts that come with harmel: NATO members' shares of GDP, 2014 to 2024, or 1964.

    >>> nato_shares(1964).height
    14
    """
    name = "nato_1964.csv" if year == 1964 else "nato_shares.csv"  # noqa: PLR2004 - the year of the table
    text = (files("harmel.dynamics") / "data" / name).read_bytes()
    return pl.read_csv(text, comment_prefix="#")


def _rows(table: object, members: Sequence[str], measure: str) -> pl.DataFrame:
    frame = as_frame(table)
    missing = [name for name in ("actor", "year", "share") if name not in frame.columns]
    if missing:
        raise UsageError(f"no column {', '.join(missing)}", remedy="the table needs actor, year and share")
    gdp = pl.col("gdp") if "gdp" in frame.columns else pl.lit(None)
    what = pl.col("measure") if "measure" in frame.columns else pl.lit(measure)
    rows = frame.select(
        pl.col("actor").cast(pl.String),
        pl.col("year").cast(pl.Int64, strict=False),
        what.cast(pl.String).fill_null(measure).alias("measure"),
        pl.col("share").cast(pl.Float64, strict=False),
        gdp.cast(pl.Float64, strict=False).alias("gdp"),
    ).filter(pl.col("share").is_finite(), pl.col("year").is_between(1, 9998), pl.col("actor").is_not_null())
    kept = rows.filter(pl.col("actor").is_in(list(members))) if members else rows
    if kept.is_empty():
        raise RefusalError("no member has a share in any year")
    if (kept["share"] < 0).any():
        raise RefusalError("a share is negative", remedy="check the column share")
    if kept.select("actor", "year", "measure").is_duplicated().any():
        raise RefusalError("a member has two rows for one year", remedy="give one row a member and year")
    return kept.sort(pl.col("measure") != measure, "measure", "actor", "year")


def _joined(rows: pl.DataFrame, side: Side | None) -> pl.DataFrame:
    """Say of each state and year whether it was a member at the end of the year."""
    if side is None:
        return rows.with_columns(pl.lit(value=True).alias("member"))
    held = [side.holds(actor, date(year, 12, 31)) for actor, year in rows.select("actor", "year").iter_rows()]
    return rows.with_columns(pl.Series("member", held, dtype=pl.Boolean))


def _judged(rows: pl.DataFrame, guidelines: Sequence[Guideline]) -> pl.DataFrame:
    years = rows.select("measure", "year").unique()
    held = [(m, y, _in_force(guidelines, m, y)) for m, y in years.iter_rows()]
    shape = {"measure": pl.String, "year": pl.Int64, "guideline": pl.Float64, "due": pl.Int64}
    known = pl.DataFrame([(m, y, g.value, g.due) for m, y, g in held if g], schema=shape, orient="row")
    mine = pl.when("member")
    return (
        rows.join(known, on=["measure", "year"], how="left", maintain_order="left")
        .with_columns(mine.then("guideline").alias("guideline"), mine.then("due").alias("due"))
        .with_columns(
            (pl.col("share") >= pl.col("guideline")).alias("meets"),
            (pl.col("guideline") - pl.col("share")).round(6).alias("gap"),
        )
    )


def _in_force(guidelines: Iterable[Guideline], measure: str, year: int) -> Guideline | None:
    """Give the guideline on a measure that held at the end of a year: of several, the latest."""
    end = date(year, 12, 31)
    held = [g for g in guidelines if g.on == measure and end in g.when]
    return max(held, key=lambda g: g.when.earliest, default=None)


def _assumed(frame: pl.DataFrame, guidelines: Sequence[Guideline], side: Side | None) -> tuple[str, ...]:
    there, last = set(frame["measure"]), frame.select(pl.col("year").max()).item()
    return (
        *(_pledge_said(g, known=g.on in there, last=last) for g in guidelines),
        "A state counts from the year in which it joined." if side else "Every state counts in every year.",
        "The speed of closing takes members as independent, and a gap as closing in proportion to its width.",
        "Shares are as published; the last years may be estimates. States without a figure are not counted.",
    )


def _pledge_said(guideline: Guideline, *, known: bool, last: int) -> str:
    since = guideline.when.earliest.year
    left = "" if known else ": the table holds no such measure, so it is not judged"
    left = f": after the table's last year, {last}, so it judges no year here" if since > last else left
    source = guideline.source or "no source named"
    return f"From {since}: {guideline.value:g} {guideline.unit}, {guideline.measure} ({source}){left}."
