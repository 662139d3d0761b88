"""``harmel whatif``: both sides' acts ahead under a changed policy, with a band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmel.cli import _measures as m
from harmel.cli import _model_attribution as game

if TYPE_CHECKING:
    import polars as pl

    from harmel.dynamics.present import Result


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="whatif")(whatif)


@m.measuring
def whatif(
    asked: m.Asked,
    policy: Annotated[
        Literal["reduce", "hold", "mirror", "dialogue", "attribution"],
        typer.Argument(help="What the side does differently; attribution: it names attackers sooner."),
    ],
    side: Annotated[str, typer.Argument(help="Which side, as the rivalry or the dyad names it.")],
    *,
    model: Annotated[
        Literal["spiral", "provocation"], typer.Option(help="Which fit is run: signed counts, or chains of acts.")
    ] = "spiral",
    kind: m.ActKind = "conflict",
    of: Annotated[
        str,
        typer.Option(help="Change only acts of this kind: a quad class, an indicator, or a PLOVER type in capitals."),
    ] = "",
    by: Annotated[
        float,
        typer.Option(min=0, max=1, help="Which share is left out (reduce), turned (dialogue), or gained (delays)."),
    ] = 0.5,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far ahead.")] = 180,
    draws: Annotated[int, typer.Option(min=10, help="How many draws of the parameters.")] = 200,
    within: Annotated[int, typer.Option(min=0, help="For attribution: until which day it still counts.")] = 90,
    attackers: game.Attackers = 2,
    identification: game.Identification = 0.7,
    false_alarm: game.FalseAlarm = 0.05,
    prior: Annotated[bool, typer.Option(help="For provocation: allow fewer than 400 acts, shrunk.")] = False,
    alleged: m.Alleged = False,
    constant_coverage: m.Constant = False,
    seed: m.Seed = 1,
) -> m.Answer:
    """Say how both sides' acts would run if one side did less, kept steady, mirrored the other or talked more.

    Everything stands against as now, with a band from draws of the model's parameters and from chance; what is taken
    for granted is listed. Refuses where the fit cannot tell what a lever does. attribution rests on the register's
    delays and the game of harmel model attribution.
    """
    from harmel.dynamics import Horizon, Naming, act_rows, acts_between, incident_rows, sooner_attribution, what_if

    over = Horizon(days=days, draws=draws, seed=seed, constant_coverage=constant_coverage, prior=prior)
    naming = Naming(attackers=attackers, identification=identification, false_alarm=false_alarm)

    def behind() -> pl.DataFrame:
        if policy == "attribution":
            return incident_rows(asked.rows, asked.who)
        return act_rows(asked.rows, asked.who, kind=kind, alleged=alleged)

    def result() -> Result:
        if policy == "attribution":
            register = game.register(asked, {})
            return sooner_attribution(register, side, by=by, within=within, naming=naming, over=over)
        acts = acts_between(asked.rows, asked.who, kind=kind, of=of, alleged=alleged)
        return what_if(acts, policy, side, model=model, of=of, by=by, over=over)

    return m.Answer(behind=behind, result=result)
