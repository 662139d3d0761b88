"""What if: both sides' acts over coming months under a changed policy, against "as now", always with a band.

The signed count model (see ``spiral``) is fitted, its parameters are drawn by refitting histories simulated from it,
and each draw is run forward twice with the same chances: as now, and with one side's acts changed. What is compared
is the pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.numbers import Floats, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.spiral import Spiral, refitted, spiral
from harmel.dynamics.spiral_fit import Equation
from harmel.errors import RefusalError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Policy = Literal["reduce", "hold", "mirror"]
FEWEST_DRAWS = 10
_RECENT = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Totals of both sides' acts over the horizon.

    ``frame``: ``scenario, side, low, middle, high`` (2.5, 50 and 97.5 % of the draws) and the same of the change
    against "as now". ``exploded`` is the share of draws in which acts grow without end.
    """

    frame: pl.DataFrame
    sides: tuple[str, str]
    policy: str
    days: int
    draws: int
    exploded: float
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a scenario and side."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say what changes, with its band, and what it rests on."""
        changed = self.frame.filter(pl.col("scenario") != "as now")
        told = "; ".join(
            f"{row['side']}'s acts change by {row['change']:+.0f} [{row['change_low']:+.0f}, {row['change_high']:+.0f}]"
            for row in changed.iter_rows(named=True)
        )
        wild = f" In {100 * self.exploded:.0f} % of draws acts grew without end and were left out." * (
            self.exploded > 0
        )
        return (
            f"If {self.policy}, over {self.days} days and against as now: {told} (95 % of {self.draws} draws).{wild} "
            "This follows from a model that foretells; a policy may change the model itself."
        )

    def plot(self) -> Figure:
        """Draw the band of each side's acts, as now and changed."""
        figure, (axis,) = canvas(height=3)
        for place, row in enumerate(self.frame.iter_rows(named=True)):
            axis.plot([row["low"], row["high"]], [place] * 2, color="tab:blue", lw=3, alpha=0.5)
            axis.plot(row["middle"], place, "o", color="tab:blue")
        names = [f"{row['side']}, {row['scenario']}" for row in self.frame.iter_rows(named=True)]
        axis.set_yticks(range(len(names)), names)
        axis.set_xlabel(f"acts over {self.days} days")
        return figure


@sound
def what_if(
    acts: DailyActs, policy: Policy, side: str, *, by: float = 0.5, days: int = 180, draws: int = 60,
    constant_coverage: bool = False, seed: int = 1,
) -> WhatIf:  # fmt: skip
    """Run both sides forward under a changed policy of one.

    Parameters
    ----------
    policy
        ``reduce`` the side's acts by the share ``by``; ``hold`` them at their recent mean, whatever the rival does; or
        ``mirror`` the rival's acts of the day before.
    days
        How far ahead.

    Raises
    ------
    RefusalError
        If ``spiral`` refuses, or acts grow without end in most draws.

    >>> from harmel.dynamics.acts import daily_acts
    >>> rows = pl.DataFrame({"day": list(range(100)), "side": ["a", "b"] * 50})
    >>> what_if(daily_acts(rows, ("a", "b")), "reduce", "c")
    Traceback (most recent call last):
    harmel.errors.UsageError: c is neither side (one of a, b)
    """
    if side not in acts.sides:
        raise UsageError(f"{side} is neither side", remedy=f"one of {', '.join(acts.sides)}")
    if draws < FEWEST_DRAWS or days < 1 or not 0 <= by <= 1:
        raise UsageError(f"{draws} draws, {days} days, by {by}", remedy=f"{FEWEST_DRAWS} draws, a day, by 0 to 1")
    found = spiral(acts, constant_coverage=constant_coverage, drift=False, draws=0, seed=seed)
    place = acts.sides.index(side)
    recent = np.array([acts.daily(i)[-_RECENT:].mean() for i in (0, 1)])
    changed = _policy(policy, place, by, recent)
    runs = [_run(found, acts, changed, days, seed=seed + k) for k in range(draws)]
    kept = np.array([run for run in runs if run is not None])
    if len(kept) < draws / 2:
        raise RefusalError("acts grow without end in most draws: nothing can be foretold from this fit")
    said = {"reduce": f"{side} does {100 * by:.0f} % less", "hold": f"{side} keeps to its recent mean",
            "mirror": f"{side} repeats the rival's acts of the day before"}  # fmt: skip
    return WhatIf(
        frame=_frame(kept, acts.sides, said[policy]), sides=acts.sides, policy=said[policy], days=days,
        draws=len(kept), exploded=1 - len(kept) / draws,
        assumptions=(
            "The signed count model holds, with the same effects ahead as in the past.",
            "Coverage, third parties and levels stay as in the last four weeks.",
            "Parameters are drawn by refitting histories that were simulated from the fit.",
            *found.assumptions,
        ),
    )  # fmt: skip


def _policy(policy: Policy, place: int, by: float, recent: Floats) -> tuple[Floats, Floats, Floats]:
    scale, fixed, mirror = np.ones(2), -np.ones(2), np.zeros(2)
    if policy == "reduce":
        scale[place] = 1 - by
    elif policy == "hold":
        fixed[place] = recent[place]
    else:
        mirror[place] = 1.0
    return scale, fixed, mirror


def _run(
    found: Spiral, acts: DailyActs, changed: Sequence[Floats], days: int, *, seed: int
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Draw parameters once and run them forward twice; nothing where acts explode."""
    from harmel.dynamics.spiral_kernel import walk

    drawn = refitted(found, seed=seed)
    if drawn is None:
        return None
    equations, level = drawn
    a, keep, size = matrices(equations)
    ahead = np.tile(level[-_RECENT:].mean(axis=0), (days, 1))
    felt = np.stack([_felt(acts, keep[i]) for i in (0, 1)])
    free = np.ones(2), -np.ones(2), np.zeros(2)
    now, then = (walk(ahead, a, keep, size, felt, seed % 2**32, *policy).sum(axis=0) for policy in (free, changed))
    if max(now.max(), then.max()) > 1000 * days:  # a thousand acts a day: no press reports that
        return None
    return (float(now[0]), float(now[1])), (float(then[0]), float(then[1]))


def matrices(equations: Sequence[Equation]) -> tuple[Floats, Floats, Floats]:
    """Lay two equations out for the simulation: effects (side, source), memory, size."""
    a = np.array([[equations[0].own, equations[0].rival], [equations[1].rival, equations[1].own]])
    return a, np.array([e.keep for e in equations]), np.array([1 / e.spread for e in equations])


def _felt(acts: DailyActs, keep: float) -> Floats:
    """Give what is still felt of each side's past acts on the last day."""
    weight = (1 - keep) * keep ** np.arange(acts.days)[::-1]
    return np.array([float(weight @ acts.daily(i)) for i in (0, 1)])


def _frame(kept: Floats, sides: tuple[str, str], said: str) -> pl.DataFrame:
    rows = []
    for scenario, name in enumerate(("as now", said)):
        for side in (0, 1):
            totals = kept[:, scenario, side]
            low, middle, high = np.quantile(totals, [0.025, 0.5, 0.975])
            change = np.quantile(totals - kept[:, 0, side], [0.025, 0.5, 0.975])
            rows.append({"scenario": name, "side": sides[side], "low": low, "middle": middle, "high": high,
                         "change_low": change[0], "change": change[1], "change_high": change[2]})  # fmt: skip
    return pl.DataFrame(rows).with_columns(pl.col(pl.Float64).cast(pl.Float64))
