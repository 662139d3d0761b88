"""A picture of the ledger in columns that follows the file: what a server counts and sums over everything from.

The first picture is read whole; later ones read only the reports that the log names, in a thread of their own, so that
whoever asks is answered at once from the picture before. Text and spans stay in the file.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Self

from harmel.errors import LedgerError, UsageError
from harmel.ledger import analysing, asking, filters, opening
from harmel.ledger.folder import reader

if TYPE_CHECKING:
    import sqlite3

    import duckdb
    import pyarrow as pa

COLUMNS: dict[str, tuple[str, ...]] = {
    "reports": (
        "report_id", "outlet", "owner", "language", "duplicate_of", "story_id", "published_earliest",
        "published_latest", "published_basis",
    ),
    "statements": (
        "report_id", "statement_id", "speaker", "speaker_role", "addressee", "stance", "quotation", "about",
        "condition_span", "parent_statement",
    ),
    "events": (
        "report_id", "event_id", "source", "source_country", "target", "target_country", "action", "plover_type",
        "contexts", "quad", "goldstein", "status", "happened_earliest", "happened_latest", "place", "latitude",
        "longitude", "statement_id",
    ),
    "figures": (
        "report_id", "figure_id", "actor", "measure", "value", "unit", "kind", "as_of_earliest", "as_of_latest",
    ),
    "links": ("report_id", "link_id", "kind", "from_table", "from_id", "to_table", "to_id"),
    "actors": ("actor", "name", "kind", "country", "sector"),
    "rejects": ("source", "stage", "reason"),
}  # fmt: skip
"""What each noun's picture holds; of links only those that words make, not those computed over all reports."""

_MADE = ("id", "actor", "year", "since", "until", "action")
"""Filters of ``Ledger.rows`` that are made of columns which the picture has."""
_FOLLOWED = ("statements", "events", "figures", "links")
_SETTLED = ("reports", "actors", "rejects")
_LONG, _REST = 1.0, 4.0
_WORDED = {"links": "made = 0"}


class Snapshot:
    """The picture of one ledger file; any thread may ask it.

    >>> import tempfile
    >>> from harmel.ledger import Ledger
    >>> place = Path(tempfile.mkdtemp()) / "l.db"
    >>> Ledger.open(place).close()
    >>> with Snapshot(place) as picture:
    ...     picture.follow(seconds=30), picture.count("events", status="actual")
    (True, 0)
    """

    def __init__(self, path: Path, *, wait: float = 5.0) -> None:
        self.path = path
        self.version = 0
        self._connection = reader(path, wait=wait)
        self._desks: list[duckdb.DuckDBPyConnection] = []
        weakref.finalize(self, self._desks.clear)  # DuckDB complains of what is still open when the program ends
        self._turn = Lock()
        self._renewal: Thread | None = None
        self._failure: Exception | None = None
        self._seen, self._logged, self._rested = -1, 0, 0.0

    def __enter__(self) -> Self:
        """Give the picture."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file and of what is held in memory."""
        if self._renewal is not None:
            self._renewal.join()
        self._connection.close()
        self._desks.clear()

    def follow(self, *, seconds: float) -> bool:
        """Bring the picture up to the file if it has changed, waiting for that no longer than some seconds.

        Returns
        -------
        Whether there is a picture to ask, this one or the one before. ``version`` grows whenever it changes.

        Raises
        ------
        LedgerError
            If the file could not be read.
        """
        with self._turn:
            if self._renewal is None and time.monotonic() >= self._rested and self._changed():
                self._renewal = Thread(target=self._renew, daemon=True)
                self._renewal.start()
            renewal = self._renewal
        if renewal is not None:
            renewal.join(seconds)
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        return self.version > 0

    def ask(self, query: str, values: Sequence[Any] = ()) -> pa.Table:
        """Answer a query of our own, in DuckDB's SQL over ``COLUMNS``.

        Raises
        ------
        UsageError
            If a value is none of its column's kind.
        LedgerError
            If there is no picture yet, or it cannot be asked.
        """
        if not self.version or not self._desks:
            raise LedgerError("is still being read", where=str(self.path), remedy="try again in a few seconds")
        with analysing.told(str(self.path)), self._desks[0].cursor() as cursor:
            return cursor.sql(query, params=list(values)).to_arrow_table()

    def holds(self, table: str, wanted: Iterable[str]) -> bool:
        """Say whether the picture has what these filters ask for; words, for one, are only in the file."""
        return set(wanted) <= {*COLUMNS[table], *_MADE}

    def where(self, table: str, **wanted: Any) -> tuple[str, list[Any]]:  # noqa: ANN401 - a filter's value
        """Write the condition of some filters for a query of one's own, and the values for its question marks."""
        if not self.holds(table, wanted):
            raise UsageError(f"{table} are not kept with {', '.join(sorted(set(wanted) - set(COLUMNS[table])))}")
        return filters.where(table, wanted)

    def count(self, table: str, **wanted: Any) -> int:  # noqa: ANN401 - a filter's value
        """Count the rows of a noun that pass the filters of ``Ledger.rows``."""
        condition, values = filters.where(table, wanted)
        return int(self.ask(f"SELECT count(*) AS n FROM {table} WHERE {condition}", values).column("n")[0].as_py())

    def facet(self, table: str, column: str, *, most: int = 20, **wanted: Any) -> list[tuple[str, int]]:  # noqa: ANN401
        """Count the values of a column among the rows that pass the filters, the most frequent first."""
        if column not in COLUMNS[table]:
            raise UsageError(f"{table} has no facet {column}")
        condition, values = filters.where(table, wanted)
        query = (
            f"SELECT {column} AS value, count(*) AS n FROM {table} WHERE {condition} AND {column} IS NOT NULL"
            f" GROUP BY 1 ORDER BY n DESC, 1 LIMIT {most:d}"
        )
        found = self.ask(query, values).to_pydict()
        return [(str(value), int(n)) for value, n in zip(found["value"], found["n"], strict=True)]

    def _changed(self) -> bool:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version != self._seen

    def _renew(self) -> None:
        """Read what changed; what fails is told to the next one who follows."""
        begun = time.monotonic()
        try:
            self._seen = self._connection.execute("PRAGMA data_version").fetchone()[0]
            with opening.translated(self.path), analysing.told(str(self.path)), _reading(self._connection):
                self._logged = self._draw()
            self.version += 1
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it: `follow` raises it
            self._failure = error
            self._seen = -1
        finally:
            took = time.monotonic() - begun
            self._rested = time.monotonic() + (_REST * took if took > _LONG else 0.0)
            self._renewal = None

    def _draw(self) -> int:
        """Bring the columns up to one state of the file, for all who ask at once; give the last line of its log."""
        logged = int(self._connection.execute("SELECT coalesce(max(row), 0) FROM log").fetchone()[0])
        if not self._desks:
            self._desks.append(analysing.desk())
        with self._desks[0].cursor() as cursor:
            cursor.execute("BEGIN")
            if not self.version or logged < self._logged or not self._patched(cursor):
                for table in COLUMNS:
                    self._lay(cursor, table)
            cursor.execute("COMMIT")
        return logged

    def _patched(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """Replace the rows of the reports that the log names; say whether that gives what the file holds."""
        query = "SELECT DISTINCT report_id FROM log WHERE row > ? AND report_id IS NOT NULL"
        changed = [row[0] for row in self._connection.execute(query, (self._logged,))]
        for table in _SETTLED:
            self._lay(cursor, table)
        for table in _FOLLOWED:
            for start in range(0, len(changed), asking.CHUNK // 100):
                some = changed[start : start + asking.CHUNK // 100]
                marks = ", ".join("?" * len(some))
                cursor.execute(f"DELETE FROM {table} WHERE report_id IN ({marks})", some)
                self._put(cursor, f"INSERT INTO {table}", table, f"report_id IN ({marks})", some)
            whole = f"SELECT count(*) FROM {table} WHERE "
            kept = self._connection.execute(whole + _WORDED.get(table, "1")).fetchall()
            if cursor.execute(whole + "true").fetchall() != kept:
                return False  # someone wrote to the file past the log
        return True

    def _lay(self, cursor: duckdb.DuckDBPyConnection, table: str) -> None:
        self._put(cursor, f"CREATE OR REPLACE TABLE {table} AS", table, "1", ())

    def _put(
        self, cursor: duckdb.DuckDBPyConnection, how: str, table: str, condition: str, values: Sequence[str]
    ) -> None:
        worded = f"({condition}) AND {_WORDED.get(table, '1')}"
        cursor.register("drawn", asking.columns(self._connection, table, COLUMNS[table], worded, values))
        cursor.execute(f"{how} SELECT * FROM drawn")
        cursor.unregister("drawn")


@contextmanager
def _reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the file over several queries."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
