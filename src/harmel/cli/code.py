"""``harmel code``: pages or sentences in, records out, without a ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="code")(code)


def code(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files to code.")] = None,
    *,
    jsonl: Annotated[str, typer.Option(help="Read {id, text, date} objects from this file; - is stdin.")] = "",
    plain: Annotated[bool, typer.Option(help="Each input is one clean text, with no furniture.")] = False,
    date: Annotated[str, typer.Option(help="The publication date, YYYY-MM-DD.")] = "",
) -> None:
    """Code files and print one JSON object a report."""
    from harmel import pipeline

    rows = (
        pipeline.code_jsonl(jsonl, plain=plain) if jsonl else pipeline.code_files(paths or [], plain=plain, date=date)
    )
    for line in rows:
        sys.stdout.write(line + "\n")
