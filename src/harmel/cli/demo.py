"""``harmel demo``: the whole way, on pages that come with the program and a small press written on the spot."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from harmel.press import Plan

DEMO = "straits"
LINES = 8


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="demo")(demo)


def demo(
    *,
    page: Annotated[Path, typer.Option(help="Where to write the brief as an HTML page.")] = Path("brief.html"),
    keep: Annotated[
        Path | None, typer.Option(metavar="LEDGER", help="Keep the ledger in this file, to go on with.")
    ] = None,
    pages: Annotated[
        int, typer.Option(min=0, help="About how many pages of the seeded press to read beside those by hand.")
    ] = 150,
) -> None:
    """Read the press of a fictional rivalry, print a short brief, and write the whole as one HTML page.

    Fourteen pages are written by hand: they dispute, pledge, quote and digress. A small synthetic press, the same each
    time, gives the rivalry two and a half years: enough for series, a mix of postures and warning signs.
    """
    from harmel.cli.add import add
    from harmel.cli.brief import brief
    from harmel.errors import UsageError

    if keep is not None and keep.exists():
        raise UsageError("there is a file already", where=str(keep), remedy="name another, or remove it")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ledger = keep or folder / "demo.db"
        add(sources(stack, folder, pages), ledger=ledger, rivalry=DEMO)
        brief(ledger=ledger, lines=LINES)
        page.write_text(_page(ledger), encoding="utf-8")
    sys.stderr.write(f"harmel: the whole brief as a page, every line opening its source: {page}\n")
    if keep is None:
        sys.stderr.write("harmel: with --keep demo.db the ledger stays, to go on with\n")
    else:
        sys.stderr.write(f"harmel: go on with: harmel serve --ledger {keep}\n")


def sources(stack: ExitStack, folder: Path, pages: int) -> list[Path]:
    """Lay out what the demo reads: the pages by hand, and a press of about so many pages written to a folder."""
    from harmel.press import write

    by_hand = stack.enter_context(as_file(files("harmel") / "demo" / "pages"))
    if not pages:
        return [by_hand]
    write(_plan(pages), folder)
    return [by_hand, folder / "pages"]


def _plan(pages: int) -> Plan:
    """Plan thirty months in which the last quarter is worse than those before; most of the pages are news in brief."""
    from harmel.press import Plan, Regime

    return Plan(
        seed=1,
        reports=pages,
        days=912,
        reports_per_act=1.0,
        short=0.9,
        regimes=(Regime(day=820, factor=4.0),),
    )


def _page(ledger: Path) -> str:
    from harmel import brief as room
    from harmel.cli._common import registry_of, rivalry_of
    from harmel.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        about = rivalry_of(opened, "")
        return room.to_page(room.compose(room.desk_of(opened, about, registry_of(about), newest=400)))
