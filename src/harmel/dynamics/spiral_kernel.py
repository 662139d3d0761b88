"""The inner loops of the signed count model (see ``spiral``): likelihood, gradient and simulation, day by day."""

from __future__ import annotations

import math

import numpy as np

from harmel.dynamics.compiled import compiled
from harmel.dynamics.numbers import Floats, Integers


@compiled
def log_gamma(x: float) -> float:
    """Give log Γ(x) for x above zero (Stirling after shifting)."""
    shift = 0.0
    while x < 12.0:
        shift -= math.log(x)
        x += 1.0
    inverse = 1.0 / (x * x)
    series = (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse / 1680.0))) / x
    return shift + (x - 0.5) * math.log(x) - x + 0.9189385332046727 + series


@compiled
def digamma(x: float) -> float:
    """Give the derivative of log Γ."""
    shift = 0.0
    while x < 12.0:
        shift -= 1.0 / x
        x += 1.0
    inverse = 1.0 / (x * x)
    return shift + math.log(x) - 0.5 / x - inverse * (1.0 / 12.0 - inverse * (1.0 / 120.0 - inverse / 252.0))


@compiled
def soft(eta: float) -> tuple[float, float]:
    """Give softplus(eta), kept above zero, and its slope."""
    if eta > 30.0:
        return eta, 1.0
    grown = math.exp(eta)
    return max(math.log1p(grown), 1e-10), grown / (1.0 + grown)


@compiled
def faded(keep: float, felt: float, by_keep: float, acts: float) -> tuple[float, float]:
    """Give what is felt a day on, after so many acts, and its slope by ``keep``."""
    return keep * felt + (1 - keep) * acts, keep * by_keep + felt - acts


@compiled
def equation(
    own: Floats, rival: Floats, distinct: Floats, kind: Integers, covariates: Floats, weights: Floats, a_own: float,
    a_rival: float, keep: float, size: float,
) -> tuple[float, Floats]:  # fmt: skip
    """Give the negative log-likelihood of one side's counts and its gradient.

    The gradient is in (weights of the covariates, a_own, a_rival, keep, 1/size). ``keep`` is how much of an act is
    still felt a day later; ``size`` is the negative binomial's. ``own`` is ``distinct[kind]``: the gamma functions are
    taken once a distinct count, not once a day.
    """
    days, many = covariates.shape
    shape, by_shape = np.empty(distinct.shape[0]), np.empty(distinct.shape[0])
    for k in range(distinct.shape[0]):
        y = distinct[k]
        shape[k] = log_gamma(y + size) - log_gamma(size) - log_gamma(y + 1.0)
        by_shape[k] = digamma(y + size) - digamma(size)
    slope = np.zeros(many + 4)
    total, log_size = 0.0, math.log(size)
    r_own, r_rival, d_own, d_rival = 0.0, 0.0, 0.0, 0.0
    for t in range(days):
        if t > 0:
            r_own, d_own = faded(keep, r_own, d_own, own[t - 1])
            r_rival, d_rival = faded(keep, r_rival, d_rival, rival[t - 1])
        eta = a_own * r_own + a_rival * r_rival
        for k in range(many):
            eta += weights[k] * covariates[t, k]
        mean, link = soft(eta)
        y, log_whole = own[t], math.log(size + mean)
        ratio = (y + size) / (size + mean)
        total -= shape[kind[t]] + size * log_size - (size + y) * log_whole
        by_mean = ratio
        if y > 0.0:
            total -= y * math.log(mean)
            by_mean -= y / mean
        slope[many + 3] += by_shape[kind[t]] + log_size - log_whole + 1.0 - ratio
        push = by_mean * link
        for k in range(many):
            slope[k] += push * covariates[t, k]
        slope[many] += push * r_own
        slope[many + 1] += push * r_rival
        slope[many + 2] += push * (a_own * d_own + a_rival * d_rival)
    slope[many + 3] *= size * size
    return total, slope


@compiled
def information(
    own: Floats, rival: Floats, covariates: Floats, weights: Floats, a_own: float, a_rival: float, keep: float,
    size: float,
) -> Floats:  # fmt: skip
    """Give Fisher's information on (weights, a_own, a_rival, keep): how sharply the counts tell each from another."""
    days, many = covariates.shape
    found, move = np.zeros((many + 3, many + 3)), np.zeros(many + 3)
    r_own, r_rival, d_own, d_rival = 0.0, 0.0, 0.0, 0.0
    for t in range(days):
        if t > 0:
            r_own, d_own = faded(keep, r_own, d_own, own[t - 1])
            r_rival, d_rival = faded(keep, r_rival, d_rival, rival[t - 1])
        eta = a_own * r_own + a_rival * r_rival
        for k in range(many):
            eta += weights[k] * covariates[t, k]
            move[k] = covariates[t, k]
        mean, link = soft(eta)
        move[many], move[many + 1], move[many + 2] = r_own, r_rival, a_own * d_own + a_rival * d_rival
        weight = link * link / (mean + mean * mean / size)
        for p in range(many + 3):
            for q in range(many + 3):
                found[p, q] += weight * move[p] * move[q]
    return found


@compiled
def walk(level: Floats, a: Floats, keep: Floats, size: Floats, start: Floats, seed: int) -> Floats:
    """Draw both sides' counts.

    ``level`` (days, 2) is before the answers, ``a`` (side, source), ``start`` what is felt at first.
    """
    np.random.seed(seed)
    days = level.shape[0]
    found = np.zeros((days, 2))
    felt = start.copy()
    for t in range(days):
        for i in range(2):
            eta = level[t, i] + a[i, 0] * felt[i, 0] + a[i, 1] * felt[i, 1]
            mean = min(soft(eta)[0], 1e6)
            if math.isfinite(size[i]) and mean > 0:
                mean = np.random.gamma(size[i], mean / size[i])
            found[t, i] = np.random.poisson(mean) if mean > 0 else 0.0
        for i in range(2):
            for j in range(2):
                felt[i, j] = keep[i] * felt[i, j] + (1 - keep[i]) * found[t, j]
    return found
