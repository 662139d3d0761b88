"""The inner loops that draw parents and hours of acts dated to days (see ``hawkes_ties``)."""

from __future__ import annotations

import numpy as np

from harmel.dynamics.compiled import compiled
from harmel.dynamics.numbers import Floats, Integers


@compiled
def tail(edges: Floats, cover: Floats, beta: float) -> Floats:
    """Give, for each day, the integral of later coverage times the kernel of an act at the day's end."""
    days = cover.shape[0]
    after = np.zeros(days)
    for c in range(days - 2, -1, -1):
        fade = np.exp(-beta * (edges[c + 2] - edges[c + 1]))
        after[c] = cover[c + 1] * (1 - fade) + fade * after[c + 1]
    return after


@compiled
def parents(
    times: Floats, who: Integers, load: Floats, base: Floats, branching: Floats, beta: float, seed: int
) -> Integers:
    """Draw each act's parent: −1 for the background, else the place of an earlier act."""
    np.random.seed(seed)
    n, sides = times.shape[0], branching.shape[0]
    parent = np.full(n, -1, np.int64)
    near = np.zeros(sides)
    held = np.zeros((n, sides))
    previous = np.full((n, sides), -1, np.int64)
    latest = np.full(sides, -1, np.int64)
    last = times[0]
    for i in range(n):
        near *= np.exp(-beta * (times[i] - last))
        last = times[i]
        a = who[i]
        rate = base[i]
        for j in range(sides):
            rate += beta * branching[a, j] * near[j]
        point = np.random.random() * rate - base[i]
        for j in range(sides):
            if point < 0:
                break
            term = beta * branching[a, j] * near[j]
            if point < term or j == sides - 1:
                at = latest[j]
                while at >= 0 and previous[at, j] >= 0 and np.random.random() * held[at, j] > load[at]:
                    at = previous[at, j]
                parent[i] = at
                break
            point -= term
        previous[i, a] = latest[a]
        near[a] += load[i]
        held[i, a] = near[a]
        latest[a] = i
    return parent


@compiled
def redraw(
    times: Floats, who: Integers, day: Integers, load: Floats, parent: Integers, edges: Floats, cover: Floats,
    after: Floats, branching: Floats, beta: float, seed: int,
) -> Floats:  # fmt: skip
    """Draw each act's time inside its day, given parents and children."""
    np.random.seed(seed)
    n = times.shape[0]
    found = times.copy()
    children, first = np.zeros(n), np.full(n, np.inf)
    for i in range(n):
        if parent[i] >= 0:
            children[parent[i]] += 1
            first[parent[i]] = min(first[parent[i]], times[i])
    for i in range(n - 1, -1, -1):
        c = day[i]
        low, high = edges[c], min(edges[c + 1], first[i])
        pull = beta * children[i]
        if parent[i] >= 0:
            pull -= beta
            low = max(low, found[parent[i]])
        width = high - low
        if width <= 0:
            continue
        unit = np.random.random()
        tilt = pull * width
        if abs(tilt) < 1e-6:
            new = low + unit * width
        elif tilt > 0:
            new = high + np.log(unit + (1 - unit) * np.exp(-tilt)) / pull
        else:
            new = low + np.log(1 - unit * (1 - np.exp(tilt))) / pull
        weight = 0.0
        for a in range(branching.shape[0]):
            weight += branching[a, who[i]] * load[i]
        end, step = edges[c + 1], cover[c] - after[c]
        change = weight * step * (np.exp(-beta * (end - found[i])) - np.exp(-beta * (end - new)))
        if change <= 0 or np.random.random() < np.exp(-change):
            found[i] = new
            if parent[i] >= 0:
                first[parent[i]] = min(first[parent[i]], new)
    return found
