"""Intervals for shares of few events."""

from __future__ import annotations

import math

Z95 = 1.959963984540054


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """Give the 95 % interval of a share after Wilson (1927), right for shares near 0 and 1 and for few trials.

    >>> low, high = wilson(0, 10)
    >>> low == 0.0, round(high, 3)
    (True, 0.278)
    """
    if trials <= 0:
        return 0.0, 1.0
    share, z2 = successes / trials, Z95 * Z95
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 / (1 + z2 / trials) * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    return max(0.0, middle - half) if successes > 0 else 0.0, min(1.0, middle + half) if successes < trials else 1.0
