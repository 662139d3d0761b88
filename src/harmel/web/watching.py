"""Watches over the web: keep a selection under a name, remove it, follow it by its feed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from harmel.ledger import Ledger, Watch, drop_watch, keep_watch, newest, watches
from harmel.web.answers import sent, unchanged
from harmel.web.api import shapes
from harmel.web.desk import Desk, desk_of
from harmel.web.feed import MEDIA, feed
from harmel.web.listing import filters_of
from harmel.web.render import page
from harmel.web.wanted import Wanted

router = APIRouter()
Watched = Literal["reports", "statements", "events", "figures"]
Name = Annotated[str, Field(min_length=1, max_length=80, description="What to call it.")]
Key = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_WAIT = 5.0
_SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("key", "name", "table", "query", "made", "feed")},
    "required": ["key", "name", "table", "query", "made", "feed"],
}


class NewWatch(BaseModel):
    """A selection to keep."""

    model_config = ConfigDict(extra="forbid", strict=True)
    name: Name
    table: Watched
    query: Annotated[
        str, Field(max_length=2000, description="The page's query string, such as status=alleged&actor=NOR.")
    ]


def _kept(desk: Desk, asked: NewWatch) -> Watch:
    pairs = [(n, v) for n, v in parse_qsl(asked.query) if n not in ("cursor", "limit", "format")]
    wanted = Wanted.of(asked.table, pairs)
    with closing(Ledger.open(desk.path, wait=_WAIT)) as ledger:
        return keep_watch(
            ledger, Watch(name=asked.name.strip() or "?", table=asked.table, query=urlencode(wanted.query()))
        )


def _row(watch: Watch) -> dict[str, str]:
    return {"key": watch.key, **asdict(watch), "feed": f"/watches/{watch.key}/feed"}


def _found(desk: Desk, key: str) -> Watch:
    found = next((watch for watch in watches(desk.ledger) if watch.key == key), None)
    if found is None:
        raise HTTPException(404, f"no such watch: {key}")
    return found


def _drop(desk: Desk, key: str) -> None:
    with closing(Ledger.open(desk.path, wait=_WAIT)) as ledger:
        if not drop_watch(ledger, key):
            raise HTTPException(404, f"no such watch: {key}")


@router.get(
    "/api/v1/watches", summary="The selections that are kept",
    responses=shapes.answers({"type": "array", "items": _SHAPE}),
)  # fmt: skip
def list_watches(request: Request) -> Response:
    """Give every watch, by name."""
    return JSONResponse([_row(watch) for watch in watches(desk_of(request).ledger)])


@router.post("/api/v1/watches", status_code=201, summary="Keep a selection",
             responses={**shapes.answers(_SHAPE, 403), 201: shapes.answers(_SHAPE)[200]})  # fmt: skip
def keep(request: Request, asked: NewWatch) -> Response:
    """Keep a selection under a name; the same again changes nothing."""
    return JSONResponse(_row(_kept(desk_of(request), asked)), 201)


@router.get("/api/v1/watches/{key}", summary="One watch", responses=shapes.answers(_SHAPE, 404))
def get_watch(request: Request, key: Key) -> Response:
    """Give one watch."""
    return JSONResponse(_row(_found(desk_of(request), key)))


@router.delete("/api/v1/watches/{key}", status_code=204, summary="Remove a watch",
               responses={**shapes.answers({}, 403, 404), 204: {"description": "It is removed"}})  # fmt: skip
def drop(request: Request, key: Key) -> Response:
    """Remove a watch; the records stay."""
    _drop(desk_of(request), key)
    return Response(status_code=204)


@router.get("/watches/{key}/feed", include_in_schema=False)
def follow(request: Request, key: Key) -> Response:
    """Give the newest records of a watch as an Atom feed."""
    desk = desk_of(request)
    watch = _found(desk, key)
    same = unchanged(request, desk)
    if same is not None:
        return same
    wanted = Wanted.of(watch.table, parse_qsl(watch.query))
    found = list(newest(desk.ledger, watch.table, **filters_of(wanted)))
    home = f"{request.url.scheme}://{request.url.netloc}"
    return sent(Response(feed(desk, watch, found, home=home), media_type=MEDIA), request)


@router.get("/watches", include_in_schema=False)
def shown(request: Request) -> Response:
    """Show the watches, with the feed of each."""
    desk = desk_of(request)
    return page(request, "watches.html.jinja", desk=desk, watches=watches(desk.ledger))


@router.post("/watches", include_in_schema=False)
def keep_from_page(request: Request, asked: Annotated[NewWatch, Form()]) -> Response:
    """Keep the selection that a page shows."""
    _kept(desk_of(request), asked)
    return RedirectResponse("/watches", 303)


@router.post("/watches/{key}/remove", include_in_schema=False)
def drop_from_page(request: Request, key: Key) -> Response:
    """Remove a watch from its page."""
    _drop(desk_of(request), key)
    return RedirectResponse("/watches", 303)
