"""The incident register: alleged attacks on one side by the other, who attributes them, who denies, and how late.

The register counts; it does not judge. How far an incident stands from a threshold is measured only against numbers
that the user sets, for consultation and for collective defence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.effects import CASUALTIES, claimed
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.sides import Between, Dyad, between
from harmel.dynamics.table import EventTable, published
from harmel.errors import RefusalError, UsageError
from harmel.settings import Rivalry

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COUNTED = ("reports", "attributing", "acts", CASUALTIES)
_KEYS = ("accused", "target", "action", "day", "day_latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """Alleged attacks, one row an incident: accused, target, kind of act, and first day.

    ``frame``: ``day, day_latest, accused, target, action, acts, reports`` (independent stories), ``attributing`` (how
    many say so) and ``attributed_by`` (who; those whose names are known), ``denials`` and ``denied_by``, ``delay``
    (days from the incident to the first report that names the accused; null if either day is not known),
    ``casualties`` (the most that are claimed), ``effects`` (each claimed number) and one column for each threshold:
    the share of it that is reached, at most 1. Where a table tells no stories apart, ``counted_by`` is ``row``.
    """

    frame: pl.DataFrame
    sides: Dyad
    thresholds: dict[str, dict[str, float]]
    assumptions: tuple[str, ...]
    counted_by: str = "story"

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
        reached = [
            f"{self.frame.filter(pl.col(name) >= 1).height} reach the threshold set for {name}"
            for name in self.thresholds
        ]
        marks = f"{'; '.join(reached)}." if reached else "No threshold is set."
        return (
            f"{self.frame.height} alleged incidents between {self.sides[0]} and {self.sides[1]}; {single} rest on one "
            f"{self.counted_by} and {denied} are denied. {self._delays_said()}{self._effects_said()} {marks}"
        )

    def _delays_said(self) -> str:
        """Say the median delay of each accused side apart: one number for both would mean neither."""
        told = []
        for side in self.sides:
            delays = self.frame.filter(pl.col("accused") == side)["delay"].drop_nulls()
            if len(delays):
                middle = float(np.median(delays.to_numpy()))
                told.append(f"{middle:.0f} days for incidents laid to {side} ({len(delays)} known)")
        return f"Median delay from incident to attribution: {'; '.join(told)}." if told else "Delays are unknown."

    def _effects_said(self) -> str:
        hurt = self.frame[CASUALTIES].drop_nulls()
        return f" {len(hurt)} have claimed casualties, at most {hurt.to_numpy().max():.0f}." if len(hurt) else ""

    def plot(self) -> Figure:
        """Draw incidents by day, as high as the stories that report them."""
        figure, (axis,) = canvas(height=3)
        for side, colour in zip(self.sides, ("tab:blue", "tab:red"), strict=True):
            own = self.frame.filter(pl.col("accused") == side)
            if own.height:
                axis.vlines(own["day"].to_list(), 0, own["reports"].to_list(), color=colour, label=f"by {side}")
        axis.set_ylabel("independent stories" if self.counted_by == "story" else "rows of the table")
        axis.legend()
        return figure


def incidents(
    events: EventTable, who: Dyad | Rivalry, *, statements: pl.DataFrame | None = None,
    figures: pl.DataFrame | None = None, reports: pl.DataFrame | None = None, links: pl.DataFrame | None = None,
    thresholds: Mapping[str, Mapping[str, float]] | None = None,
) -> Incidents:  # fmt: skip
    """List alleged attacks between two sides.

    Parameters
    ----------
    events, who
        As for ``series``; acts done, alleged and denied are taken.
    statements, figures, reports, links
        The ledger's: tell who attributes, what effects are claimed, when each report came out, and whose words deny. A
        table of incidents tells who and when itself, in columns such as ``attribution_date, attributing_country``.
    thresholds
        For ``consultation`` or ``collective defence``: how many ``reports``, ``attributing``, ``acts`` and
        ``casualties`` the user asks for.

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
    told = _told(_alleged(events, pair), statements, reports)
    denials = _denials(told, statements, links)
    effects = claimed(told.select(*_KEYS, "report_id", "statement_id"), figures, _KEYS)
    frame = _grouped(told)
    for known in (denials, effects):
        frame = frame.join(known, on=_KEYS, how="left", maintain_order="left")
    frame = frame.with_columns(pl.col("denials").fill_null(0), pl.col("denied_by").fill_null([]))
    return Incidents(
        frame=frame.with_columns(_share(values).alias(name) for name, values in wanted.items()),
        sides=pair.sides, thresholds=wanted, counted_by="story" if events.stories else "row",
        assumptions=(
            "Acts of one kind by one side on one target on one day are one incident.",
            *(("Stories are taken as independent where their words are not copies.",) if events.stories else ()),
            "A claimed effect is a number in the statement that tells of the act, or in a report of no other incident.",
            "A claimed effect is what is claimed, not what was found.",
            *pair.notes,
        ),
    )  # fmt: skip


def incident_rows(events: EventTable, who: Dyad | Rivalry) -> pl.DataFrame:
    """List the acts that the register is made of."""
    return _alleged(events, between(events, who))


def _alleged(events: EventTable, pair: Between) -> pl.DataFrame:
    kinds = _kinds()
    fits = pl.any_horizontal(pl.col("action").str.starts_with(code) for code in kinds["codes"])
    held = pl.col("contexts").fill_null("").str.to_lowercase().str.contains_any(kinds["contexts"])
    conflict = pl.any_horizontal(pl.col("action").str.starts_with(code) for code in kinds["with_context"])
    whole = events.frame
    every = whole["action"].is_null().all() and whole["attributed"].is_not_null().any()  # a table of incidents only
    status = pl.col("status").fill_null("actual")
    acts = pair.told.filter(
        (fits | (held & conflict)).fill_null(value=False) | pl.lit(value=every),
        status.is_in(["actual", "alleged", "denied"]),
    )
    if acts.is_empty():
        raise RefusalError("no alleged attack between the two sides")
    return acts.with_columns(status.alias("status"), pl.col("side").alias("accused"))


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


def _told(acts: pl.DataFrame, statements: pl.DataFrame | None, reports: pl.DataFrame | None) -> pl.DataFrame:
    """Add who says so, and when it was published or else when the table says that it was attributed."""
    latest = pl.coalesce("day_latest", "day")
    acts = acts.with_columns(pl.col("action").fill_null("").str.slice(0, 2), latest.alias("day_latest"))
    if statements is not None:
        acts = acts.join(_speakers(statements), on="statement_id", how="left", maintain_order="left")
    else:
        acts = acts.with_columns(pl.col("attributing").alias("speaker"))
    if reports is None:
        return acts.with_columns(pl.col("attributed").alias("published"))
    out = reports.select("report_id", published().alias("published"))
    return acts.join(out, on="report_id", how="left", maintain_order="left")


def _grouped(told: pl.DataFrame) -> pl.DataFrame:
    denied = pl.col("status") == "denied"
    grouped = told.group_by(_KEYS).agg(
        (~denied).sum().alias("acts"),
        pl.coalesce(pl.col("story"), pl.col("row").cast(pl.String)).filter(~denied).n_unique().alias("reports"),
        pl.col("speaker").filter(~denied).drop_nulls().unique().sort().alias("attributed_by"),
        pl.col("published").filter(~denied).min().alias("first"),
        pl.col("stated").all(),
    )
    late = (pl.col("first") - pl.col("day")).dt.total_days()
    exact = (pl.col("day") == pl.col("day_latest")) & pl.col("stated")
    return (
        grouped.with_columns(
            pl.when(exact & (late >= 0)).then(late).alias("delay"),
            pl.col("attributed_by").list.len().alias("attributing"),
        )
        .sort("day", "accused", "target", "action")
        .select("day", "day_latest", "accused", "target", "action", "acts", "reports", "attributing", "attributed_by",
                "delay")
    )  # fmt: skip


def _speakers(statements: pl.DataFrame) -> pl.DataFrame:
    """Name each statement's speaker: the actor, else the words, else nobody."""
    name = pl.coalesce(pl.col("speaker").replace("", None), pl.col("speaker_name").replace("", None))
    return statements.select("statement_id", name.alias("speaker")).unique("statement_id")


def _denials(told: pl.DataFrame, statements: pl.DataFrame | None, links: pl.DataFrame | None) -> pl.DataFrame:
    """Count denials: acts coded as denied, and words that a link says deny an act."""
    rows = [told.filter(pl.col("status") == "denied").select(*_KEYS, "speaker")]
    if links is not None and statements is not None:
        of_acts = links.filter(pl.col("kind") == "denies", pl.col("to_table") == "events")
        words = of_acts.select(pl.col("to_id").alias("event_id"), pl.col("from_id").alias("statement_id"))
        said = words.join(_speakers(statements), on="statement_id", how="left").drop("statement_id")
        rows.append(told.drop("speaker").join(said, on="event_id", how="inner").select(*_KEYS, "speaker"))
    named = pl.col("speaker").drop_nulls().unique().sort()
    return pl.concat(rows).group_by(_KEYS).agg(pl.len().alias("denials"), named.alias("denied_by"))


def _share(values: dict[str, float]) -> pl.Expr:
    """Say how much of the threshold is reached: the least of its parts; an unknown part is none of it."""
    return pl.min_horizontal((pl.col(what).fill_null(0) / number).clip(0, 1) for what, number in values.items())
