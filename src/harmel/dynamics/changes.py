"""Did the level of a short series change, and when: one date, tested against series without a change.

Tabled bounds and penalties are made for long series; on 36 months without any change they find one in 20 to 60 of 100.
So the largest distance between the levels before and after any date is set against the same in series of the same
length, with the same memory and no change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.numbers import Floats

_TRIM = 0.15
_DRAWS = 399
_WARM = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The row at which the level most likely changed, by how much, and how often chance alone shows as much."""

    row: int
    size: float
    p: float


def change_of(values: Floats, *, seed: int, draws: int = _DRAWS) -> Change | None:
    """Find and test one change of level.

    Parameters
    ----------
    values
        One value a period, in order.

    Returns
    -------
    Change | None
        Nothing where the values never change.

    >>> rng = np.random.default_rng(1)
    >>> shifted = rng.normal(size=60) + np.repeat([0.0, 2.0], 30)
    >>> found = change_of(shifted, seed=1)
    >>> abs(found.row - 30) < 3 and found.p < 0.01
    True
    """
    if len(values) < 12 or values.std() == 0:  # noqa: PLR2004 - two levels of six
        return None
    rows, distance = _distances(values[None])
    at = int(rows[int(distance[0].argmax())])
    before, after = values[:at], values[at:]
    left = np.concatenate([before - before.mean(), after - after.mean()])
    if (left**2).mean() <= 1e-12 * max(1.0, float((values**2).mean())):
        return None
    seen = float(left[:-1] @ left[1:] / (left @ left))
    hidden = (2 + 6 * seen) / len(left)  # by two means, each of half the length (Kendall 1954)
    memory = np.clip(seen + hidden, 0.0, 0.95)
    rng = np.random.default_rng(seed)
    steps = rng.normal(size=(draws, len(values) + _WARM))
    for t in range(1, steps.shape[1]):
        steps[:, t] += memory * steps[:, t - 1]
    _, chance = _distances(steps[:, _WARM:])
    p = float((1 + (chance.max(axis=1) >= distance[0].max()).sum()) / (draws + 1))
    return Change(row=at, size=float(after.mean() - before.mean()), p=p)


def _distances(series: Floats) -> tuple[Floats, Floats]:
    """Give each date and, for each series (rows), what a change there takes off the variance, over what it leaves."""
    n = series.shape[1]
    rows = np.arange(max(2, int(_TRIM * n)), min(n - 1, int((1 - _TRIM) * n) + 1))
    total = series.cumsum(axis=1)
    first = total[:, rows - 1] / rows
    second = (total[:, -1:] - total[:, rows - 1]) / (n - rows)
    between = rows * (n - rows) / n * (second - first) ** 2
    whole = ((series - series.mean(axis=1, keepdims=True)) ** 2).sum(axis=1, keepdims=True)
    return rows, between / np.maximum(whole - between, 1e-300)
