"""``harmel verify``: the proof that nothing in the ledger has changed or points nowhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="verify")(verify)


def verify(*, ledger: Annotated[Path, typer.Option(help="The ledger file.")] = Path("harmel.db")) -> None:
    """Re-read every span of every record and every id; exit status 1 if one does not hold."""
    from harmel.ledger import Ledger
    from harmel.ledger import verify as prove

    with Ledger.open(ledger, read_only=True) as opened:
        proof = prove(opened)
    for problem in proof.problems:
        sys.stdout.write(f"{problem.table or 'file'}\t{problem.id}\t{problem.report_id}\t{problem.what}\n")
    held = "all hold" if proof.holds else f"{len(proof.problems)} problems"
    sys.stderr.write(f"{proof.reports} reports, {proof.records} records, {proof.spans} spans: {held}\n")
    if not proof.holds:
        raise typer.Exit(1)
