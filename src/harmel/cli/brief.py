"""``harmel brief``: what the ledger says, for a person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from harmel.cli._common import LEDGER, RIVALRY


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="brief")(brief)


def brief(
    *,
    ledger: LEDGER = Path("harmel.db"),
    rivalry: RIVALRY = "",
    shape: Annotated[
        Literal["terminal", "markdown", "html"], typer.Option("--format", help="What to write.")
    ] = "terminal",
    lines: Annotated[int, typer.Option(min=0, help="On the terminal: lines a section at the most; 0 is all.")] = 40,
    newest: Annotated[int, typer.Option(min=1, help="How many reports at the most, the newest first.")] = 200,
) -> None:
    """Say what was read, who said what, what happened, what is disputed, and what cannot be said."""
    from harmel import brief as room
    from harmel.cli._common import registry_of, rivalry_of
    from harmel.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        about = rivalry_of(opened, rivalry)
        written = room.compose(room.desk_of(opened, about, registry_of(about), newest=newest))
    if shape == "terminal":
        from rich.console import Console

        room.to_terminal(written, Console(highlight=False), most=lines)
    else:
        sys.stdout.write(room.to_markdown(written) if shape == "markdown" else room.to_page(written))
