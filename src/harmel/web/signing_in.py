"""The page that takes a token: a browser cannot send one by itself, so it is kept in a cookie."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from harmel.web.guard import COOKIE
from harmel.web.problems import problem
from harmel.web.render import page

router = APIRouter(include_in_schema=False)


@router.get("/token")
def ask(request: Request) -> Response:
    """Ask for the token."""
    return page(request, "token.html.jinja")


@router.post("/token")
def take(request: Request, token: Annotated[str, Form(max_length=200)]) -> Response:
    """Keep a token that is good in a cookie that no script and no other site can use."""
    tokens = request.app.state.tokens
    if tokens is not None and not tokens.allow(f"Bearer {token}", write=False):
        return problem(request, 401, "this token is not known, or has ended")
    answer = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/")
    return answer
