"""POLECAT: 40 tab-separated columns with a header, PLOVER types and modes, a story in the first part of each id."""

from __future__ import annotations

from typing import Any

from harmel.actors import Registry
from harmel.events import ontology
from harmel.ledger.formats import coding, foreign, people
from harmel.ledger.formats.foreign import Taken
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report
from harmel.vocabulary import Quad

_PLACES = ("City", "District", "Province", "Placename", "Country")


def take(cells: Cells, registry: Registry) -> Taken:
    """Read a row."""
    story, _, _ = cells["Event ID"].rpartition("_")
    name = foreign.first_of(cells, _PLACES)
    day = foreign.first_of(cells, ("Publication Date",))
    return Taken(
        story=story or cells["Event ID"],
        report={"outlet": foreign.first_of(cells, ("Source",)), "language": foreign.first_of(cells, ("Language",))}
        | coding.published(day[:10]),
        event=_act(cells)
        | coding.on(cells["Event Date"][:10])
        | coding.place(name, cells.get("Latitude", ""), cells.get("Longitude", ""))
        | _side(cells, "source", "Actor", registry)
        | _side(cells, "target", "Recipient", registry),
    )


def _act(cells: Cells) -> dict[str, Any]:
    kind, mode = cells["Event Type"].upper(), foreign.first_of(cells, ("Event Mode",))
    codes = ontology.cameo_of(kind, mode) if mode else ()
    code = codes[0] if codes else ontology.plover_types()[kind].cameo[0]
    words = foreign.first_of(cells, ("Quad Code",))
    return coding.act(code.ljust(3, "0"), goldstein=foreign.first_of(cells, ("Intensity",))) | {
        "plover_type": kind,
        "plover_mode": mode,
        "contexts": tuple(c for c in foreign.first_of(cells, ("Contexts",)).split(";") if c),
        "quad": _quad(words) or ontology.plover_types()[kind].quad,
    }


def _quad(words: str) -> Quad | None:
    bare = words.strip().lower().replace("_", "-").replace(" ", "-")
    if bare in ("1", "2", "3", "4"):
        return coding.QUADS[int(bare) - 1]
    return next((quad for quad in coding.QUADS if quad == bare), None)


def _side(cells: Cells, side: str, prefix: str, registry: Registry) -> dict[str, str]:
    country = foreign.first_of(cells, (f"{prefix} Country",)).split(";")[0]
    return people.actor(
        side,
        registry,
        name=foreign.first_of(cells, (f"{prefix} Name", f"{prefix} Name Raw")),
        country="" if len(country) == 3 else country,  # noqa: PLR2004 - ISO 3166 alpha-3
        code=country if len(country) == 3 else "",  # noqa: PLR2004
        sector=foreign.first_of(cells, (f"Primary {prefix} Sector",)),
    )


def give(event: Event, report: Report) -> Cells:
    """Write an event; PLOVER has no type for public words alone, so such an event has none here either."""
    cells = {
        "Event ID": f"{report.report_id}-{foreign.number_of(event)}_{event.plover_type}",
        "Event Date": event.happened_latest,
        "Event Type": event.plover_type,
        "Event Mode": event.plover_mode,
        "Intensity": coding.number(event.goldstein),
        "Quad Code": event.quad.replace("-", " ").upper(),
        "Contexts": ";".join(event.contexts),
        "Placename": event.place,
        "Latitude": coding.number(event.latitude),
        "Longitude": coding.number(event.longitude),
        "Source": report.outlet,
        "Publication Date": report.published_latest,
        "Language": report.language,
    }
    return cells | _given("Actor", event, "source") | _given("Recipient", event, "target")


def _given(prefix: str, event: Event, side: str) -> Cells:
    return {
        f"{prefix} Name": getattr(event, f"{side}_name") or "None",
        f"{prefix} Country": getattr(event, f"{side}_country"),
        f"Primary {prefix} Sector": getattr(event, f"{side}_sector"),
    }


write = foreign.writer("polecat", give)
