"""The acts of a rivalry: a marked, mutually exciting or inhibiting point process, with its truth kept.

Hostile acts of the two sides follow a Hawkes process with exponential memory; where the rival's acts deter, the
intensity is cut off at zero, so that a negative influence has a meaning. Friendly acts come by themselves. Each act
keeps what brought it about, drawn in proportion to the parts of the intensity at its moment: what a model of
provocation has to find.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from harmel.press.grammar import Act, acts
from harmel.press.plan import HOSTILE_SHARE, Plan

Cause = Literal["background", "own", "provoked"]
SIDES = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One true act: when (in days from the start), by which side, of which kind, and what brought it about."""

    number: int
    time: float
    side: int
    act: Act
    cause: Cause

    @property
    def day(self) -> int:
        """Give the day, counted from the start."""
        return int(self.time)


def hostile() -> tuple[Act, ...]:
    """Give the kinds of act that answer one another."""
    return tuple(a for a in acts().values() if a.quad.endswith("conflict") and a.share > 0)


def friendly() -> tuple[Act, ...]:
    """Give the kinds of act that come by themselves."""
    return tuple(a for a in acts().values() if a.quad.endswith("cooperation") and a.share > 0)


def mean_weight() -> float:
    """Give the mean weight of a hostile act, by which marks are scaled to a mean of 1."""
    kinds = hostile()
    return sum(a.weight * a.share for a in kinds) / sum(a.share for a in kinds)


def happenings(plan: Plan) -> Iterator[Happening]:
    """Simulate the plan's acts in time order, by thinning; memory does not grow with their number.

    Parameters
    ----------
    plan
        What to simulate.

    >>> found = list(happenings(Plan(seed=1, reports=500)))
    >>> found == list(happenings(Plan(seed=1, reports=500)))
    True
    >>> {h.cause for h in found} == {"background", "own", "provoked"}
    True
    """
    rng = random.Random(f"acts {plan.seed}")
    scale, time, number = mean_weight(), 0.0, 0
    memory = [0.0, 0.0]
    while True:
        bound = _bound(plan, memory)
        step = rng.expovariate(bound)
        time += step
        if time >= plan.days:
            return
        fade = math.exp(-plan.decay * step)
        memory = [m * fade for m in memory]
        found = _thinned(plan, memory, time, rng.random() * bound)
        if found is None:
            continue
        side, kinds = found
        act = rng.choices(kinds, [a.share for a in kinds])[0]
        cause = _cause(plan, memory, time, side, rng) if kinds == hostile() else "background"
        yield Happening(number=number, time=time, side=side, act=act, cause=cause)
        number += 1
        if kinds == hostile():
            memory[side] += act.weight / scale * plan.decay


def intensity(plan: Plan, memory: list[float], time: float, side: int) -> float:
    """Give a side's hostile acts a day, given what both sides remember."""
    parts = _parts(plan, memory, time, side)
    return max(0.0, sum(parts))


def _parts(plan: Plan, memory: list[float], time: float, side: int) -> tuple[float, float, float]:
    share = 1 - plan.own - plan.cross
    base = plan.acts_a_day / 2 * HOSTILE_SHARE * share * plan.background(time)
    return base, plan.own * memory[side], plan.cross * memory[1 - side]


def _friendly_rate(plan: Plan, time: float) -> float:
    return plan.acts_a_day / 2 * (1 - HOSTILE_SHARE) * plan.background(time)


def _bound(plan: Plan, memory: list[float]) -> float:
    """Give a rate that the total cannot pass before the next act: memory only fades, and a fading deterrent lifts."""
    factor = max([1.0, *(r.factor for r in plan.regimes)])
    base = plan.acts_a_day * factor * (1 + abs(plan.cross))
    return base + (plan.own + max(plan.cross, 0.0)) * sum(memory)


def _thinned(plan: Plan, memory: list[float], time: float, point: float) -> tuple[int, tuple[Act, ...]] | None:
    for side in SIDES:
        for rate, kinds in ((intensity(plan, memory, time, side), hostile()), (_friendly_rate(plan, time), friendly())):
            if point < rate:
                return side, kinds
            point -= rate
    return None


def _cause(plan: Plan, memory: list[float], time: float, side: int, rng: random.Random) -> Cause:
    parts = [max(0.0, p) for p in _parts(plan, memory, time, side)]
    causes: tuple[Cause, ...] = ("background", "own", "provoked")
    return rng.choices(causes, parts)[0]
