"""GDELT 2.0 mentions: which page carries which event, with the places of its words (16 columns, no header)."""

from __future__ import annotations

from harmel.actors import Registry
from harmel.ledger.formats import coding, foreign
from harmel.ledger.formats.foreign import Taken
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report

_WEB = "1"


def take(cells: Cells, registry: Registry) -> Taken:  # noqa: ARG001 - every format is asked alike
    """Read a row: a page, and the number of the event that it carries."""
    page = cells["MentionIdentifier"]
    return Taken(
        story=page,
        report={"url": page if "://" in page else "", "outlet": cells.get("MentionSourceName", "")}
        | coding.published(cells.get("MentionTimeDate", "")[:8], "%Y%m%d"),
        mentions=cells["GLOBALEVENTID"],
    )


def give(event: Event, report: Report) -> Cells:
    """Write an event's own page as a mention; the offsets are code points of the report's text."""
    day, seen = (d.replace("-", "") for d in (event.happened_latest, report.published_latest))
    return {
        "GLOBALEVENTID": foreign.number_of(event),
        "EventTimeDate": day and f"{day}000000",
        "MentionTimeDate": seen and f"{seen}000000",
        "MentionType": _WEB,
        "MentionSourceName": report.outlet,
        "MentionIdentifier": report.url or report.source,
        "Actor1CharOffset": _first(event.source_span),
        "Actor2CharOffset": _first(event.target_span),
        "ActionCharOffset": _first(event.trigger_span),
        "InRawText": "1",
        "MentionDocLen": str(len(report.text)),
    }


def _first(spans: tuple[tuple[int, int], ...]) -> str:
    return str(spans[0][0]) if spans else "-1"


write = foreign.writer("gdelt-mentions", give)
