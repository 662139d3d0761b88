"""WARC and gzip → documents, streamed, with a bound on what anything may unpack to."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from harmel.errors import Rejected
from harmel.reading.decode import LARGEST
from harmel.reading.document import Document, DocumentKind
from harmel.reading.page import Known
from harmel.records import Reject

RATIO = 200  # to one: text packs to a tenth or so, never to this
_CHUNK = 1 << 16
ENCODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
_PAGE_TYPES = ("text/html", "application/xhtml", "text/plain")
_TOO_LARGE = f"unpacks to more than {LARGEST // 1_000_000} MB or {RATIO}:1"


def unpacked(data: bytes, *, source: str, wbits: int = 31) -> bytes:
    """Unpack gzip or deflate, no further than a report can be large.

    Raises
    ------
    Rejected
        If it would grow past 20 MB or 200:1, or if it is cut or damaged before anything could be read.

    >>> import gzip
    >>> unpacked(gzip.compress(b"The talks ended."), source="a.gz")
    b'The talks ended.'
    """
    most = min(LARGEST, RATIO * len(data))
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest and size <= most:
        engine = zlib.decompressobj(wbits)
        try:
            part = engine.decompress(rest, most + 1 - size)
        except zlib.error as error:
            if parts:
                break  # what follows a whole member is padding
            raise Rejected(f"damaged archive: {error}", where=source) from None
        parts.append(part)
        size += len(part)
        if not engine.eof:
            break
        rest = engine.unused_data
    if size > most:
        raise Rejected(_TOO_LARGE, where=source)
    if not engine.eof:
        raise Rejected("damaged archive: it ends too early", where=source, remedy="fetch the file again")
    return b"".join(parts)


def warc_documents(stream: BinaryIO, *, source: str, date: str = "") -> Iterator[Document | Reject]:
    """Give the pages of a WARC file, plain or packed, one by one.

    What is no page (images, requests) is passed over; what is too large is named with its address. The day of the crawl
    is an upper bound at most, so it is not taken for a date.
    A file that breaks off gives what came before, and says where.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    count = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="transfer"
        ):
            count += 1
            found = _page(record, f"{source}#{record.headers.get('WARC-Target-URI') or count}", date)
            if found is not None:
                yield found
    except (OSError, ValueError) as error:
        yield Reject(source=source, reason=f"damaged archive after {count} records: {error}", remedy="fetch it again")
        return
    if not count:
        yield Reject(source=source, reason="no page in this WARC file")


def _page(record: Any, source: str, date: str) -> Document | Reject | None:  # noqa: ANN401 - fastwarc ships no types
    if record.http_headers is None:
        return Reject(source=source, reason="damaged archive: a record without its response", remedy="fetch it again")
    kind = (record.http_content_type or "").lower()
    if kind and not kind.startswith(_PAGE_TYPES):
        return None
    if record.http_headers.status_code not in {None, _OK}:
        return None
    try:
        body = _body(record, source)
    except Rejected as reason:
        return Reject(source=source, reason=reason.what, remedy=reason.remedy)
    known = Known(source=source, url=record.headers.get("WARC-Target-URI") or "", date=date)
    page_kind: DocumentKind = "page" if kind.startswith("text/plain") else "html"
    return Document(known=known, content=body, kind=page_kind, charset=record.http_charset or "")


_OK = 200


def _body(record: Any, source: str) -> bytes:  # noqa: ANN401
    data: bytes = record.reader.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Rejected(_TOO_LARGE, where=source)
    chunked = "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower()
    if not chunked and len(data) < record.content_length:
        raise Rejected("damaged archive: the record ends too early", where=source, remedy="fetch the file again")
    encoding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    return unpacked(data, source=source, wbits=ENCODINGS[encoding]) if encoding in ENCODINGS else data
