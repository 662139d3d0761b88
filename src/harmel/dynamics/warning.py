"""Warning: which indicators stand above their own baseline, with the false alarms over all of them kept in check.

Each indicator's recent count is set against what its own past, the coverage and the season lead one to expect
(negative binomial); p-values are adjusted over all indicators (Holm 1979). Beside it: a change point, and a trend
test that is right where months resemble each other, so that "part of a general trend" is a tested sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.changes import change_of
from harmel.dynamics.coverage import Period, coverage, grid, span
from harmel.dynamics.kinds import indicator, indicators
from harmel.dynamics.numbers import Floats, check_time, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.rates import fit_rate, season, surprise
from harmel.dynamics.series import placed
from harmel.dynamics.sides import Between, Dyad, between
from harmel.dynamics.table import EventTable
from harmel.dynamics.trend import Trend, holm, trend
from harmel.errors import RefusalError, UsageError
from harmel.settings import Rivalry

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST_PERIODS, FEWEST_ACTS, LEVEL = 24, 10, 0.05
TALKS = "talks"
_A_YEAR = {"day": 365.25, "week": 52.18, "month": 12.0, "quarter": 4.0, "year": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: what was seen lately, what was expected, how surprising it is over all indicators, and its past.

    ``refusal`` says why there is no test; ``change`` is the first period of a new level, where a change of level is
    shown over all indicators, with its adjusted ``change_p``.
    """

    name: str
    seen: float
    expected: float | None
    p: float | None
    adjusted: float | None
    change: str
    change_p: float | None
    trend: Trend | None
    refusal: str = ""

    @property
    def raised(self) -> bool:
        """Say whether the alarm is raised at 5 % over all indicators."""
        return self.adjusted is not None and self.adjusted < LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """All indicators, with the series that they rest on; ``general`` is the trend of all but talks taken together."""

    indicators: tuple[Indicator, ...]
    general: Trend | None
    frame: pl.DataFrame
    period: str
    recent: int
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row an indicator."""
        return pl.DataFrame(
            [
                {"indicator": i.name, "seen": i.seen, "expected": i.expected, "p": i.p, "adjusted": i.adjusted,
                 "raised": i.raised, "change": i.change, "change_p": i.change_p,
                 "trend": i.trend.slope if i.trend else None, "trend_p": i.trend.p if i.trend else None,
                 "refusal": i.refusal}
                for i in self.indicators
            ],
            schema_overrides=dict.fromkeys(("expected", "p", "adjusted", "change_p", "trend", "trend_p"), pl.Float64),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say which indicators are raised, whether they are part of a general trend, and which cannot be tested."""
        tested = [i for i in self.indicators if i.p is not None]
        raised = [i for i in tested if i.raised]
        span = f"the last {self.recent} {self.period}s" if self.recent > 1 else f"the last {self.period}"
        said = "; ".join(f"{i.name} ({i.seen:.0f} seen, {i.expected or 0:.1f} expected)" for i in raised)
        alarm = f"Above their baseline in {span}: {said}." if raised else f"No indicator stands out in {span}."
        silent = [i.name for i in self.indicators if i.p is None]
        left = f" Not testable for want of acts: {', '.join(silent)}." if silent else ""
        return f"{alarm} {self._general()} {len(tested)} indicators were tested together at 5 %.{left}"

    def _general(self) -> str:
        """Say whether there is a general trend, and list the evidence: each rate's own trend."""
        known = [i for i in self.indicators if i.trend is not None]
        each = ", ".join(f"{i.name} {_slope_said(i.trend)}" for i in known if i.trend is not None)
        told = f" Each by itself, a {self.period}: {each}." if each else ""
        if self.general is None:
            return "Too few rates can be tested for a general trend."
        shown = self.general.p < LEVEL
        way = "rise" if self.general.slope > 0 else "fall"
        found = f"A general {way} is shown" if shown else "No general trend is shown"
        raised = [i.name for i in self.indicators if i.raised]
        part = f", of which {' and '.join(raised)} may be part" if shown and way == "rise" and raised else ""
        low, high, p = self.general.low, self.general.high, self.general.p
        return (
            f"{found}{part}: together, talks apart, the rates given coverage move by {self.general.slope:+.3f} of "
            f"their spread a {self.period} [{low:+.3f}, {high:+.3f}] (p = {p:.3f}, memory allowed for).{told}"
        )

    def plot(self) -> Figure:
        """Draw each indicator's counts, the recent periods shaded."""
        names = [i.name for i in self.indicators]
        figure, axes = canvas(height=1.1 * len(names) + 0.6, rows=len(names))
        periods = self.frame["period"].to_list()
        for axis, one in zip(axes, self.indicators, strict=True):
            colour = "tab:red" if one.raised else "tab:blue"
            axis.step(periods, self.frame[one.name].to_list(), where="post", color=colour, lw=0.9)
            axis.axvspan(periods[-self.recent], periods[-1], color="grey", alpha=0.2)
            axis.set_ylabel(one.name, rotation=0, ha="right", fontsize="x-small")
        return figure


@sound
def warn(table: pl.DataFrame, *, period: str = "month", recent: int = 3, draws: int = 4000, seed: int = 1) -> Warnings:
    """Test every indicator's recent count against its own past.

    Parameters
    ----------
    table
        One row a period in order: ``period``, ``coverage`` (may be absent) and one column of counts an indicator.
    recent
        How many of the last periods are tested; the rest is the baseline.

    Raises
    ------
    RefusalError
        If there are fewer than 24 periods of baseline, gaps, or negative counts.

    >>> rng = np.random.default_rng(1)
    >>> calm = pl.DataFrame({"period": range(60), "coverage": [50] * 60, "threats": rng.poisson(4, 60)})
    >>> warn(calm).indicators[0].raised
    False
    """
    check_time(table)
    baseline = table.height - recent
    if recent < 1 or baseline < FEWEST_PERIODS:
        raise RefusalError(
            f"{baseline} {period}s of baseline; a warning needs {FEWEST_PERIODS}", remedy="take a longer span"
        )  # fmt: skip
    names = [name for name in table.columns if name not in ("period", "coverage")]
    values = _values(table, names)
    cover = _cover(table)
    design = season(table.height, a_year=_A_YEAR[period])
    labels = [str(p) for p in table["period"]] if "period" in table.columns else [str(r) for r in range(table.height)]
    found = [
        _indicator(name, values[:, k], cover, design, recent, labels, draws=draws, seed=seed + k)
        for k, name in enumerate(names)
    ]
    return Warnings(
        indicators=_adjusted(found), general=_together(found, values, names, cover), frame=table, period=period,
        recent=recent, assumptions=_assumed(table),
    )  # fmt: skip


def indicator_table(events: EventTable, who: Dyad | Rivalry, *, period: Period = "month") -> pl.DataFrame:
    """Count each indicator's acts between two sides by period, either way, with coverage, for ``warn``."""
    pair = between(events, who)
    acts = _told(pair, period)
    seen, basis = coverage(pair, period)
    counts = acts.group_by("period").agg(indicator(name).sum().alias(name) for name in indicators())
    whole = grid(*span(pair, period), period).join(counts, on="period", how="left")
    whole = whole.join(seen, on="period", how="left").fill_null(0)
    return whole.drop("coverage") if basis == "unknown" else whole


def indicator_rows(events: EventTable, who: Dyad | Rivalry, *, period: Period = "month") -> pl.DataFrame:
    """List the acts that ``indicator_table`` counts, each with the indicators that it counts for."""
    acts = _told(between(events, who), period)
    names = pl.concat_list(pl.when(indicator(name)).then(pl.lit(name)) for name in indicators()).list.drop_nulls()
    return acts.with_columns(names.alias("indicators")).filter(pl.col("indicators").list.len() > 0)


def _told(pair: Between, period: Period) -> pl.DataFrame:
    """Take acts done, threatened or alleged that can be dated to a period."""
    told = pair.acts.filter(pl.col("status").fill_null("actual").is_in(["actual", "threatened", "alleged"]))
    if told.is_empty():
        raise RefusalError("no act done, threatened or alleged between the two sides")
    return placed(told, period)[0]


def _values(table: pl.DataFrame, names: Sequence[str]) -> Floats:
    if not names:
        raise UsageError("the table has no indicator", remedy="give one column of counts an indicator")
    frame = table.select(pl.col(name).cast(pl.Float64, strict=False) for name in names)
    values = frame.fill_null(float("nan")).to_numpy().astype(np.float64)
    if not np.isfinite(values).all() or (values < 0).any() or (values != np.floor(values)).any():
        raise RefusalError("a count is missing, negative or broken", remedy="give whole numbers of acts")
    return values


def _cover(table: pl.DataFrame) -> Floats:
    if "coverage" not in table.columns:
        return np.ones(table.height)
    cover = table["coverage"].cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()
    if not np.isfinite(cover).all() or (cover < 0).any() or cover.sum() == 0:
        raise RefusalError("coverage is missing, negative or nowhere above zero", remedy="check the column coverage")
    raised = cover + 0.5
    return np.asarray(raised / raised.mean())


def _indicator(
    name: str, counts: Floats, cover: Floats, design: Floats, recent: int, labels: Sequence[str], *, draws: int,
    seed: int,
) -> Indicator:  # fmt: skip
    past, now = slice(0, len(counts) - recent), slice(len(counts) - recent, len(counts))
    if counts[past].sum() < FEWEST_ACTS:
        few = f"{counts[past].sum():.0f} acts in the baseline, of {FEWEST_ACTS} needed"
        seen = float(counts[now].sum())
        return Indicator(
            name=name, seen=seen, expected=None, p=None, adjusted=None, change="", change_p=None, trend=None,
            refusal=few,
        )  # fmt: skip
    rate = fit_rate(counts[past], design[past], cover[past])
    expected = float(rate.mean(design[now], cover[now]).sum())
    p = surprise(rate, float(counts[now].sum()), design[now], cover[now], draws=draws, seed=seed)
    given = np.sqrt(counts / cover)
    shift = change_of(given, seed=seed)
    return Indicator(
        name=name, seen=float(counts[now].sum()), expected=expected, p=p, adjusted=None,
        change=labels[shift.row] if shift else "", change_p=shift.p if shift else None, trend=trend(given),
    )  # fmt: skip


def _together(found: Sequence[Indicator], values: Floats, names: Sequence[str], cover: Floats) -> Trend | None:
    """Measure the trend of the mean rate, each in units of its own spread; talks are no change for the worse."""
    tested = [k for k, one in enumerate(found) if one.trend is not None and names[k] != TALKS]
    if len(tested) < 2:  # noqa: PLR2004 - one rate is no general trend
        return None
    rates = np.sqrt(values[:, tested] / cover[:, None])
    return trend(((rates - rates.mean(axis=0)) / rates.std(axis=0)).mean(axis=1))


def _slope_said(found: Trend) -> str:
    return f"{found.slope:+.3f} (p = {found.p:.3f})"


def _adjusted(found: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Adjust both tests over all indicators; a change of level that is not shown is not named."""
    tested = [i for i in found if i.p is not None]
    alarms = holm(np.array([i.p for i in tested], dtype=np.float64))
    shifts = holm(np.array([1.0 if i.change_p is None else i.change_p for i in tested], dtype=np.float64))
    told = {i.name: (float(a), float(s)) for i, a, s in zip(tested, alarms, shifts, strict=True)}
    return tuple(
        replace(
            i, adjusted=told[i.name][0], change_p=told[i.name][1], change=i.change if told[i.name][1] < LEVEL else ""
        )
        if i.name in told
        else i
        for i in found
    )


def _assumed(table: pl.DataFrame) -> tuple[str, ...]:
    given = "Acts are reported in proportion to coverage."
    unknown = "Coverage is unknown: a rise may be a rise in reporting."
    return (
        "The baseline is the span before the recent periods; a slow rise inside it raises what is expected.",
        given if "coverage" in table.columns else unknown,
        "Trends are of the square root of acts given coverage, which steadies their variance.",
        "A step and a slow rise both show as a trend; the column change names the first period of a new level.",
        "A change of level is one date, tested against series of the same length and memory without any.",
    )
