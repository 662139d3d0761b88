"""Questions over everything: the columns that a query names, held in memory and answered by DuckDB.

SQLite walks rows; a sum over a million of them wants columns. Each column is read from the file once and kept until the
ledger changes, so the answer is always that of the file as it is now.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any

from harmel.errors import LedgerError, UsageError
from harmel.ledger import asking, tables

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_WORD = re.compile(r"\w+")
_STAR = re.compile(r"(?<!count\()\*")


class Columns:
    """The columns of one open ledger that queries have asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._desk: duckdb.DuckDBPyConnection | None = None
        self._kept: dict[str, list[str]] = {}
        self._state: tuple[int, int] = (-1, -1)

    def close(self) -> None:
        """Let go of what is held in memory."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        self._kept.clear()

    def answer(self, query: str, values: Sequence[Any], *, seconds: float) -> pa.Table:
        """Answer one query in DuckDB's SQL; it can read the ledger's tables and nothing else."""
        return answered(self._prepared(query), query, values, seconds=seconds)

    def _prepared(self, query: str) -> duckdb.DuckDBPyConnection:
        """Give a desk on which every column lies that the query names."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        state = (version, self._connection.total_changes)
        if state != self._state:
            self.close()
            self._state = state
        if self._desk is None:
            self._desk = desk()
        words = set(_WORD.findall(query))
        for table in tables.NOUNS:
            if table in words:
                known = tables.kinds(table)
                named = list(known) if _STAR.search(query) else [name for name in known if name in words]
                self._load(self._desk, table, named or [next(iter(known))])
        return self._desk

    def _load(self, desk: duckdb.DuckDBPyConnection, table: str, names: list[str]) -> None:
        """Read the columns that are not there yet, and lay them beside the others."""
        had = self._kept.setdefault(table, [])
        lacking = [name for name in names if name not in had]
        if not lacking:
            return
        desk.register("lacking", asking.columns(self._connection, table, lacking))
        beside = f"{table} POSITIONAL JOIN lacking" if had else "lacking"
        desk.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {beside}")
        desk.unregister("lacking")
        had += lacking


def desk() -> duckdb.DuckDBPyConnection:
    """Open DuckDB in memory, blind to every file and to every name of this program."""
    import duckdb

    opened = duckdb.connect(":memory:", config={"enable_external_access": "false"})
    opened.execute("SET python_enable_replacements = false; SET lock_configuration = true")
    return opened


def answered(
    desk: duckdb.DuckDBPyConnection,
    query: str,
    values: Sequence[Any] | dict[str, Any],
    *,
    seconds: float,
    most: int | None = None,
) -> pa.Table:
    """Answer one SELECT on a DuckDB connection whose hands are bound; at most one row over ``most``.

    Raises
    ------
    UsageError
        If it is wrong, does more than read, or takes longer than ``seconds``.
    """
    import duckdb

    try:
        with stopped(desk, after=seconds):
            if not _reads(desk, query):
                raise UsageError("the query does more than read", remedy="only one SELECT is allowed")
            found = desk.sql(query, params=values if isinstance(values, dict) else list(values))
            return (found if most is None else found.limit(most + 1)).to_arrow_table()
    except duckdb.Error as error:
        raise UsageError(f"SQL: {error}".splitlines()[0], remedy="see the table columns") from error


@contextmanager
def stopped(desk: duckdb.DuckDBPyConnection, *, after: float) -> Iterator[None]:
    """Stop what DuckDB is asked once it has taken so many seconds.

    Raises
    ------
    UsageError
        If that was so.
    """
    import duckdb

    timer = Timer(after, desk.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        say = f"the query took longer than {after:g} s"
        raise UsageError(say, remedy="narrow it, or allow more seconds") from error
    finally:
        timer.cancel()


@contextmanager
def told(where: str, *, remedy: str = "try again; harmel verify checks it") -> Iterator[None]:
    """Tell what DuckDB meets with a question of our own in this program's errors.

    Raises
    ------
    UsageError
        If a value that was asked for cannot be read as its column's kind.
    LedgerError
        If anything else is wrong: memory, the disk, the columns themselves.
    """
    import duckdb

    try:
        yield
    except duckdb.DataError as error:
        raise UsageError(str(error).splitlines()[0], where=where, remedy="see the table columns") from error
    except duckdb.Error as error:
        raise LedgerError(str(error).splitlines()[0], where=where, remedy=remedy) from error


def _reads(desk: duckdb.DuckDBPyConnection, query: str) -> bool:
    import duckdb

    found = desk.extract_statements(query)
    return len(found) == 1 and found[0].type == duckdb.StatementType.SELECT
