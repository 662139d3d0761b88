"""The models of spending: the burden of an alliance, and arms races."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harmel.cli import _measures as m
from harmel.cli._common import DEFAULT_RIVALRY, RIVALRY
from harmel.cli._show import rows as print_rows
from harmel.cli._show import show
from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from harmel.settings import Rivalry, Side

_IMPORT = "harmel import milex FILE, with --measure NAME --unit UNIT for sums of money"
Section = Annotated[str, typer.Option("--section", help="The sheet of a workbook, such as 'Share of GDP'.")]
Source = Annotated[str, typer.Option("--source", help="Whose series of the ledger, where it holds several.")]
LedgerPath = Annotated[
    Path | None, typer.Option("--ledger", metavar="PATH", help="Take what harmel import milex put there.")
]
Records = Annotated[bool, typer.Option("--events", help="List the published values behind the numbers.")]


def burden(
    *,
    ledger: LedgerPath = None,
    table: Annotated[
        Path | None,
        typer.Option("--table", metavar="FILE", help="Shares by state and year; NATO's, 2014 to 2024, if not given."),
    ] = None,
    section: Section = "",
    rivalry: RIVALRY = "",
    members: Annotated[str, typer.Option(help="Take only these states: DEU,FRA,POL.")] = "",
    source: Source = "",
    windows: Annotated[str, typer.Option(help="Years between which gaps close: 2014-2021,2021-2024.")] = "",
    events: Records = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say who meets the guideline of each year, how wide the gaps are and how fast they close.

    Each year is judged by the rivalry's guideline that was in force at its end, and a state counts from the year in
    which it joined. Reads SIPRI's and NATO's own workbooks, CSV with a column a year, or a row a state and year.
    """
    from harmel.dynamics import burden as measure
    from harmel.dynamics import year_spans

    asked = _against(ledger, rivalry)
    rows = _shares(ledger, table, section, source, asked)
    named = [name.strip() for name in members.split(",") if name.strip()]
    if events:
        print_rows(rows if not named else rows.filter(rows["actor"].is_in(named)), form)
        return
    found = measure(rows, asked.guidelines, side=_spending(asked, rows), windows=year_spans(windows), members=named)
    show(found, form=form, plot=plot)


def armsrace(
    *,
    ledger: LedgerPath = None,
    table: Annotated[Path | None, typer.Option("--table", metavar="FILE", help="Spending by state and year.")] = None,
    section: Section = "",
    measure: Annotated[
        str, typer.Option(help="Which series of the ledger, by the name that it was imported under.")
    ] = "military spending",
    source: Source = "",
    dyad: m.Dyads = "",
    years: Annotated[str, typer.Option(help="First and last year: 1956-1996.")] = "",
    lags: Annotated[int, typer.Option(min=0, max=6, help="Lagged yearly changes beside the tie.")] = 1,
    events: Records = False,
    seed: m.Seed = 1,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say whether two states' military spending answers each other's, or that there is no arms race in these data.

    Reads a table (--table) or a series that harmel import milex put into the ledger (--ledger).
    """
    from harmel.dynamics import arms_race, year_spans

    rows = _spending_rows(ledger, table, section, measure, source)
    names = _pair(dyad, rows, str(table or ledger))
    wide = rows.pivot("actor", index="year", values="value").sort("year").select("year", *names).drop_nulls()
    if events:
        print_rows(wide, form)
        return
    spans = year_spans(years)
    show(arms_race(wide, names, years=spans[0] if spans else None, lags=lags, seed=seed), form=form, plot=plot)


def _spending_rows(ledger: Path | None, table: Path | None, section: str, measure: str, source: str) -> pl.DataFrame:
    """Take spending from a file, or from a ledger's imported series."""
    from harmel.dynamics import read_milex

    if table is not None:
        return read_milex(table, section=section)
    if ledger is None:
        raise UsageError("no spending to read", remedy="say --table FILE, or --ledger PATH after harmel import milex")
    return _kept(ledger, [measure], source)


def _pair(dyad: str, rows: pl.DataFrame, where: str) -> tuple[str, str]:
    """Take the two states asked for; a table of two states needs no asking."""
    from harmel.dynamics import parse_dyad

    there = rows["actor"].unique().sort().to_list()
    if not dyad and len(there) == 2:  # noqa: PLR2004 - a pair
        return there[0], there[1]
    if not dyad:
        raise UsageError(f"{len(there)} states, and which two is not said", where=where, remedy="--dyad IND:PAK")
    names = parse_dyad(dyad)
    absent = [name for name in names if name not in there]
    if absent:
        known = ", ".join(there[:12])
        raise UsageError(f"no rows of {', '.join(absent)}", where=where, remedy=f"it has {known}")
    return names


def _against(ledger: Path | None, rivalry: str) -> Rivalry:
    from harmel.settings import rivalry as read_rivalry

    if ledger is not None:
        return m.Asked(ledger=ledger, rivalry=rivalry).against
    return read_rivalry(rivalry or DEFAULT_RIVALRY)


def _shares(ledger: Path | None, table: Path | None, section: str, source: str, asked: Rivalry) -> pl.DataFrame:
    """Take shares from a file, a ledger's imported series, or the facts that come with harmel."""
    import polars as pl

    from harmel.dynamics import as_percent, nato_shares, read_milex

    if table is not None:
        return as_percent(read_milex(table, section=section)).rename({"value": "share"})
    if ledger is None:
        facts = "NATO press release PR/CP(2024)047, 17 June 2024, tables 3 and 5"
        return nato_shares().with_columns(pl.lit(facts).alias("source"))
    return _kept(ledger, [g.on for g in asked.guidelines], source).rename({"value": "share"})


def _kept(ledger: Path, measures: list[str], source: str) -> pl.DataFrame:
    """Read series of a ledger from one source each: two publishers' tables are not mixed."""
    import polars as pl

    from harmel.ledger import Ledger, kept_series

    with Ledger.open(ledger, read_only=True) as opened:
        found = kept_series(opened, measures)
        held = [row["measure"] for row in opened.sql("SELECT DISTINCT measure FROM reference_series").to_pylist()]
    rows = pl.DataFrame(found, schema=["actor", "year", "value", "measure", "source"], orient="row")
    if rows.is_empty():
        wanted = ", ".join(dict.fromkeys(measures)) or "a guideline"
        there = f" (it holds: {'; '.join(held)})" if held else ""
        raise UsageError(f"this ledger holds no series of {wanted}{there}", where=str(ledger), remedy=_IMPORT)
    sources = rows["source"].unique().sort().to_list()
    if source and source not in sources:
        raise UsageError(f"no series of {source!r}", where=str(ledger), remedy=f"one of: {'; '.join(sources)}")
    rows = rows.filter(pl.col("source") == source) if source else rows
    if rows.select("actor", "year", "measure").is_duplicated().any():
        remedy = f"say one --source of: {'; '.join(sources)}"
        raise UsageError("several tables of this ledger give the same state and year", where=str(ledger), remedy=remedy)
    return rows


def _spending(asked: Rivalry, rows: pl.DataFrame) -> Side:
    """Take the side that most of the table's states belong to at any time."""
    states = set(rows["actor"])
    return max(asked.sides, key=lambda side: len(states & {member.actor for member in side.members}))
