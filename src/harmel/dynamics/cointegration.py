"""Whether two series that wander wander together: unit roots, Johansen's test, and the error-correction form."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra
from harmel.errors import RefusalError

_FIVE_PERCENT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cointegration:
    """Johansen's trace test of no long-run tie between two series, with its 5 % bound (intercept outside the tie)."""

    trace: float
    bound: float
    lags: int

    @property
    def found(self) -> bool:
        """Say whether a tie is found at 5 %."""
        return self.trace > self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """How two series return to their long-run tie ``first = slope · second + …``: speeds with standard errors."""

    slope: float
    speeds: tuple[float, float]
    errors: tuple[float, float]
    p: tuple[float, float]


def wanders(values: Floats, *, lags: int) -> bool:
    """Say whether a unit root cannot be rejected at 5 % (augmented Dickey–Fuller, lags by AIC).

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> wanders(rng.normal(size=300), lags=4), wanders(rng.normal(size=300).cumsum(), lags=4)
    (False, True)
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        p = extra("statsmodels.tsa.stattools").adfuller(values, maxlag=lags, autolag="AIC")[1]
    return not p < 0.05  # noqa: PLR2004 - a p that is no number rejects nothing


def johansen(pair: Floats, *, lags: int) -> Cointegration:
    """Test two series for a common long-run tie, ``lags`` being the lagged differences.

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> walk = rng.normal(size=400).cumsum()
    >>> johansen(np.column_stack([walk, walk + rng.normal(size=400)]), lags=1).found
    True
    """
    with np.errstate(invalid="ignore"):
        test = extra("statsmodels.tsa.vector_ar.vecm").coint_johansen(pair, 0, lags)
    if not np.isfinite(test.lr1[0]):
        raise RefusalError("the series are too alike for a cointegration test")
    return Cointegration(trace=float(test.lr1[0]), bound=float(test.cvt[0, _FIVE_PERCENT]), lags=lags)


def correction(pair: Floats, *, lags: int) -> Correction:
    """Fit the error-correction form with one tie."""
    model = extra("statsmodels.tsa.vector_ar.vecm").VECM(pair, k_ar_diff=lags, coint_rank=1, deterministic="co")
    found = model.fit()
    return Correction(
        slope=-float(found.beta[1, 0] / found.beta[0, 0]),
        speeds=(float(found.alpha[0, 0]), float(found.alpha[1, 0])),
        errors=(float(found.stderr_alpha[0, 0]), float(found.stderr_alpha[1, 0])),
        p=(float(found.pvalues_alpha[0, 0]), float(found.pvalues_alpha[1, 0])),
    )
