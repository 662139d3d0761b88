"""How soon a warning comes and how often it is false, on simulated breaks, beside a plain z-score and CUSUM."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from harmel.dynamics.numbers import Floats
from harmel.dynamics.rates import fit_rate, season, surprise

MONTHS, START = 96, 36
_Z, _SLACK, _HEIGHT = 2.0, 0.5, 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """One method over many simulated histories: false alarms a year before the break, delay in months after it."""

    method: str
    false_a_year: float
    median_delay: float
    missed: float


def backtest(*, runs: int, rise: float = 2.5, seed: int = 1) -> list[Backtest]:
    """Simulate monthly counts with season, doubling coverage and a break, and let three methods watch them.

    Parameters
    ----------
    rise
        By what the rate is multiplied at the break.

    >>> [test.method for test in backtest(runs=1)]
    ['harmel', 'z-score', 'CUSUM']
    """
    rng = np.random.default_rng(seed)
    methods: dict[str, Callable[[Floats, Floats], list[bool]]] = {"harmel": _ours, "z-score": _z_score, "CUSUM": _cusum}
    false: dict[str, list[float]] = {name: [] for name in methods}
    delays: dict[str, list[float]] = {name: [] for name in methods}
    for _ in range(runs):
        at = int(rng.integers(START + 24, MONTHS - 18))
        counts, cover = _history(rng, at, rise)
        for name, method in methods.items():
            alarms = method(counts, cover)
            false[name].append(sum(alarms[: at - START]) / ((at - START) / 12))
            after = [month for month, alarm in enumerate(alarms[at - START :]) if alarm]
            delays[name].append(after[0] + 1 if after else np.inf)
    return [
        Backtest(method=name, false_a_year=float(np.mean(false[name])), median_delay=float(np.median(delays[name])),
                 missed=float(np.isinf(delays[name]).mean()))
        for name in methods
    ]  # fmt: skip


def _history(rng: np.random.Generator, at: int, rise: float) -> tuple[Floats, Floats]:
    time = np.arange(MONTHS)
    cover = np.exp(np.log(2) * time / MONTHS + rng.normal(0, 0.15, MONTHS))
    mean = 6 * (1 + 0.3 * np.sin(2 * np.pi * time / 12)) * cover * np.where(time >= at, rise, 1.0)
    counts: Floats = rng.poisson(rng.gamma(8.0, mean / 8.0)).astype(np.float64)
    return counts, cover


def _ours(counts: Floats, cover: Floats) -> list[bool]:
    alarms = []
    for now in range(START, MONTHS):
        design = season(now + 1, a_year=12.0)
        rate = fit_rate(counts[:now], design[:now], cover[:now])
        p = surprise(rate, counts[now], design[now:], cover[now : now + 1], draws=1000, seed=now)
        alarms.append(p < 0.01)  # noqa: PLR2004 - one alarm in eight years of months
    return alarms


def _z_score(counts: Floats, cover: Floats) -> list[bool]:
    del cover  # the plain score knows nothing of it
    return [bool(counts[t] > counts[:t].mean() + _Z * counts[:t].std()) for t in range(START, MONTHS)]


def _cusum(counts: Floats, cover: Floats) -> list[bool]:
    del cover
    level, spread = counts[:START].mean(), counts[:START].std()
    total, alarms = 0.0, []
    for t in range(START, MONTHS):
        total = max(0.0, total + (counts[t] - level) / spread - _SLACK)
        alarms.append(total > _HEIGHT)
        total = 0.0 if total > _HEIGHT else total
    return alarms
