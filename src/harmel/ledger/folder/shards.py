"""The shards of a folder: what each settled ledger left there, and which tables they hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from harmel import schema
from harmel.errors import LedgerError
from harmel.ledger import migrations, opening, tables

if TYPE_CHECKING:
    import pyarrow as pa

BESIDE = {
    "seals": "SELECT report_id, * FROM seals ORDER BY report_id",
    "log": "SELECT NULL, * FROM log ORDER BY row",
    "settings": "SELECT NULL, * FROM settings ORDER BY name",
    "happenings": "SELECT e.report_id, h.* FROM happenings h JOIN events e USING (event_id) ORDER BY event_id",
    "foreign_rows": "SELECT report_id, * FROM foreign_rows ORDER BY report_id, id",
    "columns": 'SELECT NULL, * FROM columns ORDER BY "table", "column"',
    "reference_series": "SELECT NULL, * FROM reference_series ORDER BY measure, actor, year, source, name",
}
"""Tables of the file that are no nouns, a file a shard, with the report that each row belongs to."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What a ledger left in the folder: its files by path, each with table, size in bytes, hash and rows."""

    name: str
    state: str
    schema: int
    files: dict[str, tuple[str, int, str, int]]

    @property
    def place(self) -> str:
        """Where its list lies in the folder."""
        return f"shards/{self.name}.json"


def held(folder: Path) -> list[Shard]:
    """Read which shards a folder holds, by name.

    Raises
    ------
    LedgerError
        If a list of files cannot be read, or was written by a newer harmel.
    """
    found = []
    for place in sorted(folder.glob("shards/*.json")):
        try:
            told = json.loads(place.read_text(encoding="utf-8"))
            files = {path: tuple(about) for path, about in told["files"].items()}
            found.append(Shard(told["name"], told["state"], told["schema"], files))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            remedy = "lay the shard down again with harmel partition"
            raise LedgerError("is no list of a shard's files", where=str(place), remedy=remedy) from error
        if found[-1].schema > migrations.VERSION:
            say = f"was written by a newer harmel (schema {found[-1].schema}, this one knows {migrations.VERSION})"
            raise LedgerError(say, where=str(place), remedy="upgrade harmel")
    return found


def empty_tables() -> dict[str, pa.Table]:
    """Give every table of a folder without rows: what a folder in which nothing lies yet is read as."""
    import pyarrow as pa

    found = {table: schema.arrow_schema(table).empty_table() for table in tables.NOUNS}
    for name in ("made", "row"):
        found["links"] = found["links"].append_column(name, pa.array([], pa.int64()))
    with closing(opening.in_memory()) as connection:
        return found | {t: beside(connection, t, query, set()).slice(0, 0) for t, query in BESIDE.items()}


def beside(connection: sqlite3.Connection, table: str, query: str, kept: AbstractSet[str]) -> pa.Table:
    """Give a table that is no noun, without the rows of reports that lie in another shard."""
    import pyarrow as pa

    types = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
    made = pa.schema([(name, types[kind]) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")])
    rows = [row[1:] for row in connection.execute(query) if row[0] is None or row[0] in kept]
    columns = zip(*rows, strict=True) if rows else [()] * len(made)
    return pa.table([pa.array(list(c), f.type) for c, f in zip(columns, made, strict=True)], schema=made)


def digest_of(place: Path) -> str:
    """Hash a file."""
    with place.open("rb") as file:
        digest = blake2b(digest_size=16)
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
