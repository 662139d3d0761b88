"""``harmel add``: read pages, code them, keep them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmel.cli._common import COLUMN, DATE, DEFAULT_RIVALRY, LEDGER, PLAIN, RIVALRY
from harmel.errors import UsageError

if TYPE_CHECKING:
    from harmel.ledger import Ledger
    from harmel.records import Coded, Reject


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="add")(add)


def add(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders of pages.")] = None,
    *,
    ledger: LEDGER = Path("harmel.db"),
    rivalry: RIVALRY = "",
    plain: PLAIN = False,
    date: DATE = "",
    column: COLUMN = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that code at the same time.")] = 1,
    engine: Annotated[
        Literal["local", "daft"], typer.Option(help="daft goes through Daft (harmel[cluster]).")
    ] = "local",
    ray: Annotated[
        str, typer.Option(metavar="ADDRESS", help="With --engine daft: a Ray cluster; auto finds one.")
    ] = "",
    parts: Annotated[
        Path, typer.Option(help="With --engine daft: the folder, seen by every worker, for parts.")
    ] = Path("harmel-parts"),
) -> None:
    """Read pages, find who said what and who did what to whom, and keep it all in the ledger.

    What cannot be taken in is kept in the ledger's `rejects` with the reason, and the rest goes on.
    """
    from harmel.cli._common import options_of, rivalry_of
    from harmel.engine import cluster, local
    from harmel.ledger import Ledger
    from harmel.pipeline import collect_seldom

    if not paths:
        raise UsageError("nothing to add", remedy="name files or folders")
    how = options_of(plain=plain, date=date, columns=column)
    with Ledger.open(ledger) as opened:
        about = rivalry_of(opened, rivalry)
        opened.remember("rivalry", rivalry or DEFAULT_RIVALRY)
        if engine == "daft":
            found = cluster.run(paths, folder=parts, extra=about.registry, ray=ray or None, jobs=jobs, options=how)
        else:
            collect_seldom()
            found = local.run(paths, extra=about.registry, jobs=jobs, options=how)
        counts = keep(opened, found)
    say(counts)
    if counts["rejected"]:
        raise typer.Exit(1)


def keep(ledger: Ledger, found: Iterable[Coded | Reject]) -> Counter[str]:
    """Store what was coded and what was rejected, with progress; count the outcomes."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from harmel.engine import intake

    counts: Counter[str] = Counter()
    shown = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} reports"))
    with Progress(*columns, TimeElapsedColumn(), console=shown, transient=True, disable=not shown.is_terminal) as bar:
        task = bar.add_task("reading and coding", total=None)
        for one in intake.keep(ledger, found):
            if one.outcome == "rejected":
                bar.console.print(f"harmel: {one.source}: {one.reason}", markup=False, highlight=False, soft_wrap=True)
            counts[one.outcome] += 1
            bar.advance(task)
    return counts


def say(counts: Counter[str]) -> None:
    """Tell on standard error how many reports had which outcome."""
    words = {"new": "added", "same": "there already", "recoded": "coded anew", "withdrawn": "withdrawn before"}
    told = [f"{counts[key]} {word}" for key, word in (words | {"rejected": "rejected"}).items() if counts[key]]
    sys.stderr.write(f"harmel: {', '.join(told) or 'nothing found'}\n")
