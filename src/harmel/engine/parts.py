"""Parts: what a worker leaves on a shared disk, so that nothing done is done twice and nothing is half there.

A part is the records of one group of files, a Parquet file a table. Doing the same group again writes the same names.
The file of ``reports`` is renamed into place last: where it stands, the part is whole.
Parts lie as ``FOLDER/TABLE/part-NAME.parquet``, which DuckDB, Polars and Spark read as tables.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harmel import schema
from harmel.records import Coded, Reject

if TYPE_CHECKING:
    import pyarrow as pa

OWN = ("statements", "events", "figures", "links", "actors")
TABLES = (*OWN, "rejects", "reports")


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
        made = pa.Table.from_pylist(rows[table], schema=_schema(table))
        pq.write_table(made, halfway, compression="zstd")
        halfway.replace(place)


def read_part(folder: Path, name: str) -> Iterator[Coded | Reject]:
    """Give a part's reports back with their records, in the order in which they were written, then its rejects."""
    import pyarrow.parquet as pq

    rows = {table: pq.read_table(_file(folder, table, name)).to_pylist() for table in TABLES}
    own: dict[str, dict[str, list[Any]]] = defaultdict(lambda: {t: [] for t in OWN})
    for table in OWN:
        for row in rows[table]:
            mine = {name: row[name] for name in schema.columns(table)}
            own[row["report_id"]][table].append(schema.record(table, mine))
    for row in rows["reports"]:
        report = schema.record("reports", row)
        yield Coded(report=report, **{t: tuple(found) for t, found in own[report.report_id].items()})
    yield from (schema.record("rejects", row) for row in rows["rejects"])


def _schema(table: str) -> pa.Schema:
    """Give a part's columns: an actor is known by the report that names it, too."""
    import pyarrow as pa

    made = schema.arrow_schema(table)
    return made.append(pa.field("report_id", pa.string())) if table == "actors" else made


def _file(folder: Path, table: str, name: str) -> Path:
    return folder / table / f"part-{name}.parquet"


def _rows(found: Sequence[Coded | Reject]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for one in found:
        if isinstance(one, Reject):
            rows["rejects"].append(schema.row(one))
            continue
        rows["reports"].append(schema.row(one.report))
        for table in OWN:
            rows[table] += [schema.row(r) | {"report_id": one.report.report_id} for r in getattr(one, table)]
    return rows
