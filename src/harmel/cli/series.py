"""``harmel series`` and ``harmel posture``: what each side did, period by period."""

from __future__ import annotations

import typer

from harmel.cli import _measures as m


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command(name="series")(series)
    app.command(name="posture")(posture)


@m.measuring
def series(asked: m.Asked, *, period: m.PeriodName = "month") -> m.Answer:
    """Count each side's acts toward the other, period by period, beside how much was reported.

    Only acts reported as done are counted as acts; copies of one story count once; an event that cannot be dated to the
    period stands in none. For two states: harmel series --dyad USA:RUS --period week. For anyone's event data:
    harmel series --table events.tab --dyad USA:RUS.
    """
    from harmel.dynamics import between, placed
    from harmel.dynamics import series as measure

    return m.Answer(
        behind=lambda: placed(between(asked.rows, asked.who).acts, period)[0],
        result=lambda: measure(asked.rows, asked.who, period=period),
    )


@m.measuring
def posture(asked: m.Asked, *, period: m.PeriodName = "month") -> m.Answer:
    """Say how each side's acts divide into deterrence, defence, dialogue, hostility and accommodation.

    The mapping from acts to postures is published and the same for every side; the figure is a triangle of deterrence,
    defence and dialogue, one dot a period.
    """
    from harmel.dynamics import posture as measure
    from harmel.dynamics import postured

    statements = asked.kept("statements") if asked.table is None else None
    return m.Answer(
        behind=lambda: postured(asked.rows, asked.who, period=period, statements=statements)[0],
        result=lambda: measure(asked.rows, asked.who, period=period, statements=statements),
    )
