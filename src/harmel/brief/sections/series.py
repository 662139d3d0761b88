"""What each side did to the other, quarter by quarter."""

from __future__ import annotations

import polars as pl

from harmel.brief.desk import Desk
from harmel.brief.measured import events_of
from harmel.brief.model import Counts, Section
from harmel.dynamics import series as measure
from harmel.errors import RefusalError

MOST = 12
TITLE = "Action and reaction, quarter by quarter"
LEAD = (
    "Acts reported as done, by a side toward the other; one told by several reports counts once. Where few stories "
    "were read, few acts are no finding."
)


def series(desk: Desk) -> Section:
    """Count each side's acts toward the other and the stories that carry them, over the last quarters with any."""
    try:
        found = measure(events_of(desk), desk.rivalry, period="quarter")
    except RefusalError as refusal:
        return Section("series", TITLE, f"Not counted: {refusal.what}.")
    names = {side.key: side.name for side in desk.rivalry.sides}
    one, other = found.sides
    hostile, friendly = (pl.col(f"verbal_{kind}") + pl.col(f"material_{kind}") for kind in ("conflict", "cooperation"))
    wide = found.frame.select("period", "side", "coverage", hostile.alias("hostile"), friendly.alias("friendly"))
    both = wide.filter(side=one).join(wide.filter(side=other), on="period", suffix="_other").sort("period")
    columns = ("hostile", "friendly", "hostile_other", "friendly_other", "coverage")
    acts = pl.sum_horizontal(columns[:-1])
    told = both.with_columns(pl.col("coverage").fill_null(0)).filter(acts.cum_sum() > 0)
    head = (
        *(
            f"{names[a]} → {names[b]}, {kind}"
            for a, b in ((one, other), (other, one))
            for kind in ("hostile", "friendly")
        ),
        "stories",
    )
    rows = tuple(
        (f"{day.year}, {3 * ((day.month - 1) // 3) + 1:02d}–{3 * ((day.month - 1) // 3) + 3:02d}", tuple(counts))
        for day, *counts in told.tail(MOST).select("period", *columns).iter_rows()
    )
    return Section("series", TITLE, LEAD, counts=(Counts("quarter", head, rows),))
