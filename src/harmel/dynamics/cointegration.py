"""Whether two series that wander wander together: unit roots, Johansen's test, and the error-correction form."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra
from harmel.errors import RefusalError

_BOUND, _BOUND_INSIDE = 15.4943, 20.2618  # 5 %, two series: MacKinnon, Haug and Michelis (1999), cases III and II
_ALIKE, LEVEL = 1e-10, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Cointegration:
    """Johansen's trace test of no long-run tie between two series, with its 5 % bound.

    ``inside`` says that the constant stands inside the tie: the series have no drift of their own. ``chance`` is how
    often series like these without a tie reach the trace (see ``cointegration_draws``), where that was drawn.
    """

    trace: float
    bound: float
    lags: int
    inside: bool = False
    chance: float | None = None

    @property
    def found(self) -> bool:
        """Say whether a tie is found at 5 %: by the chance drawn for these series, else by the table."""
        return self.trace > self.bound if self.chance is None else self.chance <= LEVEL

    def said(self) -> str:
        """Say the test in brief."""
        drawn = "" if self.chance is None else f", reached by {100 * self.chance:.1f} % of draws without a tie"
        return f"trace {self.trace:.1f}, tabled bound {self.bound:.1f}{drawn}"


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


def johansen(pair: Floats, *, lags: int, inside: bool = False) -> Cointegration:
    """Test two series for a common long-run tie.

    Written out, since the usual library takes today's level in place of yesterday's where there are no lagged changes.

    Parameters
    ----------
    lags
        Lagged changes beside the tie.
    inside
        Put the constant inside the tie, so that nothing but the tie moves the series over the years.

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> walk = rng.normal(size=400).cumsum()
    >>> johansen(np.column_stack([walk, walk + rng.normal(size=400)]), lags=1).found
    True
    """
    if len(pair) - 1 - lags <= 2 * (2 * lags + 5):
        raise RefusalError(f"{len(pair)} periods are too few for {lags} lagged changes", remedy="take fewer lags")
    trace = float(traces(pair[None], lags=lags, inside=inside)[0])
    if not np.isfinite(trace):
        raise RefusalError("the series are too alike for a cointegration test")
    return Cointegration(trace=trace, bound=_BOUND_INSIDE if inside else _BOUND, lags=lags, inside=inside)


def traces(paths: Floats, *, lags: int, inside: bool) -> Floats:
    """Give Johansen's trace of many pairs at once, ``paths`` of shape (pairs, periods, 2); no number if too alike.

    It is the likelihood ratio of the changes' covariance given their past, without and with the levels: two
    differences of logarithms of determinants.
    """
    change = np.diff(paths, axis=1)
    known = [change[:, lags - back : change.shape[1] - back] for back in range(1, lags + 1)]
    before = paths[:, lags:-1] - paths[:, :1]
    levels = np.concatenate([before, np.ones_like(before[:, :, :1])], axis=2) if inside else before
    whole = np.concatenate([*known, levels, change[:, lags:]], axis=2)
    if not inside:
        whole -= whole.mean(axis=1, keepdims=True)
    scale = np.sqrt((whole**2).mean(axis=1, keepdims=True))
    whole /= np.where(scale > 0, scale, 1.0)
    alike = np.swapaxes(whole, 1, 2) @ whole / whole.shape[1]
    apart = np.linalg.eigvalsh(alike)[:, 0] > _ALIKE
    alike = np.where(apart[:, None, None], alike, np.eye(alike.shape[1]))
    past, end = list(range(2 * lags)), whole.shape[2]
    rest, now = list(range(2 * lags, end - 2)), [end - 2, end - 1]
    without = _logdet(alike, past + now) - _logdet(alike, past)
    given = _logdet(alike, past + rest + now) - _logdet(alike, past + rest)
    return np.where(apart, whole.shape[1] * (without - given), np.nan)


def _logdet(alike: Floats, places: list[int]) -> Floats:
    return np.asarray(np.linalg.slogdet(alike[:, places][:, :, places])[1])


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
