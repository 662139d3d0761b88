"""Fitting one side's daily counts to its own past and the rival's, with a sign that the data choose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.descent import descend
from harmel.dynamics.numbers import Floats, Integers

_FAST, _SLOW = -3.0, 3.5
_PLAIN = 1e-3
# What an effect of the rival counts for in the BIC. It also takes part in choosing the memory, so one number is too
# little: in two years of sides without momentum something was found in 11 of 100 histories, with 1.35 in 5.
CROSS = 1.35
_STARTS = ((0.0, 0.05), (1.5, -0.05))
_GAIN, _LEAST_SHARP = 1e-5, 1e-2
_SPREAD_KNOWN = 0.1  # what a day tells of the logarithm of the spread: a first guess, which the descent corrects


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """One side's equation: mean = softplus(weights·covariates + own·R_own + rival·R_rival), negative binomial.

    ``keep`` is how much of an act is still felt a day later; ``spread`` the extra variance (0 for Poisson); ``error``
    the standard error of ``rival``.
    """

    weights: Floats
    own: float
    rival: float
    error: float
    keep: float
    spread: float
    negative_loglikelihood: float
    free: float

    def bic(self, days: int) -> float:
        """Give the Bayesian information criterion; lower is better."""
        return 2 * self.negative_loglikelihood + self.free * float(np.log(days))


@dataclass(frozen=True, slots=True)
class _Problem:
    own: Floats
    rival: Floats
    distinct: Floats
    kind: Integers
    covariates: Floats
    crossed: bool

    @classmethod
    def of(cls, own: Floats, rival: Floats, covariates: Floats, *, crossed: bool) -> _Problem:
        distinct, kind = np.unique(own, return_inverse=True)
        return cls(own, rival, distinct, kind.astype(np.int64), covariates, crossed)

    def down(self, x: Floats) -> tuple[float, Floats]:
        from harmel.dynamics.spiral_kernel import equation

        many = self.covariates.shape[1]
        keep, spread = _keep(x), float(np.exp(x[-1]))
        a_rival = float(x[many + 1]) if self.crossed else 0.0
        value, slope = equation(
            self.own, self.rival, self.distinct, self.kind, self.covariates, x[:many], float(x[many]), a_rival, keep,
            1 / spread,
        )  # fmt: skip
        slope[-2] *= keep * (1 - keep)
        slope[-1] *= spread
        if not self.crossed:
            slope[many + 1] = 0.0
        return value / len(self.own), slope / len(self.own)

    def first_inverse(self, x: Floats) -> Floats:
        """Guess the inverse curvature from Fisher's information, kept away from singular."""
        from harmel.dynamics.spiral_kernel import information

        many, keep = self.covariates.shape[1], _keep(x)
        known = np.zeros((len(x), len(x)))
        known[:-1, :-1] = information(
            self.own, self.rival, self.covariates, x[:many], float(x[many]), float(x[many + 1]), keep, np.exp(-x[-1])
        )
        known[-2] *= keep * (1 - keep)
        known[:, -2] *= keep * (1 - keep)
        known[-1, -1] = len(self.own) * _SPREAD_KNOWN
        ridge = np.diag(np.maximum(1e-3 * np.diag(known), 1e-3 * len(self.own)))
        return np.asarray(np.linalg.inv((known + ridge) / len(self.own)))


def fit_equation(
    own: Floats, rival: Floats, covariates: Floats, *, crossed: bool, near: Equation | None = None
) -> Equation:
    """Fit one side's equation, with or without the rival's acts.

    Parameters
    ----------
    own, rival
        Counts by day.
    covariates
        Shape (days, K); the first column is ones.
    near
        A fit from which to take the level at the start; the memory and the rival's effect are still tried anew.

    >>> rng = np.random.default_rng(1)
    >>> a, b = rng.poisson(2.0, 400).astype(float), rng.poisson(2.0, 400).astype(float)
    >>> abs(fit_equation(a, b, np.ones((400, 1)), crossed=True).rival) < 0.5
    True
    """
    problem = _Problem.of(own, rival, covariates, crossed=crossed)
    many = covariates.shape[1]
    low = np.concatenate([np.full(many, -30.0), [-5.0, -5.0, _FAST, -7.0]])
    high = np.concatenate([np.full(many, 30.0), [5.0, 5.0, _SLOW, 3.0]])
    best: tuple[Floats, float] | None = None
    for memory, rival_start in _STARTS:
        start = np.zeros(many + 4)
        start[0] = _unsoft(max(float(own.mean()) * 0.8, 0.01))
        start[many : many + 4] = [0.05, rival_start if crossed else 0.0, memory, -2.0]
        if near is not None:
            start[:many], start[many], start[-1] = near.weights, near.own, np.log(near.spread)
        x, value, _ = descend(problem.down, start, problem.first_inverse(start), (low, high), gain=_GAIN / len(own))
        if best is None or value < best[1]:
            best = (x, value)
    if best is None:
        raise AssertionError
    return _equation(problem, best[0], best[1])


def _equation(problem: _Problem, x: Floats, value: float) -> Equation:
    many, days = problem.covariates.shape[1], len(problem.own)
    spread = float(np.exp(x[-1]))
    return Equation(
        weights=x[:many], own=float(x[many]), rival=float(x[many + 1]) if problem.crossed else 0.0,
        error=_error(problem, x, many + 1) if problem.crossed else 0.0, keep=_keep(x),
        spread=spread, negative_loglikelihood=value * days,
        free=many + 2 + CROSS * int(problem.crossed) + int(spread > _PLAIN * 2),
    )  # fmt: skip


def _error(problem: _Problem, x: Floats, place: int) -> float:
    """Give the standard error of one number from the curvature, by differences of the exact gradient."""
    at_edge = {len(x) - 1} if x[-1] <= np.log(_PLAIN * 2) else set()
    at_edge |= set() if _FAST < x[-2] < _SLOW else {len(x) - 2}
    free = [i for i in range(len(x)) if i not in at_edge]
    rows = []
    for i in free:
        step = np.zeros_like(x)
        step[i] = 1e-4
        rows.append((problem.down(x + step)[1] - problem.down(x - step)[1])[free] / 2e-4)
    curved = np.stack(rows) * len(problem.own)
    sharp, along = np.linalg.eigh((curved + curved.T) / 2)
    spread = along / np.maximum(sharp, _LEAST_SHARP) @ along.T  # what is flat or bends back is as good as unknown
    at = free.index(place)
    return float(np.sqrt(spread[at, at]))


def _keep(x: Floats) -> float:
    return float(1 / (1 + np.exp(-x[-2])))


def _unsoft(mean: float) -> float:
    """Give the number whose softplus is ``mean``."""
    return float(np.log(np.expm1(min(mean, 30.0)))) if mean < 30 else mean  # noqa: PLR2004 - they are equal there
