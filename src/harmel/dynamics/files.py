"""Files and tables of any kind → a Polars frame."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import polars as pl

from harmel.dynamics.countries import column_data
from harmel.errors import ImportFormatError, UsageError


def load(path: Path) -> pl.DataFrame:
    """Read a file of rows: Parquet, Arrow, JSON Lines, CSV, or tab-separated, the last two gzipped or not.

    Every cell of a text format is read as text, so that ``040`` keeps its zero.

    Raises
    ------
    ImportFormatError
        If the file cannot be read as what its name says.
    UsageError
        If there is no such file, or its name has no ending known here.
    """
    if not path.is_file():
        raise UsageError("no such file", where=str(path))
    name = path.name.lower().removesuffix(".gz")
    try:
        return _load(path, name[name.rfind(".") :])
    except (pl.exceptions.PolarsError, OSError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise ImportFormatError(f"not a table that can be read: {_first_line(error)}", where=str(path)) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _load(path: Path, ending: str) -> pl.DataFrame:
    if ending == ".parquet":
        return pl.read_parquet(path)
    if ending in {".arrow", ".feather"}:
        return pl.read_ipc(path)
    if ending in {".jsonl", ".ndjson"}:
        return pl.read_ndjson(path, infer_schema_length=None)
    if ending in {".csv", ".tsv", ".tab", ".txt"}:
        return _delimited(path)
    raise UsageError("unknown kind of table", where=str(path), remedy="CSV, TSV, .tab, Parquet, Arrow or JSON Lines")


def _delimited(path: Path) -> pl.DataFrame:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    head = data.partition(b"\n")[0]
    tab = head.count(b"\t") > head.count(b",")
    options: dict[str, Any] = {"infer_schema": False, "encoding": "utf8-lossy", "null_values": ["", "NA", "None"]}
    if not tab:
        return pl.read_csv(data, **options)
    columns = head.count(b"\t") + 1
    places = dict(column_data()["gdelt"])
    if columns not in places.pop("widths") or not head[:1].isdigit():
        return pl.read_csv(data, separator="\t", quote_char=None, truncate_ragged_lines=True, **options)
    frame = pl.read_csv(data, separator="\t", quote_char=None, has_header=False, **options)
    return frame.select(pl.nth(place).alias(name) for name, place in places.items())


def as_frame(table: object) -> pl.DataFrame:
    """Take an Arrow table, a pandas or Polars frame, or the path of a file.

    >>> as_frame(pl.DataFrame({"x": [1]})).height
    1
    """
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, Path | str):
        return load(Path(table))
    try:
        frame = pl.from_pandas(table) if hasattr(table, "iloc") else pl.from_arrow(table)  # type: ignore[call-overload]
    except (TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise UsageError(f"not a table: {type(table).__name__}", remedy="Arrow, pandas, Polars or a path") from error
    if not isinstance(frame, pl.DataFrame):
        raise UsageError("one column is no table", remedy="give a table")
    return frame
