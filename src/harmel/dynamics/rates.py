"""Counts against their own baseline: negative binomial with coverage and season, and how odd later counts are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.descent import descend
from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra

_PLAIN = -6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A fitted baseline: mean = exp(design·weights) times coverage; ``size`` of the negative binomial."""

    weights: Floats
    size: float
    covariance: Floats

    def mean(self, design: Floats, cover: Floats) -> Floats:
        """Give the expected counts."""
        return np.exp(np.clip(design @ self.weights, -30, 30)) * cover


def season(rows: int, *, a_year: float, first: int = 0) -> Floats:
    """Give the design of a baseline: a level, and a yearly wave where at least two years are seen.

    >>> season(24, a_year=12.0).shape, season(10, a_year=12.0).shape
    ((24, 3), (10, 1))
    """
    at = np.arange(first, first + rows)
    ones = np.ones(rows)
    if rows < 2 * a_year:
        return ones[:, None]
    angle = 2 * np.pi * at / a_year
    return np.column_stack([ones, np.sin(angle), np.cos(angle)])


def fit_rate(counts: Floats, design: Floats, cover: Floats) -> Rate:
    """Fit a baseline by maximum likelihood.

    >>> rng = np.random.default_rng(1)
    >>> rate = fit_rate(rng.poisson(3.0, 500).astype(float), np.ones((500, 1)), np.ones(500))
    >>> abs(float(np.exp(rate.weights[0])) - 3.0) < 0.3
    True
    """
    special = extra("scipy.special")
    many = design.shape[1]

    def down(x: Floats) -> tuple[float, Floats]:
        size = float(np.exp(-x[-1]))
        mean = np.exp(np.clip(design @ x[:many], -30, 30)) * cover
        whole = size + mean
        value = -(special.gammaln(counts + size) - special.gammaln(size) - special.gammaln(counts + 1)
                  + size * np.log(size / whole) + counts * np.log(mean / whole)).sum()  # fmt: skip
        by_eta = size * (mean - counts) / whole
        by_size = -(special.psi(counts + size) - special.psi(size) + np.log(size / whole) + 1 - (counts + size) / whole)
        return float(value), np.append(design.T @ by_eta, -size * by_size.sum())

    start = np.zeros(many + 1)
    start[0], start[-1] = np.log(max(counts.sum(), 0.5) / cover.sum()), -2.0
    low = np.append(np.full(many, -30.0), _PLAIN)
    high = np.append(np.full(many, 30.0), 4.0)
    first = np.diag(np.append(1 / np.maximum((design**2).T @ np.maximum(counts, 0.1), 1e-6), 1.0))
    found, _, _ = descend(down, start, first, (low, high), gain=1e-6)
    size = float(np.exp(-found[-1]))
    mean = np.exp(np.clip(design @ found[:many], -30, 30)) * cover
    weight = mean * size / (size + mean)
    covariance: Floats = np.linalg.pinv((design.T * weight) @ design, hermitian=True).astype(np.float64)
    return Rate(weights=found[:many], size=size, covariance=covariance)


def surprise(rate: Rate, count: float, design: Floats, cover: Floats, *, draws: int, seed: int) -> float:
    """Give the chance of at least ``count`` acts over some later periods, the baseline's own error included.

    A sum of negative binomials, drawn; the baseline's weights are drawn from their distribution.
    """
    rng = np.random.default_rng(seed)
    weights = rng.multivariate_normal(rate.weights, rate.covariance, size=draws, method="eigh", check_valid="ignore")
    mean = np.exp(np.clip(weights @ design.T, -30, 30)) * cover
    drawn = rng.poisson(rng.gamma(rate.size, np.minimum(mean, 1e9) / rate.size)).sum(axis=1)
    return float((1 + (drawn >= count).sum()) / (draws + 1))
