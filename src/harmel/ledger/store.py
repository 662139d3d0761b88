"""The ledger: one SQLite file that takes reports in, whole or not at all, and answers about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, Self

from harmel import schema
from harmel.errors import LedgerError, UsageError
from harmel.ledger import adding, analysing, asking, filters, grouping, opening, search, stories, tables
from harmel.records import Coded, Reject, Report

if TYPE_CHECKING:
    import pyarrow as pa


_ALL = 2**62


class Ledger:
    """An open ledger file.

    Use it as a context manager. Readers never wait for a writer; a second writer waits and then says so. One
    ``Ledger`` that writes belongs to the thread that opened it; one that was opened ``read_only`` may be shared.

    >>> from harmel.records import Coded, Report
    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.add(Coded(report=Report(report_id="r_1", source="a.txt", text="Norway protested.")))
    ...     ledger.search("protest")[0].snippet
    'new'
    'Norway protested.'
    """

    verbatim = True
    """Whether the cells of a row are given as they were sealed, to the letter."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, read_only: bool, wait: float) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._wait = wait
        self._guarded: sqlite3.Connection | None = None
        self._columns = analysing.Columns(connection)
        self._patience: asking.Patience | None = None
        self._turn = RLock()  # threads that share a reader take turns where a query has a limit or sees one state

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, wait: float = 5.0) -> Self:
        """Open a ledger, make it if there is none; ``:memory:`` is one that ends with the program.

        Parameters
        ----------
        wait
            Seconds to wait for another writer before a ``BusyError``.

        Raises
        ------
        NotALedgerError, SchemaError, BusyError, LedgerError
            If the file cannot be used; it is left as it was.
        """
        if str(path) == ":memory:":
            return cls(Path(":memory:"), opening.in_memory(), read_only=False, wait=wait)
        place = Path(path)
        if opening.is_folder(place):
            found: Self = import_module("harmel.ledger.folder").FolderLedger(place)  # it is made of this class
            return found
        return cls(place, opening.connect(place, read_only=read_only, wait=wait), read_only=read_only, wait=wait)

    def __enter__(self) -> Self:
        """Give the open ledger."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Group what came in, unless something failed, and close."""
        try:
            if kind is None and not self.read_only:
                self.settle()
        finally:
            self.close()

    def allow(self, seconds: float) -> Self:
        """Stop what this thread asks from now on once it has taken so many CPU seconds; a ``UsageError`` says so.

        It is for a reader that answers strangers, and that one thread has to itself: SQLite asks for the time while it
        holds the connection, and a second thread would wait for that with Python's lock in hand. ``sql`` and
        ``analyse`` have limits of their own.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.allow(1.0).count("events")
        0
        """
        if self.read_only:
            self._patience = self._patience or asking.Patience(self._connection)
            self._patience.allow(seconds)
        return self

    def close(self) -> None:
        """Let go of the file."""
        self._columns.close()
        if self._guarded is not None:
            self._guarded.close()
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do several things whole or not at all; one inside another joins it."""
        with opening.translated(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            if self.read_only:
                raise LedgerError("was opened read-only", where=str(self.path), remedy="open it for writing")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See one state of the ledger over several queries, whatever a writer does meanwhile."""
        with self._turn:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    def add(self, coded: Coded) -> adding.Outcome:
        """Store a report and all its records, or nothing of them; when it returns, they are on the disk.

        Returns
        -------
        ``new``; ``same`` if they are there already; ``recoded`` if the report was there with other records, which
        these replace; ``withdrawn`` if the report was withdrawn: it stays out.
        """
        with self.transaction() as connection:
            return adding.add(connection, coded)

    def reject(self, rejected: Reject) -> None:
        """Keep an input that was not taken in, with the reason.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.reject(Reject(source="a.txt", reason="empty"))
        ...     ledger.count("rejects", reason="empty")
        1
        """
        with self.transaction() as connection:
            adding.reject(connection, rejected)

    def withdraw(self, report_id: str, *, reason: str) -> None:
        """Remove a report and all its records; the log keeps that it was here.

        >>> with Ledger.open(":memory:") as ledger:
        ...     coded = Coded(report=Report(report_id="r_1", source="a.txt", text="Norway protested."))
        ...     ledger.add(coded)
        ...     ledger.withdraw("r_1", reason="the author asked")
        ...     ledger.add(coded)
        'new'
        'withdrawn'
        """
        with self.transaction() as connection:
            adding.withdraw(connection, report_id, reason)

    def restore(self, report_id: str) -> None:
        """Let a withdrawn report be added again."""
        with self.transaction() as connection:
            adding.restore(connection, report_id)

    def settle(self) -> None:
        """Group what came in since the last time: copies into stories, records of one happening together.

        The end of a ``with`` block does it; a program that was killed leaves it to the next one that writes.
        """
        with self.transaction() as connection:
            stories.settle(connection)
            grouping.settle(connection)

    @property
    def settled(self) -> bool:
        """Say whether everything that came in has been grouped."""
        with opening.translated(self.path):
            return self._connection.execute("SELECT 1 FROM unsettled LIMIT 1").fetchone() is None

    def faults(self) -> Iterator[str]:
        """Say what is wrong with the file itself: SQLite's own check.

        >>> with Ledger.open(":memory:") as ledger:
        ...     list(ledger.faults())
        []
        """
        for (said,) in self._connection.execute("PRAGMA integrity_check(20)").fetchall():
            if said != "ok":
                yield f"SQLite: {said}"

    def remember(self, name: str, value: str) -> None:
        """Keep a setting with the ledger, such as the rivalry that it was begun with; the first value stays."""
        with self.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO settings VALUES (?, ?)", (name, value))

    def remembered(self, name: str) -> str:
        """Give a setting that was kept with the ledger, or an empty string.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.remember("rivalry", "nato-russia")
        ...     ledger.remembered("rivalry")
        'nato-russia'
        """
        with opening.translated(self.path):
            found = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def table(self, table: str, **wanted: Any) -> pa.Table:  # noqa: ANN401 - a filter's value
        """Give a noun as Arrow, in the order of every export, spans and lists decoded, the unknown null.

        ``.to_pandas()`` and ``polars.from_arrow`` take it from there. Filters as in ``rows``.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.table("events").num_rows
        0
        """
        import pyarrow as pa

        found = list(self.batches(table, **wanted))
        return pa.Table.from_batches(found, schema=schema.arrow_schema(table))

    def batches(self, table: str, **wanted: Any) -> Iterator[pa.RecordBatch]:  # noqa: ANN401 - a filter's value
        """Give what ``table`` gives a stretch at a time, so that no more than one is held in memory.

        >>> with Ledger.open(":memory:") as ledger:
        ...     list(ledger.batches("events"))
        []
        """
        with opening.translated(self.path):
            yield from asking.typed(table, self._chunks(table, wanted))

    def rows(self, table: str, *, limit: int = -1, offset: int = 0, **wanted: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        """Go through the rows of a noun, each as ``harmel export`` prints it.

        Parameters
        ----------
        wanted
            A column's name and value, or ``id``, ``actor`` (either side), ``since``, ``until`` (ISO days), ``action``
            (a CAMEO code or its beginning). A list means any of its values.

        >>> with Ledger.open(":memory:") as ledger:
        ...     list(ledger.rows("events", source=["RUS", "USA"], action="19", limit=10))
        []
        """
        with opening.translated(self.path):
            for chunk in self._chunks(table, wanted, limit=limit, offset=offset):
                yield from (tables.row_of(table, row) for row in chunk)

    def _chunks(
        self, table: str, wanted: dict[str, Any], *, limit: int = -1, offset: int = 0
    ) -> Iterator[list[tuple[Any, ...]]]:
        names = ", ".join(tables.kinds(table))
        condition, values = filters.where(table, wanted)
        query = f"SELECT {names} FROM {table} WHERE {condition} ORDER BY {filters.order(table)} LIMIT ? OFFSET ?"
        cursor = self._connection.execute(query, [*values, limit if limit >= 0 else _ALL, offset])
        while chunk := cursor.fetchmany(asking.CHUNK):
            yield chunk

    def count(self, table: str, **wanted: Any) -> int:  # noqa: ANN401 - a filter's value
        """Count the rows of a noun that pass the filters.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.count("events", actor="RUS", since="2018-10-01")
        0
        """
        tables.kinds(table)
        condition, values = filters.where(table, wanted)
        with opening.translated(self.path):
            found = self._connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}", values)
            return int(found.fetchone()[0])

    def facet(self, table: str, column: str, *, most: int = 20, **wanted: Any) -> list[tuple[str, int]]:  # noqa: ANN401
        """Count the values of a column among the rows that pass the filters, the most frequent first.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.facet("events", "status")
        []
        """
        if column not in tables.kinds(table):
            raise UsageError(f"{table} has no column {column}")
        condition, values = filters.where(table, wanted)
        query = (
            f"SELECT {column}, count(*) AS n FROM {table} WHERE {condition} AND {column} IS NOT NULL"
            f" GROUP BY {column} ORDER BY n DESC, {column} LIMIT ?"
        )
        with opening.translated(self.path):
            return [(str(value), int(n)) for value, n in self._connection.execute(query, [*values, most])]

    def report(self, report_id: str) -> Report | None:
        """Give one report with its text.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.report("r_1") is None
        True
        """
        found = next(self.rows("reports", id=report_id), None)
        return None if found is None else schema.record("reports", found)

    def reports(self, **wanted: Any) -> Iterator[Report]:  # noqa: ANN401 - a filter's value
        """Go through the reports, by id; filters as in ``rows``.

        >>> with Ledger.open(":memory:") as ledger:
        ...     list(ledger.reports(outlet="Bulletin"))
        []
        """
        return (schema.record("reports", row) for row in self.rows("reports", **wanted))

    def coded(self, report_id: str) -> Coded | None:
        """Give a report with everything that was found in it, as it was added; computed links are in ``rows("links")``.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.add(Coded(report=Report(report_id="r_1", source="a.txt", text="Norway protested.")))
        ...     ledger.coded("r_1").report.text
        'new'
        'Norway protested.'
        """
        report = self.report(report_id)
        if report is None:
            return None
        made = self._connection.execute("SELECT link_id FROM links WHERE report_id = ? AND made = 1", (report_id,))
        computed = {link_id for (link_id,) in made}
        parts = {t: tuple(schema.record(t, r) for r in self.rows(t, report_id=report_id)) for t in tables.RECORDS}
        parts["links"] = tuple(link for link in parts["links"] if link.link_id not in computed)
        return Coded(report=report, **parts)

    def search(
        self,
        words: str,
        *,
        table: Literal["reports", "statements"] = "reports",
        limit: int = 20,
        offset: int = 0,
        **wanted: Any,  # noqa: ANN401 - a filter's value
    ) -> list[search.Hit]:
        """Find reports or statements by their words, the best first; filters as in ``rows``.

        Words must all occur; ``"in quotes"`` is a phrase; ``missil*`` a beginning; ``-word`` must not occur.
        """
        among = filters.where(table, wanted)
        with opening.translated(self.path):
            return search.search(self._connection, words, table=table, limit=limit, offset=offset, among=among)

    def sql(
        self,
        query: str,
        values: Sequence[Any] | dict[str, Any] = (),
        *,
        seconds: float = 1.0,
        most: int = 1_000_000,
    ) -> pa.Table:
        """Answer one SELECT as Arrow; the file cannot be changed by it, nor any other file be read.

        Raises
        ------
        UsageError
            If it does more than read, takes longer than ``seconds``, or gives more than ``most`` rows.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.sql("SELECT count(*) AS n FROM events WHERE source = ?", ["RUS"]).to_pylist()
        [{'n': 0}]
        """
        if str(self.path) == ":memory:":  # no second connection can see it: bind this one's hands for a while
            with asking.bound(self._connection) as guarded:
                return asking.untyped(*asking.ask(guarded, query, values, seconds=seconds, most=most))
        with self._turn:
            if self._guarded is None:
                self._guarded = asking.guarded(self.path, wait=self._wait)
            return asking.untyped(*asking.ask(self._guarded, query, values, seconds=seconds, most=most))

    def analyse(self, query: str, values: Sequence[Any] = (), *, seconds: float = 60.0) -> pa.Table:
        """Answer a question over everything, in DuckDB's SQL over the ledger's tables, as Arrow.

        The columns that it names are read once and kept in memory until the ledger changes: the first question pays
        for that, later ones run at DuckDB's speed. Spans are lists here.

        Raises
        ------
        UsageError
            If it is wrong, or takes longer than ``seconds``.

        >>> with Ledger.open(":memory:") as ledger:
        ...     ledger.analyse("SELECT count(*) AS n FROM events").to_pylist()
        [{'n': 0}]
        """
        with self._turn, opening.translated(self.path):
            return self._columns.answer(query, values, seconds=seconds)
