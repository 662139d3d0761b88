"""Arms race: whether two sides' spending answers each other's, by Richardson's model in error-correction form.

Richardson (1960) lets each side's spending grow with the rival's and shrink with its own weight. Regressing one growing
series on another finds such a tie between any two (Granger and Newbold 1974), so cointegration is tested first; without
it, "no arms race in these data" is the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.cointegration import Cointegration, Correction, correction, wanders
from harmel.dynamics.cointegration_draws import against_draws
from harmel.dynamics.files import as_frame
from harmel.dynamics.numbers import Floats, check_time, matrix, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.proportions import Z95
from harmel.errors import RefusalError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST = 25
_FORMS = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Richardson:
    """Growth of each side as a linear function of both levels, in logarithms.

    Stable where fatigue times fatigue exceeds reaction times reaction; then both settle at ``equilibrium``.
    """

    reaction: tuple[float, float]
    fatigue: tuple[float, float]
    grievance: tuple[float, float]
    stable: bool
    equilibrium: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmsRace:
    """What two spending series have to do with each other; ``correction`` only where a long-run tie is found.

    ``forms`` are the same test with 0 to 3 lagged changes and the constant outside and inside the tie: how far the
    finding hangs on the form.
    """

    names: tuple[str, str]
    years: tuple[int, int]
    observed: Floats
    wandering: tuple[bool, bool]
    tie: Cointegration
    forms: tuple[Cointegration, ...]
    correction: Correction | None
    richardson: Richardson
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a side."""
        c, r = self.correction, self.richardson
        return pl.DataFrame(
            {
                "side": list(self.names),
                "return_to_tie": list(self.reactions()) if c else [None, None],
                "error": list(c.errors) if c else [None, None],
                "p": list(c.p) if c else [None, None],
                "reaction": list(r.reaction),
                "fatigue": list(r.fatigue),
                "equilibrium": list(r.equilibrium) if r.equilibrium else [None, None],
            },
            schema_overrides=dict.fromkeys(("return_to_tie", "error", "p", "equilibrium"), pl.Float64),
        )

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def reactions(self) -> tuple[float, float]:
        """Give how much of a gap between the two each side closes in a year; positive is answering."""
        speeds = self.correction.speeds if self.correction else (0.0, 0.0)
        return -speeds[0], speeds[1]

    def summary(self) -> str:
        """Say whether there is an arms race in these data, and who answers whom."""
        where = f"{self.names[0]} and {self.names[1]}, {self.years[0]} to {self.years[1]}"
        trace = f"{self.tie.said()}; found in {sum(f.found for f in self.forms)} of {len(self.forms)} forms of the test"
        if not all(self.wandering):
            calm = " and ".join(n for n, w in zip(self.names, self.wandering, strict=True) if not w)
            return f"{where}: no arms race in these data: spending of {calm} returns to a level of its own."
        if self.correction is None:
            return f"{where}: no arms race in these data: the two share no long-run tie ({trace})."
        told = [self._side(i) for i in (0, 1)]
        return f"{where}: the two share a long-run tie ({trace}). {' '.join(told)} {self._stability()}"

    def _side(self, side: int) -> str:
        c = self.correction
        if c is None:
            return ""
        rate, se = self.reactions()[side], c.errors[side]
        answers = rate - Z95 * se > 0
        verb = "answers" if answers else "is not shown to answer"
        return f"{self.names[side]} {verb}: {rate:.3f} of a gap closed a year (se {se:.3f})."

    def _stability(self) -> str:
        r = self.richardson
        if r.stable and r.equilibrium:
            levels = ", ".join(f"{n} {v:,.0f}" for n, v in zip(self.names, r.equilibrium, strict=True))
            return f"Richardson's condition for stability holds; at these coefficients both settle at {levels}."
        return "Richardson's condition for stability does not hold at these coefficients: spending does not settle."

    def plot(self) -> Figure:
        """Draw both series on a logarithmic scale."""
        figure, (axis,) = canvas()
        years = range(self.years[0], self.years[1] + 1)
        for side, name in enumerate(self.names):
            axis.plot(years, np.exp(self.observed[:, side]), label=name)
        axis.set_yscale("log")
        axis.set_ylabel("spending (logarithmic scale)")
        axis.legend()
        return figure


@sound
def arms_race(
    table: object, names: tuple[str, str], *, years: tuple[int, int] | None = None, lags: int = 1, seed: int = 1
) -> ArmsRace:
    """Test two sides' spending for an arms race.

    Parameters
    ----------
    table
        Columns ``year`` and one a side, in one currency at constant prices.
    names
        The two columns.
    years
        First and last year to take.
    lags
        Lagged yearly changes beside the tie.
    seed
        For the draws that show how large the test gets without a tie.

    Raises
    ------
    RefusalError
        If there are fewer than 25 years, gaps, or spending that is not above zero.

    >>> rng = np.random.default_rng(3)
    >>> walks = {"a": np.exp(rng.normal(0.02, 0.1, 60).cumsum()), "b": np.exp(rng.normal(0.02, 0.1, 60).cumsum())}
    >>> arms_race(pl.DataFrame({"year": range(1950, 2010)} | walks), ("a", "b")).correction is None
    True
    """
    frame = as_frame(table)
    if years and "year" in frame.columns:
        frame = frame.filter(pl.col("year").is_between(*years))
    check_time(frame, "year")
    spent = matrix(frame, names)
    if (spent <= 0).any():
        raise RefusalError("spending that is not above zero has no logarithm", remedy="check the columns")
    if len(spent) < FEWEST:
        raise RefusalError(f"{len(spent)} years; an arms race needs {FEWEST}", remedy="take a longer span")
    pair: Floats = np.log(spent)
    wandering = (wanders(pair[:, 0], lags=4), wanders(pair[:, 1], lags=4))
    tie = against_draws(pair, lags=lags, seed=seed)
    forms = tuple(
        against_draws(pair, lags=k, inside=inside, seed=seed, draws=99) for inside in (False, True) for k in _FORMS
    )
    held = tie.found and all(wandering)
    span = (int(frame["year"][0]), int(frame["year"][-1])) if "year" in frame.columns else (0, len(pair) - 1)
    return ArmsRace(
        names=names, years=span, observed=pair, wandering=wandering, tie=tie, forms=forms,
        correction=correction(pair, lags=lags) if held else None, richardson=richardson(pair),
        assumptions=(
            "Spending answers spending in proportion (logarithms), with the same strength in every year.",
            f"Johansen's test (lagged changes: {lags}) with a free intercept, at 5 % of draws without a tie.",
            "Prices are constant and exchange rates mean the same thing over the whole span.",
        ),
    )  # fmt: skip


def richardson(pair: Floats) -> Richardson:
    """Fit Richardson's two equations by least squares and solve for where both stand still."""
    design = np.column_stack([pair[:-1], np.ones(len(pair) - 1)])
    solved = np.linalg.lstsq(design, np.diff(pair, axis=0), rcond=None)[0]
    (a11, a21), (a12, a22), (g1, g2) = solved.tolist()
    stable = a11 < 0 and a22 < 0 and a11 * a22 > a12 * a21
    rest = np.linalg.solve(np.array([[a11, a12], [a21, a22]]), -np.array([g1, g2])) if stable else None
    level = None if rest is None or np.abs(rest).max() > 50 else (float(np.exp(rest[0])), float(np.exp(rest[1])))  # noqa: PLR2004 - beyond any currency
    return Richardson(
        reaction=(a12, a21), fatigue=(-a11, -a22), grievance=(g1, g2), stable=stable, equilibrium=level
    )  # fmt: skip
