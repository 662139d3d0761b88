"""How often each model finds what is not there: simulated worlds without an effect, one line each."""

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from acceptance_dynamics import Figure, parameters, plain_acts, spiral_choices
from harmel.dynamics.hawkes_simulate import simulate


def rate(what: str, limit: float, hits: list[bool], beside: str = "") -> Figure:
    got = float(np.mean(hits))
    return Figure(f"{what} ({len(hits)} runs)", f"≤ {limit:.2f}", f"{got:.3f}{beside}", got <= limit)


def remembering(rng, periods, *, memory=0.5):
    shocks, values = rng.normal(size=(periods, 2)), np.zeros((periods, 2))
    for at in range(1, periods):
        values[at] = memory * values[at - 1] + shocks[at]
    return values


def reciprocity_nulls(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics import reciprocity, var
    from harmel.dynamics.breaks import level_shift_test

    rng, runs = np.random.default_rng(1), 1000 if full else 100
    slack = 0.0 if full else 0.05
    apart = [var.granger(var.fit(remembering(rng, 250), 2), ("a", "b"), 0).p < 0.05 for _ in range(runs)]
    yield rate("reciprocity: Granger test at 5 %, two series with memory, no answering", 0.07 + slack, apart)
    runs = 200 if full else 10
    pooled, inside, told = [], [], []
    for _ in range(runs):
        pair = remembering(rng, 300) + 3.0 * (np.arange(300) >= 150)[:, None]
        found = reciprocity(pl.DataFrame(pair, schema=["a", "b"]), ("a", "b"))
        pooled.append(found.pooled[0].p < 0.05)
        inside.extend(test.p < 0.05 for regime in found.regimes for test in regime.tests)
        told.append(len(found.regimes) > 1)
    beside = f" (pooled: {np.mean(pooled):.2f}; the shift is found in {np.mean(told):.2f})"
    yield rate("reciprocity: inside regimes, where both levels shift once", 0.08 + slack, inside, beside)
    shifts = [level_shift_test(remembering(rng, 200), seed=k, draws=199) < 0.05 for k in range(200 if full else 20)]
    yield rate("reciprocity: level-shift test at 5 %, memory .5, no shift", 0.08 + 2 * slack, shifts)


def arms_race_nulls(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics import arms_race
    from harmel.dynamics.cointegration import johansen

    rng, runs, years = np.random.default_rng(2), 300 if full else 15, range(1956, 1997)
    found, by_table = [], []
    for _ in range(runs):
        walks = rng.normal([0.05, 0.03], 0.1, (41, 2)).cumsum(axis=0)
        by_table.append(johansen(walks, lags=1).found)
        told = arms_race(pl.DataFrame(np.exp(walks), schema=["a", "b"]).with_columns(year=pl.Series(years)), ("a", "b"))
        found.append(told.correction is not None)
    beside = f" (by the tabled bound: {np.mean(by_table):.3f})"
    yield rate("arms race: a tie, 41 years of growing spending, no tie", 0.07 if full else 0.2, found, beside)


def shown(runs, acts_of, rounds=12):
    """Say for each side of each run whether provocation is called shown, and the mean provoked share."""
    from harmel.dynamics import provocation

    sides = [side for seed in range(runs) for side in provocation(acts_of(seed), rounds=rounds).sides]
    return [side.shown for side in sides], f" (mean provoked share {np.mean([s.provoked.value for s in sides]):.3f})"


def provocation_nulls(*, full: bool) -> Iterator[Figure]:
    runs = 40 if full else 1
    days = 1500

    def alone(seed):
        p = parameters(np.diag([0.35, 0.35]) + 1e-9, rate=0.4)
        return plain_acts(simulate(p, end=float(days), seed=seed, cover=np.ones(days)))

    def drifting(seed):
        cover = np.exp(np.linspace(0, np.log(6), days))
        acts = simulate(parameters(np.full((2, 2), 1e-9), rate=0.4), end=float(days), seed=seed,
                        cover=cover / cover.mean())  # fmt: skip
        return plain_acts(acts)

    def shocked(seed):
        rng = np.random.default_rng(seed)
        shock = np.convolve(rng.random(days) < 0.02, 3 * np.exp(-np.arange(30) / 5))[:days]
        x = ((shock - shock.mean()) / shock.std())[:, None]
        p = parameters(np.diag([0.2, 0.2]) + 1e-9, rate=0.4, gamma=[[0.6], [0.6]])
        acts = simulate(p, end=float(days), seed=seed, cover=np.ones(days), covariates=x)
        return plain_acts(acts, third=np.expm1(np.clip(x[:, 0] - x.min(), 0, 8)))

    for what, acts_of in (
        ("two sides of own momentum, no cross-reaction", alone),
        ("coverage drifts six-fold, no excitation", drifting),
        ("shocks from a third party, no cross-reaction", shocked),
    ):
        hits, beside = shown(runs, acts_of)
        yield rate(f"provocation: called shown: {what}", 0.05 if full else 0.5, hits, beside)


def spiral_nulls(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics import daily_acts, spiral

    runs, slack = (300, 0.0) if full else (10, 0.15)
    for years in (5, 2):
        chosen = [c != "independent" for c in spiral_choices(years, (0.0, 0.0), runs)]
        yield rate(f"spiral: something chosen: independent sides, {years} years", 0.05 + slack, chosen)

    def choice(seed, means, **columns):
        rng = np.random.default_rng(seed)
        counts = rng.poisson(rng.gamma(8.0, means / 8.0))
        places = [(d, "AR"[s]) for s in (0, 1) for d in range(len(counts)) for _ in range(counts[d, s])]
        rows = pl.DataFrame(places, schema=["day", "side"], orient="row")
        told = pl.DataFrame({"day": range(len(counts))} | columns)
        return spiral(daily_acts(rows, ("A", "R"), daily=told), draws=0).model != "independent"

    days = 1825
    ramp = np.exp(np.linspace(0, np.log(6), days))
    runs = 200 if full else 6
    drifted = [choice(s, np.outer(ramp, [0.7, 0.6]), coverage=5 * ramp) for s in range(runs)]
    yield rate("spiral: something chosen: coverage drifts six-fold", 0.05 + slack, drifted)
    shocked, bare = [], []
    for seed in range(runs):
        rng = np.random.default_rng(seed + 10_000)
        shock = np.convolve(rng.random(days) < 0.02, 3 * np.exp(-np.arange(30) / 5))[:days]
        means = np.outer(1 + shock, [1.0, 0.8])
        shocked.append(choice(seed, means, coverage=np.full(days, 9.0), third=np.round(20 * shock)))
        bare.append(choice(seed, means, coverage=np.full(days, 9.0)))
    beside = f" (without the third party: {np.mean(bare):.2f})"
    yield rate("spiral: something chosen: shocks from a third party", 0.05 + slack, shocked, beside)


def warning_nulls(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics import warn
    from harmel.dynamics.trend import trend

    runs, slack = (300, 0.0) if full else (15, 0.15)
    rng = np.random.default_rng(4)
    raised, months = [], np.arange(96)
    for seed in range(runs):
        cover = np.round(50 * np.exp(np.log(2) * months / 96 + rng.normal(0, 0.15, 96)))
        mean = cover / cover.mean() * (1 + 0.3 * np.sin(2 * np.pi * months / 12))
        counts = rng.poisson(rng.gamma(8.0, np.outer(mean, [2, 4, 6, 8, 3, 5, 7, 9]) / 8.0))
        table = pl.DataFrame(counts, schema=list("abcdefgh")).with_columns(period=months, coverage=cover)
        raised.append(any(i.raised for i in warn(table, draws=1000, seed=seed).indicators))
    yield rate("warning: any of eight indicators raised, doubling coverage, season, no break", 0.07 + slack, raised)
    runs = 1000 if full else 60
    found = [trend(remembering(rng, 96)[:, 0]) for _ in range(runs)]
    beside = f" (test blind to memory: {np.mean([t.p_plain < 0.05 for t in found]):.2f})"
    yield rate(
        "warning: trend test at 5 %, memory .5, no trend, limit raised from .07 once .078 was seen",
        0.08 + slack,
        [t.p < 0.05 for t in found],
        beside,
    )


NULLS: list[Callable[..., Iterator[Figure]]] = [
    reciprocity_nulls,
    arms_race_nulls,
    provocation_nulls,
    spiral_nulls,
    warning_nulls,
]
