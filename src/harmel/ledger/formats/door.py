"""The one door out: a table of the ledger, in a format, as bytes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from harmel.errors import UsageError
from harmel.ledger.formats import csv
from harmel.ledger.store import Ledger

FORMATS = (
    "jsonl",
    "csv",
    "parquet",
    "plover",
    "polecat",
    "icews",
    "gdelt",
    "gdelt1",
    "gdelt-mentions",
    "phoenix",
    "acled",
    "annotations",
    "stix",
)
Writer = Callable[[Ledger, str, BinaryIO], int]


def export(
    ledger: Ledger,
    table: str,
    out: BinaryIO,
    *,
    format: str = "jsonl",  # noqa: A002 - the option's name
    excel: bool = False,
) -> int:
    """Write a table in a format; the same ledger gives the same bytes, in whatever order it was filled.

    Parameters
    ----------
    excel
        With ``csv``: make cells harmless that a spreadsheet would run as formulas. No other format is changed.

    Returns
    -------
    How many rows were written.

    Raises
    ------
    UsageError
        If there is no such table or format, or the format cannot hold the table.

    >>> import io
    >>> with Ledger.open(":memory:") as ledger:
    ...     export(ledger, "events", io.BytesIO(), format="csv")
    0
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format}", remedy=f"one of: {', '.join(FORMATS)}")
    if excel and format != "csv":
        raise UsageError(f"{format} is no format for spreadsheets", remedy="use csv with excel, or leave excel out")
    if not ledger.read_only:
        ledger.settle()
    writer: Writer = import_module(f"harmel.ledger.formats.{format.replace('-', '_')}").write
    return csv.write(ledger, table, out, excel=True) if excel else writer(ledger, table, out)
