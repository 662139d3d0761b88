"""Who may ask, how much they may send, and what a browser may do with the answer."""

from __future__ import annotations

import logging
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException

from harmel.web.problems import problem

if TYPE_CHECKING:
    from fastapi.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from harmel.web.tokens import Tokens

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/token", "/static/harmel.css", "/static/reading.css", "/static/harmel.js")
"""What is answered without a token: the page that takes one, and what it looks like."""
LARGEST = 1_000_000
LARGEST_UPLOAD = 200_000_000
UPLOADS = ("/add", "/api/v1/uploads")
_log = logging.getLogger("uvicorn.error")


class Guard:
    """Checks every request before the application sees it, and marks every answer.

    Parameters
    ----------
    hosts
        Names under which it may be asked, beside the loopback ones: a page elsewhere cannot rebind its name to us.
    tokens
        Who may read and write; ``None`` on loopback, where whoever runs the program may.
    """

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...], tokens: Tokens | None) -> None:
        self._app = app
        self._hosts = {*LOOPBACK, *(host.lower() for host in hosts)}
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, begun = Request(scope), False

        async def marked(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            refused = _refusal(request, self._hosts, self._tokens)
            if refused is not None:
                await refused(scope, receive, marked)
            else:
                await self._app(scope, _counted(receive, _most(request)), marked)
        except Exception:
            _log.exception("%s %s failed", request.method, request.url.path)
            if begun:  # the status is out: all that is left is to break off, so that nobody takes a part for the whole
                raise
            await problem(request, 500, "harmel failed; its log says where")(scope, receive, marked)


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, f"more than {most} bytes")
        return message

    return counted


def _most(request: Request) -> int:
    return LARGEST_UPLOAD if request.url.path in UPLOADS else LARGEST


def _refusal(request: Request, hosts: set[str], tokens: Tokens | None) -> Response | None:
    if _name(request.headers.get("host", "")) not in hosts:
        return problem(request, 421, "this server does not answer under that name")
    writes = request.method not in SAFE
    if writes and not _same_origin(request):
        return problem(request, 403, "a page of another origin may not write")
    if tokens is not None and request.url.path not in OPEN and not tokens.allow(shown(request), write=writes):
        if writes and tokens.allow(shown(request), write=False):
            return problem(request, 403, "this token may only read")
        return problem(
            request, 401, "a valid token is needed: Authorization: Bearer …, or in a browser the page /token",
            headers={"WWW-Authenticate": "Bearer"},
        )  # fmt: skip
    length = request.headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length) > _most(request):
        return problem(request, 413, f"more than {_most(request)} bytes")
    return None


COOKIE = "harmel_token"


def shown(request: Request) -> str:
    """Give the ``Authorization`` header of a request, or the same of the cookie that the page ``/token`` sets.

    A feed reader knows only a name and a password: the token is the password.
    """
    header = request.headers.get("authorization", "")
    if header.startswith("Basic "):
        return f"Bearer {_password(header)}"
    kept = request.cookies.get(COOKIE, "")
    return header or (f"Bearer {kept}" if kept else "")


def _password(header: str) -> str:
    try:
        return b64decode(header.removeprefix("Basic "), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _name(host: str) -> str:
    name = host.lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.rpartition(":")[0] if ":" in name else name


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
