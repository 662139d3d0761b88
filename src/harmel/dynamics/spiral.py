"""Spiral or deterrence: whether one side's acts bring more of the other's acts, or fewer.

Daily counts y_it, negative binomial around softplus(m_i + a_ii R_it + a_ij R_jt), R a geometric memory of past acts.
Unlike a linear Hawkes process it can see an effect below zero. The contrast is Jervis's (1976): in the spiral model
strength provokes, in the deterrence model it restrains. Which of them the reports fit is chosen by BIC among all
signs; how often that choice would be right with as many days is simulated and printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.baselines import bent, spline
from harmel.dynamics.numbers import Floats, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.proportions import Z95
from harmel.dynamics.spiral_fit import CROSS, Equation, fit_equation
from harmel.errors import RefusalError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST_DAYS, FEWEST_ACTS = 180, 60
REFERENCE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one more act a day of the rival does to this side's acts, on the model's scale, with its 95 % interval."""

    on: str
    by: str
    value: float
    low: float
    high: float
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spiral:
    """Which model the reports fit best, by how much, and how often that choice is right.

    ``bic`` holds each model's distance from the best; ``power`` how often each would be chosen where it is true with
    effects of ± 0.25, and under ``independent`` how often something else is chosen though nothing is there.
    """

    sides: tuple[str, str]
    days: int
    model: str
    bic: dict[str, float]
    effects: tuple[Effect, Effect]
    power: dict[str, float]
    equations: tuple[Equation, Equation]
    level: Floats
    covariates: Floats
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a model."""
        ordered = sorted(self.bic.items(), key=lambda pair: pair[1])
        return pl.DataFrame({"model": [name for name, _ in ordered], "bic_above_best": [worse for _, worse in ordered]})

    def to_json(self) -> dict[str, Any]:
        """Give everything but the daily levels as plain JSON values."""
        kept = ("sides", "days", "model", "bic", "effects", "power", "assumptions")
        return {name: jsonable(getattr(self, name)) for name in kept}

    def summary(self) -> str:
        """Say which model the reports are more compatible with, the effects, and the power of the choice."""
        second = sorted(self.bic.values())[1]
        effects = "; ".join(
            f"{e.by} on {e.on} {e.value:+.2f} [{e.low:+.2f}, {e.high:+.2f}]{'' if e.kept else ', not kept'}"
            for e in self.effects
        )
        return (
            f"The reports of {self.days} days are most compatible with: {self.model} (next best model {second:.1f} BIC "
            f"worse). Effects: {effects}. {self._power_said()} This is predictive, not causal."
        )

    def _power_said(self) -> str:
        if not self.power:
            return "Its power was not simulated."
        told = ", ".join(f"{name} {100 * share:.0f} %" for name, share in self.power.items() if name != "independent")
        false = 100 * self.power["independent"]
        return (
            f"With as many days and acts, true effects of ± {REFERENCE} are found: {told}; where there is nothing, "
            f"something is found {false:.0f} % of the time."
        )

    def plot(self) -> Figure:
        """Draw both effects with their intervals, and below them how much worse each model is than the best."""
        figure, (axis, below) = canvas(height=5.2, rows=2)
        for place, effect in enumerate(self.effects):
            axis.plot([effect.low, effect.high], [place] * 2, color="tab:blue")
            axis.plot(effect.value, place, "o", color="tab:blue", mfc="tab:blue" if effect.kept else "white")
        axis.axvline(0, color="grey", lw=0.8)
        axis.set_yticks([0, 1], [f"{e.by} on {e.on}" for e in self.effects])
        axis.set_ylim(-0.6, 1.6)
        axis.set_xlabel("fewer acts ← effect of one more act a day → more acts")
        compared = self.to_frame().reverse()
        below.barh(compared["model"].to_list(), compared["bic_above_best"].to_list(), color="tab:grey")
        below.set_xlabel("BIC above that of the best model")
        return figure


@sound
def spiral(
    acts: DailyActs, *, constant_coverage: bool = False, drift: bool = True, draws: int = 40, seed: int = 1
) -> Spiral:
    """Compare independence, spiral, deterrence and one-way answering.

    Parameters
    ----------
    constant_coverage
        Take coverage as constant where it is unknown, which the result says.
    drift
        Let each side's level drift smoothly, so that a common trend is not taken for answering.
    draws
        Simulated histories a model for the power; 0 leaves it out.

    Raises
    ------
    RefusalError
        If there are fewer than 180 days or 60 acts of a side, or coverage is unknown.

    >>> from harmel.dynamics.acts import daily_acts
    >>> rows = pl.DataFrame({"day": list(range(100)), "side": ["a", "b"] * 50})
    >>> spiral(daily_acts(rows, ("a", "b")))
    Traceback (most recent call last):
    harmel.errors.RefusalError: 100 days; this comparison needs 180 (take a longer span)
    """
    counts = _counts(acts, constant_coverage=constant_coverage)
    covariates = _covariates(acts, drift=drift)
    apart, crossed = _fits(counts, covariates)
    chosen = _choose(apart, crossed, acts.days)
    level = np.stack([covariates @ equation.weights for equation in chosen], axis=1)
    scores = model_scores(apart, crossed, acts.days, acts.sides)
    power = _power(chosen, covariates, draws=draws, seed=seed) if draws else {}
    return Spiral(
        sides=acts.sides, days=acts.days, model=min(scores, key=scores.__getitem__),
        bic={name: score - min(scores.values()) for name, score in scores.items()},
        effects=(_effect(acts.sides, 0, crossed[0], chosen[0]), _effect(acts.sides, 1, crossed[1], chosen[1])),
        power=power, equations=(chosen[0], chosen[1]), level=level, covariates=covariates,
        assumptions=_assumed(acts, drift=drift),
    )  # fmt: skip


def model_scores(apart: list[Equation], crossed: list[Equation], days: int, sides: tuple[str, str]) -> dict[str, float]:
    """Give each model's BIC; a sign that the data do not show costs its number and gains nothing."""
    price = CROSS * float(np.log(days))
    none = [e.bic(days) for e in apart]
    more = [c.bic(days) if c.rival > 0 else n + price for c, n in zip(crossed, none, strict=True)]
    less = [c.bic(days) if c.rival < 0 else n + price for c, n in zip(crossed, none, strict=True)]
    a, b = sides
    return {
        "independent": sum(none),
        "spiral": more[0] + more[1],
        f"deterrence by {a}": less[1] + min(more[0], none[0]),
        f"deterrence by {b}": less[0] + min(more[1], none[1]),
        f"one-way: {a} moves {b}": none[0] + more[1],
        f"one-way: {b} moves {a}": more[0] + none[1],
        "mutual restraint": less[0] + less[1],
    }


def _counts(acts: DailyActs, *, constant_coverage: bool) -> Floats:
    if acts.days < FEWEST_DAYS:
        raise RefusalError(f"{acts.days} days; this comparison needs {FEWEST_DAYS}", remedy="take a longer span")
    counts = np.stack([acts.daily(side) for side in (0, 1)], axis=1)
    for side, total in zip(acts.sides, counts.sum(axis=0), strict=True):
        if total < FEWEST_ACTS:
            raise RefusalError(f"{total:.0f} acts of {side}; this comparison needs {FEWEST_ACTS}")
    if acts.cover is None and not constant_coverage:
        raise RefusalError(
            "coverage is unknown: more reporting would be read as a spiral",
            remedy="give a table that names stories or third parties, or say --constant-coverage",
        )
    return counts


def _covariates(acts: DailyActs, *, drift: bool) -> Floats:
    columns = [np.ones(acts.days)]
    for known in (acts.cover, acts.third):
        if known is not None and known.std() > 0:
            columns.extend(bent(known).T)
    if drift:
        columns.extend(spline(acts.days, days_a_bend=365).T)
    return np.column_stack(columns)


def _fits(counts: Floats, covariates: Floats) -> tuple[list[Equation], list[Equation]]:
    pairs = [(np.ascontiguousarray(counts[:, i]), np.ascontiguousarray(counts[:, 1 - i])) for i in (0, 1)]
    apart = [fit_equation(own, rival, covariates, crossed=False) for own, rival in pairs]
    crossed = [
        fit_equation(own, rival, covariates, crossed=True, near=near)
        for (own, rival), near in zip(pairs, apart, strict=True)
    ]
    return apart, crossed


def _choose(apart: list[Equation], crossed: list[Equation], days: int) -> list[Equation]:
    return [c if c.bic(days) < a.bic(days) else a for a, c in zip(apart, crossed, strict=True)]


def _effect(sides: tuple[str, str], side: int, crossed: Equation, chosen: Equation) -> Effect:
    half = Z95 * crossed.error
    return Effect(
        on=sides[side], by=sides[1 - side], value=crossed.rival, low=crossed.rival - half, high=crossed.rival + half,
        kept=chosen is crossed,
    )  # fmt: skip


def simulated_choice(
    equations: list[Equation], level: Floats, covariates: Floats, cross: tuple[float, float], *, seed: int
) -> str:
    """Draw one history with the given effects (rival on first, rival on second) and say which model is chosen."""
    from harmel.dynamics.spiral_kernel import walk

    a = np.array([[equations[0].own, cross[0]], [cross[1], equations[1].own]])
    keep = np.array([e.keep for e in equations])
    size = np.array([1 / e.spread for e in equations])
    counts = walk(level, a, keep, size, np.zeros((2, 2)), seed % 2**32)
    if (counts.sum(axis=0) < FEWEST_ACTS / 2).any() or counts.max() > 1e6:  # noqa: PLR2004 - it has exploded
        return "none"
    apart, crossed = _fits(counts, covariates)
    scores = model_scores(apart, crossed, len(level), ("first", "second"))
    return min(scores, key=scores.__getitem__)


def _power(chosen: list[Equation], covariates: Floats, *, draws: int, seed: int) -> dict[str, float]:
    """Simulate how often each model is chosen, at this span's level and memory."""
    rng = np.random.default_rng(seed)
    level = np.stack([covariates @ e.weights for e in chosen], axis=1)
    mean = [float(np.logaddexp(0, level[:, i]).mean()) for i in (0, 1)]
    cases = {"spiral": (REFERENCE, REFERENCE), "deterrence": (REFERENCE, -REFERENCE), "independent": (0.0, 0.0)}
    found = {}
    for name, cross in cases.items():
        moved = level - np.array([cross[0] * mean[1], cross[1] * mean[0]])  # the effects move the mix, not the mean
        picks = [
            simulated_choice(chosen, moved, covariates, cross, seed=int(rng.integers(2**31))) for _ in range(draws)
        ]
        right = {"spiral": "spiral", "deterrence": "deterrence by first"}.get(name)
        found[name] = float(np.mean([p == right if right else p not in ("independent", "none") for p in picks]))
    return found


def _assumed(acts: DailyActs, *, drift: bool) -> tuple[str, ...]:
    return (
        "Acts are felt at once and forgotten geometrically; a side forgets its own and the rival's acts alike.",
        "The effect of an act is the same over the whole span.",
        f"Coverage enters as a covariate, counted by {acts.basis}."
        if acts.cover is not None
        else "Coverage is constant, because nothing tells how much was reported.",
        "Each side's level may drift smoothly." if drift else "Each side's level is constant.",
        *acts.notes,
    )
