"""What a side does differently, and both sides' acts ahead with and without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.numbers import Floats, Truths
from harmel.errors import RefusalError, UsageError

Way = Literal["reduce", "hold", "mirror", "dialogue"]
RECENT, FEWEST_OF_KIND = 28, 20
MOST = 1000  # acts a day of a side: no press reports that many


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """How far ahead, by how many draws, and what the fit may take for granted (see ``spiral`` and ``provocation``)."""

    days: int = 180
    draws: int = 200
    seed: int = 1
    constant_coverage: bool = False
    prior: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A change of one side's acts: of all of them, or of a kind.

    ``place`` is the side (0 or 1), ``share`` the part of its acts that is of the kind, ``rival_share`` the rival's,
    ``rate`` the recent mean a day of the acts that are changed, ``cut`` the part of them that is left out or turned.
    """

    way: Way
    side: str
    place: int
    of: str
    cut: float
    share: float
    rival_share: float
    rate: float

    @property
    def what(self) -> str:
        """Name the acts that are changed."""
        return f"acts of the kind {self.of}" if self.of else "acts"

    def said(self) -> str:
        """Say the policy in words."""
        part = f"{100 * self.cut:.0f} %"
        return {
            "reduce": f"{self.side} leaves out {part} of its {self.what}",
            "hold": f"{self.side} keeps its {self.what} to their recent mean of {self.rate:.2g} a day",
            "mirror": f"{self.side} repeats the rival's {self.what} of the day before",
            "dialogue": f"{self.side} turns {part} of its {self.what} into cooperative ones",
        }[self.way]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Acts by draw, day and side, as now and changed, from the same chances; ``lost`` draws ran without end."""

    now: Floats
    then: Floats
    lost: int
    effects: dict[str, tuple[float, float, float]]
    assumptions: tuple[str, ...]


def paired(runs: Sequence[tuple[Floats, Floats]], days: int) -> tuple[Floats, Floats]:
    """Lay runs out by draw, day and side, as now and changed; there may be none.

    >>> [both.shape for both in paired([], 30)]
    [(0, 30, 2), (0, 30, 2)]
    """
    both = np.array(runs, dtype=np.float64).reshape(-1, 2, days, 2)
    return both[:, 0], both[:, 1]


def policy(acts: DailyActs, way: Way, side: str, *, of: str, by: float) -> Policy:
    """Read a policy, and refuse one that the data cannot carry.

    Raises
    ------
    UsageError
        If it names no side, or a share that is none.
    RefusalError
        If the side has too few acts of the kind.
    """
    if side not in acts.sides:
        raise UsageError(f"{side} is neither side", remedy=f"one of {', '.join(acts.sides)}")
    if not 0 <= by <= 1:
        raise UsageError(f"by {by}", remedy="a share from 0 to 1")
    place = acts.sides.index(side)
    chosen = changed(acts) if of else np.ones(len(acts.act_side), dtype=np.bool_)
    mine, theirs = acts.act_side == place, acts.act_side != place
    if of and (chosen & mine).sum() < FEWEST_OF_KIND:
        raise RefusalError(
            f"{(chosen & mine).sum()} acts of the kind {of} by {side}; a change of them needs {FEWEST_OF_KIND}",
            remedy="name a wider kind",
        )
    late = acts.act_day >= acts.days - RECENT
    return Policy(
        way=way, side=side, place=place, of=of, cut=by if way in ("reduce", "dialogue") else 1.0,
        share=float(chosen[mine].mean()) if mine.any() else 1.0,
        rival_share=float(chosen[theirs].mean()) if theirs.any() else 1.0,
        rate=float((chosen & mine & late).sum() / min(RECENT, acts.days)),
    )  # fmt: skip


def changed(acts: DailyActs) -> Truths:
    """Say which acts are of the kind that was asked for."""
    if acts.chosen is None:
        raise UsageError("the acts are not told apart by kind", remedy="read them with a kind, or give a column chosen")
    return acts.chosen
