"""Reciprocity: whether each side's acts answer the other's, pooled and regime by regime.

Vector autoregression in the tradition of Goldstein and Freeman (1990). A shift of level that both sides share makes
each side's past foretell the other, with no answering at all: so breaks are looked for first, and results within
regimes always stand beside the pooled one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from harmel.dynamics import var
from harmel.dynamics.breaks import find_breaks, level_shift_test
from harmel.dynamics.cointegration import Cointegration, Correction, correction, wanders
from harmel.dynamics.cointegration_draws import against_draws
from harmel.dynamics.files import as_frame
from harmel.dynamics.numbers import Floats, check_time, matrix, sound, with_period
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.series import Series
from harmel.errors import RefusalError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST = 60
LEVEL = 0.05
Criterion = Literal["aic", "bic", "hq"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """Rows ``start`` to ``end`` (not included) with the two Granger tests inside them; none where they are too few."""

    start: int
    end: int
    first: str
    last: str
    tests: tuple[var.Granger, ...]
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """Answering between two series.

    ``pooled`` are the tests over the whole span, ``regimes`` those inside each; ``impulses`` has shape (horizon + 1,
    response, impulse) with its 95 % band ``low`` and ``high``; ``shift_p`` tests that the level never shifts; ``tie``
    and ``correction`` are there where both series wander.
    """

    names: tuple[str, str]
    lags: int
    chosen: dict[str, int]
    pooled: tuple[var.Granger, ...]
    regimes: tuple[Regime, ...]
    shift_p: float
    impulses: Floats
    low: Floats
    high: Floats
    wandering: tuple[bool, bool]
    tie: Cointegration | None
    correction: Correction | None
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a span and direction."""
        spans = [("all", "all", self.pooled)] + [
            (r.first, r.last, r.tests) for r in self.regimes if len(self.regimes) > 1
        ]
        rows = [
            {"from": first, "to": last, "cause": t.cause, "effect": t.effect, "f": t.f, "p": t.p, "total": t.total,
             "observations": t.observations, "lags": self.lags}
            for first, last, tests in spans for t in tests
        ]  # fmt: skip
        return pl.DataFrame(rows)

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say what holds over the whole span, what is left of it inside regimes, and which of the two to believe."""
        whole = f"Over the whole span ({self.lags} lag{'s' * (self.lags > 1)}), {_said(self.pooled)}."
        return " ".join(part for part in (whole, self._by_regime(), self._wandering_said(), _CAUTION) if part)

    def _by_regime(self) -> str:
        if len(self.regimes) == 1:
            calm = f"No shift of level splits the span (p = {self.shift_p:.3f})."
            return calm if self.shift_p > LEVEL else f"{calm[:-1]}, though its test rejects a constant level."
        parts = [f"{r.first} to {r.last}: {_said(r.tests) if r.tests else r.refusal}" for r in self.regimes]
        return f"Inside regimes ({len(self.regimes)}), {'; '.join(parts)}. {self._verdict()}"

    def _verdict(self) -> str:
        inside = [t.f for r in self.regimes for t in r.tests]
        if not inside:
            return (
                "No regime is long enough for a test of its own: the pooled tests cannot be told from a shift of level."
            )
        largest, pooled = max(inside), max(t.f for t in self.pooled)
        if largest < pooled / 2:
            return (
                f"F is at most {largest:.1f} inside regimes and {pooled:.1f} over all: most of the pooled result is a "
                "shift of level that both series share, though shorter spans lower F too; quote the regimes."
            )
        return f"F is at most {largest:.1f} inside regimes and {pooled:.1f} over all."

    def _wandering_said(self) -> str:
        if not all(self.wandering):
            return ""
        if self.tie is None or not self.tie.found or self.correction is None:
            return "Both series wander without a common long-run tie: their levels' relation may be spurious."
        c = self.correction
        speeds = ", ".join(
            f"{name} {speed:.3f} (se {se:.3f})" for name, speed, se in zip(self.names, c.speeds, c.errors, strict=True)
        )
        return f"Both wander and share a long-run tie ({self.tie.said()}); return: {speeds}."

    def plot(self) -> Figure:
        """Draw the four impulse responses with their bands."""
        figure, axes = canvas(height=8, rows=4)
        for place, (response, impulse) in enumerate(((0, 0), (0, 1), (1, 0), (1, 1))):
            steps = np.arange(len(self.impulses))
            axes[place].axhline(0, color="grey", lw=0.7)
            axes[place].fill_between(steps, self.low[:, response, impulse], self.high[:, response, impulse], alpha=0.3)
            axes[place].plot(steps, self.impulses[:, response, impulse])
            axes[place].set_ylabel(f"{self.names[impulse]} →\n{self.names[response]}", fontsize="small")
        axes[-1].set_xlabel("periods after a shock of one standard deviation; 95 % band")
        return figure


_CAUTION = "Foretelling is not causing: a third cause that moves both sides at different speeds gives the same picture."


@sound
def reciprocity(
    table: object,
    columns: tuple[str, str],
    *,
    lags: int | None = None,
    most: int = 12,
    criterion: Criterion = "bic",
    breaks: Sequence[int] | None = None,
    seed: int = 1,
) -> Reciprocity:
    """Measure whether two series of acts answer each other.

    Parameters
    ----------
    table
        One row a period, in order; a column that says when (period, week, date, month, …) is checked for gaps.
    columns
        The two columns, such as weekly Goldstein totals of each side toward the other.
    lags
        How many; by ``criterion`` among 1 to ``most`` if not given.
    breaks
        Rows at which a regime begins, from history; looked for in the levels if not given; ``()`` for none.

    Raises
    ------
    RefusalError
        If there are fewer than 60 periods, gaps, or a constant series.

    >>> rng = np.random.default_rng(1)
    >>> noise = pl.DataFrame({"a": rng.normal(size=200), "b": rng.normal(size=200)})
    >>> reciprocity(noise, ("a", "b")).pooled[0].p > 0.01
    True
    """
    frame = with_period(as_frame(table))
    check_time(frame)
    pair = matrix(frame, columns)
    if len(pair) < FEWEST:
        raise RefusalError(
            f"{len(pair)} periods; reciprocity needs {FEWEST}", remedy="take a longer span or shorter periods"
        )
    reach = min(most, len(pair) // 10)
    scores = var.criteria(pair, reach)
    chosen = {name: int(np.argmin(values)) + 1 for name, values in scores.items()}
    depth = _depth(lags, chosen[criterion], len(pair))
    fitted = var.fit(pair, depth)
    shortest = max(FEWEST, 5 * (2 * depth + 1))
    starts = find_breaks(pair, shortest=shortest) if breaks is None else _checked(breaks, len(pair))
    low, high = var.impulse_band(fitted, 12, draws=400, seed=seed)
    wandering, tie, corrected = _tied(pair, depth, seed=seed)
    return Reciprocity(
        names=columns, lags=depth, chosen=chosen, pooled=_both(fitted, columns),
        regimes=_regimes(pair, [0, *starts, len(pair)], columns, depth, _labels(frame, len(pair))),
        shift_p=level_shift_test(pair, seed=seed),
        impulses=var.impulses(fitted.coefficients, fitted.covariance, depth, 12), low=low, high=high,
        wandering=wandering, tie=tie, correction=corrected, assumptions=_assumed(depth, breaks),
    )  # fmt: skip


def scores(measured: Series) -> pl.DataFrame:
    """Lay a series out for ``reciprocity``: ``period`` and one column of Goldstein sums a side, named by the side."""
    return measured.frame.pivot("side", index="period", values="goldstein_sum").select("period", *measured.sides)


def _tied(pair: Floats, depth: int, *, seed: int) -> tuple[tuple[bool, bool], Cointegration | None, Correction | None]:
    """Say which series wander, whether both share a long-run tie, and how they return to it."""
    wandering = (wanders(pair[:, 0], lags=depth), wanders(pair[:, 1], lags=depth))
    if not all(wandering):
        return wandering, None, None
    changes = max(0, depth - 1)
    tie = against_draws(pair, lags=changes, seed=seed)
    return wandering, tie, correction(pair, lags=changes) if tie.found else None


def _depth(lags: int | None, chosen: int, periods: int) -> int:
    if lags is None:
        return chosen
    if not 1 <= lags <= periods // 6:
        raise UsageError(f"{lags} lags of {periods} periods", remedy=f"1 to {periods // 6}")
    return lags


def _checked(breaks: Sequence[int], periods: int) -> list[int]:
    if any(not 0 < row < periods for row in breaks) or sorted(set(breaks)) != list(breaks):
        raise UsageError("breaks must rise and lie inside the span", remedy=f"rows from 1 to {periods - 1}")
    return list(breaks)


def _labels(frame: pl.DataFrame, rows: int) -> list[str]:
    return [str(p) for p in frame["period"]] if "period" in frame.columns else [str(row) for row in range(rows)]


def _both(fitted: var.Fit, names: tuple[str, str]) -> tuple[var.Granger, ...]:
    return var.granger(fitted, names, 0), var.granger(fitted, names, 1)


def _regimes(
    pair: Floats, edges: list[int], names: tuple[str, str], lags: int, labels: list[str]
) -> tuple[Regime, ...]:
    found = []
    for start, end in pairwise(edges):
        tests: tuple[var.Granger, ...] = ()
        refusal = ""
        if end - start < FEWEST:
            refusal = f"{end - start} periods, too few for a test of its own"
        else:
            try:
                tests = _both(var.fit(pair[start:end], lags), names)
            except RefusalError as error:
                refusal = error.what
        found.append(
            Regime(start=start, end=end, first=labels[start], last=labels[end - 1], tests=tests, refusal=refusal)
        )
    return tuple(found)


def _said(tests: Sequence[var.Granger]) -> str:
    return ", ".join(f"{t.cause} → {t.effect} F = {t.f:.2f} (p {_p(t.p)})" for t in tests)


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"  # noqa: PLR2004 - how p is written


def _assumed(lags: int, breaks: Sequence[int] | None) -> tuple[str, ...]:
    where = "Regimes begin where the level shifts, by a penalty in units of the long-run variance."
    given = "Regimes begin where the user says."
    return (
        f"Each series depends linearly on {lags} past period{'s' * (lags > 1)} of both.",
        where if breaks is None else given,
        "An impulse of the second series does not move the first in the same period (the order of the columns).",
        "The scores of the acts are interval numbers: two acts of −2 weigh as one of −4.",
    )
