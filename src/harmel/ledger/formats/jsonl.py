"""JSON Lines: one record a line, every column, spans as lists, the unknown as null."""

from __future__ import annotations

import json
from typing import BinaryIO

from harmel.ledger.store import Ledger


def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
    """Write a table, one JSON object a line."""
    count = 0
    for row in ledger.rows(table):
        out.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode() + b"\n")
        count += 1
    return count
