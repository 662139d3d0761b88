"""``harmel demo``: the whole way on a dozen pages that come with the program."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

DEMO = "straits"
SEED = 1


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="demo")(demo)


def demo(
    *,
    page: Annotated[Path, typer.Option(help="Where to write the brief as an HTML page.")] = Path("brief.html"),
    press: Annotated[
        int, typer.Option(min=0, help="About how many pages of a seeded synthetic press to read as well.")
    ] = 0,
) -> None:
    """Read the pages of a fictional rivalry, print the brief, and write it as one HTML page.

    With --press the same two sides have a longer past: the pages of a small synthetic press, the same each time.
    """
    from harmel.cli.add import add
    from harmel.cli.brief import brief

    with TemporaryDirectory() as folder, as_file(files("harmel") / "demo" / "pages") as pages:
        ledger = Path(folder) / "demo.db"
        add([pages, *([_press(press, Path(folder))] if press else [])], ledger=ledger, rivalry=DEMO)
        brief(ledger=ledger)
        page.write_text(_page(ledger), encoding="utf-8")
    sys.stderr.write(f"harmel: the brief as a page, every line opening its source: {page}\n")


def _press(reports: int, folder: Path) -> Path:
    from harmel.press import Plan, write

    write(Plan(seed=SEED, reports=reports), folder)
    return folder / "pages"


def _page(ledger: Path) -> str:
    from harmel import brief as room
    from harmel.cli._common import registry_of, rivalry_of
    from harmel.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        about = rivalry_of(opened, "")
        return room.to_page(room.compose(room.desk_of(opened, about, registry_of(about), newest=200)))
