"""``harmel warn``: which indicators stand above their own baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from harmel.cli import _measures as m

if TYPE_CHECKING:
    from harmel.dynamics.present import Result


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="warn")(warn)


@m.measuring
def warn(
    asked: m.Asked,
    *,
    period: m.PeriodName = "month",
    recent: Annotated[int, typer.Option(min=1, help="How many of the last periods are tested.")] = 3,
    seed: m.Seed = 1,
) -> m.Answer:
    """Say which indicators stand above their own past, given coverage and season, and whether there is a general trend.

    Deployments, missiles, exercises, cyber incidents, air and sea incidents, threats, expulsions, attacks and talks are
    tested together, so that one false alarm in twenty is the rate over all of them.
    """
    from harmel.dynamics import indicator_rows, indicator_table
    from harmel.dynamics import warn as measure

    def result() -> Result:
        counts = indicator_table(asked.rows, asked.who, period=period)
        return measure(counts, period=period, recent=recent, seed=seed)

    return m.Answer(behind=lambda: indicator_rows(asked.rows, asked.who, period=period), result=result)
