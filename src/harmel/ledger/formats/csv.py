"""CSV (RFC 4180, UTF-8): one record a row, every column, spans and lists as JSON, the unknown empty."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, BinaryIO

from harmel.ledger import tables
from harmel.ledger.store import Ledger


def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
    """Write a table with a header row."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(tables.kinds(table))
    count = 0
    for row in ledger.rows(table):
        lines.writerow([_cell(value) for value in row.values()])
        count += 1
    text.detach()
    return count


def _cell(value: Any) -> Any:  # noqa: ANN401 - any cell
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else value
