"""ACLED: 31 comma-separated columns with a header; its event types are put on CAMEO's, and back."""

from __future__ import annotations

from harmel.actors import Registry
from harmel.ledger.formats import coding, foreign, people
from harmel.ledger.formats.foreign import Taken
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report

CODES = {
    "Peaceful protest": "141",
    "Protest with intervention": "141",
    "Excessive force against protesters": "175",
    "Violent demonstration": "145",
    "Mob violence": "145",
    "Armed clash": "193",
    "Government regains territory": "192",
    "Non-state actor overtakes territory": "192",
    "Air/drone strike": "195",
    "Shelling/artillery/missile attack": "194",
    "Remote explosive/landmine/IED": "183",
    "Suicide bomb": "183",
    "Grenade": "183",
    "Chemical weapon": "204",
    "Attack": "180",
    "Abduction/forced disappearance": "181",
    "Sexual violence": "182",
    "Agreement": "057",
    "Arrests": "173",
    "Disrupted weapons use": "171",
    "Looting/property destruction": "171",
    "Non-violent transfer of territory": "087",
    "Headquarters or base established": "154",
    "Change to group/activity": "010",
    "Other": "010",
}
"""ACLED's sub-event types and the CAMEO code nearest to each."""

_KINDS = {"14": "Protests", "18": "Violence against civilians", "19": "Battles", "20": "Violence against civilians"}


def take(cells: Cells, registry: Registry) -> Taken:
    """Read a row. The project's service writes days as ``2018-10-25``, its downloads as ``25 October 2018``."""
    kind = cells.get("sub_event_type", "")
    if kind not in CODES:
        raise ValueError(f"no such sub-event type: {kind!r}")
    name = foreign.first_of(cells, ("location", "admin3", "admin2", "admin1", "country"))
    return Taken(
        story=cells["event_id_cnty"],
        report={"outlet": cells.get("source", "").split(";")[0]},
        event=coding.act(CODES[kind])
        | coding.on(cells["event_date"], "%Y-%m-%d" if "-" in cells["event_date"] else "%d %B %Y")
        | coding.place(name, cells.get("latitude", ""), cells.get("longitude", ""))
        | people.actor("source", registry, name=cells.get("actor1", ""))
        | people.actor("target", registry, name=cells.get("actor2", "")),
    )


def give(event: Event, report: Report) -> Cells:
    """Write an event; fatalities are not among what we code, so they stay empty."""
    kind = next((name for name, code in CODES.items() if code == event.action), "Other")
    exact = event.happened_earliest == event.happened_latest
    return {
        "event_id_cnty": f"{event.source_country or 'XXX'}{foreign.number_of(event)}",
        "event_date": event.happened_latest,
        "year": event.happened_latest[:4],
        "time_precision": "1" if exact and event.happened_latest else "3",
        "event_type": _KINDS.get(event.action[:2], "Strategic developments"),
        "sub_event_type": kind,
        "actor1": event.source_name,
        "actor2": event.target_name,
        "location": event.place,
        "latitude": coding.number(event.latitude),
        "longitude": coding.number(event.longitude),
        "source": report.outlet,
    }


write = foreign.writer("acled", give)
