"""PLOVER's own JSON Lines: one actual event a line, with the span in the source text that PLOVER reserves names for."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any, BinaryIO

from harmel.errors import UsageError
from harmel.ledger.store import Ledger
from harmel.records import Event, Report
from harmel.schema import record


def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
    """Write the actual events that have a PLOVER type."""
    if table != "events":
        raise UsageError(f"PLOVER holds events, no {table}", remedy="harmel export events --format plover")
    count = 0
    report: Report | None = None
    for row in ledger.rows("events", status="actual"):
        if report is None or report.report_id != row["report_id"]:
            report = ledger.report(row["report_id"])
        if row["plover_type"] and report is not None:
            line = _filled(_line(record("events", row), report))
            out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _line(event: Event, report: Report) -> dict[str, Any]:
    start, end = event.sentence_span[0] if event.sentence_span else (None, None)
    return {
        "id": event.event_id,
        "date": event.happened_latest,
        "enddate": event.happened_latest if event.happened_latest != event.happened_earliest else "",
        "actor": [_entity(event, "source")],
        "recipient": [_entity(event, "target")] if event.target_name or event.target else [],
        "event": event.plover_type,
        "mode": event.plover_mode,
        "context": list(event.contexts),
        "quad_code": event.quad,
        "event_scale": event.goldstein,
        "event_text": _words(report, event.trigger_span),
        "event_loc": {"extracted_place": event.place, "lat": event.latitude, "lon": event.longitude},
        "text": report.text[start:end] if start is not None else "",
        "text_info": {"start": start, "end": end},
        "cite_info": {
            "citation": report.report_id,
            "url": report.url or report.source,
            "title": report.title,
            "language": report.language,
            "publication": report.outlet,
            "coder": "harmel",
            "codebook": "PLOVER",
            "version": version("harmel"),
        },
        "coder": "harmel",
        "comment": f"CAMEO {event.action}; rule {event.rule}",
    }


def _entity(event: Event, side: str) -> dict[str, Any]:
    return {
        "code": getattr(event, f"{side}_country"),
        "sector": getattr(event, f"{side}_sector"),
        "entity_text": getattr(event, f"{side}_name"),
        "identifier_id": getattr(event, side),
        "identifier_text": "harmel",
    }


def _words(report: Report, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(report.text[start:end] for start, end in spans)


def _filled(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Leave out what says nothing: PLOVER's manual has no null."""
    if isinstance(value, dict):
        return {k: f for k, v in value.items() if (f := _filled(v)) not in (None, "", [], {})}
    return [_filled(v) for v in value] if isinstance(value, list) else value
