"""Reads and writes the delimited tables of other tools: by name where there is a header, exact cells both ways."""

from __future__ import annotations

import csv
import gzip
import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from harmel.errors import ImportFormatError
from harmel.records import Reject

Cells = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is laid out; see ``data/layouts.toml``."""

    name: str
    columns: tuple[str, ...]
    header: bool
    quoted: bool
    key: tuple[str, ...]
    needed: tuple[str, ...]
    unique: bool = True
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)


@cache
def layout(name: str) -> Layout:
    """Give a layout by its name.

    >>> len(layout("gdelt").columns), layout("icews").columns[6]
    (61, 'CAMEO Code')
    """
    table = tomllib.loads((files("harmel.ledger") / "data" / "layouts.toml").read_text(encoding="utf-8"))[name]
    lists = {k: tuple(table[k]) for k in ("columns", "key", "needed")}
    return Layout(
        name=name,
        header=table["header"],
        quoted=table["quoted"],
        unique=table.get("unique", True),
        optional=tuple(table.get("optional", ())),
        aliases=table.get("aliases", {}),
        **lists,
    )


def read_rows(path: Path, of: Layout) -> Iterator[Cells | Reject]:
    """Go through a table: each row as its non-empty cells by column, or why it cannot be read.

    Files may be ``.gz`` or ``.zip``. UTF-8 is tried first, then Latin-1, which POLECAT's own readers use.

    Raises
    ------
    ImportFormatError
        If the header lacks a needed column, or no row has the right number of cells.
    """
    lines = _lines(path, of)
    names: Sequence[str] = of.columns
    if of.header:
        names = _header(next(lines, (0, []))[1], of, path)
    read = 0
    for number, cells in lines:
        fitted = _fitted(cells, names, of)
        if fitted is None:
            yield Reject(
                source=f"{path}:{number}",
                reason=f"{len(cells)} cells where {of.name} has {len(names)}",
                remedy="check the file's layout",
                stage="import",
            )
            continue
        read += 1
        yield {name: cell for name, cell in zip(fitted, cells, strict=False) if cell and name}
    if not read and path.stat().st_size:
        raise ImportFormatError(f"no row fits {of.name}", where=str(path), remedy="check the format's name")


def _lines(path: Path, of: Layout) -> Iterator[tuple[int, list[str]]]:
    text = _text(path)
    head = text.partition("\n")[0]
    if of.quoted or (of.header and "\t" not in head and "," in head):  # some releases of a tabbed table have commas
        csv.field_size_limit(10_000_000)
        yield from ((n, row) for n, row in enumerate(csv.reader(io.StringIO(text, newline="")), 1) if row)
        return
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.removesuffix("\r")
        if bare:
            yield number, bare.split("\t")


def _text(path: Path) -> str:
    try:
        if path.suffix == ".gz":
            data = gzip.decompress(path.read_bytes())
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                data = archive.read(archive.namelist()[0])
        else:
            data = path.read_bytes()
    except (OSError, EOFError, zipfile.BadZipFile, IndexError) as error:
        raise ImportFormatError(f"cannot be read: {error}", where=str(path), remedy="check the file") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _header(names: list[str], of: Layout, path: Path) -> list[str]:
    """Match a file's own names to the layout's, whatever their case and underscores; an unknown name is left out."""
    known = {_bare(column): column for column in (*of.columns, *of.optional)}
    known |= {_bare(other): column for other, column in of.aliases.items()}
    found = [known.get(_bare(name), "") for name in names]
    lacking = [column for column in of.needed if column not in found]
    if lacking:
        raise ImportFormatError(
            f"has no column {', '.join(lacking)}",
            where=str(path),
            remedy="check the format's name",
        )
    return found


def _fitted(cells: list[str], names: Sequence[str], of: Layout) -> Sequence[str] | None:
    """Give the names that fit a row, or ``None`` if it is not one of this layout."""
    if len(cells) == len(names):
        return names
    if of.header and len(cells) == len(names) - 1 and "" in names:  # a name without cells, such as POLECAT's Headline
        return [name for index, name in enumerate(names) if index != list(names).index("")]
    if of.header and len(cells) > len(names):  # tabs too many at the end
        return names if not any(cells[len(names) :]) else None
    if of.header and names and not any(names[len(cells) :]):
        return names
    if of.name == "gdelt1" and len(cells) == len(names) - 1:  # before 2013-04 there was no address
        return names
    return None


def write_rows(out: BinaryIO, of: Layout, rows: Iterable[Mapping[str, str]]) -> int:
    """Write rows in a layout, with a header where it has one; give how many."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    count = 0
    if of.quoted:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(of.columns)
        for row in rows:
            lines.writerow([row.get(name, "") for name in of.columns])
            count += 1
    else:
        if of.header:
            text.write("\t".join(of.columns) + "\n")
        for row in rows:
            text.write("\t".join(re.sub(r"[\t\r\n]+", " ", row.get(name, "")) for name in of.columns) + "\n")
            count += 1
    text.detach()
    return count
