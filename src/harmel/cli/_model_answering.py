"""The models of how two sides answer each other: reciprocity, provocation, spiral or deterrence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmel.cli import _measures as m
from harmel.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from harmel.dynamics.present import Result

Breaks = Annotated[
    str, typer.Option("--breaks", help="First days of new regimes, from history: 1987-12-09,2000-10-01.")
]
Marks = Annotated[
    Literal["alike", "goldstein"],
    typer.Option("--marks", help="How acts weigh: alike, or by the size of their Goldstein score."),
]


@m.measuring
def reciprocity(
    asked: m.Asked,
    *,
    period: m.PeriodName = "week",
    pair: Annotated[
        str,
        typer.Option(help="Two number columns of the table, such as a,b, instead of events; found if it has two."),
    ] = "",
    lags: Annotated[int | None, typer.Option(help="How many periods back; chosen by --criterion if not given.")] = None,
    criterion: Annotated[Literal["aic", "bic", "hq"], typer.Option(help="What chooses the lags.")] = "bic",
    breaks: Breaks = "",
    seed: m.Seed = 1,
) -> m.Answer:
    """Say whether each side's acts answer the other's: over the whole span, and inside each regime.

    A level that shifts on both sides looks like answering. So shifts are looked for (or given with --breaks) and
    results inside regimes stand beside the pooled ones.
    """
    from harmel.dynamics import between, placed, scores, series
    from harmel.dynamics import reciprocity as measure

    numbers = pair or _numbers(asked)

    def behind() -> pl.DataFrame:
        if numbers:
            raise UsageError("numbers by period have no records", remedy="leave out --events")
        acts = placed(between(asked.rows, asked.who).acts, period)[0]
        return acts.filter(acts["status"].fill_null("actual") == "actual")

    def result() -> Result:
        if numbers:
            rows, names = _pair(asked.table, numbers)
        else:
            measured = series(asked.rows, asked.who, period=period)
            rows, names = scores(measured), measured.sides
        at = _rows_of(rows, breaks) if breaks else None
        return measure(rows, names, lags=lags, criterion=criterion, breaks=at, seed=seed)

    return m.Answer(behind=behind, result=result)


@m.measuring
def provocation(
    asked: m.Asked,
    *,
    kind: m.ActKind = "conflict",
    third: m.Third = "",
    marks: Marks = "alike",
    alleged: m.Alleged = False,
    prior: Annotated[bool, typer.Option(help="Allow fewer than 400 acts by shrinking towards no answering.")] = False,
    constant_coverage: m.Constant = False,
    seed: m.Seed = 1,
) -> m.Answer:
    """Say which part of each side's acts answers the other's, which its own, and which neither.

    A marked Hawkes process with coverage as offset. Beside each share: its interval, its range over five baselines, a
    placebo, time reversed, and a residual test. Refuses below 400 acts unless --prior.
    """
    from harmel.dynamics import act_rows, acts_between
    from harmel.dynamics import provocation as measure

    def result() -> Result:
        acts = acts_between(asked.rows, asked.who, kind=kind, third=third, marks=marks, alleged=alleged)
        return measure(acts, prior=prior, constant_coverage=constant_coverage, seed=seed)

    return m.Answer(behind=lambda: act_rows(asked.rows, asked.who, kind=kind, alleged=alleged), result=result)


@m.measuring
def spiral(
    asked: m.Asked,
    *,
    kind: m.ActKind = "conflict",
    third: m.Third = "",
    alleged: m.Alleged = False,
    constant_coverage: m.Constant = False,
    draws: Annotated[int, typer.Option(min=0, help="Simulated histories a model for the power; 0 leaves it out.")] = 40,
    seed: m.Seed = 1,
) -> m.Answer:
    """Say whether one side's acts bring more of the other's (spiral) or fewer (deterrence), and with what power.

    A signed count model of daily acts; independence, spiral, deterrence by either side and one-way answering are
    compared by BIC. The answer is what the reports are more compatible with: predictive, not causal.
    """
    from harmel.dynamics import act_rows, acts_between
    from harmel.dynamics import spiral as measure

    def result() -> Result:
        acts = acts_between(asked.rows, asked.who, kind=kind, third=third, alleged=alleged)
        return measure(acts, constant_coverage=constant_coverage, draws=draws, seed=seed)

    return m.Answer(behind=lambda: act_rows(asked.rows, asked.who, kind=kind, alleged=alleged), result=result)


def _numbers(asked: m.Asked) -> str:
    """Name the two columns of a table of numbers; a table that names sides, or a ledger, is one of events.

    Raises
    ------
    UsageError
        If the table holds more or fewer columns of numbers than two, and nothing else.
    """
    from harmel.dynamics.files import load
    from harmel.dynamics.numbers import number_columns

    if asked.table is None or asked.column or asked.dyad:
        return ""
    columns = number_columns(load(asked.table))
    if len(columns) > 2:  # noqa: PLR2004 - a pair
        raise UsageError(
            f"a table of {len(columns)} columns of numbers: {', '.join(columns[:12])}",
            where=str(asked.table),
            remedy=f"say which two: --pair {','.join(columns[:2])}",
        )
    return ",".join(columns) if len(columns) == 2 else ""  # noqa: PLR2004 - a pair


def _pair(table: Path | None, pair: str) -> tuple[pl.DataFrame, tuple[str, str]]:
    from harmel.dynamics.files import load
    from harmel.dynamics.numbers import with_period

    names = tuple(name.strip() for name in pair.split(","))
    if table is None or len(names) != 2:  # noqa: PLR2004 - a pair
        raise UsageError("--pair needs --table and two column names", remedy="--table FILE --pair a,b")
    return with_period(load(table)), (names[0], names[1])


def _rows_of(rows: pl.DataFrame, breaks: str) -> list[int]:
    """Find the first row at or after each day; a table without days takes row numbers."""
    said = [part.strip() for part in breaks.split(",") if part.strip()]
    if "period" not in rows.columns:
        if not all(part.isdigit() for part in said):
            raise UsageError("this table has no column period", remedy="give --breaks as row numbers")
        return [int(part) for part in said]
    periods = [str(period) for period in rows["period"]]
    return [sum(period < day for period in periods) for day in said]
