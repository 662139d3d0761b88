"""``harmel warn``: which indicators stand above their own baseline."""

from __future__ import annotations

from typing import Annotated

import typer

from harmel.cli import _measures as m


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="warn")(warn)


def warn(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    period: m.PeriodName = "month",
    recent: Annotated[int, typer.Option(min=1, help="How many of the last periods are tested.")] = 3,
    seed: m.Seed = 1,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say which indicators stand above their own past, given coverage and season, and whether there is a general trend.

    Deployments, missiles, exercises, cyber incidents, air and sea incidents, threats, expulsions, attacks and talks are
    tested together, so that one false alarm in twenty is the rate over all of them.
    """
    from harmel.dynamics import indicator_table
    from harmel.dynamics import warn as measure

    read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, who, table=table, ledger=ledger, form=form)
        return
    counts = indicator_table(read, who, period=period)
    m.show(measure(counts, period=period, recent=recent, seed=seed), form=form, plot=plot)
