"""``harmel import``: the rows of another tool's event table, and published reference series, into the ledger."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harmel.cli._common import LEDGER, RIVALRY

if TYPE_CHECKING:
    from harmel.ledger import Ledger


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="import")(import_)


def import_(
    format: Annotated[  # noqa: A002 - the argument's name in the help
        str, typer.Argument(help="gdelt, gdelt1, gdelt-mentions, icews, polecat, phoenix, acled or milex.")
    ],
    paths: Annotated[list[Path], typer.Argument(help="Files in that layout; .gz and .zip are read as they are.")],
    *,
    ledger: LEDGER = Path("harmel.db"),
    rivalry: RIVALRY = "",
    section: Annotated[str, typer.Option(help="milex: the sheet of a workbook, or the section of a table.")] = "",
    measure: Annotated[str, typer.Option(help="milex: what the table counts.")] = "defence spending share of GDP",
    unit: Annotated[str, typer.Option(help="milex: in which unit.")] = "percent of GDP",
    source: Annotated[str, typer.Option(help="milex: whose table it is; by default the file's name.")] = "",
) -> None:
    """Take in event tables of other tools, or published tables of military spending (milex).

    A row that was taken in before changes nothing. A row that cannot be read is kept in the ledger's `rejects`; the
    exit status is then 1.
    """
    from harmel.cli._common import registry_of, rivalry_of
    from harmel.ledger import Ledger, bring

    with Ledger.open(ledger) as opened:
        if format == "milex":
            counts = _series(opened, paths, section=section, measure=measure, unit=unit, source=source)
        else:
            registry = registry_of(rivalry_of(opened, rivalry))
            counts = bring(opened, format, paths, registry=registry)
    names = {"same": "reports there already", "new": "reports added", "recoded": "reports changed"}
    told = ", ".join(f"{count} {names.get(name, name)}" for name, count in counts.items() if count)
    sys.stderr.write(f"harmel: {told or 'nothing found'}\n")
    if counts["rejected"]:
        raise typer.Exit(1)


def _series(ledger: Ledger, paths: list[Path], *, section: str, measure: str, unit: str, source: str) -> Counter[str]:
    from harmel.dynamics import as_percent, read_milex
    from harmel.ledger import keep_series

    counts: Counter[str] = Counter()
    for path in paths:
        rows = read_milex(path, section=section)
        if unit.startswith("percent"):
            rows = as_percent(rows)
        found = rows.select("actor", "year", "value").iter_rows()
        counts["values"] += keep_series(
            ledger, found, source=source or path.name, measure=measure, unit=unit, section=section
        )
    return counts
