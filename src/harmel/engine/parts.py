"""Parts: what a worker leaves on a shared disk, so that nothing done is done twice and nothing is half there.

A part is the records of one group of files, a Parquet file a table. Doing the same group again writes the same names.
The file of ``reports`` is renamed into place last: where it stands, the part is whole.
Parts lie as ``FOLDER/TABLE/part-NAME.parquet``, which DuckDB, Polars and Spark read as tables.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harmel import schema
from harmel.records import Coded, Reject

TABLES = ("statements", "events", "figures", "links", "rejects", "reports")


def is_whole(folder: Path, name: str) -> bool:
    """Say whether a part is there, whole."""
    return _file(folder, "reports", name).exists()


def write_part(folder: Path, name: str, found: Sequence[Coded | Reject]) -> None:
    """Write the records of a chunk; whoever reads the folder sees all of it or none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = _rows(found)
    for table in TABLES:
        place = _file(folder, table, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        halfway = place.with_name(f".{place.name}.{os.getpid()}")
        made = pa.Table.from_pylist(rows[table], schema=schema.arrow_schema(table))
        pq.write_table(made, halfway, compression="zstd")
        halfway.replace(place)


def read_part(folder: Path, name: str) -> Iterator[Coded | Reject]:
    """Give a part's reports back with their records, in the order in which they were written, then its rejects."""
    import pyarrow.parquet as pq

    rows = {table: pq.read_table(_file(folder, table, name)).to_pylist() for table in TABLES}
    records = {t: [schema.record(t, row) for row in rows[t]] for t in TABLES}
    for report in records["reports"]:
        own = {t: tuple(r for r in records[t] if r.report_id == report.report_id) for t in TABLES[:4]}
        yield Coded(report=report, **own)
    yield from records["rejects"]


def _file(folder: Path, table: str, name: str) -> Path:
    return folder / table / f"part-{name}.parquet"


def _rows(found: Sequence[Coded | Reject]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for one in found:
        if isinstance(one, Reject):
            rows["rejects"].append(schema.row(one))
            continue
        rows["reports"].append(schema.row(one.report))
        for table in TABLES[:4]:
            rows[table] += [schema.row(r) for r in getattr(one, table)]
    return rows
