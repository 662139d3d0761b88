"""The application: one ledger, its pages and its API."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from harmel import __version__
from harmel.settings import Rivalry
from harmel.web import api, guard, pages, problems, record_page, report_page
from harmel.web.desk import Desk
from harmel.web.tokens import Tokens


def create_app(ledger: Path, rivalry: Rivalry, *, hosts: tuple[str, ...] = (), tokens: Tokens | None = None) -> FastAPI:
    """Make the application over one ledger.

    Parameters
    ----------
    ledger
        The file; it must be a ledger.
    rivalry
        Whose sides the overview shows.
    hosts
        Names under which it may be asked, beside the loopback ones.
    tokens
        Who may read and write; without them whoever can reach it may, which is for loopback only.
    """
    app = FastAPI(
        title="harmel", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.desk = Desk(ledger, rivalry)
    problems.install(app)
    guard.install(app, hosts=hosts, tokens=tokens)
    with as_file(files("harmel.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), name="static")
    app.include_router(api.router)
    for part in (pages, report_page, record_page):
        app.include_router(part.router)
    return app
