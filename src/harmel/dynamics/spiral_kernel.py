"""The inner loops of the signed count model (see ``spiral``): likelihood, gradient and simulation, day by day."""

from __future__ import annotations

import math

import numpy as np

from harmel.dynamics.compiled import compiled
from harmel.dynamics.numbers import Floats


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
def equation(
    own: Floats, rival: Floats, covariates: Floats, weights: Floats, a_own: float, a_rival: float, keep: float,
    size: float,
) -> tuple[float, Floats]:  # fmt: skip
    """Give the negative log-likelihood of one side's counts and its gradient.

    The gradient is in (weights of the covariates, a_own, a_rival, keep, 1/size). ``keep`` is how much of an act is
    still felt a day later; ``size`` is the negative binomial's, infinity for Poisson.
    """
    days, many = covariates.shape
    slope = np.zeros(many + 4)
    total = 0.0
    r_own, r_rival, d_own, d_rival = 0.0, 0.0, 0.0, 0.0
    poisson = not math.isfinite(size)
    for t in range(days):
        if t > 0:
            d_own = keep * d_own + r_own - own[t - 1]
            d_rival = keep * d_rival + r_rival - rival[t - 1]
            r_own = keep * r_own + (1 - keep) * own[t - 1]
            r_rival = keep * r_rival + (1 - keep) * rival[t - 1]
        eta = a_own * r_own + a_rival * r_rival
        for k in range(many):
            eta += weights[k] * covariates[t, k]
        if eta > 30.0:
            mean, link = eta, 1.0
        else:
            mean, link = max(math.log1p(math.exp(eta)), 1e-10), 1.0 / (1.0 + math.exp(-eta))
        y = own[t]
        if poisson:
            total -= y * math.log(mean) - mean - log_gamma(y + 1.0)
            by_mean = 1.0 - y / mean
        else:
            whole = size + mean
            total -= log_gamma(y + size) - log_gamma(size) - log_gamma(y + 1.0)
            total -= size * math.log(size / whole) + y * math.log(mean / whole)
            by_mean = (y + size) / whole - y / mean
            by_size = digamma(y + size) - digamma(size) + math.log(size / whole) + 1.0 - (y + size) / whole
            slope[many + 3] += by_size * size * size
        push = by_mean * link
        for k in range(many):
            slope[k] += push * covariates[t, k]
        slope[many] += push * r_own
        slope[many + 1] += push * r_rival
        slope[many + 2] += push * (a_own * d_own + a_rival * d_rival)
    return total, slope


@compiled
def walk(
    level: Floats, a: Floats, keep: Floats, size: Floats, start: Floats, seed: int, scale: Floats, fixed: Floats,
    mirror: Floats,
) -> Floats:  # fmt: skip
    """Draw both sides' counts.

    ``level`` (days, 2) is before the answers, ``a`` (side, source), ``start`` what is felt at first. A policy changes
    a side: ``scale`` multiplies its acts, ``fixed`` (if not negative) sets their mean, ``mirror`` (if 1) repeats the
    rival's acts of the day before.
    """
    np.random.seed(seed)
    days = level.shape[0]
    found = np.zeros((days, 2))
    felt = start.copy()
    for t in range(days):
        for i in range(2):
            eta = level[t, i] + a[i, 0] * felt[i, 0] + a[i, 1] * felt[i, 1]
            mean = eta if eta > 30.0 else max(math.log1p(math.exp(eta)), 1e-10)
            if fixed[i] >= 0:
                mean = fixed[i]
            mean = min(mean * scale[i], 1e6)
            if math.isfinite(size[i]) and mean > 0:
                mean = np.random.gamma(size[i], mean / size[i])
            found[t, i] = np.random.poisson(mean) if mean > 0 else 0.0
            if mirror[i] > 0 and t > 0:
                found[t, i] = found[t - 1, 1 - i]
        for i in range(2):
            for j in range(2):
                felt[i, j] = keep[i] * felt[i, j] + (1 - keep[i]) * found[t, j]
    return found
