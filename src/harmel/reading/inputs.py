"""Files, folders, archives, tables and standard input → documents, one by one, in a fixed order.

An archive is streamed and a table is read row by row; what is larger than a report can be is refused with its place.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from harmel.errors import Rejected
from harmel.reading.archives import unpacked, warc_documents
from harmel.reading.decode import LARGEST, check_size
from harmel.reading.document import Document, DocumentKind, Options
from harmel.reading.names import Names
from harmel.reading.page import Known
from harmel.reading.tables import csv_documents, jsonl_documents, parquet_documents
from harmel.reading.worker import read_isolated
from harmel.records import Reject, Report

_GZIP = b"\x1f\x8b"


def read_all(
    paths: Iterable[Path | str],
    *,
    registry: Names | None = None,
    plain: bool = False,
    date: str = "",
    columns: Mapping[str, str] | None = None,
) -> Iterator[Report | Reject]:
    """Read everything under some paths, each document in a worker that can be killed, in input order.

    Parameters
    ----------
    paths
        Files (text, HTML, WARC, JSON Lines, CSV, Parquet, packed where that is usual), folders, or ``-`` for stdin.
    registry
        Who is who: outlets by their address, and the offices that bound an undated page.
    plain
        Every input is nothing but an article.
    date
        The day of publication of all of them, ISO.
    columns
        Which column of a table holds what; see ``Options``.

    >>> [(found.source, found.reason) for found in read_all(["no/such.txt"])]
    [('no/such.txt', 'missing')]
    """
    options = Options(plain=plain, date=date, columns=columns or {})
    return read_isolated(documents(paths, options), registry=registry, options=options)


def documents(paths: Iterable[Path | str], options: Options) -> Iterator[Document | Reject]:
    """Give every document under some paths, folders recursively and in the order of their names; ``-`` is stdin.

    >>> [found.reason for found in documents(["no/such/file.txt"], Options())]
    ['missing']
    """
    for path in paths:
        if str(path) == "-":
            yield from _stream(sys.stdin.buffer, "stdin", options)
        else:
            yield from _path(Path(path), options)


def _path(path: Path, options: Options) -> Iterator[Document | Reject]:
    if path.is_dir():
        inside = [p for p in sorted(path.iterdir()) if not p.name.startswith(".")]
        if not inside:
            yield Reject(source=str(path), reason="empty folder")
        for part in inside:
            if part.is_symlink() and part.is_dir():
                yield Reject(source=str(part), reason="link to a folder", remedy="name the folder itself")
            else:
                yield from _path(part, options)
        return
    try:
        if not path.exists():
            yield Reject(source=str(path), reason="missing")
        elif not path.is_file():
            yield Reject(source=str(path), reason="no regular file")
        else:
            yield from _file(path, options)
    except OSError as error:
        yield Reject(source=str(path), reason=f"cannot be read: {error.strerror or error}")


def _file(path: Path, options: Options) -> Iterator[Document | Reject]:
    name = path.name.lower()
    if name.endswith((".parquet", ".pq")):
        yield from parquet_documents(str(path), columns=options.columns, given=options.date)
        return
    with path.open("rb") as stream:
        if name.endswith((".warc", ".warc.gz", ".warc.zst", ".warc.lz4")):
            yield from warc_documents(stream, source=str(path), date=options.date)
        else:
            yield from _stream(stream, str(path), options)


def _stream(stream: BinaryIO, source: str, options: Options) -> Iterator[Document | Reject]:
    """Read a stream by its name, or by how it begins where it has none."""
    name = source.lower()
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(_HEAD)[:_HEAD]
    rows = name.endswith((".jsonl", ".ndjson")) or (source == "stdin" and head.lstrip().startswith(b"{"))
    if head.startswith(b"WARC/"):
        yield from warc_documents(buffered, source=source, date=options.date)
    elif rows:
        lines = iter(lambda: buffered.readline(LARGEST + 2), b"")
        yield from jsonl_documents(lines, source=source, columns=options.columns, given=options.date)
    elif name.endswith((".csv", ".tsv")):
        yield from csv_documents(buffered, source=source, columns=options.columns, given=options.date)
    else:
        yield from _whole(buffered, source, options)


_HEAD = 4_096  # bytes


def _whole(stream: BinaryIO, source: str, options: Options) -> Iterator[Document | Reject]:
    """Take a stream as one page; packed, as the page that is in it."""
    data = stream.read(LARGEST + 1)
    try:
        if data.startswith(_GZIP):
            data = unpacked(data, source=source)
        check_size(data, source=source)
    except Rejected as reason:
        yield Reject(source=source, reason=reason.what, remedy=reason.remedy)
        return
    kind: DocumentKind = (
        "html" if source.lower().removesuffix(".gz").endswith((".html", ".htm", ".xhtml")) else "unknown"
    )
    yield Document(known=Known(source=source, date=options.date), content=data, kind=kind)
