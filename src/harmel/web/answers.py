"""Answers as files, bit by bit, and what tells a browser that it has the answer already."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from harmel import schema
from harmel.errors import UsageError
from harmel.ledger.filters import where
from harmel.ledger.formats import csv
from harmel.vocabulary import words
from harmel.web.desk import Desk
from harmel.web.listing import filters_of
from harmel.web.wanted import Wanted

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["json", "csv", "excel", "arrow", "parquet"]
MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "excel": "text/csv; charset=utf-8",
    "arrow": "application/vnd.apache.arrow.stream",
    "parquet": "application/vnd.apache.parquet",
}
_ENDS = {"excel": "csv"}


def unchanged(request: Request, desk: Desk) -> Response | None:
    """Note the state of the ledger; answer 304 if whoever asks has seen it.

    The state is looked up here, before the answer is made: what is written meanwhile must not pass for seen.
    """
    mark = request.state.mark = f'"{desk.version()}"'
    asked = request.headers.get("if-none-match", "")
    known = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    return Response(status_code=304, headers=_marks(mark)) if mark in known or "*" in known else None


def sent(answer: Response, request: Request) -> Response:
    """Mark an answer with the state of the ledger that ``unchanged`` noted."""
    answer.headers.update(_marks(request.state.mark))
    return answer


def _marks(mark: str) -> dict[str, str]:
    return {"ETag": mark, "Cache-Control": "private, no-cache"}


def export(desk: Desk, wanted: Wanted, form: str) -> Response:
    """Give every row of an answer as a file, in the order of ``harmel export``, while it is read.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    if form not in words(Format):
        raise UsageError(f"format is none of ours: {form!r}", remedy=f"one of: {', '.join(words(Format))}")
    head = {"Content-Disposition": f'attachment; filename="{wanted.table}.{_ENDS.get(form, form)}"'}
    where(wanted.table, filters_of(wanted))  # what is wrong with the question is told before the answer begins
    return StreamingResponse(_whole(desk, wanted, form), media_type=MEDIA[form], headers=head)


def _whole(desk: Desk, wanted: Wanted, form: str) -> Iterator[bytes]:
    filters, table = filters_of(wanted), wanted.table
    with closing(desk.opened()) as ledger:
        if form in ("arrow", "parquet"):
            yield from written(ledger.batches(table, **filters), schema.arrow_schema(table), form)
        elif form == "json":
            yield from _array(ledger.rows(table, **filters))
        else:
            for line in csv.lines(table, ledger.rows(table, **filters), excel=form == "excel"):
                yield line.encode()


def _array(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    before = b"["
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False).encode()
        before = b",\n"
    yield b"[]" if before == b"[" else b"]"


class _Drain(io.RawIOBase):
    """A file that is sent on while it is written."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        part = bytes(data)
        self._parts.append(part)
        self._size += len(part)
        return len(part)

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def written(batches: Iterator[pa.RecordBatch], made: pa.Schema, form: str) -> Iterator[bytes]:
    """Write batches as an Arrow stream or as Parquet, each sent on before the next is read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = _Drain()
    kept = pa.ipc.new_stream(out, made) if form == "arrow" else pq.ParquetWriter(out, made, compression="zstd")
    for batch in batches:
        kept.write_batch(batch)
        yield out.take()
    kept.close()
    yield out.take()


def streamed(table: pa.Table) -> bytes:
    """Write a small table as an Arrow stream."""
    import pyarrow as pa

    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()
