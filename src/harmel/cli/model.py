"""``harmel model …``: the models of the system that the reports describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmel.cli import _measures as m
from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

models = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Fit a model and say what it shows, or refuse.")
Breaks = Annotated[
    str, typer.Option("--breaks", help="First days of new regimes, from history: 1987-12-09,2000-10-01.")
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    models.command(name="reciprocity")(reciprocity)
    app.add_typer(models, name="model")


def reciprocity(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    period: m.PeriodName = "week",
    pair: Annotated[str, typer.Option(help="Two number columns of the table, such as a,b, instead of events.")] = "",
    lags: Annotated[int | None, typer.Option(help="How many periods back; chosen by --criterion if not given.")] = None,
    criterion: Annotated[Literal["aic", "bic", "hq"], typer.Option(help="What chooses the lags.")] = "bic",
    breaks: Breaks = "",
    seed: m.Seed = 1,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say whether each side's acts answer the other's: over the whole span, and inside each regime.

    A level that shifts on both sides looks like answering. So shifts are looked for (or given with --breaks) and
    results inside regimes stand beside the pooled ones.
    """
    from harmel.dynamics import reciprocity as measure
    from harmel.dynamics import scores, series

    if pair:
        rows, names = _pair(table, pair)
    else:
        read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
        if events:
            m.show_acts(read, who, table=table, ledger=ledger, form=form)
            return
        measured = series(read, who, period=period)
        rows, names = scores(measured), measured.sides
    at = _rows_of(rows, breaks) if breaks else None
    m.show(measure(rows, names, lags=lags, criterion=criterion, breaks=at, seed=seed), form=form, plot=plot)


def _pair(table: Path | None, pair: str) -> tuple[pl.DataFrame, tuple[str, str]]:
    from harmel.dynamics.files import load

    names = tuple(name.strip() for name in pair.split(","))
    if table is None or len(names) != 2:  # noqa: PLR2004 - a pair
        raise UsageError("--pair needs --table and two column names", remedy="--table FILE --pair a,b")
    return load(table), (names[0], names[1])


def _rows_of(rows: pl.DataFrame, breaks: str) -> list[int]:
    """Find the first row at or after each day; a table without days takes row numbers."""
    said = [part.strip() for part in breaks.split(",") if part.strip()]
    if "period" not in rows.columns:
        if not all(part.isdigit() for part in said):
            raise UsageError("this table has no column period", remedy="give --breaks as row numbers")
        return [int(part) for part in said]
    periods = [str(period) for period in rows["period"]]
    return [sum(period < day for period in periods) for day in said]
