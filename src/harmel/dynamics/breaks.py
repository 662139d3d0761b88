"""Where the level of one or more series shifts: dates, number and a test, right for series that remember their past.

Dates by dynamic programming over sums of squares (Bai and Perron 1998, the multivariate case of Bai, Lumsdaine and
Stock 1998); their number by a Schwarz penalty in units of the long-run variance, since the plain one takes
every swing of an autocorrelated series for a shift; the test is the largest over all dates (Andrews 1993), its
distribution simulated.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from harmel.dynamics.numbers import Floats
from harmel.errors import RefusalError

TRIM = 0.15
_FINEST = 400


def long_run_covariance(residuals: Floats) -> Floats:
    """Give the long-run covariance by Bartlett weights, prewhitened by a VAR(1) (Andrews and Monahan 1992).

    >>> rng = np.random.default_rng(1)
    >>> bool(0.7 < long_run_covariance(rng.normal(size=(4000, 1)))[0, 0] < 1.3)
    True
    """
    past, now = residuals[:-1], residuals[1:]
    memory = np.linalg.lstsq(past, now, rcond=None)[0]
    left, strengths, right = np.linalg.svd(memory)
    memory = left @ np.diag(np.minimum(strengths, 0.97)) @ right  # near a unit root the variance has no bound
    white = now - past @ memory
    bandwidth = int(np.floor(4 * (len(white) / 100) ** (2 / 9)))
    total = white.T @ white / len(white)
    for lag in range(1, bandwidth + 1):
        cross = white[lag:].T @ white[:-lag] / len(white)
        total = total + (1 - lag / (bandwidth + 1)) * (cross + cross.T)
    colour = np.linalg.inv(np.eye(len(memory)) - memory.T)
    covariance: Floats = colour @ total @ colour.T
    return covariance


def find_breaks(series: Floats, *, shortest: int, most: int = 5) -> list[int]:
    """Find the rows at which a new level begins.

    Parameters
    ----------
    series
        Shape (periods, series).
    shortest
        No regime has fewer periods than this.
    most
        No more breaks than this are looked for.

    >>> rng = np.random.default_rng(1)
    >>> shifted = rng.normal(size=(400, 1)) + np.repeat([0.0, 2.0], 200)[:, None]
    >>> abs(find_breaks(shifted, shortest=40)[0] - 200) < 8
    True
    """
    n, width = series.shape
    fits = min(most, n // shortest - 1)
    if fits < 1:
        return []
    scaled = series / series.std(axis=0)
    jump = max(1, n // _FINEST)
    found = [[row * jump for row in rows] for rows in _partitions(scaled[: n - n % jump], jump, shortest, fits)]
    weight: Floats = np.linalg.inv(long_run_covariance(_residuals(scaled, found[-1]))).astype(np.float64)
    costs = [_cost(_residuals(scaled, at), weight) + (width + 1) * len(at) * np.log(n) for at in found]
    best = found[int(np.argmin(costs))]
    return [_refined(scaled, best, k, jump) for k in range(len(best))]


def _partitions(series: Floats, jump: int, shortest: int, most: int) -> list[list[int]]:
    """Find the best 0, 1, … breaks on a grid of every ``jump``-th row, by dynamic programming."""
    grid = np.arange(0, len(series) + 1, jump)
    sums = np.vstack([np.zeros(series.shape[1]), series.cumsum(axis=0)])[grid]
    length = grid[None, :] - grid[:, None]
    allowed = length >= shortest
    spans = np.where(allowed, length, 1)
    gain = np.where(allowed, ((sums[None, :] - sums[:, None]) ** 2).sum(axis=2) / spans, -np.inf)
    best, came = gain[0], []
    for _ in range(most):
        through = best[:, None] + gain
        came.append(through.argmax(axis=0))
        best = through.max(axis=0)
    return [_walked_back(came[:k], len(grid) - 1) for k in range(most + 1)]


def _walked_back(came: list[NDArray[np.intp]], last: int) -> list[int]:
    rows: list[int] = []
    at = last
    for steps in reversed(came):
        at = int(steps[at])
        rows.append(at)
    return rows[::-1]


def _residuals(series: Floats, breaks: list[int]) -> Floats:
    parts = np.split(series, breaks)
    return np.concatenate([part - part.mean(axis=0) for part in parts])


def _cost(residuals: Floats, weight: Floats) -> float:
    return float(np.einsum("ti,ij,tj->", residuals, weight, residuals))


def _refined(series: Floats, breaks: list[int], which: int, jump: int) -> int:
    """Look at every row around a break that was found on a coarser grid."""
    if jump == 1:
        return breaks[which]
    at = breaks[which]
    tried = range(at - jump + 1, at + jump)
    identity = np.eye(series.shape[1])
    return min(tried, key=lambda row: _cost(_residuals(series, [*breaks[:which], row, *breaks[which + 1 :]]), identity))


def level_shift_test(series: Floats, *, seed: int, draws: int = 999) -> float:
    """Give the p-value of the hypothesis that the level never shifts.

    The largest weighted distance between the levels before and after any date in the middle 70 %, against the same of
    simulated Brownian bridges.

    >>> rng = np.random.default_rng(1)
    >>> level_shift_test(rng.normal(size=(300, 1)) + np.repeat([0.0, 1.0], 150)[:, None], seed=1) < 0.01
    True
    """
    n, width = series.shape
    centred = series - series.mean(axis=0)
    if n < 20:  # noqa: PLR2004 - below that the long-run variance itself is unknown
        raise RefusalError(f"{n} periods are too few for a break test")
    one_break = _best_single(series)
    root = np.linalg.cholesky(long_run_covariance(_residuals(series, [one_break])))
    path = np.linalg.solve(root, centred.cumsum(axis=0).T).T / np.sqrt(n)
    seen = _largest(path[None])[0]
    rng = np.random.default_rng(seed)
    steps = rng.normal(size=(draws, min(n, _FINEST), width)) / np.sqrt(min(n, _FINEST))
    walks = steps.cumsum(axis=1)
    when = np.linspace(1 / walks.shape[1], 1, walks.shape[1])[None, :, None]
    return float((1 + (_largest(walks - when * walks[:, -1:]) >= seen).sum()) / (draws + 1))


def _best_single(series: Floats) -> int:
    n = len(series)
    total = series.cumsum(axis=0)
    rows = np.arange(int(TRIM * n), int((1 - TRIM) * n))[:, None]
    scaled = (total[rows[:, 0] - 1] - rows / n * total[-1]) / series.std(axis=0)
    return int(rows[np.argmax((scaled**2).sum(axis=1) / (rows[:, 0] * (n - rows[:, 0]))), 0])


def _largest(paths: Floats) -> Floats:
    n = paths.shape[1]
    rows = np.arange(int(TRIM * n), int((1 - TRIM) * n))
    when = (rows + 1) / n
    distance: Floats = ((paths[:, rows] ** 2).sum(axis=2) / (when * (1 - when))).max(axis=1)
    return distance
