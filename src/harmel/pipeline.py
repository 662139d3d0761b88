"""Joins the rooms: a page → a report → its parse → its records. The only place where the extractors meet."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from harmel.language.parse import parse
from harmel.records import Coded, Report, stable_id
from harmel.schema import coded_row


def code(report: Report) -> Coded:
    """Find everything that harmel finds in one report."""
    parse(report)
    return Coded(report=report)


def plain_report(text: str, *, source: str, date: str = "") -> Report:
    """Make a report of a clean text, in which everything is the article."""
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


def code_files(paths: Sequence[Path], *, plain: bool, date: str) -> Iterator[str]:
    """Code files, one JSON line each."""
    for path in paths:
        yield json.dumps(
            coded_row(code(plain_report(path.read_text(encoding="utf-8"), source=str(path), date=date))),
            ensure_ascii=False,
        )


def code_jsonl(path: str, *, plain: bool) -> Iterator[str]:
    """Code the rows of a JSON Lines file, ``-`` being standard input."""
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as lines:
        for line in lines:
            asked = json.loads(line)
            coded = code(plain_report(asked["text"], source=str(asked["id"]), date=asked.get("date", "")))
            yield json.dumps({"id": asked["id"]} | coded_row(coded), ensure_ascii=False)
