"""Posture: how a side's acts divide into deterrence, defence, dialogue, hostility and accommodation.

The mapping is published in ``data/posture.toml`` and is the same for every side. The dual track of defence and dialogue
was set out for NATO by the Harmel report (1967).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import polars as pl

from harmel.dynamics.coverage import Period
from harmel.dynamics.present import canvas, jsonable, percent
from harmel.dynamics.proportions import wilson
from harmel.dynamics.series import placed
from harmel.dynamics.sides import Between, Dyad, between
from harmel.dynamics.table import EventTable
from harmel.errors import RefusalError
from harmel.settings import Rivalry

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FEWEST = 10
_COUNTED = ("actual", "threatened", "planned")
_CORNERS = ("deterrence", "defence", "dialogue")
_PLACES = {"deterrence": (0.0, 0.0), "defence": (1.0, 0.0), "dialogue": (0.5, 0.866)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture:
    """Shares of each posture, by side and period.

    ``frame``: ``side, period, posture, acts, of`` (acts with any posture), ``share, low, high`` (95 %, Wilson;
    null where ``of`` is 0). ``without`` is the share of acts that no rule of the mapping fits.
    """

    frame: pl.DataFrame
    sides: Dyad
    period: Period
    without: float
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a side, period and posture."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say each side's mix over all periods, with its intervals."""
        said = [self._mix(side) for side in self.sides]
        return f"{' '.join(said)} {percent(self.without)} of the acts fit no rule of the mapping and are left out."

    def _mix(self, side: str) -> str:
        whole = self.overall().filter(pl.col("side") == side)
        total = int(whole["of"][0])
        if total < FEWEST:
            return f"{side}: only {total} acts with a posture, too few for a mix."
        shares = ", ".join(
            f"{row['posture']} {percent(row['share'])} [{100 * row['low']:.0f}–{100 * row['high']:.0f}]"
            for row in whole.iter_rows(named=True)
        )
        return f"{side}, {total} acts: {shares}."

    def overall(self) -> pl.DataFrame:
        """Give the shares over all periods."""
        counts = self.frame.group_by("side", "posture", maintain_order=True).agg(pl.col("acts").sum())
        return _with_shares(counts.with_columns(pl.col("acts").sum().over("side").alias("of")))

    def plot(self) -> Figure:
        """Draw the balance of deterrence, defence and dialogue as a triangle; each dot is a period, the last filled."""
        figure, (axis,) = canvas(width=6.5, height=6)
        _triangle(axis)
        for side, colour in zip(self.sides, ("tab:blue", "tab:red"), strict=True):
            path = self._balance(side)
            xs, ys = [x for x, _ in path], [y for _, y in path]
            axis.plot(xs, ys, "-o", color=colour, mfc="white", lw=0.7, ms=5, label=side)
            axis.plot(xs[-1:], ys[-1:], "o", color=colour, ms=8)
        axis.legend(loc="upper right")
        return figure

    def _balance(self, side: str) -> list[tuple[float, float]]:
        points = []
        for (_,), rows in self.frame.filter(pl.col("side") == side).group_by("period", maintain_order=True):
            acts = dict(rows.select("posture", "acts").iter_rows())
            total = sum(acts[corner] for corner in _CORNERS)
            if total >= FEWEST:
                at = [sum(acts[c] * _PLACES[c][axis] for c in _CORNERS) / total for axis in (0, 1)]
                points.append((at[0], at[1]))
        return points


def posture(
    events: EventTable, who: Dyad | Rivalry, *, period: Period = "month", statements: pl.DataFrame | None = None
) -> Posture:
    """Count each side's postures toward the other.

    Parameters
    ----------
    events, who, period
        As for ``series``.
    statements
        The ledger's ``statements``: a threat whose words hold a condition ("if …") deters, one without announces harm.
        Without them a threat counts as deterrence.

    Raises
    ------
    RefusalError
        If fewer than ten acts of either side have a posture.

    >>> from harmel.dynamics.table import read_events
    >>> rows = {"date": ["2018-10-01"] * 20, "source": ["Russia", "United States"] * 10,
    ...         "target": ["United States", "Russia"] * 10, "cameo": ["112", "040"] * 10}
    >>> mix = posture(read_events(pl.DataFrame(rows)), ("USA", "RUS")).overall()
    >>> mix.filter(pl.col("share") == 1.0).select("side", "posture").rows()
    [('USA', 'dialogue'), ('RUS', 'hostility')]
    """
    fitting, without, pair = postured(events, who, period=period, statements=statements)
    if fitting.group_by("side").len().filter(pl.col("len") >= FEWEST).is_empty():
        raise RefusalError(f"fewer than {FEWEST} acts of either side have a posture", remedy="take a longer span")
    return Posture(
        frame=_shares(fitting, pair.sides), sides=pair.sides, period=period, without=without,
        assumptions=(
            "Acts done, threatened and planned count; alleged, denied, demanded and hypothetical ones do not.",
            "The intervals take the acts as independent of one another.",
            *(() if statements is not None else ("The words are not at hand: each threat counts as deterrence.",)),
            *pair.notes,
        ),
    )  # fmt: skip


def postured(
    events: EventTable, who: Dyad | Rivalry, *, period: Period = "month", statements: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, float, Between]:
    """List the acts that ``posture`` counts, each with its posture; with the share of acts that no rule fits."""
    pair = between(events, who)
    counted = pair.acts.filter(pl.col("status").fill_null("actual").is_in(_COUNTED))
    if counted.is_empty():
        raise RefusalError("no act done, threatened or planned between the two sides")
    put, _ = placed(_with_condition(counted, statements), period)
    fitting = put.with_columns(posture_of().alias("posture")).filter(pl.col("posture").is_not_null())
    return fitting, 1 - fitting.height / put.height, pair


@cache
def mapping() -> dict[str, Any]:
    """Read the published mapping from acts to postures.

    >>> mapping()["order"]
    ['deterrence', 'defence', 'dialogue', 'hostility', 'accommodation']
    """
    return tomllib.loads((files("harmel.dynamics") / "data" / "posture.toml").read_text(encoding="utf-8"))


def posture_of() -> pl.Expr:
    """Give the posture of each act: the first rule of the mapping that fits, null where none does.

    The frame needs ``action`` (CAMEO), ``contexts`` (words, in one string) and ``conditional`` (whether the words that
    the act rests on hold a condition; null if there are none).

    >>> acts = pl.DataFrame({"action": ["040", "190"], "contexts": ["", "military"], "conditional": [None, None]})
    >>> acts.with_columns(pl.col("conditional").cast(pl.Boolean)).select(posture_of()).to_series().to_list()
    ['dialogue', 'hostility']
    """
    found = pl.lit(None, dtype=pl.String)
    for rule in reversed(mapping()["rules"]):
        fits = pl.any_horizontal(pl.col("action").str.starts_with(code) for code in rule["codes"])
        if "contexts" in rule:
            held = pl.col("contexts").fill_null("").str.to_lowercase()
            fits &= pl.any_horizontal(held.str.contains(word, literal=True) for word in rule["contexts"])
        if rule.get("condition") == "absent":
            fits &= pl.col("conditional") == False  # noqa: E712 - null, the words being unknown, is not False
        found = pl.when(fits).then(pl.lit(rule["posture"])).otherwise(found)
    return found


def _with_condition(acts: pl.DataFrame, statements: pl.DataFrame | None) -> pl.DataFrame:
    """Say of each act whether the words that it rests on hold a condition; null where there are no words."""
    if statements is None:
        return acts.with_columns(pl.lit(None, dtype=pl.Boolean).alias("conditional"))
    held = pl.col("condition_span").list.len().fill_null(0) > 0
    words = statements.select("statement_id", held.alias("conditional")).unique("statement_id")
    return acts.join(words, on="statement_id", how="left", maintain_order="left")


def _shares(fitting: pl.DataFrame, sides: Sequence[str]) -> pl.DataFrame:
    counted = fitting.group_by("side", "period", "posture").len("acts")
    periods = fitting.select("period").unique().sort("period")
    both = pl.DataFrame({"side": list(sides)}).join(periods, how="cross")
    whole = both.join(pl.DataFrame({"posture": mapping()["order"]}), how="cross")
    filled = whole.join(counted, on=["side", "period", "posture"], how="left", maintain_order="left")
    filled = filled.with_columns(pl.col("acts").fill_null(0).cast(pl.Int64))
    return _with_shares(filled.with_columns(pl.col("acts").sum().over("side", "period").alias("of")))


def _with_shares(counts: pl.DataFrame) -> pl.DataFrame:
    pairs = [wilson(acts, of) if of else (None, None) for acts, of in counts.select("acts", "of").iter_rows()]
    shares = [acts / of if of else None for acts, of in counts.select("acts", "of").iter_rows()]
    return counts.with_columns(
        pl.Series("share", shares, dtype=pl.Float64),
        pl.Series("low", [low for low, _ in pairs], dtype=pl.Float64),
        pl.Series("high", [high for _, high in pairs], dtype=pl.Float64),
    )


def _triangle(axis: Axes) -> None:
    around = [*_CORNERS, _CORNERS[0]]
    axis.plot([_PLACES[c][0] for c in around], [_PLACES[c][1] for c in around], color="black", lw=1)
    for corner in _CORNERS:
        x, y = _PLACES[corner]
        axis.annotate(corner, (x, y), textcoords="offset points", xytext=(0, 6 if y else -14), ha="center")
    axis.set_axis_off()
    axis.set_aspect("equal")
