"""``harmel serve``: the ledger in the browser."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Annotated

import typer

from harmel.cli._common import LEDGER, RIVALRY
from harmel.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
IDLE = 75
"""Seconds that a connection may lie idle. Uvicorn's 5 cut off clients that a busy machine kept from asking sooner: the
request was on its way when the connection was closed, and they saw it reset."""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="serve")(serve)


def serve(
    *,
    ledger: LEDGER = Path("harmel.db"),
    rivalry: RIVALRY = "",
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve the pages that come with harmel; no ledger needed.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on; any but loopback needs a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(help="Another name under which it may be asked, such as press.example.org.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="The token may also upload files and keep watches.")] = False,
    hours: Annotated[float, typer.Option(help="How long the token that is made for another address is good.")] = 24.0,
) -> None:
    """Open the ledger in the browser: search, read, check, compare, export.

    On loopback whoever uses this machine may read, upload and keep watches. On another address a token is made and told
    once; what comes without it is refused.
    """
    try:
        import uvicorn

        from harmel.web import Tokens, create_app, new_token
    except ImportError:
        raise UsageError("the web parts are not installed", remedy="pip install harmel[web]") from None
    from harmel.cli._common import rivalry_of
    from harmel.ledger import Ledger

    with ExitStack() as stack:
        path = _demo(stack) if demo else ledger
        with Ledger.open(path, read_only=True) as opened:
            about = rivalry_of(opened, rivalry)
        tokens = None
        if host not in LOOPBACK:
            secret, token = new_token(hours=hours, write=write)
            tokens = Tokens((token,))
            sys.stderr.write(f"harmel: Authorization: Bearer {secret}  (told once, good for {hours:g} hours)\n")
        app = create_app(path, about, hosts=(host, *(name or ())), tokens=tokens)
        Thread(target=app.state.desk.warm, daemon=True).start()
        sys.stderr.write(f"harmel: http://{host}:{port}/  (Ctrl-C ends it)\n")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=IDLE)


def _demo(stack: ExitStack) -> Path:
    """Make a ledger of the demo's pages that lasts as long as the server."""
    from harmel.cli.add import add
    from harmel.cli.demo import DEMO

    path = Path(stack.enter_context(TemporaryDirectory())) / "demo.db"
    add([stack.enter_context(as_file(files("harmel") / "demo" / "pages"))], ledger=path, rivalry=DEMO)
    return path
