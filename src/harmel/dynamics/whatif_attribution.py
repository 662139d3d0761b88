"""What if attacks were attributed sooner: the register's delays, put into the game of attribution.

An attribution deters only if it comes while an answer is still possible. The register says which part of the incidents
was laid to the accused within a window; sooner attribution raises that part, which is the game's chance of detection.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.attribution import Attribution, attribution, game
from harmel.dynamics.incidents import Incidents
from harmel.dynamics.numbers import Floats, sound
from harmel.dynamics.present import canvas, extra, jsonable
from harmel.dynamics.whatif import FEWEST_DRAWS, compared
from harmel.dynamics.whatif_policy import Horizon
from harmel.errors import RefusalError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FEWEST_DELAYS = 10
_WORTH, _SCATTER, _RESOLVE = (0.1, 0.6), (0.1, 0.5), (0.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How many may attack, how often the right one is named, and how often one is named without an attack."""

    attackers: int = 2
    identification: float = 0.7
    false_alarm: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class SoonerAttribution:
    """What sooner attribution changes, as now and sooner, each with the 95 % of the draws.

    ``frame``: ``scenario, what, low, middle, high`` and the change against "as now". ``delays`` are those of the
    register in days, ``unknown`` how many incidents have none.
    """

    frame: pl.DataFrame
    side: str
    accused: str
    by: float
    within: int
    days: int
    draws: int
    delays: tuple[int, ...]
    unknown: int
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a scenario and quantity."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say what changes with its band, and that it follows from assumptions."""
        rows = {row["what"]: row for row in self.frame.filter(pl.col("scenario") != "as now").iter_rows(named=True)}
        told = "; ".join(
            f"{what} {row['middle']:.2g} [{row['low']:.2g}, {row['high']:.2g}], a change of {row['change']:+.2g} "
            f"[{row['change_low']:+.2g}, {row['change_high']:+.2g}]"
            for what, row in rows.items()
        )
        known = f"{len(self.delays)} incidents laid to {self.accused} have a known delay"
        return (
            f"{known} (median {np.median(self.delays):.0f} days; {self.unknown} have none). If {self.side} attributed "
            f"{100 * self.by:.0f} % sooner: {told} (95 % of {self.draws} draws). The attacks follow from the game's "
            "assumptions, which no record tests; only the delays and the pace are the register's."
        )

    def plot(self) -> Figure:
        """Draw each quantity's band, as now and sooner."""
        what = self.frame["what"].unique(maintain_order=True).to_list()
        figure, axes = canvas(height=1.4 * len(what), rows=len(what))
        for axis, name in zip(axes, what, strict=True):
            for place, row in enumerate(self.frame.filter(pl.col("what") == name).iter_rows(named=True)):
                axis.plot([row["low"], row["high"]], [place] * 2, color="tab:blue", lw=3, alpha=0.5)
                axis.plot(row["middle"], place, "o", color="tab:blue")
            axis.set_yticks([0, 1], self.frame["scenario"].unique(maintain_order=True).to_list())
            axis.set_title(name, fontsize="small")
        return figure


@sound
def sooner_attribution(
    register: Incidents, side: str, *, by: float = 0.5, within: int = 90, naming: Naming | None = None,
    over: Horizon | None = None,
) -> SoonerAttribution:  # fmt: skip
    """Say how attacks would change if delays to attribution were shorter.

    Parameters
    ----------
    side
        Who attributes; the other side is accused.
    by
        By which share every delay is shortened.
    within
        How many days after an incident an attribution still counts.
    naming
        Who may attack and how well they are told apart, which stays as it is.
    over
        Over how many days attacks are counted, and by how many draws.

    Raises
    ------
    RefusalError
        If fewer than ten incidents have a known delay, or most draws have no equilibrium.

    >>> from harmel.dynamics.incidents import incidents
    >>> from harmel.dynamics.table import read_events
    >>> rows = {"start_date": ["2019-01-01"], "initiator_country": ["RUS"], "receiver_country": ["DEU"],
    ...         "attribution_date": ["2019-03-01"]}
    >>> sooner_attribution(incidents(read_events(pl.DataFrame(rows)), ("DEU", "RUS")), "DEU")
    Traceback (most recent call last):
    harmel.errors.RefusalError: 1 incidents laid to RUS have a known delay; this needs 10 (take a longer span)
    """
    over, naming = over or Horizon(), naming or Naming()
    _check(register, side, over, within, by)
    accused = next(s for s in register.sides if s != side)
    own = register.frame.filter(pl.col("accused") == accused)
    delays = _delays(own, accused)
    rng = np.random.default_rng(over.seed)
    dates = own["day"].to_physical().to_numpy()
    pace = over.days / (int(dates.max() - dates.min()) + 1)
    told = [_draw(rng, delays, own.height, pace, (within, by), naming) for _ in range(over.draws)]
    kept = np.array([pair for pair in told if pair is not None])
    if len(kept) < over.draws / 2:
        raise RefusalError("most draws of the game have no equilibrium", remedy="raise identification")
    return SoonerAttribution(
        frame=_frame(kept, (f"attributed within {within} days", f"attacks by {accused} over {over.days} days",
                            f"strikes back by {side} over {over.days} days")),
        side=side, accused=accused, by=by, within=within, days=over.days, draws=len(kept),
        delays=tuple(int(d) for d in delays), unknown=own.height - len(delays),
        assumptions=_assumed(within, naming),
    )  # fmt: skip


def _check(register: Incidents, side: str, over: Horizon, within: int, by: float) -> None:
    if side not in register.sides:
        raise UsageError(f"{side} is neither side", remedy=f"one of {', '.join(register.sides)}")
    if over.draws < FEWEST_DRAWS or over.days < 1 or within < 0 or not 0 <= by <= 1:
        raise UsageError(
            f"{over.draws} draws, {over.days} days, within {within}, by {by}", remedy="see the options' ranges"
        )


def _delays(own: pl.DataFrame, accused: str) -> Floats:
    """Take the known delays, in days, or refuse where they are too few."""
    delays = own["delay"].drop_nulls().to_numpy().astype(np.float64)
    if len(delays) < FEWEST_DELAYS:
        raise RefusalError(
            f"{len(delays)} incidents laid to {accused} have a known delay; this needs {FEWEST_DELAYS}",
            remedy="take a longer span",
        )
    return delays


def _draw(
    rng: np.random.Generator, delays: Floats, many: int, pace: float, sooner: tuple[int, float], naming: Naming
) -> list[list[float]] | None:
    """Draw delays, the game's unknowns and the pace of incidents, and solve the game as now and sooner."""
    within, by = sooner
    weights = rng.dirichlet(np.ones(len(delays)))
    seen = [float(np.clip(weights @ (delays * (1 - cut) <= within), 1e-6, 1.0)) for cut in (0.0, by)]
    worth, scatter, resolve = (float(rng.uniform(*span)) for span in (_WORTH, _SCATTER, _RESOLVE))
    expected, chances = rng.gamma(many + 0.5) * pace, rng.random(2)
    try:
        solved = [_solved(share, naming, worth, scatter, resolve) for share in seen]
    except (RefusalError, UsageError):
        return None
    rows = []
    for share, found in zip(seen, solved, strict=True):
        attacks = _count(expected * found.total / max(solved[0].total, 1e-12), chances[0])
        struck = float(found.attacks @ (np.diag(found.game.signals)[1:] * found.strikes) / max(found.total, 1e-12))
        rows.append([share, attacks, _count(attacks * struck, chances[1])])
    return rows


def _solved(seen: float, naming: Naming, worth: float, scatter: float, resolve: float) -> Attribution:
    """Solve one game: an attack or an alarm that is not attributed in time is as one not seen."""
    played = game(
        detection=seen, identification=naming.identification, false_alarm=naming.false_alarm * seen,
        attackers=naming.attackers, worth=worth, scatter=scatter,
    )  # fmt: skip
    return attribution(replace(played, resolve=resolve))


def _count(mean: float, chance: float) -> float:
    """Give the Poisson count at a chance, so that both scenarios meet the same one."""
    return float(extra("scipy.stats").poisson.ppf(chance, mean)) if mean > 0 else 0.0


def _frame(kept: Floats, names: tuple[str, ...]) -> pl.DataFrame:
    rows = []
    for place, name in enumerate(names):
        for scenario, at in (("as now", 0), ("sooner", 1)):
            rows.append({"scenario": scenario, "what": name} | compared(kept[:, at, place], kept[:, 0, place]))
    return pl.DataFrame(rows)


def _assumed(within: int, naming: Naming) -> tuple[str, ...]:
    right, false = f"{100 * naming.identification:.0f} %", f"{100 * naming.false_alarm:.0f} %"
    return (
        f"An attribution deters only if it comes within {within} days; a later one is as none.",
        "Sooner does not mean worse: the right one is named as often as before.",
        "A false alarm is raised in time in the same proportion as a true one.",
        f"One of {naming.attackers} attackers has an opening at a time.",
        f"The right one is named in {right} of attributions, someone in {false} of quiet times: given, not measured.",
        f"What an attack is worth is unknown: drawn from {_WORTH[0]} to {_WORTH[1]} of what being struck costs.",
        f"Its scatter is drawn from {_SCATTER[0]} to {_SCATTER[1]}.",
        f"The victim's resolve is drawn from {_RESOLVE[0]} to {_RESOLVE[1]}.",
        "Openings come as often as before; incidents go in proportion to the chance that an opening ends in an attack.",
        "The register's incidents with a known delay stand for all; those never attributed are not in it.",
    )
