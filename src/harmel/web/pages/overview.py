"""The overview of the rivalry: what each side did to the other, how it is covered, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from fastapi import APIRouter, Request
from fastapi.responses import Response

from harmel.dynamics import Posture, Series, Warnings
from harmel.ledger import Claim, claims
from harmel.web.background.measured import PERIODS, RECENT, View
from harmel.web.desk import Desk, desk_of
from harmel.web.drawing.lines import MOST_PERIODS, Drawing, draw, spark
from harmel.web.drawing.triangle import FEWEST, MOST, Balance, balance
from harmel.web.pages.chosen import SHOWN, Chosen
from harmel.web.pages.frames import FORMATS, exported
from harmel.web.render import page

router = APIRouter(include_in_schema=False)
NEWEST, LOOKED_AT, SPARK = 4, 40, 48
PATIENCE = 0.4
"""Seconds that a page waits for newer measures before it shows those that there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One warning sign: what was seen lately beside what was expected, and why it is or is not raised."""

    name: str
    seen: int
    expected: float | None
    p: float | None
    raised: bool
    since: str
    refusal: str
    path: str


@router.get("/")
def overview(request: Request) -> Response:
    """Show the rivalry at a glance, or give the shown series as a file."""
    desk = desk_of(request)
    chosen = Chosen.of(dict(request.query_params))
    form = request.query_params.get("format", "")
    measured = desk.measuring.follow(seconds=60 if form in FORMATS else PATIENCE)
    if measured is None:
        return page(request, "waiting.html.jinja", desk=desk, refresh=2)
    view = measured.views[chosen.period]
    shown = table(view, chosen)
    if form in FORMATS:
        return exported(shown, f"{chosen.shown}-by-{chosen.period}", form)
    left_out = max(0, shown.height - MOST_PERIODS)
    shown = shown.tail(MOST_PERIODS)
    return page(
        request, "overview.html.jinja", desk=desk, chosen=chosen, periods=PERIODS, showable=SHOWN, view=view,
        shown=shown, left_out=left_out, counts=_counts(desk), chart_=_chart(shown, chosen), covered=_covered(shown),
        balances=_balances(view, chosen), signs=signs(view), disputed=newest_disputed(desk), recent=RECENT,
        fewest=FEWEST, most_dots=MOST,
    )  # fmt: skip


def table(view: View, chosen: Chosen) -> pl.DataFrame:
    """Give one row a period: what either side did to the other, and the reports and stories that carry it.

    Empty where the series refuses. Periods before the first and after the last that anything is known of are left out.
    """
    if not isinstance(view.series, Series):
        return pl.DataFrame(schema={"period": pl.Date})
    value = _value(chosen.shown)
    wide = view.series.frame.select("period", "side", value.alias("value"))
    one, other = view.series.sides
    joined = (
        wide.pivot("side", index="period", values="value", maintain_order=True)
        .select("period", one, other)
        .join(view.coverage, on="period", how="full", coalesce=True)
        .sort("period")
        .with_columns(pl.col("reports", "stories").fill_null(0).cast(pl.Int64))
    )
    acts = view.series.frame.group_by("period").agg(pl.col("acts").sum())
    known = joined.join(acts, on="period", how="left").filter((pl.col("reports") > 0) | (pl.col("acts") > 0))["period"]
    first, last = chosen.since or known.min(), chosen.until or known.max()
    return joined.filter(pl.col("period").is_between(pl.lit(first), pl.lit(last)))


def _value(shown: str) -> pl.Expr:
    if shown == "goldstein":
        return pl.col("goldstein_mean")
    if shown in ("conflict", "cooperation"):
        return pl.col(f"verbal_{shown}") + pl.col(f"material_{shown}")
    return pl.col(shown.replace("-", "_"))


def _counts(desk: Desk) -> dict[str, Any]:
    asked = desk.snapshot.ask(
        "SELECT count(*) AS reports, count(DISTINCT coalesce(nullif(story_id, ''), report_id)) AS stories,"
        " count(DISTINCT outlet) AS outlets, min(published_earliest) AS since, max(published_latest) AS until"
        " FROM reports"
    )
    found: dict[str, Any] = asked.to_pylist()[0]
    return found | {name: desk.snapshot.count(name) for name in ("statements", "events", "figures", "rejects")}


def _chart(shown: pl.DataFrame, chosen: Chosen) -> Drawing | None:
    if shown.is_empty():
        return None
    days: list[date] = shown["period"].to_list()
    sides = [(name, shown[name].to_list()) for name in shown.columns[1:3]]
    return draw(days, sides, whole=chosen.shown != "goldstein")


def _covered(shown: pl.DataFrame) -> Drawing | None:
    if shown.is_empty():
        return None
    stories = [("stories", shown["stories"].to_list())]
    return draw(shown["period"].to_list(), stories, bars=shown["reports"].to_list(), whole=True, height=120)


def _balances(view: View, chosen: Chosen) -> list[Balance] | str:
    if not isinstance(view.posture, Posture):
        return view.posture
    within = pl.col("period").is_between(chosen.since or date.min, chosen.until or date.max)
    frame = view.posture.frame.filter(within)
    return [balance(frame, side) for side in view.posture.sides]


def signs(view: View) -> list[Sign] | str:
    """Give the warning signs, those that are raised first, or the sentence that says why there are none."""
    warned = view.warnings
    if not isinstance(warned, Warnings):
        return warned
    found = [
        Sign(
            name=i.name, seen=int(i.seen), expected=i.expected, p=i.adjusted, raised=i.raised, since=i.change,
            refusal=i.refusal, path=spark(warned.frame[i.name].tail(SPARK).to_list()),
        )
        for i in warned.indicators
    ]  # fmt: skip
    return sorted(found, key=lambda sign: (not sign.raised, bool(sign.refusal)))


def newest_disputed(desk: Desk) -> list[Claim]:
    """Give the claims that were denied in the newest reports, the newest first."""
    query = (
        "SELECT l.to_id AS event, max(coalesce(r.published_latest, '')) AS day FROM links l"
        " JOIN reports r USING (report_id) WHERE l.kind = 'denies' AND l.to_table = 'events'"
        " GROUP BY 1 ORDER BY day DESC, 1 LIMIT ?"
    )
    newest = desk.snapshot.ask(query, [LOOKED_AT]).column("event").to_pylist()
    if not newest:
        return []
    found = [claim for claim in claims(desk.ledger, kind="act", id=newest) if claim.disputed]
    return sorted(found, key=lambda claim: max(v.published_latest for v in claim.voices), reverse=True)[:NEWEST]
