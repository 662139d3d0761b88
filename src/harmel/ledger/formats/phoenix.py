"""Phoenix: 26 tab-separated columns without a header, actors as country and role, several addresses in one cell."""

from __future__ import annotations

from harmel.actors import Registry
from harmel.ledger.formats import coding, foreign, people
from harmel.ledger.formats.foreign import Taken
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report


def take(cells: Cells, registry: Registry) -> Taken:
    """Read a row. Its penta class 0 (neutral) falls back on the code's quad class."""
    urls = cells.get("URLs", "")
    first = urls.split(";")[0]
    name = foreign.first_of(cells, ("LocationName", "StateName", "CountryCode"))
    return Taken(
        story=urls or cells["EventID"],
        report={"url": first if "://" in first else "", "outlet": cells.get("NewsSources", "").split(";")[0]},
        event=coding.act(
            cells["EventCode"], quad=cells.get("PentaClass", ""), goldstein=cells.get("GoldsteinScore", "")
        )
        | coding.on(cells["Date"], "%Y%m%d")
        | coding.place(name, cells.get("Lat", ""), cells.get("Lon", ""))
        | _side(cells, "source", "SourceActor", registry)
        | _side(cells, "target", "TargetActor", registry),
    )


def _side(cells: Cells, side: str, prefix: str, registry: Registry) -> dict[str, str]:
    role = cells.get(f"{prefix}Role", "")
    code = cells.get(f"{prefix}Entity", "") + role
    return people.actor(side, registry, name=cells.get(f"{prefix}Full", ""), code=code, sector=role)


def give(event: Event, report: Report) -> Cells:
    """Write an event."""
    year, month, day = event.happened_latest.split("-") if event.happened_latest else ("", "", "")
    return {
        "EventID": foreign.number_of(event),
        "Date": f"{year}{month}{day}",
        "Year": year,
        "Month": month,
        "Day": day,
        "SourceActorFull": event.source_code,
        "SourceActorEntity": event.source_country,
        "SourceActorRole": event.source_sector,
        "TargetActorFull": event.target_code,
        "TargetActorEntity": event.target_country,
        "TargetActorRole": event.target_sector,
        "EventCode": event.action,
        "EventRootCode": event.action[:2],
        "PentaClass": coding.quad_number(event.quad),
        "GoldsteinScore": coding.number(event.goldstein),
        "Lat": coding.number(event.latitude),
        "Lon": coding.number(event.longitude),
        "LocationName": event.place,
        "URLs": report.url or report.source,
        "NewsSources": report.outlet,
    }


write = foreign.writer("phoenix", give)
