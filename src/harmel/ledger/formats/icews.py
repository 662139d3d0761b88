"""ICEWS: 20 tab-separated columns with a header; ``CAMEO Code`` is text, and an id is unique only with its day."""

from __future__ import annotations

import re

from harmel.actors import Registry
from harmel.ledger.formats import coding, foreign, people
from harmel.ledger.formats.foreign import Taken
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report

_OTHER_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")  # the file of 2017 writes days so

_PARENTHESIS = re.compile(r"\(([^()]+)\)\s*$")  # ICEWS writes an actor's state so: "Police (Singapore)"


def take(cells: Cells, registry: Registry) -> Taken:
    """Read a row."""
    day = cells["Event Date"]
    code = cells["CAMEO Code"]
    name = foreign.first_of(cells, ("City", "District", "Province", "Country"))
    told = cells.get("Event ID") or f"{cells['Source Name']} {code} {cells['Target Name']}"
    return Taken(
        story=foreign.first_of(cells, ("Story ID",)) or f"{told} {day}",
        report={"outlet": foreign.first_of(cells, ("Publisher",))},
        event=coding.act(code, goldstein=foreign.first_of(cells, ("Intensity",)))
        | coding.on(day, "%m/%d/%Y" if _OTHER_DAY.fullmatch(day) else "%Y-%m-%d")
        | coding.place(name, cells.get("Latitude", ""), cells.get("Longitude", ""))
        | _side(cells, "source", "Source", registry)
        | _side(cells, "target", "Target", registry),
    )


def _side(cells: Cells, side: str, prefix: str, registry: Registry) -> dict[str, str]:
    name = foreign.first_of(cells, (f"{prefix} Name",))
    inside = _PARENTHESIS.search(name)
    return people.actor(
        side,
        registry,
        name=name,
        country=foreign.first_of(cells, (f"{prefix} Country",)) or (inside[1] if inside else ""),
        sector=people.primary_sector(cells.get(f"{prefix} Sectors", "")),
    )


def give(event: Event, report: Report) -> Cells:
    """Write an event."""
    return {
        "Event ID": foreign.number_of(event),
        "Event Date": event.happened_latest,
        "Source Name": event.source_name,
        "Source Sectors": _sector(event.source_sector),
        "Source Country": people.country_name(event.source_country),
        "Event Text": event.action_name,
        "CAMEO Code": event.action,
        "Intensity": coding.number(event.goldstein),
        "Target Name": event.target_name,
        "Target Sectors": _sector(event.target_sector),
        "Target Country": people.country_name(event.target_country),
        "Story ID": report.story_id or report.report_id,
        "Publisher": report.outlet,
        "City": event.place,
        "Latitude": coding.number(event.latitude),
        "Longitude": coding.number(event.longitude),
    }


def _sector(code: str) -> str:
    return next((words for words, known in people.SECTORS.items() if known == code), code)


write = foreign.writer("icews", give)
