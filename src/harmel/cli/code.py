"""``harmel code``: pages or sentences in, records out, without a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from harmel.records import Report, stable_id


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="code")(code)


def code(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files to code.")] = None,
    *,
    plain: Annotated[bool, typer.Option(help="Each input is one clean text, without furniture.")] = False,
    jsonl: Annotated[str, typer.Option(help="Read {id, text, date, url} objects from this file; - is stdin.")] = "",
    date: Annotated[str, typer.Option(help="The publication date, YYYY-MM-DD.")] = "",
) -> None:
    """Code files and print one JSON object a report."""
    from harmel import pipeline
    from harmel.reading import read_text
    from harmel.schema import coded_row

    asked = _rows(jsonl) if jsonl else ({"id": str(p), "text": p.read_text("utf-8"), "date": date} for p in paths or [])
    for row in asked:
        text, source, when = row["text"], str(row["id"]), row.get("date") or ""
        page = _plain(text, source=source, date=when) if plain else None
        report = page or read_text(text, source=source, date=when, url=row.get("url") or "")
        coded = pipeline.code(report)
        sys.stdout.write(json.dumps({"id": row["id"]} | coded_row(coded), ensure_ascii=False) + "\n")


def _rows(path: str) -> Iterator[dict[str, str]]:
    with sys.stdin if path == "-" else Path(path).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _plain(text: str, *, source: str, date: str) -> Report:
    return Report(
        report_id=stable_id("r", source, text),
        source=source,
        text=text,
        language="en",
        body_spans=((0, len(text)),),
        published_earliest=date,
        published_latest=date,
        published_basis="given" if date else "unknown",
    )
