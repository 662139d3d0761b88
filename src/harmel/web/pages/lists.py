"""The lists: a page of rows of one noun, its facets, and the same rows as a file."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from harmel.web.answers import export, sent, unchanged
from harmel.web.desk import desk_of
from harmel.web.listing import facets, listing
from harmel.web.pages.columns import COLUMNS, TITLES
from harmel.web.render import page
from harmel.web.wanted import FILTERS, Wanted, each

router = APIRouter(include_in_schema=False)


def _list(table: str) -> Any:  # noqa: ANN401 - FastAPI reads the inner function
    def listed(request: Request) -> Response:
        desk = desk_of(request)
        wanted = Wanted.of(table, request.query_params.multi_items())
        form = request.query_params.get("format", "")
        if form:
            return unchanged(request, desk) or sent(export(desk, wanted, form), request)
        return page(request, "list.html.jinja", desk=desk, wanted=wanted, found=listing(desk, wanted),
                    facets=facets(desk, wanted), columns=COLUMNS[table], title=TITLES[table],
                    filters=FILTERS[table], each=each)  # fmt: skip

    listed.__name__ = table
    return listed


for _table in COLUMNS:
    router.get(f"/{_table}")(_list(_table))
