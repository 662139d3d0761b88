"""A ledger as a folder of Parquet: by month and outlet, so that DuckDB, Polars and Spark read it as it is.

``FOLDER/TABLE/month=2018-10/outlet=Bulletin/SHARD-STATE.parquet``. A shard is one settled ledger that was
laid down: each machine keeps its own months in a file and lays it beside the others'. ``FOLDER/shards/SHARD.json``
lists the files of a shard with their sizes and hashes; it is replaced last, so a reader sees the old state or the new.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from harmel.errors import LedgerError, UsageError
from harmel.ledger import filters, migrations, opening, tables
from harmel.ledger.folder import shards
from harmel.ledger.store import Ledger

if TYPE_CHECKING:
    import pyarrow as pa

PLACED = ("reports", *tables.RECORDS)
NOWHERE = "__HIVE_DEFAULT_PARTITION__"
_SHARD = re.compile(r"[\w.-]{1,80}")
_LONGEST = 200  # bytes of a folder's name
_BATCH = 500
Written = tuple[str, tuple[str, int, str, int]]


def partition(ledger: Ledger, folder: Path, *, shard: str = "ledger") -> tuple[shards.Shard, int]:
    """Lay a ledger down in a folder, in place of what the shard of this name held before.

    Parameters
    ----------
    ledger
        A settled ledger.
    shard
        Letters, digits, ``.``, ``_`` and ``-``: another name for each ledger that goes into the folder.

    Returns
    -------
    The shard, and how many reports were left out because another shard holds them.

    Raises
    ------
    UsageError
        If the shard's name cannot be part of a file's name, or the ledger is a folder itself.
    LedgerError
        If the ledger has reports that are not grouped yet, or the folder is another program's.
    """
    if not _SHARD.fullmatch(shard):
        raise UsageError(f"not a shard's name: {shard!r}", remedy="letters, digits, . _ and -, 80 at most")
    if opening.is_folder(ledger.path):
        raise UsageError("is a partitioned ledger already", where=str(ledger.path), remedy="name a ledger file")
    if not ledger.settled:
        raise LedgerError("has reports that are not grouped yet", where=str(ledger.path), remedy="open it for writing")
    _check(folder)
    old = {kept.name: kept for kept in shards.held(folder)}
    with ledger.reading() as connection:
        elsewhere = _elsewhere(folder, [kept for name, kept in old.items() if name != shard])
        placed = _places(connection)
        kept = {place: ids for place, found in placed.items() if (ids := [i for i in found if i not in elsewhere])}
        left = sum(map(len, placed.values())) - sum(map(len, kept.values()))
        state = _state_of(connection, kept)
        if shard in old and old[shard].state == state:  # its files lie there, and readers may be at them
            return old[shard], left
        files = dict(_written(ledger, connection, folder, f"{shard}-{state}", kept))
    made = shards.Shard(shard, state, migrations.VERSION, files)
    _publish(folder, made, old.get(shard))
    return made, left


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise LedgerError("is a file", where=str(folder), remedy="name a folder")
    if folder.is_dir() and not (folder / "shards").is_dir() and any(folder.iterdir()):
        raise LedgerError(
            "holds other things", where=str(folder), remedy="name an empty folder or a partitioned ledger"
        )
    (folder / "shards").mkdir(parents=True, exist_ok=True)


def _state_of(connection: sqlite3.Connection, placed: dict[str, list[str]]) -> str:
    """Name what is laid down: what was done to the ledger, in order, what it holds, and which reports go where."""
    digest = blake2b(repr(placed).encode(), digest_size=6)
    for order in ("log ORDER BY row", "seals ORDER BY report_id", "settings ORDER BY name"):
        for row in connection.execute(f"SELECT * FROM {order}"):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _elsewhere(folder: Path, others: Sequence[shards.Shard]) -> set[str]:
    import pyarrow.parquet as pq

    files = [path for shard in others for path, about in shard.files.items() if about[0] == "reports"]
    return {one for path in files for one in pq.read_table(folder / path, columns=["report_id"])[0].to_pylist()}


def _places(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Say which reports lie where, ordered by id within a place."""
    query = "SELECT report_id, coalesce(published_latest, published_earliest, ''), outlet FROM reports ORDER BY 1"
    found: dict[str, list[str]] = {}
    for report_id, day, outlet in connection.execute(query):
        found.setdefault(f"month={day[:7] or NOWHERE}/outlet={_folder_name(outlet)}", []).append(report_id)
    return dict(sorted(found.items()))


def _folder_name(outlet: str | None) -> str:
    """Write an outlet's name so that it can be a folder's.

    >>> _folder_name("The Straits / Post"), _folder_name(None)
    ('The Straits %2F Post', '__HIVE_DEFAULT_PARTITION__')
    """
    written = quote(outlet or NOWHERE, safe=" ")
    if len(written) <= _LONGEST:
        return written
    return f"{written[: _LONGEST - 30].rsplit('%', 1)[0]}~{blake2b(written.encode(), digest_size=8).hexdigest()}"


def _written(
    ledger: Ledger, connection: sqlite3.Connection, folder: Path, name: str, placed: dict[str, list[str]]
) -> Iterator[Written]:
    for place, ids in placed.items():
        for table in PLACED:
            starts = range(0, len(ids), _BATCH)
            chunks = (_rows(ledger, connection, table, ids[at : at + _BATCH]) for at in starts)
            yield from _file(folder, f"{table}/{place}/{name}.parquet", table, chunks)
    kept = {one for ids in placed.values() for one in ids}
    for table in ("actors", "rejects"):
        yield from _file(folder, f"{table}/{name}.parquet", table, iter([ledger.table(table)]))
    for table, query in shards.BESIDE.items():
        yield from _file(
            folder, f"{table}/{name}.parquet", table, iter([shards.beside(connection, table, query, kept)])
        )


def _rows(ledger: Ledger, connection: sqlite3.Connection, table: str, ids: list[str]) -> pa.Table:
    """Give the records of some reports; links also as computed or not, and as they were sealed."""
    import pyarrow as pa

    found = ledger.table(table, report_id=ids)
    if table != "links":
        return found
    condition, values = filters.where(table, {"report_id": ids})
    query = f"SELECT made, row FROM links WHERE {condition} ORDER BY {filters.order(table)}"
    marks = connection.execute(query, values).fetchall()
    for at, name in enumerate(("made", "row")):
        found = found.append_column(name, pa.array([mark[at] for mark in marks], pa.int64()))
    return found


def _file(folder: Path, path: str, table: str, chunks: Iterator[pa.Table]) -> Iterator[Written]:
    """Write one file, unless there is nothing to write."""
    import pyarrow.parquet as pq

    place, rows = folder / path, 0
    writer: pq.ParquetWriter | None = None
    for chunk in (chunk for chunk in chunks if chunk.num_rows):
        if writer is None:
            place.parent.mkdir(parents=True, exist_ok=True)
            writer = pq.ParquetWriter(place, chunk.schema, compression="zstd")
        writer.write_table(chunk)
        rows += chunk.num_rows
    if writer is not None:
        writer.close()
        yield path, (table, place.stat().st_size, shards.digest_of(place), rows)


def _publish(folder: Path, made: shards.Shard, old: shards.Shard | None) -> None:
    """Let readers see the new state, then take away the files of the old one."""
    halfway = folder / f"{made.place}.{os.getpid()}"
    halfway.write_text(json.dumps(asdict(made), indent=0), encoding="utf-8")
    halfway.replace(folder / made.place)
    for path in sorted(set(old.files) - set(made.files)) if old else ():
        (folder / path).unlink(missing_ok=True)
