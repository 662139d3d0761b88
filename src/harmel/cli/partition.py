"""``harmel partition``: lay a ledger down as a folder of Parquet, by month and outlet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from harmel.cli._common import LEDGER


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="partition")(partition)


def partition(
    folder: Annotated[Path, typer.Argument(help="The folder; a new one, or one that holds other ledgers' shards.")],
    *,
    ledger: LEDGER = Path("harmel.db"),
    shard: Annotated[str, typer.Option(help="This ledger's name in the folder; by default its file's.")] = "",
) -> None:
    """Lay a ledger down as Parquet by month and outlet, beside the shards that other ledgers left in the folder.

    DuckDB, Polars and Spark read the folder as it is, and every verb that reads takes it as its `--ledger`. Laying the
    same ledger down again replaces its shard. A report that another shard holds is left out.
    """
    from harmel.ledger import Ledger
    from harmel.ledger import partition as lay

    with Ledger.open(ledger, read_only=True) as opened:
        settled = opened.settled
    with Ledger.open(ledger, read_only=settled) as opened:  # a writer that was killed left work to do
        if not settled:
            opened.settle()
        made, left = lay(opened, folder, shard=shard or ledger.stem)
    rows = {t: sum(n for table, _, _, n in made.files.values() if table == t) for t in ("reports", "events")}
    told = f"{rows['reports']} reports, {rows['events']} events in {len(made.files)} files"
    also = f"; {left} reports lie in other shards already" if left else ""
    sys.stderr.write(f"harmel: {made.name}: {told}{also}\n")
