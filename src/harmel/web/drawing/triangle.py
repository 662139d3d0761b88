"""The balance of deterrence, defence and dialogue as a triangle: one dot a period, the later the darker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

CORNERS = {"deterrence": (30.0, 250.0), "defence": (310.0, 250.0), "dialogue": (170.0, 7.5)}
"""Where each corner lies on a drawing of 340 by 280: the sides are equally long."""
FEWEST, MOST = 10, 60
PALEST = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """The balance of one period; ``counts`` are the acts at each corner, in the order of ``CORNERS``."""

    period: str
    x: float
    y: float
    counts: tuple[int, ...]
    strength: float = 1.0

    @property
    def acts(self) -> int:
        """Count the acts of the three."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One side's way through the triangle, and its balance over all the days shown; ``acts`` are those of the three."""

    side: str
    dots: tuple[Dot, ...]
    path: str
    whole: Dot | None
    acts: int
    shares: tuple[tuple[str, int, float | None, float | None, float | None], ...]


def balance(frame: pl.DataFrame, side: str) -> Balance:
    """Place one side's periods.

    Parameters
    ----------
    frame
        Of ``posture``: ``side, period, posture, acts``. Of the periods that have ten acts of the three or more, the
        latest sixty have a dot.

    >>> import polars as pl
    >>> from datetime import date
    >>> rows = [("a", date(2018, 1, 1), "deterrence", 5), ("a", date(2018, 1, 1), "defence", 5),
    ...         ("a", date(2018, 1, 1), "dialogue", 0), ("a", date(2018, 1, 1), "hostility", 4)]
    >>> found = balance(pl.DataFrame(rows, schema=["side", "period", "posture", "acts"], orient="row"), "a")
    >>> (found.dots[0].x, found.dots[0].y), found.acts, found.shares[0][:2]
    ((170.0, 250.0), 10, ('deterrence', 5))
    """
    import polars as pl

    own = frame.filter(pl.col("side") == side)
    by_period: dict[str, dict[str, int]] = {}
    for period, posture, acts in own.select("period", "posture", "acts").iter_rows():
        by_period.setdefault(str(period), {})[posture] = acts
    placed = [_dot(period, acts) for period, acts in by_period.items()]
    known = [dot for dot in placed if dot is not None][-MOST:]
    dots = tuple(replace(dot, strength=round(_strength(n, len(known)), 2)) for n, dot in enumerate(known))
    overall = dict(own.group_by("posture", maintain_order=True).agg(pl.col("acts").sum()).iter_rows())
    total = sum(overall.get(corner, 0) for corner in CORNERS)
    return Balance(side=side, dots=dots, path=_path(dots), whole=_dot("", overall), acts=total, shares=_shares(overall))


def _dot(period: str, acts: Mapping[str, int]) -> Dot | None:
    """Place a mix of acts between the corners; none if there are too few."""
    counts = tuple(acts.get(corner, 0) for corner in CORNERS)
    if (total := sum(counts)) < FEWEST:
        return None
    x, y = (sum(n * place[axis] for n, place in zip(counts, CORNERS.values(), strict=True)) / total for axis in (0, 1))
    return Dot(period=period, x=round(x, 1), y=round(y, 1), counts=counts)


def _strength(number: int, of: int) -> float:
    return PALEST + (1 - PALEST) * (number / (of - 1) if of > 1 else 1)


def _path(dots: Sequence[Dot]) -> str:
    return "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else ""


def _shares(acts: Mapping[str, int]) -> tuple[tuple[str, int, float | None, float | None, float | None], ...]:
    """Give each posture's acts and share of all, with its interval (95 %, Wilson); null where there are too few."""
    from harmel.dynamics import wilson

    total = sum(acts.values())
    if total < FEWEST:
        return tuple((name, count, None, None, None) for name, count in acts.items())
    return tuple((name, count, count / total, *wilson(count, total)) for name, count in acts.items())
