"""What if: both sides' acts ahead under a changed policy of one, against "as now", always with a band.

A model is fitted (the signed count model of ``spiral``, or the chains of ``provocation``), its parameters are drawn,
and each draw is run forward twice with the same chances: as now, and with one side's acts changed. What is compared is
the pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.numbers import Floats, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.whatif_policy import Ahead, Horizon, Way, policy
from harmel.errors import RefusalError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Model = Literal["spiral", "provocation"]
FEWEST_DRAWS = 10
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Both sides' acts over the horizon.

    ``frame``: totals, ``scenario, side, low, middle, high`` (2.5, 50 and 97.5 % of the draws) and the same of the
    change against "as now". ``weeks``: the same bands by week (``day`` is its first, counted from the end of the data).
    ``effects`` are those that the runs rest on, each with the 95 % of its draws. ``exploded`` is the share of draws in
    which acts grow without end.
    """

    frame: pl.DataFrame
    weeks: pl.DataFrame
    sides: tuple[str, str]
    model: Model
    policy: str
    days: int
    draws: int
    exploded: float
    effects: dict[str, tuple[float, float, float]]
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
        told = "; ".join(map(_change_said, changed.iter_rows(named=True)))
        rest = "; ".join(f"{name} {v:+.2f} [{low:+.2f}, {high:+.2f}]" for name, (v, low, high) in self.effects.items())
        out = "acts grew without end; they are left out, so that the bands are too narrow above."
        wild = f" In {100 * self.exploded:.0f} % of draws {out}"
        return (
            f"If {self.policy}, then over {self.days} days and against as now: {told} (95 % of {self.draws} draws of "
            f"the {self.model} model).{wild * (self.exploded > 0)} It rests on these effects: {rest}. A model of the "
            "past foretells this; it does not show what a policy would cause, and a policy may change the model itself."
        )

    def plot(self) -> Figure:
        """Draw the bands of both sides' acts by week, as now and changed."""
        figure, axes = canvas(height=5.5, rows=2)
        for side, axis in zip(self.sides, axes, strict=True):
            for (scenario,), rows in self.weeks.filter(pl.col("side") == side).group_by(
                "scenario", maintain_order=True
            ):
                colour = "grey" if scenario == "as now" else "tab:blue"
                days = rows["day"].to_list()
                axis.fill_between(days, rows["low"].to_list(), rows["high"].to_list(), color=colour, alpha=0.25, lw=0)
                axis.plot(days, rows["middle"].to_list(), color=colour, label=str(scenario))
            axis.set_ylabel(f"acts of {side} a week")
            axis.set_ylim(bottom=0)
        axes[0].legend(fontsize="small")
        axes[1].set_xlabel("days from the last day of the data; bands: 95 % of the draws")
        return figure


@sound
def what_if(
    acts: DailyActs, way: Way, side: str, *, model: Model = "spiral", of: str = "", by: float = 0.5,
    over: Horizon | None = None,
) -> WhatIf:  # fmt: skip
    """Run both sides forward under a changed policy of one.

    Parameters
    ----------
    way
        ``reduce`` the side's acts by the share ``by``; ``hold`` them at their recent mean, whatever the rival does;
        ``mirror`` the rival's acts of the day before; or ``dialogue``: turn the share ``by`` into cooperative acts.
    model
        The fit that is run: ``spiral`` (acts may bring or prevent acts) or ``provocation`` (chains of acts).
    of
        Change only acts of this kind: those that ``acts`` has as ``chosen``; all if empty.
    over
        How far ahead and by how many draws.

    Raises
    ------
    RefusalError
        If the model refuses, acts grow without end in most draws, or the fit cannot tell what a lever does.

    >>> from harmel.dynamics.acts import daily_acts
    >>> rows = pl.DataFrame({"day": list(range(100)), "side": ["a", "b"] * 50})
    >>> what_if(daily_acts(rows, ("a", "b")), "reduce", "c")
    Traceback (most recent call last):
    harmel.errors.UsageError: c is neither side (one of a, b)
    """
    over = over or Horizon()
    if over.draws < FEWEST_DRAWS or over.days < 1:
        raise UsageError(f"{over.draws} draws, {over.days} days", remedy=f"at least {FEWEST_DRAWS} draws and a day")
    asked = policy(acts, way, side, of=of, by=by)
    if model == "spiral":
        from harmel.dynamics.whatif_counts import ahead_by_counts

        found = ahead_by_counts(acts, asked, over)
    else:
        from harmel.dynamics.whatif_chains import ahead_by_chains

        found = ahead_by_chains(acts, asked, over)
    if len(found.now) < over.draws / 2:
        raise RefusalError("acts grow without end in most draws: nothing can be foretold from this fit")
    return WhatIf(
        frame=_totals(found, acts.sides, asked.said()), weeks=_weeks(found, acts.sides, asked.said()),
        sides=acts.sides, model=model, policy=asked.said(), days=over.days, draws=len(found.now),
        exploded=found.lost / over.draws, effects=found.effects, assumptions=found.assumptions,
    )  # fmt: skip


def _change_said(row: dict[str, Any]) -> str:
    told = f"{row['side']}'s acts change by {row['change']:+.0f} [{row['change_low']:+.0f}, {row['change_high']:+.0f}]"
    return told if row["change_low"] > 0 or row["change_high"] < 0 else f"{told}, which cannot be told from no change"


def _totals(found: Ahead, sides: tuple[str, str], said: str) -> pl.DataFrame:
    rows = []
    now, then = found.now.sum(axis=1), found.then.sum(axis=1)
    for scenario, totals in (("as now", now), (said, then)):
        for place, side in enumerate(sides):
            rows.append({"scenario": scenario, "side": side} | compared(totals[:, place], now[:, place]))
    return pl.DataFrame(rows)


def _weeks(found: Ahead, sides: tuple[str, str], said: str) -> pl.DataFrame:
    """Sum by week; a last week that is not whole is left out, unless it is the only one."""
    days = found.now.shape[1]
    starts = range(0, max(days - _WEEK + 1, 1), _WEEK)
    rows = [
        {"scenario": scenario, "side": side, "day": start + 1}
        | dict(zip(("low", "middle", "high"), band(runs[:, start : start + _WEEK, place].sum(axis=1)), strict=True))
        for scenario, runs in (("as now", found.now), (said, found.then))
        for place, side in enumerate(sides)
        for start in starts
    ]
    return pl.DataFrame(rows)


def compared(values: Floats, now: Floats) -> dict[str, float]:
    """Give the band of some draws, and that of their change against the same draws as now.

    >>> compared(np.array([2.0, 2.0]), np.array([5.0, 5.0]))["change"]
    -3.0
    """
    names = ("low", "middle", "high", "change_low", "change", "change_high")
    return dict(zip(names, (*band(values), *band(values - now)), strict=True))


def band(values: Floats) -> tuple[float, float, float]:
    """Give the 2.5, 50 and 97.5 % points of some draws.

    >>> band(np.arange(101.0))
    (2.5, 50.0, 97.5)
    """
    low, middle, high = np.quantile(values, [0.025, 0.5, 0.975])
    return float(low), float(middle), float(high)
