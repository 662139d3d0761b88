"""How fast gaps to a pledge close, and what size has to do with who carries most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from harmel.dynamics.present import extra
from harmel.errors import RefusalError

FEWEST_MEMBERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How fast the gap to the guideline closed from one year to another: the share of the gap closed a year."""

    first: int
    last: int
    speed: float
    error: float
    low: float
    high: float
    members: int

    @property
    def significant(self) -> bool:
        """Say whether the 95 % interval leaves out zero."""
        return self.low > 0 or self.high < 0

    def said(self) -> str:
        """Say the speed with its interval."""
        doubt = "" if self.significant else ", which cannot be told from no closing at all"
        return (
            f"{self.first} to {self.last}: members closed {self.speed:.3f} of their gap a year "
            f"[{self.low:.3f}, {self.high:.3f}] (se {self.error:.3f}, {self.members} members){doubt}."
        )


def closing(rows: pl.DataFrame, value: float, first: int, last: int) -> Closing:
    """Measure the slope of members' yearly change on their gap at the start; the error is robust (HC1).

    Parameters
    ----------
    rows
        ``actor, year, share``.
    value
        The guideline that the gaps are taken to.

    Raises
    ------
    RefusalError
        If fewer than eight members that differ have a share in both years.
    """
    at = rows.filter(pl.col("year") == first).join(rows.filter(pl.col("year") == last), on="actor", suffix="_last")
    if last <= first or at.height < FEWEST_MEMBERS or at["share"].n_unique() < FEWEST_MEMBERS:
        raise RefusalError(
            f"{at.height} members with shares in {first} and {last}: no speed of closing",
            remedy=f"{FEWEST_MEMBERS} members that differ are needed, in two years",
        )
    gap = value - at["share"].to_numpy()
    change = (at["share_last"].to_numpy() - at["share"].to_numpy()) / (last - first)
    design = np.column_stack([np.ones(len(gap)), gap])
    inverse = np.linalg.inv(design.T @ design)
    slope = inverse @ design.T @ change
    left = change - design @ slope
    spread = inverse @ (design.T * left**2) @ design @ inverse * len(gap) / (len(gap) - 2)
    error = float(np.sqrt(spread[1, 1]))
    reach = float(extra("scipy.stats").t.ppf(0.975, len(gap) - 2)) * error
    speed = float(slope[1])
    return Closing(
        first=first, last=last, speed=speed, error=error, low=speed - reach, high=speed + reach, members=len(gap)
    )  # fmt: skip


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """Give Spearman's rank correlation and its p-value (after Olson and Zeckhauser).

    >>> from harmel.dynamics.burden import nato_shares
    >>> table = nato_shares(1964)
    >>> round(rank_correlation(table["gdp"].to_list(), table["share"].to_list())[0], 3)
    0.49
    """
    found = extra("scipy.stats").spearmanr(first, second)
    return float(found.statistic), float(found.pvalue)


def size_and_share(rows: pl.DataFrame) -> tuple[float, float] | None:
    """Give the rank correlation of GDP and share over members, or nothing where it cannot be had."""
    known = rows.filter(pl.col("gdp").is_finite())
    if known.height < FEWEST_MEMBERS or min(known["gdp"].n_unique(), known["share"].n_unique()) == 1:
        return None
    return rank_correlation(known["gdp"].to_list(), known["share"].to_list())
