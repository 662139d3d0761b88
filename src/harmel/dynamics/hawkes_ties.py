"""Acts dated to a day: fits that draw the hours anew again and again, in place of guessing them once.

Spreading acts over their day at random breaks the order of cause and effect inside it and biases every share. Here
the hours are drawn from their distribution given the model: each act is given a parent (background, or an earlier
act), and its time is then an exact draw from a truncated exponential between its parent and its first child of that
day. The model is fitted anew to each completed history (stochastic EM: Celeux and Diebolt 1985) and the fits are
pooled, with the spread between them (Rubin 1987).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.hawkes import HawkesFit, History, Parameters, covariance, fit
from harmel.dynamics.numbers import Floats

SWEEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Fits to completed histories: each with its shares, its covariance, and the last history for residuals."""

    fits: tuple[HawkesFit, ...]
    covariances: Floats
    last: History

    @property
    def parameters(self) -> Parameters:
        """Give the mean of the fits."""
        all_of = [f.parameters for f in self.fits]
        return Parameters(
            mu=np.mean([p.mu for p in all_of], axis=0), gamma=np.mean([p.gamma for p in all_of], axis=0),
            branching=np.mean([p.branching for p in all_of], axis=0), beta=float(np.mean([p.beta for p in all_of])),
        )  # fmt: skip

    @property
    def shares(self) -> Floats:
        """Give the mean shares."""
        shares: Floats = np.mean([f.shares for f in self.fits], axis=0)
        return shares


def complete(acts: History, p: Parameters, *, sweeps: int, seed: int) -> History:
    """Draw the hours of all acts anew, given the model."""
    from harmel.dynamics import hawkes_ties_kernel as kernel

    for sweep in range(sweeps):
        level = np.exp(p.gamma @ acts.covariates.T)
        base = p.mu[acts.who] * level[acts.who, acts.day]
        load, after = acts.load, kernel.tail(acts.edges, acts.cover, p.beta)
        parent = kernel.parents(acts.times, acts.who, load, base, p.branching, p.beta, (seed + 2 * sweep) % 2**32)
        times = kernel.redraw(
            acts.times, acts.who, acts.day, load, parent, acts.edges, acts.cover, after, p.branching, p.beta,
            (seed + 2 * sweep + 1) % 2**32,
        )  # fmt: skip
        acts = acts.at(times)
    return acts


def scattered(acts: History, *, seed: int) -> History:
    """Put each act at a random hour of its day: where the drawing begins."""
    rng = np.random.default_rng(seed)
    return acts.at(acts.edges[acts.day] + rng.random(len(acts.times)) * acts.width[acts.day])


def fit_days(
    acts: History, *, seed: int, rounds: int = 40, burn: int = 20, prior: bool = False, drawn: bool = True
) -> Pooled:
    """Fit acts that are dated to days.

    Parameters
    ----------
    rounds, burn
        How many completed histories are fitted, and how many of the first are not pooled.
    drawn
        Draw the parameters from their distribution before each completion, so that the pooled spread is whole.

    >>> from harmel.dynamics.hawkes_simulate import simulate
    >>> p = Parameters(mu=np.ones(2) / 2, gamma=np.zeros((2, 0)), branching=np.full((2, 2), 0.2), beta=1.0)
    >>> acts = simulate(p, end=400.0, cover=np.ones(400), seed=1)
    >>> fit_days(acts, seed=1, rounds=6, burn=3).shares.shape
    (2, 3)
    """
    rng = np.random.default_rng(seed)
    acts = scattered(acts, seed=seed)
    found = fit(acts, prior=prior, precise=False)
    fits, spreads = [], []
    for turn in range(rounds):
        spread = covariance(acts, found.parameters, prior=prior)
        p = nearby(found.parameters, spread, rng) if drawn else found.parameters
        acts = complete(acts, p, sweeps=SWEEPS, seed=int(rng.integers(2**31)))
        found = fit(acts, start=_inside(found.parameters), prior=prior, precise=False)
        if turn >= burn:
            fits.append(found)
            spreads.append(covariance(acts, found.parameters, prior=prior))
    return Pooled(fits=tuple(fits), covariances=np.stack(spreads), last=acts)


def _inside(p: Parameters) -> Parameters:
    """Move a start off the edge, where the logarithm's slope is gone."""
    return Parameters(mu=p.mu, gamma=p.gamma, branching=np.maximum(p.branching, 0.01), beta=p.beta)


def nearby(p: Parameters, spread: Floats, rng: np.random.Generator) -> Parameters:
    """Draw parameters around a fit, kept above zero."""
    sides, many = p.gamma.shape
    step = rng.multivariate_normal(np.zeros(len(spread)), spread, method="eigh", check_valid="ignore")
    block = step[:-1].reshape(sides, 1 + many + sides)
    return Parameters(
        mu=np.maximum(p.mu + block[:, 0], p.mu / 5), gamma=np.clip(p.gamma + block[:, 1 : 1 + many], -4, 4),
        branching=np.clip(p.branching + block[:, 1 + many :], 1e-6, 0.98), beta=max(p.beta + step[-1], p.beta / 3),
    )  # fmt: skip
