"""What the verbs that measure have in common: where the rows come from, and how a result is shown."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from harmel.dynamics.present import Result
    from harmel.dynamics.sides import Dyad
    from harmel.dynamics.table import EventTable
    from harmel.settings import Rivalry

LedgerPath = Annotated[Path, typer.Option("--ledger", help="The ledger to read.", metavar="PATH")]
TablePath = Annotated[
    Path | None,
    typer.Option(
        "--table", metavar="FILE", help="Read this event table instead of a ledger: CSV, .tab, Parquet, JSON Lines."
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="ROLE=NAME", help="Which column of the table plays a role (date, source, …)."),
]
Dyads = Annotated[
    str, typer.Option("--dyad", metavar="A:B", help="Two actors, such as USA:RUS, instead of a rivalry's sides.")
]
RivalryName = Annotated[str, typer.Option("--rivalry", help="A rivalry by name, or the path of its file.")]
Format = Annotated[str, typer.Option("--format", help="table, csv, json or jsonl.")]
PlotPath = Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Write the figure: .png, .svg or .pdf.")]
Events = Annotated[bool, typer.Option("--events", help="List the records behind the numbers, with their words.")]
PeriodName = Annotated[
    Literal["day", "week", "month", "quarter", "year"], typer.Option("--period", help="How long each row is.")
]
ActKind = Annotated[
    Literal["conflict", "cooperation", "all"], typer.Option("--kind", help="Which acts: by their quad class.")
]
Third = Annotated[
    str, typer.Option("--third", metavar="ACTOR", help="Whose acts may move both sides; all others if not given.")
]
Seed = Annotated[int, typer.Option(help="The same seed gives the same bytes.")]
LEDGER = Path("harmel.db")


def who(dyad: str, rivalry: str) -> Dyad | Rivalry:
    """Take the dyad if one is given, else the rivalry's sides."""
    from harmel.dynamics.sides import parse_dyad
    from harmel.settings import rivalry as read_rivalry

    return parse_dyad(dyad) if dyad else read_rivalry(rivalry)


def roles(columns: list[str] | None) -> dict[str, str]:
    """Read the ``ROLE=NAME`` options.

    >>> roles(["date=when"])
    {'date': 'when'}
    """
    pairs = [column.partition("=") for column in columns or []]
    wrong = [role for role, sign, name in pairs if not (role and sign and name)]
    if wrong:
        raise UsageError(f"not ROLE=NAME: {', '.join(wrong)}")
    return {role: name for role, _, name in pairs}


def show(result: Result, *, form: str, plot: Path | None) -> None:
    """Print a result: its rows as data on standard output, its sentences after the table or on standard error."""
    if plot is not None:
        from harmel.dynamics.present import save

        save(result, plot)
    frame = result.to_frame()
    if form == "table":
        typer.echo(as_text(frame))
        typer.echo(f"\n{result.summary()}")
        typer.echo("\nTaken for granted:\n" + "\n".join(f"- {said}" for said in result.assumptions))
    elif form == "json":
        typer.echo(json.dumps(result.to_json() | {"summary": result.summary()}, ensure_ascii=False))
    else:
        rows(frame, form)
        typer.echo(result.summary(), err=True)


def rows(frame: pl.DataFrame, form: str) -> None:
    """Print rows as CSV, JSON Lines or a table.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    from harmel.dynamics.present import jsonable

    if form == "csv":
        sys.stdout.write(frame.write_csv())
    elif form == "jsonl":
        for row in frame.iter_rows(named=True):
            sys.stdout.write(json.dumps(jsonable(row), ensure_ascii=False) + "\n")
    elif form == "table":
        typer.echo(as_text(frame))
    else:
        raise UsageError(f"no such format: {form!r}", remedy="one of table, csv, json, jsonl")


def as_text(frame: pl.DataFrame) -> str:
    """Lay rows out in columns.

    >>> import polars as pl
    >>> print(as_text(pl.DataFrame({"side": ["USA", "RUS"], "share": [0.25, None]})))
    side  share
    USA   0.25
    RUS
    """
    cells = [list(frame.columns), *([_cell(value) for value in row] for row in frame.iter_rows())]
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)).rstrip() for row in cells)
    return "\n".join(lines)


def _cell(value: Any) -> str:  # noqa: ANN401 - any cell
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def read(table: Path | None, ledger: Path, columns: list[str] | None) -> EventTable:
    """Read the events of a table, or of the ledger."""
    from harmel.dynamics.table import read_events

    if table is not None:
        return read_events(table, roles=roles(columns))
    opened = ledger_tables(ledger, "events", "reports")
    return read_events(opened["events"], reports=opened["reports"])


def ledger_tables(path: Path, *names: str) -> dict[str, pl.DataFrame]:
    """Read whole tables of a ledger."""
    from harmel.dynamics.files import as_frame

    with import_module("harmel.ledger").Ledger.open(path) as ledger:
        return {name: as_frame(ledger.table(name)) for name in names}


def told(path: Path) -> tuple[pl.DataFrame, dict[int, date]]:
    """Read a ledger's statements, and the day on which each event's report was published, where it is known."""
    opened = ledger_tables(path, "statements", "events", "reports")
    days = {
        report: first
        for report, first, last in opened["reports"]
        .select("report_id", "published_earliest", "published_latest")
        .iter_rows()
        if first and first == last
    }
    reports = opened["events"]["report_id"].to_list()
    known = {row: date.fromisoformat(days[report]) for row, report in enumerate(reports) if report in days}
    return opened["statements"], known


def show_acts(events: EventTable, pair: Dyad | Rivalry, *, table: Path | None, ledger: Path, form: str) -> None:
    """List the records between two sides, each with the words that it rests on where the ledger has them."""
    from harmel.dynamics import between

    acts = between(events, pair).acts
    if table is not None:
        from harmel.dynamics.files import load

        rows(load(table)[acts["row"].to_list()], form)
        return
    import polars as pl

    opened = ledger_tables(ledger, "events", "reports")
    told = opened["events"][acts["row"].to_list()]
    texts = dict(opened["reports"].select("report_id", "text").iter_rows())
    words = [
        " … ".join(texts[report][start:end] for start, end in spans or ())
        for report, spans in told.select("report_id", "sentence_span").iter_rows()
    ]
    kept = ["event_id", "happened_earliest", "happened_latest", "source", "target", "action", "action_name", "status"]
    rows(told.select("report_id", *kept).with_columns(pl.Series("words", words)), form)
