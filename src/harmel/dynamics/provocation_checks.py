"""Checks that stand beside every provoked share: a placebo for the rival, time reversed, and the residuals."""

from __future__ import annotations

import numpy as np

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.baselines import Baseline, as_history, reversed_time, with_rival_at
from harmel.dynamics.hawkes import History
from harmel.dynamics.hawkes_ties import Pooled, fit_days
from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra

_FEWEST = 30


def backwards(acts: History, *, prior: bool, seed: int, rounds: int) -> Floats:
    """Give the shares (M, 1 + M) with time reversed: an answer then comes before what it answers."""
    return fit_days(reversed_time(acts), seed=seed, rounds=rounds, burn=rounds // 3, prior=prior).shares


def placebo_share(
    acts: DailyActs, baseline: Baseline, side: int, *, prior: bool, seed: int, rounds: int
) -> float | None:
    """Give the share that seems provoked by acts that cannot provoke.

    Those of an unrelated pair where the table has one; else the rival's own, moved around the span by half its
    length. ``None`` where they are too few.
    """
    days = acts.placebo
    if len(days) < _FEWEST:
        days = (acts.act_day[acts.act_side == 1 - side] + acts.days // 2) % acts.days
    rng = np.random.default_rng(seed)
    wanted = int((acts.act_side == 1 - side).sum())
    if len(days) > wanted:
        days = rng.choice(days, wanted, replace=False)
    if len(days) < _FEWEST:
        return None
    from dataclasses import replace

    mirrored = replace(acts, act_side=acts.act_side if side == 0 else 1 - acts.act_side)
    history = with_rival_at(as_history(mirrored, baseline), np.sort(days).astype(np.float64))
    return float(fit_days(history, seed=seed, rounds=rounds, burn=rounds // 3, prior=prior).shares[0, 2])


def residual_p(pooled: Pooled, side: int) -> float:
    """Test that one side's acts, in the time in which the model runs evenly, are evenly spread (Ogata 1988)."""
    from harmel.dynamics import hawkes_kernel as kernel

    acts, p = pooled.last, pooled.fits[-1].parameters
    level = np.exp(p.gamma @ acts.covariates.T)
    passed = kernel.compensators(
        acts.times, acts.who, acts.load, acts.edges, acts.cover, level, p.mu, p.branching, p.beta
    )
    gaps = np.diff(np.concatenate([[0.0], passed[acts.who == side]]))
    return float(extra("scipy.stats").kstest(gaps, "expon").pvalue)
