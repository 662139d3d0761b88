"""The incident register: alleged attacks on one side by the other, who attributes them, who denies, and how late.

The register counts; it does not judge. How far an incident stands from a threshold is measured only against numbers
that the user sets, for consultation and for collective defence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import polars as pl

from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.sides import Dyad, between
from harmel.dynamics.table import EventTable
from harmel.errors import RefusalError, UsageError
from harmel.settings import Rivalry

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COUNTED = ("reports", "attributing", "acts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """Alleged attacks, one row an incident: accused, target, kind of act, and first day.

    ``frame``: ``day, accused, target, action, acts, reports`` (independent stories), ``attributing`` (speakers who
    say so), ``denials``, ``delay`` (days from the incident to the first report that names the accused; null if
    unknown) and one column for each threshold: the share of it that is reached, at most 1.
    """

    frame: pl.DataFrame
    sides: Dyad
    thresholds: dict[str, dict[str, float]]
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row an incident."""
        return self.frame

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say how many incidents there are, how independent the reports are, and how late the attribution."""
        denied = self.frame.filter(pl.col("denials") > 0).height
        single = self.frame.filter(pl.col("reports") <= 1).height
        delays = self.frame["delay"].drop_nulls()
        median = float(delays.median() or 0.0)  # type: ignore[arg-type]
        late = f"The median delay to attribution is {median:.0f} days." if len(delays) else "Delays are unknown."
        reached = [
            f"{self.frame.filter(pl.col(name) >= 1).height} reach the threshold set for {name}"
            for name in self.thresholds
        ]
        marks = f" {'; '.join(reached)}." if reached else " No threshold is set."
        return (
            f"{self.frame.height} alleged incidents between {self.sides[0]} and {self.sides[1]}; {single} rest on one "
            f"story and {denied} are denied. {late}{marks}"
        )

    def plot(self) -> Figure:
        """Draw incidents by day, as high as the stories that report them."""
        figure, (axis,) = canvas(height=3)
        for side, colour in zip(self.sides, ("tab:blue", "tab:red"), strict=True):
            own = self.frame.filter(pl.col("accused") == side)
            if own.height:
                axis.vlines(own["day"].to_list(), 0, own["reports"].to_list(), color=colour, label=f"by {side}")
        axis.set_ylabel("independent stories")
        axis.legend()
        return figure


def incidents(
    events: EventTable, who: Dyad | Rivalry, *, statements: pl.DataFrame | None = None,
    published: Mapping[int, date] | None = None, thresholds: Mapping[str, Mapping[str, float]] | None = None,
) -> Incidents:  # fmt: skip
    """List alleged attacks between two sides.

    Parameters
    ----------
    events, who
        As for ``series``; acts done, alleged and denied are taken.
    statements
        The ledger's ``statements``: tells who attributes.
    published
        When the report of each row came out, by ``row``; for the delay.
    thresholds
        For ``consultation`` or ``collective defence``: how many ``reports``, ``attributing`` and ``acts`` the user
        asks for.

    Raises
    ------
    RefusalError
        If there is no such act.
    UsageError
        If a threshold names something that is not counted, or is not above zero.

    >>> from harmel.dynamics.table import read_events
    >>> rows = {"date": ["2018-10-01"] * 2, "source": ["Russia"] * 2, "target": ["Norway"] * 2, "cameo": ["190"] * 2,
    ...         "status": ["alleged", "denied"]}
    >>> incidents(read_events(pl.DataFrame(rows)), ("NOR", "RUS")).frame.select("accused", "acts", "denials").row(0)
    ('RUS', 1, 1)
    """
    wanted = {name: dict(values) for name, values in (thresholds or {}).items()}
    _check(wanted)
    pair = between(events, who)
    kinds = _kinds()
    fits = pl.any_horizontal(pl.col("action").str.starts_with(code) for code in kinds["codes"])
    fits |= pl.col("contexts").fill_null("").str.to_lowercase().str.contains_any(kinds["contexts"])
    status = pl.col("status").fill_null("actual")
    acts = pair.acts.filter(fits & status.is_in(["actual", "alleged", "denied"]))
    if acts.is_empty():
        raise RefusalError("no alleged attack between the two sides")
    told = _told(acts, statements, published)
    frame = _grouped(told.with_columns(status.alias("status")))
    shares = [_share(values).alias(name) for name, values in wanted.items()]
    return Incidents(
        frame=frame.with_columns(shares), sides=pair.sides, thresholds=wanted,
        assumptions=(
            "Acts of one kind by one side on one target on one day are one incident.",
            "Stories are taken as independent where their words are not copies.",
            *pair.notes,
        ),
    )  # fmt: skip


@cache
def _kinds() -> dict[str, list[str]]:
    text = (files("harmel.dynamics") / "data" / "incidents.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _check(thresholds: dict[str, dict[str, float]]) -> None:
    for name, values in thresholds.items():
        if not values or any(what not in COUNTED or not number > 0 for what, number in values.items()):
            raise UsageError(
                f"not a threshold for {name}: {values}", remedy=f"numbers above zero of {', '.join(COUNTED)}"
            )


def _told(acts: pl.DataFrame, statements: pl.DataFrame | None, published: Mapping[int, date] | None) -> pl.DataFrame:
    """Add who says so and when it was published."""
    speakers = {} if statements is None else dict(statements.select("statement_id", "speaker").iter_rows())
    said = [speakers.get(key) if key else None for key in acts["statement_id"].to_list()]
    when = [(published or {}).get(row) for row in acts["row"].to_list()]
    return acts.with_columns(
        pl.Series("speaker", said, dtype=pl.String), pl.Series("published", when, dtype=pl.Date)
    )  # fmt: skip


def _grouped(told: pl.DataFrame) -> pl.DataFrame:
    denied = pl.col("status") == "denied"
    first = pl.col("published").filter(~denied).min()
    keys = [pl.col("side").alias("accused"), "target", pl.col("action").str.slice(0, 2).alias("action"), "day"]
    grouped = told.group_by(keys).agg(
        (~denied).sum().alias("acts"),
        pl.coalesce(pl.col("story"), pl.col("row").cast(pl.String)).filter(~denied).n_unique().alias("reports"),
        pl.col("speaker").filter(~denied & (pl.col("speaker") != "")).n_unique().alias("attributing"),
        denied.sum().alias("denials"),
        first.alias("first"),
    )
    late = (pl.col("first") - pl.col("day")).dt.total_days().alias("delay")
    return (
        grouped.with_columns(late)
        .sort("day", "accused", "target", "action")
        .select("day", "accused", "target", "action", "acts", "reports", "attributing", "denials", "delay")
    )


def _share(values: dict[str, float]) -> pl.Expr:
    """Say how much of the threshold is reached: the least of its parts."""
    return pl.min_horizontal((pl.col(what) / number).clip(0, 1) for what, number in values.items())
