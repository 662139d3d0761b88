"""GDELT 2.0 events: 61 tab-separated columns without a header, one story for each address."""

from __future__ import annotations

from datetime import date

from harmel.actors import Registry
from harmel.ledger.formats import coding, foreign, people
from harmel.ledger.formats.foreign import Taken
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report

_DAY, _ADDED = "%Y%m%d", 8


def take(cells: Cells, registry: Registry) -> Taken:
    """Read a row."""
    url = cells.get("SOURCEURL", "")
    location = coding.place(
        cells.get("ActionGeo_FullName", ""), cells.get("ActionGeo_Lat", ""), cells.get("ActionGeo_Long", "")
    )
    code = cells["EventCode"]
    return Taken(
        story=url or cells["GLOBALEVENTID"],
        report={"url": url if "://" in url else ""} | coding.published(cells.get("DATEADDED", "")[:_ADDED], _DAY),
        event=coding.act(code, quad=cells.get("QuadClass", ""), goldstein=cells.get("GoldsteinScale", ""))
        | coding.on(cells["SQLDATE"], _DAY)
        | location
        | _side(cells, "source", "Actor1", registry)
        | _side(cells, "target", "Actor2", registry),
    )


def _side(cells: Cells, side: str, prefix: str, registry: Registry) -> dict[str, str]:
    code = cells.get(f"{prefix}Code", "") or cells.get(f"{prefix}CountryCode", "")
    sector = cells.get(f"{prefix}Type1Code", "")
    return people.actor(side, registry, name=cells.get(f"{prefix}Name", ""), code=code, sector=sector)


def give(event: Event, report: Report) -> Cells:
    """Write an event; one of our own gets a number made of its id, and our reports' days."""
    day = event.happened_latest.replace("-", "")
    when = date.fromisoformat(event.happened_latest) if day else None
    added = (report.published_latest or event.happened_latest).replace("-", "")
    cells = {
        "GLOBALEVENTID": foreign.number_of(event),
        "SQLDATE": day,
        "MonthYear": day[:6],
        "Year": day[:4],
        "FractionDate": coding.fraction(when) if when else "",
        "IsRootEvent": "1",
        "EventCode": event.action,
        "EventBaseCode": event.action[:3],
        "EventRootCode": event.action[:2],
        "QuadClass": coding.quad_number(event.quad),
        "GoldsteinScale": coding.number(event.goldstein),
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_FullName": event.place,
        "ActionGeo_Lat": coding.number(event.latitude),
        "ActionGeo_Long": coding.number(event.longitude),
        "DATEADDED": added and f"{added}000000",
        "SOURCEURL": report.url or report.source,
    }
    return cells | _given("Actor1", event, "source") | _given("Actor2", event, "target")


def _given(prefix: str, event: Event, side: str) -> Cells:
    return {
        f"{prefix}Code": getattr(event, f"{side}_code"),
        f"{prefix}Name": getattr(event, f"{side}_name").upper(),
        f"{prefix}CountryCode": getattr(event, f"{side}_country"),
        f"{prefix}Type1Code": getattr(event, f"{side}_sector"),
    }


write = foreign.writer("gdelt", give)
