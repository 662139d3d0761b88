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

Section = Annotated[str, typer.Option("--section", help="The sheet of a workbook, such as 'Share of GDP'.")]
Records = Annotated[bool, typer.Option("--events", help="List the published values behind the numbers.")]


def burden(
    *,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="PATH", help="Take what harmel import milex put there.")
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--table", metavar="FILE", help="Shares by state and year; NATO's, 2014 to 2024, if not given."),
    ] = None,
    section: Section = "",
    rivalry: RIVALRY = "",
    members: Annotated[str, typer.Option(help="Take only these states: DEU,FRA,POL.")] = "",
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
    rows = _shares(ledger, table, section, asked)
    named = [name.strip() for name in members.split(",") if name.strip()]
    if events:
        print_rows(rows if not named else rows.filter(rows["actor"].is_in(named)), form)
        return
    found = measure(rows, asked.guidelines, side=_spending(asked, rows), windows=year_spans(windows), members=named)
    show(found, form=form, plot=plot)


def armsrace(
    *,
    table: Annotated[Path, typer.Option("--table", metavar="FILE", help="Spending by state and year.")],
    section: Section = "",
    dyad: m.Dyads,
    years: Annotated[str, typer.Option(help="First and last year: 1956-1996.")] = "",
    lags: Annotated[int, typer.Option(min=0, max=6, help="Lagged yearly changes beside the tie.")] = 1,
    events: Records = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say whether two states' military spending answers each other's, or that there is no arms race in these data."""
    from harmel.dynamics import arms_race, parse_dyad, read_milex, year_spans

    names = parse_dyad(dyad)
    rows = read_milex(table, section=section)
    absent = [name for name in names if name not in rows["actor"].to_list()]
    if absent:
        raise UsageError(f"no rows of {', '.join(absent)}", where=str(table), remedy="name states by ISO code")
    wide = rows.pivot("actor", index="year", values="value").sort("year").select("year", *names).drop_nulls()
    if events:
        print_rows(wide, form)
        return
    spans = year_spans(years)
    show(arms_race(wide, names, years=spans[0] if spans else None, lags=lags), form=form, plot=plot)


def _against(ledger: Path | None, rivalry: str) -> Rivalry:
    from harmel.settings import rivalry as read_rivalry

    if ledger is not None:
        return m.Asked(ledger=ledger, rivalry=rivalry).against
    return read_rivalry(rivalry or DEFAULT_RIVALRY)


def _shares(ledger: Path | None, table: Path | None, section: str, asked: Rivalry) -> pl.DataFrame:
    """Take shares from a file, a ledger's imported series, or the facts that come with harmel."""
    import polars as pl

    from harmel.dynamics import as_percent, nato_shares, read_milex

    if table is not None:
        return as_percent(read_milex(table, section=section)).rename({"value": "share"})
    if ledger is None:
        source = "NATO press release PR/CP(2024)047, 17 June 2024, tables 3 and 5"
        return nato_shares().with_columns(pl.lit(source).alias("source"))
    from harmel.ledger import Ledger, kept_series

    with Ledger.open(ledger, read_only=True) as opened:
        found = kept_series(opened, [g.on for g in asked.guidelines])
    if not found:
        wanted = ", ".join(dict.fromkeys(g.on for g in asked.guidelines)) or "a guideline"
        raise UsageError(f"this ledger holds no series of {wanted}", where=str(ledger), remedy="harmel import milex")
    return pl.DataFrame(found, schema=["actor", "year", "share", "measure", "source"], orient="row")


def _spending(asked: Rivalry, rows: pl.DataFrame) -> Side:
    """Take the side that most of the table's states belong to at any time."""
    states = set(rows["actor"])
    return max(asked.sides, key=lambda side: len(states & {member.actor for member in side.members}))
