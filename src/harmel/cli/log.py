"""``harmel log`` and ``harmel withdraw``: what was done to the ledger, and how a report is taken out of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

_Ledger = Annotated[Path, typer.Option(help="The ledger file.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command(name="log")(log)
    app.command(name="withdraw")(withdraw)


def log(
    *,
    ledger: _Ledger = Path("harmel.db"),
    kind: Annotated[str, typer.Option(help="Only add, recode, withdraw, restore, correct, import or migrate.")] = "",
    diff: Annotated[bool, typer.Option(help="Show what changed with each correction.")] = False,
) -> None:
    """Print what was done to the ledger and when: additions, corrections, withdrawals, rejects."""
    from harmel.ledger import Ledger, history

    with Ledger.open(ledger, read_only=True) as opened:
        for line in history(opened, kind=kind, diff=diff):
            sys.stdout.write(line + "\n")


def withdraw(
    report: Annotated[str, typer.Argument(help="The report's id.")],
    *,
    ledger: _Ledger = Path("harmel.db"),
    reason: Annotated[str, typer.Option(help="Why; kept in the log.")] = "",
    undo: Annotated[bool, typer.Option(help="Let a withdrawn report be added again.")] = False,
) -> None:
    """Remove a report with all its records; the log keeps that it was here, and it stays out when added again."""
    from harmel.errors import UsageError
    from harmel.ledger import Ledger

    if not undo and not reason:
        raise UsageError("a withdrawal needs its reason", remedy="--reason WORDS")
    with Ledger.open(ledger) as opened:
        opened.restore(report) if undo else opened.withdraw(report, reason=reason)
