"""The REST API: the nouns of the ledger under ``/api/v1``, with the ledger's own filters."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from harmel import schema
from harmel.web.answers import export, sent, unchanged
from harmel.web.api import shapes
from harmel.web.desk import desk_of
from harmel.web.listing import listing
from harmel.web.wanted import Wanted

router = APIRouter(prefix="/api/v1")
Key = Annotated[str, Path(min_length=1, max_length=200)]
Endpoint = Callable[..., Response]
MOST_VALUES = 1000


def wanted_of(table: str, asked: BaseModel) -> Wanted:
    """Turn a question that was checked into the one that pages ask too."""
    given = asked.model_dump(exclude_defaults=True)
    pairs = [(n, str(v)) for n, value in given.items() for v in (value if isinstance(value, list) else [value])]
    return Wanted.of(table, pairs)


def named(endpoint: Callable[..., Any], name: str, **annotations: Any) -> Endpoint:  # noqa: ANN401 - annotations
    """Give an endpoint that was made for one noun its name and the types of its parameters."""
    endpoint.__name__ = name
    endpoint.__annotations__ |= annotations
    return endpoint


def _rows(table: str) -> Endpoint:
    def rows(request: Request, asked: BaseModel) -> Response:
        """Give the rows that pass the filters (a repeated filter means any of its values), a page or all of them."""
        desk = desk_of(request)
        same = unchanged(request, desk)
        if same is not None:
            return same
        wanted, form = wanted_of(table, asked), asked.model_dump()["format"]
        if form != "json":
            return sent(export(desk, wanted, form), request)
        found = listing(desk, wanted)
        body = {"table": table, "total": found.total, "rows": list(found.rows), "next": found.following or None}
        return sent(JSONResponse(body), request)

    return named(rows, f"list_{table}", asked=Annotated[shapes.rows_model(table), Query()])


def _one(table: str) -> Endpoint:
    def one(request: Request, key: Key) -> Response:
        """Give one record by its id."""
        desk = desk_of(request)
        same = unchanged(request, desk)
        found = next(desk.ledger.rows(table, id=key, limit=1), None)
        if found is None:
            raise HTTPException(404, f"no such record: {table} {key}")
        return same or sent(JSONResponse(found), request)

    return named(one, f"get_{table}")


def _facet(table: str) -> Endpoint:
    def facet(request: Request, column: str, asked: BaseModel) -> Response:
        """Count the values of a column among the rows that pass the filters, the most frequent first."""
        desk, filters = desk_of(request), asked.model_dump(exclude_defaults=True)
        same = unchanged(request, desk)
        if same is not None:
            return same
        most = filters.pop("most", MOST_VALUES)
        counted = desk.ledger.facet(table, column, most=most, **filters)
        body = {"column": column, "values": [{"value": value, "count": n} for value, n in counted]}
        return sent(JSONResponse(body), request)

    columns = StrEnum(f"{table}_column", list(schema.columns(table)))  # type: ignore[misc]
    most = {"most": (Annotated[int, Field(ge=1, le=MOST_VALUES)], MOST_VALUES)}
    return named(facet, f"count_{table}", column=columns, asked=Annotated[shapes.filters_model(table, **most), Query()])


for _table in schema.CLASSES:
    _shape = shapes.row_shape(_table)
    _page = shapes.page_shape(_shape, table={"type": "string"})
    router.get(
        f"/{_table}", summary=f"Rows of {_table}",
        responses=shapes.answers(_page, 404, media=("csv", "arrow", "parquet")),
    )(_rows(_table))  # fmt: skip
    if _table != "rejects":
        router.get(f"/{_table}/{{key}}", summary="One record", responses=shapes.answers(_shape, 404))(_one(_table))
    router.get(
        f"/facets/{_table}/{{column}}", summary=f"Values of a column of {_table}",
        responses=shapes.answers(shapes.COUNTS, 404),
    )(_facet(_table))  # fmt: skip
