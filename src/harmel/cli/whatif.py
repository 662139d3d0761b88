"""``harmel whatif``: both sides' acts ahead under a changed policy, with a band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmel.cli import _measures as m

if TYPE_CHECKING:
    from harmel.dynamics.present import Result


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="whatif")(whatif)


@m.measuring
def whatif(
    asked: m.Asked,
    policy: Annotated[Literal["reduce", "hold", "mirror"], typer.Argument(help="What the side does differently.")],
    side: Annotated[str, typer.Argument(help="Which side, as the rivalry or the dyad names it.")],
    *,
    kind: m.ActKind = "conflict",
    by: Annotated[float, typer.Option(min=0, max=1, help="For reduce: which share of its acts it leaves out.")] = 0.5,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far ahead.")] = 180,
    draws: Annotated[int, typer.Option(min=10, help="How many draws of the parameters.")] = 60,
    constant_coverage: m.Constant = False,
    seed: m.Seed = 1,
) -> m.Answer:
    """Say how both sides' acts would run if one side did less, kept steady, or mirrored the other, against as now.

    Rests on the signed count model of harmel model spiral; every number has a band from draws of its parameters.
    """
    from harmel.dynamics import act_rows, acts_between, what_if

    def result() -> Result:
        acts = acts_between(asked.rows, asked.who, kind=kind)
        return what_if(
            acts, policy, side, by=by, days=days, draws=draws, constant_coverage=constant_coverage, seed=seed
        )

    return m.Answer(behind=lambda: act_rows(asked.rows, asked.who, kind=kind), result=result)
