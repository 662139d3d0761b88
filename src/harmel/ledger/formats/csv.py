"""CSV (RFC 4180, UTF-8): one record a row, every column, spans and lists as JSON, the unknown empty."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from harmel.ledger import tables
from harmel.ledger.store import Ledger

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(ledger: Ledger, table: str, out: BinaryIO, *, excel: bool = False) -> int:
    """Write a table with a header row."""
    count = -1  # the header
    for line in lines(table, ledger.rows(table), excel=excel):
        out.write(line.encode())
        count += 1
    return count


def lines(table: str, rows: Iterable[Mapping[str, Any]], *, excel: bool = False) -> Iterator[str]:
    """Give the header and each row, with its end of line.

    Parameters
    ----------
    excel
        Put an apostrophe before text that a spreadsheet would run as a formula. Only for spreadsheets: the cell is then
        no longer what the report says.

    >>> rejected = {"source": "=1+1", "reason": "empty", "remedy": None, "stage": "reading"}
    >>> list(lines("rejects", [rejected], excel=True))[1].strip()
    "'=1+1,empty,,reading"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(tables.kinds(table))
    yield out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([_cell(value, excel=excel) for value in row.values()])
        yield out.getvalue()


def _cell(value: Any, *, excel: bool) -> Any:  # noqa: ANN401 - any cell
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return harmless(value) if excel else value


def harmless(value: Any) -> Any:  # noqa: ANN401 - any cell
    """Keep a spreadsheet from running words of the press as a formula: an apostrophe makes them text.

    >>> harmless(" =1+1"), harmless("1+1"), harmless(-1)
    ("' =1+1", '1+1', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
