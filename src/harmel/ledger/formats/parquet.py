"""Parquet: the table with its Arrow schema, spans as lists of pairs."""

from __future__ import annotations

from typing import BinaryIO

from harmel.ledger.store import Ledger


def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
    """Write a table."""
    import pyarrow.parquet as pq

    rows = ledger.table(table)
    pq.write_table(rows, out, compression="zstd")
    return int(rows.num_rows)
