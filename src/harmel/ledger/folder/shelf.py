"""A folder's tables as SQL sees them: DuckDB over the Parquet, with the names and the cells that the file has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from hashlib import blake2b
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING, Any

from harmel.errors import UsageError
from harmel.ledger import analysing, asking, opening, tables
from harmel.ledger.folder import shards

if TYPE_CHECKING:
    import duckdb

_ONCE = {
    "actors": "actor",
    "rejects": "source, stage, reason",
    "settings": "name",
    "columns": '"table", "column"',
    "reference_series": "measure, actor, year, source, name",
}
"""What several shards may hold: one row each is read."""
_ROWS = ("links", "log", "foreign_rows")  # they came with a number of their own, which holds within their shard only
_NUMBERED = {"links": '"row"', "log": 'row_number() OVER (ORDER BY "at", filename, file_row_number)'}


_MEND = "lay the shard down again with harmel partition"
_FILE_ONLY = {"PRAGMA data_version": "", "BEGIN": "SELECT 0", "ROLLBACK": "SELECT 0"}
"""What is said to SQLite only: here each query sees one state anyway."""


class Answer:
    """The rows of one query, taken as from SQLite's cursor."""

    def __init__(self, found: duckdb.DuckDBPyConnection) -> None:
        self.description = found.description
        self.fetchone = found.fetchone
        self.fetchmany = found.fetchmany
        self.fetchall = found.fetchall

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Go through the rows."""
        while rows := self.fetchmany(asking.CHUNK):
            yield from rows


class Shelf:
    """A folder's shards as tables that can be asked in SQL; it follows the folder as shards are laid down anew."""

    in_transaction = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._desk: duckdb.DuckDBPyConnection | None = None
        self._seen = 0
        self._turn = Lock()
        self._patience = local()

    def close(self) -> None:
        """Let go of the folder."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def allow(self, seconds: float) -> None:
        """Stop each query that this thread asks from now on after so many seconds."""
        self._patience.seconds = seconds

    def desk(self) -> duckdb.DuckDBPyConnection:
        """Give a connection of its own to the tables as they are now."""
        with self._turn:
            seen = self._state()
            if self._desk is None or seen != self._seen:  # the one before ends when the last who asks it has done
                with analysing.told(str(self.folder), remedy=_MEND):
                    self._desk, self._seen = _laid(self.folder), seen
            return self._desk.cursor()

    def _state(self) -> int:
        """Give a number that changes when a shard is laid down: what ``PRAGMA data_version`` is to a file."""
        lists = [(str(p), p.stat().st_mtime_ns) for p in sorted(self.folder.glob("shards/*.json"))]
        return int.from_bytes(blake2b(repr(lists).encode(), digest_size=6).digest(), "big")

    def execute(self, query: str, values: Sequence[Any] = ()) -> Answer:
        """Answer one of our own queries, written for the file."""
        if " MATCH ?" in query:
            raise UsageError("a folder has no index of words to narrow a list by", remedy="search a ledger file")
        if query in _FILE_ONLY:
            query = _FILE_ONLY[query] or f"SELECT {self._state()}"
        with analysing.told(str(self.folder), remedy=_MEND):
            desk = self.desk()
            limit = getattr(self._patience, "seconds", None)
            with nullcontext() if limit is None else analysing.stopped(desk, after=limit):
                return Answer(desk.execute(query, list(values)))


def _laid(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open DuckDB with its views over every table; it can read the folder and nothing else, and write nothing."""
    import duckdb

    found = shards.held(folder)
    desk = duckdb.connect(":memory:")
    desk.execute("SET python_enable_replacements = false; SET parquet_metadata_cache = true")
    desk.execute("CREATE SCHEMA empty; CREATE SCHEMA whole; CREATE SCHEMA typed")
    for table, empty in shards.empty_tables().items():
        desk.register("given", empty)
        desk.execute(f"CREATE TABLE empty.{table} AS SELECT * FROM given")
        desk.unregister("given")
        files = [str(folder / path) for shard in found for path, about in shard.files.items() if about[0] == table]
        for line in _views(desk, table, files):
            desk.execute(line)
    desk.execute("CREATE VIEW unsettled AS SELECT '' AS kind, '' AS key WHERE false")
    for line in filter(None, map(str.strip, tables.SECOND.split(";"))):
        if line.startswith("CREATE VIEW"):
            desk.execute(line)
    desk.execute(f"SET allowed_directories = [{_text(str(folder))}]")
    desk.execute("SET enable_external_access = false; SET lock_configuration = true")
    return desk


def _views(desk: duckdb.DuckDBPyConnection, table: str, files: list[str]) -> Iterator[str]:
    """Write a table's views: all its shards; its columns, lists as lists; and its cells as the file keeps them."""
    own = ' EXCLUDE ("row")' if table in _ROWS else ""
    source = f"SELECT *{own}, 0 AS row FROM empty.{table}"
    if files:
        held = f"read_parquet([{', '.join(map(_text, files))}], union_by_name = true, hive_partitioning = false,"
        once = f"DISTINCT ON ({_ONCE[table]}) " if table in _ONCE else ""
        order = f" ORDER BY {_ONCE[table]}, filename" if table in _ONCE else ""
        number = _NUMBERED.get(table, "file_row_number")
        mine = "filename, file_row_number" + (', "row"' if table in _ROWS else "")
        source += (
            f" UNION ALL BY NAME SELECT * FROM (SELECT {once}* EXCLUDE ({mine}), {number} AS row"
            f" FROM {held} file_row_number = true, filename = true){order})"
        )
    yield f"CREATE VIEW whole.{table} AS {source}"
    columns = desk.execute(f"DESCRIBE empty.{table}").fetchall()
    names = [(f'"{name}"', kind.endswith("[]")) for name, kind, *_ in columns if name != "row"]
    shown = ", ".join(name for name, _ in names if name != '"made"')
    yield f"CREATE VIEW typed.{table} AS SELECT {shown} FROM whole.{table}"
    cells = (f"CAST(to_json({name}) AS VARCHAR) AS {name}" if several else name for name, several in names)
    yield f"CREATE VIEW {table} AS SELECT {', '.join(cells)}, row FROM whole.{table}"


def _text(value: str) -> str:
    """Write a text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def reader(path: Path, *, wait: float) -> sqlite3.Connection:
    """Open a ledger to read from with SQL that is our own: SQLite's connection, or its like for a folder."""
    if opening.is_folder(path):
        return Shelf(path)  # type: ignore[return-value]
    return opening.connect(path, read_only=True, wait=wait)
