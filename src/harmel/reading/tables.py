"""JSON Lines, CSV and Parquet of articles → documents, row by row, with the columns found by their common names."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from harmel.errors import Rejected, UsageError
from harmel.reading.decode import LARGEST, decode
from harmel.reading.document import Document
from harmel.reading.page import Known
from harmel.reading.stated import stated_dates
from harmel.records import Reject

COLUMNS = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "full_text",
        "fulltext",
        "article_text",
        "story",
        "plain_text",
    ),
    "html": ("html", "raw_html", "page_html"),
    "title": ("title", "headline"),
    "date": (
        "date",
        "published",
        "published_at",
        "publish_date",
        "date_publish",
        "publication_date",
        "pubdate",
        "pub_date",
        "datetime",
    ),
    "url": ("url", "link", "source_url", "uri", "web_url"),
    "outlet": ("outlet", "publisher", "source", "source_name", "source_domain", "domain", "publication", "site"),
    "byline": ("byline", "author", "authors"),
}
_BATCH = 256  # rows
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


def jsonl_documents(
    lines: Iterable[bytes], *, source: str, columns: Mapping[str, str], given: str
) -> Iterator[Document | Reject]:
    """Give the rows of a JSON Lines file; a row that is no JSON object is rejected by its number.

    >>> rows = [b'{"headline": "Talks end", "body": "They left.", "published": "2018-05-03"}']
    >>> next(jsonl_documents(rows, source="a.jsonl", columns={}, given="")).known.published
    '2018-05-03'
    """
    for number, line in enumerate(lines, 1):
        place = f"{source}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(decode(line, source=place))
        except Rejected as reason:
            yield Reject(source=place, reason=reason.what, remedy=reason.remedy)
            continue
        except (ValueError, RecursionError) as error:
            yield Reject(source=place, reason=f"no JSON: {error}")
            continue
        yield from (
            _document(row, place, columns, given)
            if isinstance(row, dict)
            else (Reject(source=place, reason="no JSON object"),)
        )


def csv_documents(
    stream: BinaryIO, *, source: str, columns: Mapping[str, str], given: str
) -> Iterator[Document | Reject]:
    r"""Give the rows of a CSV or TSV file with a header.

    >>> rows = io.BytesIO(b"url,text\r\nhttps://a.example/,They left.\r\n")
    >>> next(csv_documents(rows, source="a.csv", columns={}, given="")).known.url
    'https://a.example/'
    """
    csv.field_size_limit(LARGEST)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    head = text.readline()
    dialect = "excel-tab" if head.count("\t") > head.count(",") else "excel"
    names = next(csv.reader([head], dialect), [])
    rows = csv.DictReader(text, fieldnames=names, dialect=dialect)
    try:
        for number, row in enumerate(rows, 2):
            yield from _document(row, f"{source}:{number}", columns, given)
    except csv.Error as error:
        yield Reject(source=f"{source}:{rows.line_num}", reason=f"damaged CSV: {error}")
    finally:
        text.detach()  # the stream is the caller's to close


def parquet_documents(path: str, *, columns: Mapping[str, str], given: str) -> Iterator[Document | Reject]:
    """Give the rows of a Parquet file, a batch at a time, only the columns that are needed."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(path)
        names = _names(table.schema_arrow.names, columns, path)
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(set(names.values()))):
            for row in batch.to_pylist():
                number += 1
                yield from _document(row, f"{path}:{number}", columns, given)
    except (pa.ArrowException, OSError) as error:
        yield Reject(source=path, reason=f"damaged Parquet: {error}".splitlines()[0])


def _document(
    row: Mapping[Any, Any], place: str, columns: Mapping[str, str], given: str
) -> Iterator[Document | Reject]:
    try:
        names = _names([str(name) for name in row], columns, place)
        values = {what: row[name] for what, name in names.items()}
        known = Known(
            source=place,
            url=_words(values.get("url")),
            date=given,
            published=day_of(values.get("date")),
            title=_words(values.get("title")),
            outlet=_words(values.get("outlet")),
            byline=_words(values.get("byline")),
        )
    except Rejected as reason:
        yield Reject(source=place, reason=reason.what, remedy=reason.remedy)
        return
    content = values.get("text") or values.get("html")
    if not isinstance(content, str | bytes) or not content:
        yield Reject(source=place, reason="empty")
        return
    yield Document(known=known, content=content, kind="page" if values.get("text") else "html")


def _names(names: Iterable[str], columns: Mapping[str, str], place: str) -> dict[str, str]:
    """Find which column holds what: as the user says, else by the common names, the first that is there."""
    there = {name.strip().lower(): name for name in names}
    missing = [name for name in columns.values() if name.lower() not in there]
    if missing:
        raise UsageError(f"no column {missing[0]}", where=place, remedy=f"there are: {', '.join(there)}")
    found = {what: there[name] for what, common in COLUMNS.items() for name in reversed(common) if name in there}
    found |= {what: there[name.lower()] for what, name in columns.items()}
    if "text" not in found and "html" not in found:
        raise Rejected("no column of text", where=place, remedy=f"name it: --text COLUMN, one of {', '.join(there)}")
    return found


def day_of(value: object) -> str:
    """Give the ISO day of a date in a table; empty where it cannot be told for sure.

    >>> day_of("20180503T101500"), day_of("3 May 2018"), day_of("04/05/2018")
    ('2018-05-03', '2018-05-03', '')
    """
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    words = _words(value)
    found = _ISO.match(words)
    compact = _COMPACT.match(words)
    try:
        if found or compact:
            return date.fromisoformat(found[0] if found else "-".join(compact.groups() if compact else ())).isoformat()
    except ValueError:
        return ""
    stated = stated_dates(words)
    return stated[0].when.iso()[0] if stated and stated[0].when.earliest == stated[0].when.latest else ""


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return "" if value is None else " ".join(str(value).split())
