"""The API's questions over the nouns: words, SQL, claims, one report whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import dropwhile
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field, StringConstraints
from starlette.exceptions import HTTPException

from harmel import schema
from harmel.errors import NoPageError, UsageError
from harmel.ledger import claims
from harmel.web.answers import MEDIA, sent, streamed, unchanged
from harmel.web.api import shapes
from harmel.web.api.nouns import Endpoint, named
from harmel.web.desk import desk_of

router = APIRouter(prefix="/api/v1")
SECONDS = 1.0
ROWS = 10_000
"""How long an SQL query may take, and how many rows it may give."""
_VOID: dict[str, Any] = {"type": "object"}
_HIT = {
    "type": "object",
    "properties": {
        "table": {"type": "string"},
        "id": {"type": "string"},
        "report_id": {"type": "string"},
        "snippet": {"type": "string"},
        "found": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
        "rank": {"type": "number"},
    },
    "required": ["table", "id", "report_id", "snippet", "found", "rank"],
}


def _search(table: Literal["reports", "statements"]) -> Endpoint:
    def search(request: Request, asked: BaseModel) -> Response:
        """Give what the words occur in, the best first, each with the words around the hit."""
        desk, given = desk_of(request), asked.model_dump(exclude_defaults=True)
        given.pop("words", None)
        same = unchanged(request, desk)
        found = desk.ledger.search(given.pop("q"), table=table, **{"limit": 20, **given})
        return same or sent(JSONResponse([asdict(hit) for hit in found]), request)

    asked = shapes.filters_model(
        table,
        q=(shapes.Text, ...),
        limit=(Annotated[int, Field(ge=1, le=1000)], 20),
        offset=(Annotated[int, Field(ge=0, le=100_000)], 0),
    )
    return named(search, f"search_{table}", asked=Annotated[asked, Query()])


_HITS = shapes.answers({"type": "array", "items": _HIT})
router.get("/search/reports", summary="Reports by their words", responses=_HITS)(_search("reports"))
router.get("/search/statements", summary="Statements by their words", responses=_HITS)(_search("statements"))


Sql = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


@router.get(
    "/sql", summary="One SELECT over the ledger's tables",
    responses=shapes.answers({"type": "array", "items": _VOID}, media=("arrow",)),
)  # fmt: skip
def sql(
    request: Request,
    query: Annotated[Sql, Query(description="One SELECT; it can read this ledger and nothing else.")],
    values: Annotated[Sql, Query(description="What stands for its question marks: a JSON array or object.")] = "[]",
    format: Annotated[Literal["json", "arrow"], Query()] = "json",  # noqa: A002 - the parameter's name
) -> Response:
    """Answer one SELECT that takes at most a second and gives at most 10,000 rows."""
    desk = desk_of(request)
    same = unchanged(request, desk)
    found = desk.ledger.sql(query, _bound(values), seconds=SECONDS, most=ROWS)
    if same is not None:
        return same
    body = streamed(found) if format == "arrow" else json.dumps(found.to_pylist(), default=_told)
    return sent(Response(body, media_type=MEDIA[format]), request)


def _bound(values: str) -> list[Any] | dict[str, Any]:
    try:
        found = json.loads(values)
    except (ValueError, RecursionError):
        found = None
    cells = found.values() if isinstance(found, dict) else found
    fits = isinstance(found, list | dict) and all(v is None or type(v) in (str, float, bool, int) for v in cells)
    if not fits or any(isinstance(v, int) and not -(1 << 63) <= v < 1 << 63 for v in cells):
        raise UsageError("values are no JSON array or object of cells", remedy='write values=["RUS", 3]')
    bound: list[Any] | dict[str, Any] = found
    return bound


def _told(cell: object) -> str:
    return cell.hex() if isinstance(cell, bytes) else str(cell)


@router.get(
    "/claims", summary="What is claimed, with both sides' voices",
    responses=shapes.answers(shapes.page_shape(_VOID), 404),
)  # fmt: skip
def list_claims(
    request: Request,
    actor: Annotated[shapes.Text | None, Query(description="Only claims about this actor, on either side.")] = None,
    since: Annotated[shapes.Day | None, Query()] = None,
    until: Annotated[shapes.Day | None, Query()] = None,
    disputed: Annotated[Literal["true", "false"], Query(description="Only those that someone denies.")] = "false",
    cursor: Annotated[shapes.Cursor | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Give claims, those of most independent reports first; the cursor is the last claim's id."""
    desk = desk_of(request)
    same = unchanged(request, desk)
    if same is not None:
        return same
    found = [c for c in claims(desk.ledger, actor=actor, since=since, until=until) if c.disputed or disputed == "false"]
    seen = list(dropwhile(lambda claim: claim.claim_id != cursor, found)) if cursor else []
    if cursor and not seen:
        raise NoPageError("this cursor leads to no page of this answer", remedy="take `next` as it was given")
    rest = seen[1:] if cursor else found
    rows = [claim.row() for claim in rest[:limit]]
    following = rows[-1]["claim_id"] if len(rest) > limit else None
    return sent(JSONResponse({"total": len(found), "rows": rows, "next": following}), request)


@router.get(
    "/reports/{report_id}/coded", summary="A report with everything that was found in it",
    responses=shapes.answers(_VOID, 404),
)  # fmt: skip
def get_coded(request: Request, report_id: Annotated[str, Path(min_length=1, max_length=200)]) -> Response:
    """Give a report with its statements, events, figures and links, as `harmel code` prints it."""
    desk = desk_of(request)
    same = unchanged(request, desk)
    found = desk.ledger.coded(report_id)
    if found is None:
        raise HTTPException(404, f"no such report: {report_id}")
    return same or sent(JSONResponse(schema.coded_row(found)), request)
