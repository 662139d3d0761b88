"""Going down a smooth function of a few numbers: quasi-Newton steps from a good first guess of the curvature.

The likelihoods here are cheap and have few parameters, and their information is known: starting from it, BFGS needs a
third of the steps, and for so few numbers the general libraries spend more time between steps than in them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from harmel.dynamics.numbers import Floats

_LONGEST, _SHORTENINGS, _ENOUGH = 2.0, 20, 1e-4
Objective = Callable[[Floats], tuple[float, Floats]]


def descend(
    down: Objective, start: Floats, inverse: Floats, bounds: tuple[Floats, Floats], *, gain: float, most: int = 300
) -> tuple[Floats, float, int]:
    """Minimise ``down``, which gives value and gradient.

    Parameters
    ----------
    inverse
        A guess of the inverse curvature at the start.
    bounds
        Lowest and highest of each number.
    gain
        Stop where the next step promises less than this.

    Returns
    -------
    tuple
        Where, how low, and after how many evaluations.

    >>> bowl = lambda x: (float(((x - 3) ** 2).sum()), 2 * (x - 3))
    >>> where, _, _ = descend(bowl, np.zeros(2), np.eye(2), (np.full(2, -9.0), np.full(2, 2.0)), gain=1e-12)
    >>> where.tolist()
    [2.0, 2.0]
    """
    low, high = bounds
    x = np.clip(start, low, high)
    value, slope = down(x)
    used = 1
    for _ in range(most):
        step = _step(x, slope, inverse, bounds)
        promise = -float(slope @ step)
        if promise / 2 <= gain:
            break
        found = _line(down, x, value, slope, step, bounds)
        used += found[3]
        moved, change = found[0] - x, found[2] - slope
        if found[1] >= value:
            break
        x, value, slope = found[0], found[1], found[2]
        inverse = _learned(inverse, moved, change)
    return x, value, used


def _step(x: Floats, slope: Floats, inverse: Floats, bounds: tuple[Floats, Floats]) -> Floats:
    """Take the quasi-Newton step in the numbers that are free to move."""
    free = ~(((x <= bounds[0]) & (slope > 0)) | ((x >= bounds[1]) & (slope < 0)))
    step = np.zeros_like(x)
    step[free] = -(inverse[np.ix_(free, free)] @ slope[free])
    if slope @ step >= 0:
        step = np.where(free, -slope, 0.0)
    longest = float(np.abs(step).max())
    return step * (_LONGEST / longest) if longest > _LONGEST else step


def _line(
    down: Objective, x: Floats, value: float, slope: Floats, step: Floats, bounds: tuple[Floats, Floats]
) -> tuple[Floats, float, Floats, int]:
    """Shorten the step, to where a parabola through what was seen is lowest, until it goes down enough."""
    scale, tried = 1.0, 0
    while tried < _SHORTENINGS:
        then = np.clip(x + scale * step, *bounds)
        low, steep = down(then)
        tried += 1
        fall = float(slope @ (then - x))
        if low <= value + _ENOUGH * fall:
            return then, low, steep, tried
        lowest = -fall / (2 * (low - value - fall)) if np.isfinite(low) else 0.0
        scale *= min(max(lowest, 0.1), 0.5)
    return x, value, slope, tried


def _learned(inverse: Floats, moved: Floats, change: Floats) -> Floats:
    """Correct the inverse curvature by what the step showed (Broyden, Fletcher, Goldfarb and Shanno 1970)."""
    curved = float(moved @ change)
    if curved <= 1e-14:  # noqa: PLR2004 - rounding: nothing was learned
        return inverse
    left = np.eye(len(moved)) - np.outer(moved, change) / curved
    return left @ inverse @ left.T + np.outer(moved, moved) / curved
