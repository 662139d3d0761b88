"""How a measure is shown: its rows on standard output, its sentences after the table or on standard error."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from harmel.dynamics.present import Result


def show(result: Result, *, form: str, plot: Path | None) -> None:
    """Print a result: rows as data; the sentence and what is taken for granted below them or beside them."""
    if plot is not None:
        from harmel.dynamics.present import save

        save(result, plot)
    if form == "json":
        typer.echo(json.dumps(result.to_json() | {"summary": result.summary()}, ensure_ascii=False))
        return
    rows(result.to_frame(), form)
    granted = "Taken for granted:\n" + "\n".join(f"- {said}" for said in result.assumptions)
    typer.echo(f"\n{result.summary()}\n\n{granted}" if form == "table" else result.summary(), err=form != "table")


def rows(frame: pl.DataFrame, form: str) -> None:
    """Print rows as CSV, JSON, JSON Lines or a table.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    from harmel.dynamics.present import jsonable

    if form == "csv":
        sys.stdout.write(_flat(frame).write_csv())
    elif form == "json":
        typer.echo(json.dumps(jsonable(frame), ensure_ascii=False))
    elif form == "jsonl":
        for row in frame.iter_rows(named=True):
            sys.stdout.write(json.dumps(jsonable(row), ensure_ascii=False) + "\n")
    elif form == "table":
        typer.echo(as_text(frame))
    else:
        raise UsageError(f"no such format: {form!r}", remedy="one of table, csv, json, jsonl")


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Write lists as one cell, since CSV has none."""
    import polars as pl

    nested = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in nested)


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
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)
