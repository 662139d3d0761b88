"""Is there a trend? Tests that stay right where each period resembles the one before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.breaks import long_run_covariance
from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra

_FEWEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A linear trend a period with its interval and p-value; ``p_plain`` is what a test blind to memory would say."""

    slope: float
    low: float
    high: float
    p: float
    p_plain: float


def trend(values: Floats) -> Trend | None:
    """Measure a linear trend with a variance that allows for memory (Newey and West 1987).

    ``None`` where there are fewer than twelve values, or they do not vary around the line.

    >>> rng = np.random.default_rng(1)
    >>> trend(np.arange(100.0) + rng.normal(size=100)).p < 1e-6
    True
    """
    n = len(values)
    if n < _FEWEST or values.std() == 0:
        return None
    time = np.arange(n) - (n - 1) / 2
    slope = float(time @ values / (time @ time))
    residuals = values - values.mean() - slope * time
    if residuals.std() <= 1e-12 * max(1.0, float(np.abs(values).max())):
        return None
    plain = float(residuals @ residuals) / (n - 2)
    memory = max(float(long_run_covariance(residuals[:, None])[0, 0]), plain)
    t = extra("scipy.stats").t
    free = max(n * plain / memory - 2, 2.0)  # as many independent periods as these are worth
    error = float(np.sqrt(memory / (time @ time)))
    reach = float(t.ppf(0.975, free)) * error
    return Trend(
        slope=slope, low=slope - reach, high=slope + reach, p=float(2 * t.sf(abs(slope) / error, free)),
        p_plain=float(2 * t.sf(abs(slope) / np.sqrt(plain / (time @ time)), n - 2)),
    )  # fmt: skip


def holm(p: Floats) -> Floats:
    """Adjust p-values so that the chance of any false alarm among them stays at the level (Holm 1979).

    >>> holm(np.array([0.01, 0.04])).tolist()
    [0.02, 0.04]
    """
    order = np.argsort(p)
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
