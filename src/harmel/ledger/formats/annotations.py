"""W3C Web Annotation, one a line: every record as tags on its words, by position and by quote.

The model counts positions in Unicode code points, as we do; the quote with what stands around it finds the words again
where the page has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from harmel.errors import UsageError
from harmel.ledger.store import Ledger
from harmel.ledger.tables import KEYS
from harmel.records import Report

_WORDS = {"statements": "content_spans", "events": "trigger_span", "figures": "span"}
_TAGS = {
    "statements": ("stance", "speaker", "quotation"),
    "events": ("action", "plover_type", "status", "source", "target"),
    "figures": ("measure", "kind", "actor", "unit"),
}
_AROUND = 32


def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
    """Write every record of a table that has words."""
    if table not in _WORDS:
        raise UsageError(f"annotations are of {', '.join(_WORDS)}, no {table}")
    count = 0
    report: Report | None = None
    for row in ledger.rows(table):
        if report is None or report.report_id != row["report_id"]:
            report = ledger.report(row["report_id"])
        if row[_WORDS[table]] and report is not None:
            out.write(json.dumps(_annotation(table, row, report), ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _annotation(table: str, row: dict[str, Any], report: Report) -> dict[str, Any]:
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {row[name]}"}
        for name in _TAGS[table]
        if row[name]
    ]
    page = report.url or f"urn:harmel:{report.report_id}"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:harmel:{row[KEYS[table]]}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": [{"source": page, "selector": list(_selectors(report.text, *s))} for s in row[_WORDS[table]]],
    }


def _selectors(text: str, start: int, end: int) -> Iterator[dict[str, Any]]:
    yield {"type": "TextPositionSelector", "start": start, "end": end}
    yield {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
