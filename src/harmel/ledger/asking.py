"""Asks the ledger in SQL, read-only and within a time limit, and turns answers into Arrow."""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harmel import schema
from harmel.errors import UsageError
from harmel.ledger import opening, tables

if TYPE_CHECKING:
    import pyarrow as pa

CHUNK = 50_000
_LENGTH = 100_000_000
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


def guarded(path: Path, *, wait: float) -> sqlite3.Connection:
    """Open a connection that can do nothing but read this one file."""
    connection = opening.connect(path, read_only=True, wait=wait)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LENGTH)
    for table in tables.SEARCHED:  # let full text search set itself up before its hands are bound
        connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table}_words LIMIT 1)").fetchone()
    connection.set_authorizer(_allow)
    return connection


@contextmanager
def bound(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Let a connection do nothing but read for a while."""
    connection.set_authorizer(_allow)
    try:
        yield connection
    finally:
        connection.set_authorizer(None)


def _allow(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    pragma = action == sqlite3.SQLITE_PRAGMA and first == "data_version"  # full text search asks for it
    extension = action == sqlite3.SQLITE_FUNCTION and second == "load_extension"
    return sqlite3.SQLITE_OK if pragma or (action in _ALLOWED and not extension) else sqlite3.SQLITE_DENY


def ask(
    connection: sqlite3.Connection, query: str, values: Sequence[Any] | dict[str, Any], *, seconds: float, most: int
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run one query within a time limit.

    Raises
    ------
    UsageError
        If it is not one reading SQL statement, or takes too long, or answers with more than ``most`` rows.
    """
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 1000)
    try:
        cursor = connection.execute(query, values)
        rows = cursor.fetchmany(most + 1)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _said(error, seconds) from error
    finally:
        connection.set_progress_handler(None, 0)
    if len(rows) > most:
        raise UsageError(f"more than {most} rows", remedy="ask for fewer, or use harmel export")
    return [d[0] for d in cursor.description or ()], rows


def _said(error: Exception, seconds: float) -> UsageError:
    if "interrupted" in str(error):
        return UsageError(f"the query took longer than {seconds:g} s", remedy="narrow it, or allow more seconds")
    if "not authorized" in str(error) or "prohibited" in str(error) or "readonly" in str(error):
        return UsageError("the query does more than read", remedy="only SELECT is allowed")
    return UsageError(f"SQL: {error}", remedy="see the table columns for what there is")


def dicts(connection: sqlite3.Connection, query: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Answer a query of our own with rows by column name."""
    cursor = connection.execute(query, values)
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def untyped(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Turn an answer into Arrow; a column of mixed types becomes text."""
    import pyarrow as pa

    columns = []
    for values in zip(*rows, strict=True) if rows else [() for _ in names]:
        try:
            columns.append(pa.array(values))
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            columns.append(pa.array([None if v is None else str(v) for v in values]))
    return pa.Table.from_arrays(columns, names=list(names))


def typed(table: str, chunks: Iterator[list[tuple[Any, ...]]]) -> Iterator[pa.RecordBatch]:
    """Turn rows of a noun into its one Arrow schema, spans and lists decoded."""
    import pyarrow as pa

    tables.kinds(table)  # says clearly that there is no such table
    made = schema.arrow_schema(table)
    for rows in chunks:
        columns = zip(*rows, strict=True)
        yield pa.record_batch([array(f, v) for f, v in zip(made, columns, strict=True)], schema=made)


_STEPS = 10_000  # of SQLite's machine between two looks at the clock: a third of a millisecond


class Patience:
    """How long what a thread asks of one connection may go on, in CPU seconds: on a busy machine none is cut short."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ends = math.inf
        connection.set_progress_handler(self._late, _STEPS)

    def allow(self, seconds: float) -> None:
        """Begin to count anew, in the thread that calls."""
        self._ends = time.thread_time() + seconds

    def _late(self) -> bool:
        return time.thread_time() > self._ends


def columns(
    connection: sqlite3.Connection, table: str, names: Sequence[str], condition: str = "1", values: Sequence[Any] = ()
) -> pa.Table:
    """Read some columns of a noun's rows in the order in which they came in, typed as its one Arrow schema says."""
    import pyarrow as pa

    made = pa.schema([schema.arrow_schema(table).field(name) for name in names])
    batches = []
    query = f"SELECT {', '.join(names)} FROM {table} WHERE {condition} ORDER BY row"
    cursor = connection.execute(query, values)
    while rows := cursor.fetchmany(CHUNK):
        cells = zip(*rows, strict=True)
        batches.append(pa.record_batch([array(f, v) for f, v in zip(made, cells, strict=True)], schema=made))
    return pa.Table.from_batches(batches, schema=made)


def array(field: pa.Field, values: Sequence[Any]) -> pa.Array:
    """Turn the cells of one column into Arrow, JSON decoded."""
    import pyarrow as pa

    return _decoded(field, values) if pa.types.is_list(field.type) else pa.array(values, type=field.type)


def _decoded(field: pa.Field, values: Sequence[str | None]) -> pa.Array:
    """Decode JSON cells with Arrow's own parser: ten times as fast as one call a cell."""
    import pyarrow as pa
    import pyarrow.json as arrow_json

    lines = "\n".join(f'{{"v":{v or "null"}}}' for v in values).encode()
    parsed = arrow_json.read_json(
        pa.BufferReader(lines),
        read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=arrow_json.ParseOptions(explicit_schema=pa.schema([pa.field("v", field.type)])),
    )
    return parsed.column("v").combine_chunks()
