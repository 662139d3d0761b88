"""A marked Hawkes process for two sides' acts, with coverage as an offset: data, likelihood and fit.

λ_A(t) = V(t)·[μ_A·exp(x(t)·γ_A) + Σ_j G_Aj Σ_{s∈j, s<t} m_s β exp(−β(t−s)) / V(s)]

V is coverage, m an act's weight, x covariates by day. After Hawkes (1971) and Ogata (1988); the coverage offset keeps a
rise in reporting from being read as excitation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from harmel.dynamics.descent import descend
from harmel.dynamics.numbers import Floats, Integers
from harmel.errors import RefusalError

_WARM_FROM, _WARM_SHARE = 50_000, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Acts in order of time; ``edges`` bound the days (C + 1), ``day`` is each act's, ``covariates`` is (C, K)."""

    times: Floats
    who: Integers
    day: Integers
    marks: Floats
    edges: Floats
    cover: Floats
    covariates: Floats
    sides: int = 2

    @property
    def load(self) -> Floats:
        """Give each act's weight over the coverage of its day."""
        load: Floats = self.marks / self.cover[self.day]
        return load

    @property
    def width(self) -> Floats:
        """Give each day's length."""
        return np.diff(self.edges)

    def at(self, times: Floats) -> History:
        """Give the same acts at other times of the same days, in order."""
        order = np.argsort(times, kind="stable")
        return replace(
            self, times=times[order], who=self.who[order], day=self.day[order], marks=self.marks[order]
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """``mu`` (M), ``gamma`` (M, K), ``branching`` G (target, source), ``beta`` a day."""

    mu: Floats
    gamma: Floats
    branching: Floats
    beta: float

    def logs(self) -> Floats:
        """Give all as one vector, the positive ones as logarithms: μ, γ, G, β."""
        return np.concatenate(
            [np.log(self.mu), self.gamma.ravel(), np.log(self.branching).ravel(), [np.log(self.beta)]]
        )

    @classmethod
    def of(cls, logs: Floats, sides: int) -> Parameters:
        """Read what ``logs`` wrote."""
        many = (len(logs) - sides - sides * sides - 1) // sides
        gamma_end = sides + sides * many
        return cls(
            mu=np.exp(logs[:sides]), gamma=logs[sides:gamma_end].reshape(sides, many),
            branching=np.exp(logs[gamma_end:-1]).reshape(sides, sides), beta=float(np.exp(logs[-1])),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HawkesFit:
    """A maximum of the likelihood. ``shares`` (M, 1 + M): background, then each source, in parts of a side's acts."""

    parameters: Parameters
    loglikelihood: float
    shares: Floats
    evaluations: int


def history(
    times: Floats, who: Integers, *, end: float, marks: Floats | None = None, cover: Floats | None = None,
    covariates: Floats | None = None, sides: int = 2,
) -> History:  # fmt: skip
    """Put acts in order over ``end`` time units, cut into as many days as ``cover`` or ``covariates`` have rows.

    >>> history(np.array([2.5, 0.5]), np.array([0, 1]), end=3.0, cover=np.ones(3)).day.tolist()
    [0, 2]
    """
    days = len(cover) if cover is not None else 1 if covariates is None else len(covariates)
    edges = np.linspace(0.0, end, days + 1)
    order = np.argsort(times, kind="stable")
    at = np.asarray(times, dtype=np.float64)[order]
    day = np.clip(np.searchsorted(edges, at, side="right") - 1, 0, days - 1).astype(np.int64)
    return History(
        times=at, who=np.asarray(who)[order].astype(np.int64), day=day,
        marks=np.ones(len(at)) if marks is None else np.asarray(marks, dtype=np.float64)[order], edges=edges,
        cover=np.ones(days) if cover is None else np.asarray(cover, dtype=np.float64),
        covariates=np.zeros((days, 0)) if covariates is None else np.asarray(covariates, dtype=np.float64), sides=sides,
    )  # fmt: skip


def evaluate(acts: History, p: Parameters) -> tuple[float, Floats, Floats]:
    """Give the log-likelihood, its gradient in ``Parameters.logs`` and the shares of each term.

    >>> acts = history(np.array([0.5, 2.5]), np.array([0, 0]), end=3.0, sides=1)
    >>> p = Parameters(mu=np.array([0.5]), gamma=np.zeros((1, 0)), branching=np.array([[1e-9]]), beta=1.0)
    >>> bool(np.isclose(evaluate(acts, p)[0], 2 * np.log(0.5) - 1.5))
    True
    """
    from harmel.dynamics import hawkes_kernel as kernel

    level = np.exp(p.gamma @ acts.covariates.T)
    load = acts.load
    logs, shares, by_beta = kernel.likelihood(
        acts.times, acts.who, acts.day, load, acts.cover, level, p.mu, p.branching, p.beta
    )
    whole, slope = kernel.reach(acts.times, acts.who, acts.day, load, acts.edges, acts.cover, p.beta, acts.sides)
    exposed = p.mu[:, None] * level * (acts.cover * acts.width)
    base = exposed.sum(axis=1)
    value = logs - base.sum() - (p.branching @ whole).sum()
    by_gamma = np.zeros((acts.sides, 0))
    if acts.covariates.shape[1]:
        scores = kernel.covariate_scores(
            acts.times, acts.who, acts.day, load, level, p.mu, p.branching, p.beta, acts.covariates
        )
        by_gamma = scores - exposed @ acts.covariates
    by_branching = shares[:, 1:] - p.branching * whole
    by_log_beta = p.beta * (by_beta - (p.branching @ slope).sum())
    gradient = np.concatenate([shares[:, 0] - base, by_gamma.ravel(), by_branching.ravel(), [by_log_beta]])
    return float(value), gradient, shares


def fit(acts: History, *, start: Parameters | None = None, prior: bool = False, precise: bool = True) -> HawkesFit:
    """Find the maximum of the likelihood, from several decays where the data are few.

    Parameters
    ----------
    start
        Where to begin; then no other start is tried.
    prior
        Shrink G towards zero (half-normal, scale one half) and β towards a memory of three days (log-normal, σ = 1).
    precise
        Stop only where nothing is gained any more.

    Raises
    ------
    RefusalError
        If a side has no act.
    """
    seen = np.bincount(acts.who, minlength=acts.sides)
    if (seen == 0).any():
        raise RefusalError("one side is silent: there is nothing to answer", remedy="take a longer span")
    starts = [start] if start is not None else _starts(acts, seen)
    tried = [_climb(acts, one, prior=prior, precise=precise) for one in starts]
    return max(tried, key=lambda found: found.loglikelihood)


def _starts(acts: History, seen: Integers) -> list[Parameters]:
    exposure = float((acts.cover * acts.width).sum())
    many = acts.covariates.shape[1]
    pace = len(acts.times) / float(acts.edges[-1] - acts.edges[0])

    def one(beta: float) -> Parameters:
        branching = np.full((acts.sides, acts.sides), 0.5 / acts.sides)
        return Parameters(
            mu=(0.5 * seen / exposure).astype(np.float64), gamma=np.zeros((acts.sides, many)),
            branching=branching, beta=beta,
        )  # fmt: skip

    if len(acts.times) < _WARM_FROM:
        return [one(pace * scale) for scale in (0.05, 0.4, 3.0)]
    few = fit(_first(acts, len(acts.times) // _WARM_SHARE), precise=False).parameters
    return [few]


def _first(acts: History, many: int) -> History:
    """Cut a history short, for a first guess; a history of one day is cut inside it."""
    end = float(acts.times[many])
    days = int(acts.day[many]) + 1
    edges = acts.edges[: days + 1].copy()
    edges[-1] = min(edges[-1], end) if days == 1 else edges[-1]
    kept = acts.times < edges[-1]
    return replace(
        acts, times=acts.times[kept], who=acts.who[kept], day=acts.day[kept], marks=acts.marks[kept], edges=edges,
        cover=acts.cover[:days], covariates=acts.covariates[:days],
    )  # fmt: skip


def _climb(acts: History, start: Parameters, *, prior: bool, precise: bool) -> HawkesFit:
    many = len(acts.times)

    def down(logs: Floats) -> tuple[float, Floats]:
        value, gradient, _ = evaluate(acts, Parameters.of(logs, acts.sides))
        if prior:
            extra_value, extra_gradient = _prior(logs, acts.sides)
            value, gradient = value + extra_value, gradient + extra_gradient
        return -value / many, -gradient / many

    bounds = _bounds(acts.sides, start.gamma.size)
    curvature = _curvature(acts, start)
    gain = (1e-6 if precise else 1e-3) / many
    found, _, used = descend(down, start.logs(), curvature, bounds, gain=gain)
    best = Parameters.of(found, acts.sides)
    value, _, shares = evaluate(acts, best)
    return HawkesFit(
        parameters=best, loglikelihood=value, shares=shares / shares.sum(axis=1, keepdims=True), evaluations=used
    )  # fmt: skip


def _bounds(sides: int, covariates: int) -> tuple[Floats, Floats]:
    sizes = (sides, covariates, sides * sides, 1)
    low = np.repeat([-24.0, -4.0, -14.0, -14.0], sizes)
    return low, np.repeat([14.0, 4.0, 2.0, 12.0], sizes)


def _curvature(acts: History, p: Parameters) -> Floats:
    """Give the inverse curvature by the information, in logarithms and in their order, kept away from singular."""
    many = acts.covariates.shape[1]
    block = 1 + many + acts.sides
    of_side = np.arange(acts.sides)[:, None] * block
    order = np.concatenate([
        of_side[:, 0], (of_side + 1 + np.arange(many)).ravel(), (of_side + 1 + many + np.arange(acts.sides)).ravel(),
        [acts.sides * block],
    ]).astype(np.int64)  # fmt: skip
    scale = np.concatenate([p.mu, np.ones(p.gamma.size), p.branching.ravel(), [p.beta]])
    logs = _information(acts, p)[np.ix_(order, order)] * np.outer(scale, scale)
    inverse: Floats = np.linalg.inv(logs / len(acts.times) + 1e-4 * np.eye(len(logs))).astype(np.float64)
    return inverse


def _prior(logs: Floats, sides: int) -> tuple[float, Floats]:
    gradient = np.zeros_like(logs)
    branching = np.exp(logs[-1 - sides * sides : -1])
    gradient[-1 - sides * sides : -1] = -(branching**2) / 0.25
    distance = logs[-1] - np.log(1 / 3)
    gradient[-1] = -distance
    return float(-(branching**2).sum() / 0.5 - distance**2 / 2), gradient


def covariance(acts: History, p: Parameters, *, prior: bool = False) -> Floats:
    """Give the covariance of (μ, γ, G) side by side and β, from Ogata's information."""
    found = _information(acts, p)
    if prior:
        many = acts.covariates.shape[1]
        block = 1 + many + acts.sides
        for a in range(acts.sides):
            places = np.arange(a * block + 1 + many, (a + 1) * block)
            found[places, places] += 4.0
        found[-1, -1] += 1 / p.beta**2
    scale = np.sqrt(np.maximum(np.diag(found), 1e-300))
    inverse: Floats = np.linalg.pinv(found / np.outer(scale, scale), rcond=1e-10, hermitian=True)
    spread: Floats = inverse / np.outer(scale, scale)
    return spread


def _information(acts: History, p: Parameters) -> Floats:
    from harmel.dynamics import hawkes_kernel as kernel

    level = np.exp(p.gamma @ acts.covariates.T)
    found: Floats = kernel.information(
        acts.times, acts.who, acts.day, acts.load, level, p.mu, p.branching, p.beta, acts.covariates
    )
    return found
