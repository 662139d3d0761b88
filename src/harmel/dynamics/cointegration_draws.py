"""How large the trace test gets where there is no tie: drawn for the series at hand, since tables hold for long ones.

With forty years and a small drift the tabled 5 % bound is passed by one pair in eight that has no tie. So the
changes are fitted without a tie, their residuals resampled, and the test taken again (Swensen 2006; Cavaliere,
Rahbek and Taylor 2012).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from harmel.dynamics.cointegration import Cointegration, johansen, traces
from harmel.dynamics.numbers import Floats

DRAWS = 299
_AT_ONCE = 4_000_000


def against_draws(pair: Floats, *, lags: int, seed: int, inside: bool = False, draws: int = DRAWS) -> Cointegration:
    """Take the trace test, with how often series like these, of the same memory and drift but no tie, reach it.

    >>> rng = np.random.default_rng(1)
    >>> against_draws(rng.normal(size=(60, 2)).cumsum(axis=0), lags=1, seed=1).found
    False
    """
    test = johansen(pair, lags=lags, inside=inside)
    rng, reached, left = np.random.default_rng(seed), 0, draws
    while left:
        some = min(left, max(1, _AT_ONCE // (len(pair) * (2 * lags + 5))))
        found = traces(_without_tie(pair, test, some, rng), lags=lags, inside=inside)
        reached += int((~(found < test.trace)).sum())
        left -= some
    return replace(test, chance=(1 + reached) / (1 + draws))


def _without_tie(pair: Floats, test: Cointegration, draws: int, rng: np.random.Generator) -> Floats:
    """Draw histories from the changes' own past: shape (draws, periods, 2)."""
    change, lags = np.diff(pair, axis=0), test.lags
    known = [change[lags - back : len(change) - back] for back in range(1, lags + 1)]
    if not test.inside:
        known.append(np.ones((len(change) - lags, 1)))
    design = np.column_stack(known) if known else np.zeros((len(change), 0))
    now = change[lags:]
    weights = np.linalg.lstsq(design, now, rcond=None)[0]
    left = now - design @ weights
    left -= left.mean(axis=0)
    drawn = left[rng.integers(len(left), size=(draws, len(change)))]
    drawn[:, :lags] = change[:lags]
    constant = np.zeros(2) if test.inside else weights[-1]
    for at in range(lags, len(change)):
        drawn[:, at] += constant
        for back in range(1, lags + 1):
            drawn[:, at] += drawn[:, at - back] @ weights[2 * back - 2 : 2 * back]
    return np.asarray(pair[0] + np.concatenate([np.zeros((draws, 1, 2)), drawn.cumsum(axis=1)], axis=1))
