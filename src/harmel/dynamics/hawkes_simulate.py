"""Drawing acts from a Hawkes process with coverage, by Ogata's thinning; for tests, power and what-if."""

from __future__ import annotations

import numpy as np

from harmel.dynamics.hawkes import History, Parameters, history
from harmel.dynamics.numbers import Floats
from harmel.errors import RefusalError

_MOST = 5_000_000


def simulate(
    p: Parameters, *, end: float, seed: int, cover: Floats | None = None, covariates: Floats | None = None,
    mark_variance: float = 0.0,
) -> History:  # fmt: skip
    """Draw acts over ``end`` days; marks are gamma with mean 1.

    Raises
    ------
    RefusalError
        If the process explodes.

    >>> p = Parameters(mu=np.ones(2), gamma=np.zeros((2, 0)), branching=np.full((2, 2), 0.2), beta=1.0)
    >>> bool(2500 < len(simulate(p, end=1000.0, seed=1).times) < 4200)
    True
    """
    from harmel.dynamics.hawkes_draw_kernel import draw

    sides = len(p.mu)
    empty = history(np.zeros(0), np.zeros(0, np.int64), end=end, cover=cover, covariates=covariates, sides=sides)
    level = np.exp(p.gamma @ empty.covariates.T)
    expected = float((empty.cover * empty.width * level.max(axis=0)).sum() * p.mu.sum())
    radius = float(np.abs(np.linalg.eigvals(p.branching)).max())
    most = int(min(_MOST, 1000 + 4 * expected / max(1 - radius, 0.02)))
    times, who, marks = draw(
        empty.edges, empty.cover, level, p.mu, p.branching, p.beta, mark_variance, most, seed % 2**32
    )
    if len(times) == most:
        raise RefusalError("the simulated process explodes: each act brings more than one", remedy="see the branching")
    return history(times, who, end=end, marks=marks, cover=empty.cover, covariates=empty.covariates, sides=sides)
