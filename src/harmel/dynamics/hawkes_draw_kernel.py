"""The inner loop of Ogata's thinning (see ``hawkes_simulate``)."""

from __future__ import annotations

import numpy as np

from harmel.dynamics.compiled import compiled
from harmel.dynamics.numbers import Floats, Integers


@compiled
def draw(
    edges: Floats, cover: Floats, level: Floats, mu: Floats, branching: Floats, beta: float, spread: float,
    most: int, seed: int,
) -> tuple[Floats, Integers, Floats]:  # fmt: skip
    """Draw at most ``most`` acts: times, sides and gamma marks of mean 1 and variance ``spread``."""
    np.random.seed(seed)
    sides = mu.shape[0]
    near, rates = np.zeros(sides), np.zeros(sides)
    times, who, marks = np.zeros(most), np.zeros(most, np.int64), np.zeros(most)
    count, c, now = 0, 0, edges[0]
    while count < most:
        bound = 0.0
        for a in range(sides):
            rates[a] = mu[a] * level[a, c]
            for j in range(sides):
                rates[a] += beta * branching[a, j] * near[j]
            bound += cover[c] * rates[a]
        then = now + np.random.exponential(1.0 / bound) if bound > 0 else edges[c + 1]
        if then >= edges[c + 1]:
            near *= np.exp(-beta * (edges[c + 1] - now))
            now = edges[c + 1]
            c += 1
            if c == cover.shape[0]:
                break
            continue
        fade = np.exp(-beta * (then - now))
        near *= fade
        now = then
        point = np.random.random() * bound
        for a in range(sides):
            rate = mu[a] * level[a, c]
            for j in range(sides):
                rate += beta * branching[a, j] * near[j]
            point -= cover[c] * rate
            if point < 0:
                mark = np.random.gamma(1 / spread, spread) if spread > 0 else 1.0
                times[count], who[count], marks[count] = now, a, mark
                near[a] += mark / cover[c]
                count += 1
                break
    return times[:count], who[:count], marks[:count]
