"""Vector autoregression by least squares: lags, Granger tests and impulse responses.

Kept apart from any result, so that each number can be held against a reference. Conventions are those of Sims (1980)
and Lütkepohl (2005): criteria on one common sample with the intercept counted, residual covariance divided by the
number of observations, impulses by the Cholesky factor in the order of the columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra
from harmel.errors import RefusalError


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted VAR(p) with intercept: ``coefficients`` of shape (m·p + 1, m), lag 1 first, the intercept last."""

    lags: int
    design: Floats
    observed: Floats
    coefficients: Floats
    residuals: Floats

    @property
    def covariance(self) -> Floats:
        """Give the residual covariance, divided by the number of observations."""
        covariance: Floats = self.residuals.T @ self.residuals / len(self.residuals)
        return covariance


@dataclass(frozen=True, slots=True, kw_only=True)
class Granger:
    """Whether one series' past helps to foretell another beyond that one's own past."""

    cause: str
    effect: str
    f: float
    p: float
    total: float
    observations: int


def fit(series: Floats, lags: int) -> Fit:
    """Fit a VAR by least squares.

    Raises
    ------
    RefusalError
        If there are fewer than two observations a coefficient, or the past explains the present perfectly.

    >>> rng = np.random.default_rng(1)
    >>> fit(rng.normal(size=(200, 2)), 2).coefficients.shape
    (5, 2)
    """
    rows, width = len(series) - lags, series.shape[1] * lags + 1
    if rows < 2 * width:
        raise RefusalError(
            f"{len(series)} periods are too few for {lags} lags", remedy="take fewer lags or a longer span"
        )
    past = [series[lags - k : len(series) - k] for k in range(1, lags + 1)]
    design = np.column_stack([*past, np.ones(rows)])
    observed = series[lags:]
    solved, _, rank, _ = np.linalg.lstsq(design, observed, rcond=None)
    coefficients: Floats = solved.astype(np.float64)
    residuals = observed - design @ coefficients
    exact = (residuals.std(axis=0) <= 1e-9 * observed.std(axis=0)).any()
    if rank < width or exact:
        raise RefusalError("the series' past values repeat each other or foretell it exactly: no test is possible")
    return Fit(lags=lags, design=design, observed=observed, coefficients=coefficients, residuals=residuals)


def criteria(series: Floats, most: int) -> dict[str, list[float]]:
    """Score lags 1 to ``most`` by AIC, BIC and Hannan–Quinn, all on the sample that the longest leaves.

    >>> rng = np.random.default_rng(1)
    >>> sorted(criteria(rng.normal(size=(200, 2)), 3))
    ['aic', 'bic', 'hq']
    """
    found: dict[str, list[float]] = {"aic": [], "bic": [], "hq": []}
    for lags in range(1, most + 1):
        one = fit(series[most - lags :], lags)
        n, k = len(one.residuals), one.coefficients.size
        level = float(np.linalg.slogdet(one.covariance)[1])
        weight = {"aic": 2.0, "bic": np.log(n), "hq": 2 * np.log(np.log(n))}
        for name, each in weight.items():
            found[name].append(level + each * k / n)
    return found


def granger(one: Fit, names: tuple[str, str], cause: int) -> Granger:
    """Test with F that all lags of one of two series are zero in the other's equation.

    ``total`` is the sum of those lags' coefficients: its sign says whether acts are answered in kind.
    """
    width, effect = one.observed.shape[1], 1 - cause
    tested = [lag * width + cause for lag in range(one.lags)]
    kept = [column for column in range(one.design.shape[1]) if column not in tested]
    smaller, *_ = np.linalg.lstsq(one.design[:, kept], one.observed[:, effect], rcond=None)
    without = float(((one.observed[:, effect] - one.design[:, kept] @ smaller) ** 2).sum())
    within = float((one.residuals[:, effect] ** 2).sum())
    free = len(one.residuals) - one.design.shape[1]
    f = (without - within) / one.lags / (within / free)
    p = float(extra("scipy.stats").f.sf(f, one.lags, free))
    total = float(one.coefficients[tested, effect].sum())
    return Granger(cause=names[cause], effect=names[effect], f=f, p=p, total=total, observations=len(one.residuals))


def impulses(coefficients: Floats, covariance: Floats, lags: int, horizon: int) -> Floats:
    """Follow a shock of one standard deviation: shape (horizon + 1, response, impulse).

    >>> impulses(np.array([[0.5], [0.0]]), np.eye(1), 1, 2)[:, 0, 0].tolist()
    [1.0, 0.5, 0.25]
    """
    width = covariance.shape[0]
    steps = [coefficients[k * width : (k + 1) * width].T for k in range(lags)]
    moving = [np.eye(width)]
    for h in range(1, horizon + 1):
        moving.append(sum((steps[k] @ moving[h - 1 - k] for k in range(min(h, lags))), np.zeros((width, width))))
    return np.stack(moving) @ np.linalg.cholesky(covariance)


def impulse_band(one: Fit, horizon: int, *, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Give the 95 % band of the impulses, from draws of covariance and coefficients (Sims and Zha 1999)."""
    rng = np.random.default_rng(seed)
    rows, width = one.residuals.shape
    spread = np.linalg.cholesky(np.linalg.inv(one.design.T @ one.design))
    scale = rows * one.covariance
    drawn = extra("scipy.stats").invwishart.rvs(df=rows, scale=scale, size=draws, random_state=rng)
    paths = []
    for covariance in drawn.reshape(draws, width, width):
        noise = spread @ rng.normal(size=one.coefficients.shape) @ np.linalg.cholesky(covariance).T
        paths.append(impulses(one.coefficients + noise, covariance, one.lags, horizon))
    low, high = np.quantile(np.stack(paths), [0.025, 0.975], axis=0)
    return low, high
