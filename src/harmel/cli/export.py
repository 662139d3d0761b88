"""``harmel export``: a table of the ledger, in the format that the next program reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="export")(export)


def export(
    table: Annotated[str, typer.Argument(help="statements, events, figures, reports, links, actors or rejects.")],
    *,
    ledger: Annotated[Path, typer.Option(help="The ledger file.")] = Path("harmel.db"),
    format: Annotated[str, typer.Option(help="See the list above.")] = "jsonl",  # noqa: A002 - the option's name
    excel: Annotated[
        bool, typer.Option("--excel", help="With csv: make cells harmless that a spreadsheet would run as formulas.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
) -> None:
    """Print a table of the ledger: one row a record, in an order that does not depend on how it was filled.

    Formats: jsonl, csv, parquet for every table; plover, polecat, icews, gdelt, gdelt1, gdelt-mentions, phoenix, acled
    for events that are told as done; stix for cyber incidents; annotations (W3C) for statements, events and figures.
    """
    from harmel.ledger import Ledger
    from harmel.ledger.formats import export as write

    with Ledger.open(ledger, read_only=True) as opened:
        settled = opened.settled
    with Ledger.open(ledger, read_only=settled) as opened:  # a writer that was killed left work to do
        if out is None:
            write(opened, table, sys.stdout.buffer, format=format, excel=excel)
        else:
            with out.open("wb") as file:
                write(opened, table, file, format=format, excel=excel)
