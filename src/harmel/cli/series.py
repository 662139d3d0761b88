"""``harmel series`` and ``harmel posture``: what each side did, period by period."""

from __future__ import annotations

import typer

from harmel.cli import _measures as m


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command(name="series")(series)
    app.command(name="posture")(posture)


def series(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    period: m.PeriodName = "month",
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Count each side's acts toward the other, period by period, beside how much was reported.

    Only acts reported as done are counted as acts; copies of one story count once; an event that cannot be dated to the
    period stands in none. For two states: harmel series --dyad USA:RUS --period week. For anyone's event data:
    harmel series --table events.tab --dyad USA:RUS.
    """
    from harmel.dynamics import series as measure

    read, pair = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, pair, table=table, ledger=ledger, form=form)
        return
    m.show(measure(read, pair, period=period), form=form, plot=plot)


def posture(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    period: m.PeriodName = "month",
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say how each side's acts divide into deterrence, defence, dialogue, hostility and accommodation.

    The mapping from acts to postures is published and the same for every side; the figure is a triangle of deterrence,
    defence and dialogue, one dot a period.
    """
    from harmel.dynamics import posture as measure

    read, pair = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, pair, table=table, ledger=ledger, form=form)
        return
    statements = m.ledger_tables(ledger, "statements")["statements"] if table is None else None
    m.show(measure(read, pair, period=period, statements=statements), form=form, plot=plot)
