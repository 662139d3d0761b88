"""Both sides' counts day by day under the signed count model and a policy (see ``whatif_counts``).

Every chance is given from outside, one for each day and side, and counts are drawn by inversion: so two runs that
differ in a policy only meet the same chances, and differ by nothing else.
"""

from __future__ import annotations

import math

import numpy as np

from harmel.dynamics.compiled import compiled
from harmel.dynamics.numbers import Floats

_LARGE = 200.0


@compiled
def poisson(mean: float, chance: float, normal: float) -> float:
    """Give the count whose distribution function first passes ``chance``; above 200 by the normal approximation."""
    if mean > _LARGE:
        return max(math.floor(mean + math.sqrt(mean) * normal + 0.5), 0.0)
    count, part = 0.0, math.exp(-mean)
    whole = part
    while whole < chance and count < 1000.0:
        count += 1.0
        part *= mean / count
        whole += part
    return count


@compiled
def binomial(many: float, share: float, chance: float, normal: float) -> float:
    """Give the count of ``many`` with a share, as ``poisson`` does."""
    if many <= 0.0 or share <= 0.0:
        return 0.0
    if share >= 1.0:
        return many
    if many > _LARGE:
        drawn = math.floor(many * share + math.sqrt(many * share * (1.0 - share)) * normal + 0.5)
        return min(max(drawn, 0.0), many)
    count, part = 0.0, (1.0 - share) ** many
    whole = part
    while whole < chance and count < many:
        part *= (many - count) / (count + 1.0) * share / (1.0 - share)
        count += 1.0
        whole += part
    return count


@compiled
def run(
    level: Floats, a: Floats, keep: Floats, felt: Floats, theta: Floats, keep_kind: Floats, felt_kind: Floats,
    given: Floats, place: int, share: float, rival_share: float, yesterday: float, way: int, cut: float, rate: float,
    gammas: Floats, chances: Floats, normals: Floats,
) -> Floats:  # fmt: skip
    """Run both sides forward: shape (days, 3), each side's acts and the acts of the kind.

    ``level`` (days, 2) is before the answers, ``a`` (side, source) the effects, ``felt`` what is felt at first,
    ``theta`` the further effect of acts of the kind. ``given`` are acts of the kind that happen anyway (cooperation);
    ``share`` is the part of the side's own acts that is of the kind, below zero where none is. ``way``: 0 none, 1
    reduce, 2 hold, 3 mirror, 4 turn into acts of the kind. ``gammas, chances, normals`` are a day's chances.
    """
    days = level.shape[0]
    found = np.zeros((days, 3))
    near, kind = felt.copy(), felt_kind.copy()
    for t in range(days):
        for i in range(2):
            eta = level[t, i] + a[i, 0] * near[i, 0] + a[i, 1] * near[i, 1] + theta[i] * kind[i]
            mean = eta if eta > 30.0 else math.log1p(math.exp(eta))
            found[t, i] = poisson(min(mean * gammas[t, i], 1e6), chances[t, i], normals[t, i])
        mine = found[t, place]
        of_kind = mine if share < 0.0 else binomial(mine, share, chances[t, 2], normals[t, 2])
        new = of_kind
        if way in (1, 4):
            new = of_kind - binomial(of_kind, cut, chances[t, 3], normals[t, 3])
        elif way == 2:
            new = poisson(rate, chances[t, 4], normals[t, 4])
        elif way == 3:
            before = found[t - 1, 1 - place] if t > 0 else yesterday
            new = binomial(before, rival_share, chances[t, 4], normals[t, 4])
        found[t, place] = mine - of_kind + new
        found[t, 2] = given[t]
        if share >= 0.0:
            found[t, 2] = new
        elif way == 4:
            found[t, 2] += of_kind - new
        for i in range(2):
            for j in range(2):
                near[i, j] = keep[i] * near[i, j] + (1.0 - keep[i]) * found[t, j]
            kind[i] = keep_kind[i] * kind[i] + (1.0 - keep_kind[i]) * found[t, 2]
    return found


@compiled
def memory(counts: Floats, keep: float) -> Floats:
    """Give what is felt of past acts at the start of each day, and after the last (days + 1)."""
    felt = np.zeros(counts.shape[0] + 1)
    for t in range(counts.shape[0]):
        felt[t + 1] = keep * felt[t] + (1.0 - keep) * counts[t]
    return felt
