"""A partitioned ledger, read as the file is, with every way of reading that the file has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from harmel import schema
from harmel.errors import LedgerError, UsageError
from harmel.ledger import analysing, filters, search, tables
from harmel.ledger.folder import shards
from harmel.ledger.folder.shelf import Shelf
from harmel.ledger.folder.words import find
from harmel.ledger.store import Ledger

if TYPE_CHECKING:
    import pyarrow as pa

_PATIENCE = 3600.0  # seconds that a whole table may take


class FolderLedger(Ledger):
    """A partitioned ledger: every way of reading that a file has, and no writing."""

    verbatim = False  # DuckDB's JSON spells control characters in another way

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder)
        self._shelf.desk()
        super().__init__(folder, self._shelf, read_only=True, wait=0.0)  # type: ignore[arg-type]

    def allow(self, seconds: float) -> Self:
        """Stop each query that this thread asks from now on after so many seconds; a ``UsageError`` says so."""
        self._shelf.allow(seconds)
        return self

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Refuse: a folder is made of ledgers, and each is written to by itself."""
        remedy = "add to a ledger file, then lay it down with harmel partition"
        raise LedgerError("is a partitioned ledger, which is only read", where=str(self.path), remedy=remedy)
        yield

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See the shards as they are."""
        with self._turn:
            yield self._connection

    def faults(self) -> Iterator[str]:
        """Say which files are gone or are not those that were laid down."""
        for shard in shards.held(self.path):
            for path, (_, size, digest, _) in shard.files.items():
                place = self.path / path
                if not place.exists():
                    yield f"{path} is gone"
                elif place.stat().st_size != size or shards.digest_of(place) != digest:
                    yield f"{path} is not the file that was laid down"

    def table(self, table: str, **wanted: Any) -> pa.Table:  # noqa: ANN401 - a filter's value
        """Give a noun as Arrow, in the order of every export: straight from the Parquet."""
        names = ", ".join(tables.kinds(table))
        condition, values = filters.where(table, wanted)
        query = f"SELECT {names} FROM whole.{table} WHERE {condition} ORDER BY {filters.order(table)}"
        found = analysing.answered(self._shelf.desk(), query, values, seconds=_PATIENCE)
        return found.cast(schema.arrow_schema(table))

    def sql(
        self,
        query: str,
        values: Sequence[Any] | dict[str, Any] = (),
        *,
        seconds: float = 1.0,
        most: int = 1_000_000,
    ) -> pa.Table:
        """Answer one SELECT as Arrow, in DuckDB's SQL, over the cells that the file has: lists as JSON text."""
        found = analysing.answered(self._shelf.desk(), query, values, seconds=seconds, most=most)
        if found.num_rows > most:
            raise UsageError(f"more than {most} rows", remedy="ask for fewer, or use harmel export")
        return found

    def analyse(self, query: str, values: Sequence[Any] = (), *, seconds: float = 60.0) -> pa.Table:
        """Answer a question over everything, in DuckDB's SQL; lists are lists here."""
        desk = self._shelf.desk()
        desk.execute("USE typed")
        return analysing.answered(desk, query, values, seconds=seconds)

    def search(
        self,
        words: str,
        *,
        table: Literal["reports", "statements"] = "reports",
        limit: int = 20,
        offset: int = 0,
        **wanted: Any,  # noqa: ANN401 - a filter's value
    ) -> list[search.Hit]:
        """Find reports or statements by their words: ranked among those that hold the words' beginnings."""
        among = filters.where(table, wanted)
        return find(self._shelf.desk(), words, table=table, limit=limit, offset=offset, among=among)
