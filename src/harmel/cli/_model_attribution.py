"""The game of attribution, and the register of incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from harmel.cli import _measures as m
from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from harmel.dynamics import Incidents
    from harmel.dynamics.present import Result

Attackers = Annotated[int, typer.Option("--attackers", min=1, max=50, help="How many may attack.")]
Identification = Annotated[
    float, typer.Option("--identification", min=0, max=1, help="Chance that the right one is named.")
]
FalseAlarm = Annotated[
    float, typer.Option("--false-alarm", min=0, max=1, help="Chance of an alarm without an attack.")
]  # fmt: skip


@m.measuring
def attribution(
    asked: m.Asked,
    *,
    incidents: Annotated[bool, typer.Option("--incidents", help="List alleged attacks instead of a game.")] = False,
    consultation: Annotated[str, typer.Option(help="Your threshold: reports=3,attributing=2,casualties=1.")] = "",
    collective_defence: Annotated[str, typer.Option(help="Your threshold: reports=10,attributing=5,acts=2.")] = "",
    attackers: Attackers = 2,
    detection: Annotated[float, typer.Option(min=0, max=1, help="Chance that an attack is seen.")] = 0.8,
    identification: Identification = 0.7,
    false_alarm: FalseAlarm = 0.05,
) -> m.Answer:
    """Solve a game of deterrence with imperfect attribution, or list the incidents of a ledger (--incidents).

    The game says who dares to attack and what better attribution changes; the register says who accuses whom, who
    denies, what effects are claimed, and how far each incident stands from thresholds that you set. The tool computes;
    it does not advise.
    """
    from harmel import dynamics

    def behind() -> pl.DataFrame:
        if not incidents:
            raise UsageError("the game rests on no records", remedy="say --incidents --events")
        return dynamics.incident_rows(asked.rows, asked.who)

    def result() -> Result:
        if incidents:
            asked_for = {"consultation": consultation, "collective defence": collective_defence}
            return register(asked, {name: dynamics.threshold(text) for name, text in asked_for.items() if text})
        return dynamics.attribution(
            dynamics.game(
                detection=detection, identification=identification, false_alarm=false_alarm, attackers=attackers
            )
        )

    return m.Answer(behind=behind, result=result)


def register(asked: m.Asked, thresholds: dict[str, dict[str, float]]) -> Incidents:
    """Make the register from a table, or from a ledger with its statements, figures and reports."""
    from harmel.dynamics import incidents as measure

    names = ("statements", "figures", "reports", "links") if asked.table is None else ()
    return measure(asked.rows, asked.who, thresholds=thresholds, **{name: asked.kept(name) for name in names})
