"""Pages: Jinja templates with what every page needs."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates() -> Environment:
    """Give the templates: everything is escaped, and an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("harmel.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["called"] = called
    return made


def called(title: str | None, source: str) -> str:
    """Name a report: by its headline, else by the last part of its file or address.

    >>> called("", "pages/a.txt"), called("Two ships", "a.txt"), called(None, "https://press.example/2018/ships/")
    ('a.txt', 'Two ships', 'ships')
    """
    return title or source.rstrip("/").rpartition("/")[2]


def page(request: Request, template: str, *, status: int = 200, refresh: int = 0, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Draw a page; one that waits for something is asked for again after ``refresh`` seconds, script or not."""
    answer = HTMLResponse(templates().get_template(template).render(request=request, **values), status)
    if refresh:
        answer.headers.update({"Refresh": str(refresh), "Cache-Control": "no-store"})
    return answer
