"""The REST API: the nouns of the ledger under ``/api/v1``, with the ledger's own filters."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from harmel import schema
from harmel.web.desk import Desk, desk_of
from harmel.web.listing import Row, listing, whole
from harmel.web.wanted import MOST, Wanted

router = APIRouter(prefix="/api/v1")

Noun = Literal["reports", "statements", "events", "figures", "links", "actors", "rejects"]
Format = Literal["json", "csv", "arrow", "parquet"]
CSV, ARROW, PARQUET = "text/csv; charset=utf-8", "application/vnd.apache.arrow.stream", "application/vnd.apache.parquet"


@router.get("/{table}", summary="Rows of a noun", responses={400: {"description": "An unknown filter or value"}})
def rows(
    request: Request,
    table: Noun,
    cursor: Annotated[str, Query(description="`next` of the page before", pattern=r"^\d{0,9}$")] = "",  # noqa: ARG001
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,  # noqa: ARG001 - read with the other parameters
    format: Annotated[Format, Query(description="csv, arrow and parquet give all rows")] = "json",  # noqa: A002
) -> Response:
    """Give the rows that pass the filters (any column of the noun's list), a page at a time or all in one file."""
    desk = desk_of(request)
    wanted = Wanted.of(table, dict(request.query_params))
    mark = f'"{desk.version()}"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"ETag": mark})
    answer = _page(desk, wanted) if format == "json" else export(desk, wanted, format)
    answer.headers["ETag"] = mark
    return answer


def _page(desk: Desk, wanted: Wanted) -> Response:
    found = listing(desk, wanted)
    body = {"table": wanted.table, "total": found.total, "rows": list(found.rows)}
    return JSONResponse(body | {"next": str(found.following) if found.following else None})


def export(desk: Desk, wanted: Wanted, format: Format) -> Response:  # noqa: A002 - the parameter's name
    """Give every row of an answer as a file."""
    name = f"{wanted.table}.{format}"
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    if format == "json":
        return JSONResponse(list(whole(desk, wanted)), headers=head)
    if format == "csv":
        return StreamingResponse(_csv(wanted.table, whole(desk, wanted)), media_type=CSV, headers=head)
    import pyarrow as pa

    table = pa.Table.from_pylist(list(whole(desk, wanted)), schema=schema.arrow_schema(wanted.table))
    return Response(_arrow(table) if format == "arrow" else _parquet(table),
                    media_type=ARROW if format == "arrow" else PARQUET, headers=head)  # fmt: skip


def _csv(table: str, found: Iterator[Row]) -> Iterator[str]:
    import csv

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(schema.columns(table))
    for row in found:
        writer.writerow([_cell(value) for value in row.values()])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell can be anything
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _arrow(table: Any) -> bytes:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def _parquet(table: Any) -> bytes:  # noqa: ANN401 - pyarrow has no types
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


@router.get("/{table}/{key}", summary="One record", responses={404: {"description": "No such record"}})
def one(request: Request, table: Noun, key: Annotated[str, Path(max_length=200)]) -> Row:
    """Give one record by its id."""
    if table == "rejects":
        raise HTTPException(404, "rejects have no ids")
    found = next(desk_of(request).ledger.rows(table, id=key, limit=1), None)
    if found is None:
        raise HTTPException(404, f"no such record: {table} {key}")
    return found
