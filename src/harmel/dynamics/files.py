"""Files and tables of any kind → a Polars frame."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import polars as pl

from harmel.dynamics.countries import column_data
from harmel.errors import ImportFormatError, UsageError

_PHOENIX_WIDTH, _PHOENIX_FIRST = 26, re.compile(rb"\d{8}_\d+[^\t]*\t\d{8}\t")


def load(path: Path) -> pl.DataFrame:
    """Read a file of rows: Parquet, Arrow, JSON Lines, or text with commas, tabs, semicolons or bars, zipped or not.

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
    name = path.name.lower().removesuffix(".gz").removesuffix(".zip")
    try:
        return _load(path, name[name.rfind(".") :])
    except (pl.exceptions.PolarsError, OSError, EOFError, ValueError, BadZipFile) as error:
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
        return _delimited(unpacked(path))
    raise UsageError("unknown kind of table", where=str(path), remedy="CSV, TSV, .tab, Parquet, Arrow or JSON Lines")


def _delimited(data: bytes) -> pl.DataFrame:
    text = plain_text(data)
    head = text.partition(b"\n")[0]
    sign = separator(head)
    options: dict[str, Any] = {"infer_schema": False, "encoding": "utf8-lossy", "null_values": ["", "NA", "None"]}
    if sign != b"\t":
        frame = pl.read_csv(text, separator=sign.decode(), **options)
        return _with_points(frame) if sign == b";" else frame
    places = _places(head)
    if not places:
        return pl.read_csv(text, separator="\t", quote_char=None, truncate_ragged_lines=True, **options)
    frame = pl.read_csv(text, separator="\t", quote_char=None, has_header=False, **options)
    return frame.select(pl.nth(place).alias(name) for name, place in places.items())


def _places(head: bytes) -> dict[str, int]:
    """Say where the columns stand in a file of GDELT or Phoenix, which have no header; nothing for any other."""
    columns = head.count(b"\t") + 1
    if columns == _PHOENIX_WIDTH and _PHOENIX_FIRST.match(head):
        return dict(column_data()["phoenix"])
    places = dict(column_data()["gdelt"])
    if columns in places.pop("address"):
        places["sourceurl"] = columns - 1
    return places if columns in places.pop("widths") and head[:1].isdigit() else {}


def plain_text(data: bytes) -> bytes:
    """Give text as UTF-8 without a mark of byte order; UTF-16 is known by its mark.

    >>> plain_text("a;b".encode("utf-16"))
    b'a;b'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def separator(head: bytes) -> bytes:
    """Say what stands between the cells of a line: the commonest of tab, semicolon, upright bar and comma.

    >>> separator(b"date;source;target")
    b';'
    """
    bare = re.sub(rb'"[^"]*"', b"", head)
    return max((b"\t", b";", b"|", b","), key=bare.count)


def _with_points(frame: pl.DataFrame) -> pl.DataFrame:
    """Write decimal commas as points: tables with semicolons come from places that write ``1,5``."""
    return frame.with_columns(pl.col(pl.String).str.replace(r"^\s*([-+]?\d+),(\d+)\s*$", "$1.$2"))


def unpacked(path: Path) -> bytes:
    """Give a file's bytes, out of gzip, or out of a zip that holds one file.

    Raises
    ------
    ImportFormatError
        If a zip holds several files.
    """
    data = path.read_bytes()
    if path.suffix.lower() == ".gz":
        return gzip.decompress(data)
    if path.suffix.lower() != ".zip":
        return data
    with ZipFile(path) as box:
        names = [name for name in box.namelist() if not name.endswith("/")]
        if len(names) != 1:
            raise ImportFormatError(f"{len(names)} files in one zip", where=str(path), remedy="unpack it")
        return box.read(names[0])


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
