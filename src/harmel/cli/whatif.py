"""``harmel whatif``: both sides' acts ahead under a changed policy, with a band."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from harmel.cli import _measures as m


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="whatif")(whatif)


def whatif(
    policy: Annotated[Literal["reduce", "hold", "mirror"], typer.Argument(help="What the side does differently.")],
    side: Annotated[str, typer.Argument(help="Which side, as the rivalry or the dyad names it.")],
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    kind: m.ActKind = "conflict",
    by: Annotated[float, typer.Option(min=0, max=1, help="For reduce: which share of its acts it leaves out.")] = 0.5,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far ahead.")] = 180,
    draws: Annotated[int, typer.Option(min=10, help="How many draws of the parameters.")] = 60,
    constant_coverage: Annotated[bool, typer.Option(help="Take coverage as constant where it is unknown.")] = False,
    seed: m.Seed = 1,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say how both sides' acts would run if one side did less, kept steady, or mirrored the other, against as now.

    Rests on the signed count model of harmel model spiral; every number has a band from draws of its parameters.
    """
    from harmel.dynamics import acts_between, what_if

    read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, who, table=table, ledger=ledger, form=form)
        return
    acts = acts_between(read, who, kind=kind)
    found = what_if(
        acts, policy, side, by=by, days=days, draws=draws, constant_coverage=constant_coverage, seed=seed
    )  # fmt: skip
    m.show(found, form=form, plot=plot)
