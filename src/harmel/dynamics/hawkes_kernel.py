"""The inner loops of the marked Hawkes process: likelihood, gradient and information in one pass over the events.

For an exponential kernel the past enters through one number a source, updated from event to event (Ogata 1981), so each
pass is linear in events and days. Imported only where a fit is made: this file needs numba.

Shapes: n events, M sides, C days, K covariates. ``load`` is an event's mark over its day's coverage; ``level`` is
exp(x·γ) a side and day.
"""

from __future__ import annotations

import numpy as np

from harmel.dynamics.compiled import compiled
from harmel.dynamics.numbers import Floats, Integers

_FAR = 40.0


@compiled
def likelihood(
    times: Floats, who: Integers, day: Integers, load: Floats, cover: Floats, level: Floats, mu: Floats,
    branching: Floats, beta: float,
) -> tuple[float, Floats, float]:  # fmt: skip
    """Give the sum of log λ over events, each term's summed share of λ (M, 1 + M), and its derivative by β."""
    sides = mu.shape[0]
    near, far = np.zeros(sides), np.zeros(sides)
    waiting = np.zeros(sides)
    shares = np.zeros((sides, 1 + sides))
    total, by_beta, last = 0.0, 0.0, times[0]
    run, held = 1.0, 0
    for i in range(times.shape[0]):
        gap = times[i] - last
        if gap > 0.0:
            fade = np.exp(-beta * gap)
            for j in range(sides):
                all_near = near[j] + waiting[j]
                far[j] = fade * (far[j] + gap * all_near)
                near[j] = fade * all_near
                waiting[j] = 0.0
            last = times[i]
        a, c = who[i], day[i]
        base = mu[a] * level[a, c]
        rate, slope = base, 0.0
        for j in range(sides):
            rate += beta * branching[a, j] * near[j]
            slope += branching[a, j] * (near[j] - beta * far[j])
        one = 1.0 / rate
        shares[a, 0] += base * one
        for j in range(sides):
            shares[a, 1 + j] += beta * branching[a, j] * near[j] * one
        by_beta += slope * one
        run *= rate * cover[c]
        held += 1
        if held == 8 or run < 1e-100 or run > 1e100:  # one logarithm for several events
            total += np.log(run)
            run, held = 1.0, 0
        waiting[a] += load[i]
    return total + np.log(run), shares, by_beta


@compiled
def reach(
    times: Floats, who: Integers, day: Integers, load: Floats, edges: Floats, cover: Floats, beta: float, sides: int
) -> tuple[Floats, Floats]:
    """Give, for each side's events, the integral of coverage times their kernel, and its derivative by β."""
    days = cover.shape[0]
    after, slope = np.zeros(days), np.zeros(days)
    for c in range(days - 2, -1, -1):
        width = edges[c + 2] - edges[c + 1]
        fade = np.exp(-beta * width)
        after[c] = cover[c + 1] * (1 - fade) + fade * after[c + 1]
        slope[c] = width * fade * (cover[c + 1] - after[c + 1]) + fade * slope[c + 1]
    whole, by_beta = np.zeros(sides), np.zeros(sides)
    for i in range(times.shape[0]):
        c, j = day[i], who[i]
        left = edges[c + 1] - times[i]
        if beta * left > _FAR:
            whole[j] += load[i] * cover[c]
            continue
        fade = np.exp(-beta * left)
        whole[j] += load[i] * (cover[c] * (1 - fade) + fade * after[c])
        by_beta[j] += load[i] * (left * fade * (cover[c] - after[c]) + fade * slope[c])
    return whole, by_beta


@compiled
def covariate_scores(
    times: Floats, who: Integers, day: Integers, load: Floats, level: Floats, mu: Floats, branching: Floats,
    beta: float, covariates: Floats,
) -> Floats:  # fmt: skip
    """Give Σ x·(background share) over each side's events: shape (M, K)."""
    sides = mu.shape[0]
    near, waiting = np.zeros(sides), np.zeros(sides)
    found = np.zeros((sides, covariates.shape[1]))
    last = times[0]
    for i in range(times.shape[0]):
        gap = times[i] - last
        if gap > 0.0:
            fade = np.exp(-beta * gap)
            for j in range(sides):
                near[j] = fade * (near[j] + waiting[j])
                waiting[j] = 0.0
            last = times[i]
        a, c = who[i], day[i]
        base = mu[a] * level[a, c]
        rate = base
        for j in range(sides):
            rate += beta * branching[a, j] * near[j]
        for k in range(covariates.shape[1]):
            found[a, k] += covariates[c, k] * base / rate
        waiting[a] += load[i]
    return found


@compiled
def information(
    times: Floats, who: Integers, day: Integers, load: Floats, level: Floats, mu: Floats, branching: Floats,
    beta: float, covariates: Floats,
) -> Floats:  # fmt: skip
    """Give Ogata's information Σ ∇λ∇λᵀ/λ² in (μ, γ, G, β), side by side, β last; right also where a G is zero."""
    sides, many = mu.shape[0], covariates.shape[1]
    block = 1 + many + sides
    size = sides * block + 1
    found, score = np.zeros((size, size)), np.zeros(block + 1)
    near, far, waiting = np.zeros(sides), np.zeros(sides), np.zeros(sides)
    last = times[0]
    for i in range(times.shape[0]):
        gap = times[i] - last
        if gap > 0.0:
            fade = np.exp(-beta * gap)
            for j in range(sides):
                all_near = near[j] + waiting[j]
                far[j] = fade * (far[j] + gap * all_near)
                near[j] = fade * all_near
                waiting[j] = 0.0
            last = times[i]
        a, c = who[i], day[i]
        rate, slope = mu[a] * level[a, c], 0.0
        for j in range(sides):
            rate += beta * branching[a, j] * near[j]
            slope += branching[a, j] * (near[j] - beta * far[j])
            score[1 + many + j] = beta * near[j]
        score[0] = level[a, c]
        for k in range(many):
            score[1 + k] = covariates[c, k] * mu[a] * level[a, c]
        score[block] = slope
        weight = 1.0 / (rate * rate)
        for p in range(block + 1):
            row = size - 1 if p == block else a * block + p
            for q in range(block + 1):
                column = size - 1 if q == block else a * block + q
                found[row, column] += score[p] * score[q] * weight
        waiting[a] += load[i]
    return found


@compiled
def compensators(
    times: Floats, who: Integers, load: Floats, edges: Floats, cover: Floats, level: Floats,
    mu: Floats, branching: Floats, beta: float,
) -> Floats:  # fmt: skip
    """Give ∫λ of each event's own side up to that event: its gaps are unit exponentials if the model is right."""
    sides = mu.shape[0]
    near, passed, found = np.zeros(sides), np.zeros(sides), np.zeros(times.shape[0])
    now, c = edges[0], 0
    for i in range(times.shape[0]):
        while now < times[i]:
            until = min(times[i], edges[c + 1])
            gap = until - now
            fade = np.exp(-beta * gap)
            for a in range(sides):
                passed[a] += cover[c] * mu[a] * level[a, c] * gap
                for j in range(sides):
                    passed[a] += cover[c] * branching[a, j] * near[j] * (1 - fade)
            for j in range(sides):
                near[j] *= fade
            now = until
            if now >= edges[c + 1] and c < cover.shape[0] - 1:
                c += 1
        near[who[i]] += load[i]
        found[i] = passed[who[i]]
    return found
