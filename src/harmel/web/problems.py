"""One shape for every error: RFC 9457 for programs, a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from harmel.errors import HarmelError, LedgerError, NoPageError, RefusalError, UsageError
from harmel.web.render import page

STATUS: dict[type[HarmelError], int] = {NoPageError: 404, UsageError: 400, RefusalError: 422, LedgerError: 503}
KIND = "application/problem+json"


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - extension members
) -> Response:
    """Answer with a problem: JSON under ``/api``, a page elsewhere."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail} | more
        return JSONResponse(body, status, headers, media_type=KIND)
    answer = page(request, "problem.html.jinja", status=status, code=status, title=title, detail=detail)
    answer.headers.update(headers or {})
    return answer


def install(app: FastAPI) -> None:
    """Make an application answer its errors in this shape."""

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problem(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        places = [{"parameter": ".".join(map(str, e["loc"][1:])), "reason": e["msg"]} for e in error.errors()]
        said = "; ".join(f"{p['parameter']}: {p['reason']}" for p in places)
        return problem(request, 422, said, errors=places)

    @app.exception_handler(HarmelError)
    async def _ours(request: Request, error: HarmelError) -> Response:
        status = next((s for kind, s in STATUS.items() if isinstance(error, kind)), 500)
        return problem(request, status, f"{error.what} ({error.remedy})" if error.remedy else error.what)
