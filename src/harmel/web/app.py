"""The application: one ledger, its pages and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from harmel import __version__
from harmel.engine.intake import Intake
from harmel.settings import Rivalry
from harmel.web import guard, problems, signing_in, uploads, watching
from harmel.web.api import measures, nouns, questions
from harmel.web.desk import Desk
from harmel.web.pages import actor, claims, lists, log, models, overview, places, record, report
from harmel.web.tokens import Tokens


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    """Begin to read and measure before anyone asks; let go of the ledger when the server ends."""
    app.state.desk.measuring.follow(seconds=0)
    yield
    app.state.gate.close()
    app.state.desk.close()


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
        title="harmel", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        redirect_slashes=False, lifespan=_open,
    )  # fmt: skip
    app.state.desk, app.state.tokens = Desk(ledger, rivalry), tokens
    app.state.gate = uploads.Gate(Intake(ledger, rivalry.registry))
    problems.install(app)
    app.add_middleware(guard.Guard, hosts=hosts, tokens=tokens)
    with as_file(files("harmel.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), name="static")
    for part in (signing_in, uploads, watching, questions, nouns, measures):
        app.include_router(part.router)
    for part in (overview, actor, places, lists, claims, log, report, record, models):
        app.include_router(part.router)
    return app
