"""Who may ask, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import Response

from harmel.web.problems import problem
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
Next = Callable[[Request], Awaitable[Response]]


def install(app: FastAPI, *, hosts: tuple[str, ...], tokens: Tokens | None) -> None:
    """Check every request and mark every answer.

    Parameters
    ----------
    hosts
        Names under which it may be asked, beside the loopback ones: a page elsewhere cannot rebind its name to us.
    tokens
        Who may read and write; ``None`` on loopback, where whoever runs the program may.
    """

    @app.middleware("http")
    async def _guard(request: Request, forward: Next) -> Response:
        answer = _refusal(request, (*LOOPBACK, *hosts), tokens) or await forward(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer


def _refusal(request: Request, hosts: tuple[str, ...], tokens: Tokens | None) -> Response | None:
    if _name(request.headers.get("host", "")) not in hosts:
        return problem(request, 421, "this server does not answer under that name")
    writes = request.method not in SAFE
    if writes and not _same_origin(request):
        return problem(request, 403, "a page of another origin may not write")
    if tokens is not None and not tokens.allow(request.headers.get("authorization", ""), write=writes):
        refused = problem(request, 401, "a valid token is needed: Authorization: Bearer …")
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused
    return None


def _name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if ":" in host else host


def _same_origin(request: Request) -> bool:
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
