"""The map: where events are said to have happened, sized by the independent stories that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from fastapi import APIRouter, Request
from fastapi.responses import Response

from harmel.errors import UsageError
from harmel.vocabulary import Quad, Status, words
from harmel.web.desk import Desk, desk_of
from harmel.web.drawing.clusters import Spot, clusters
from harmel.web.drawing.earth import WHOLE, around, land, project
from harmel.web.pages.frames import FORMATS, exported
from harmel.web.render import page
from harmel.web.wanted import Wanted

router = APIRouter(include_in_schema=False)
PATIENCE, DRAWN, LISTED = 0.5, 600, 100
_OWN = ("view", "format")
FILTERS = ("actor", "source", "target", "status", "quad", "plover_type", "action", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One state of the map: which events, and whether the whole earth or only where they are."""

    filters: Mapping[str, Any]
    view: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Read a query string; without a status only events reported as done are shown, ``status=any`` shows all.

        Raises
        ------
        UsageError
            If a filter or a value is unknown; the message names it.

        >>> Asked.of({"quad": "material-conflict"}).filters
        {'status': 'actual', 'quad': 'material-conflict'}
        """
        if unknown := sorted(set(query) - {*FILTERS, *_OWN}):
            raise UsageError(f"the map knows no {unknown[0]}", remedy=f"one of: {', '.join((*FILTERS, *_OWN))}")
        view = query.get("view") or "near"
        if view not in ("near", "earth"):
            raise UsageError(f"no such view: {view!r}", remedy="near or earth")
        given = {"status": "actual"} | {name: query[name] for name in FILTERS if query.get(name)}
        if given["status"] == "any":
            del given["status"]
        return cls(filters=Wanted.of("events", given).filters, view=view)

    def query(self, **changed: str) -> dict[str, str]:
        """Give the parts of the link to this state, some of them changed."""
        status = str(self.filters.get("status", "any"))
        parts = {**self.filters, "status": "" if status == "actual" else status}
        parts["view"] = "" if self.view == "near" else self.view
        return {name: str(value) for name, value in (parts | changed).items() if value}


@router.get("/map")
def map_(request: Request) -> Response:
    """Show events by place, or give the table of places as a file."""
    desk = desk_of(request)
    form = request.query_params.get("format", "")
    asked = Asked.of(dict(request.query_params))
    if not desk.snapshot.follow(seconds=60 if form in FORMATS else PATIENCE):
        return page(request, "waiting.html.jinja", desk=desk, refresh=2)
    found = places(desk, asked)
    if form in FORMATS:
        return exported(found, "places", form)
    spots = [
        Spot(place=row["place"], x=x, y=y, events=row["events"], stories=row["stories"])
        for row in found.head(DRAWN).iter_rows(named=True)
        for x, y in [project(row["longitude"], row["latitude"])]
    ]
    box = WHOLE if asked.view == "earth" else around([(spot.x, spot.y) for spot in spots])
    return page(
        request, "map.html.jinja", desk=desk, asked=asked, box=box, unit=box.wide / 1000, land=land(box),
        drawn=clusters(spots, box), listed=found.head(LISTED).to_dicts(), count=found.height, most=DRAWN,
        placed=int(found["events"].sum()), events=desk.snapshot.count("events", **asked.filters),
        statuses=words(Status), quads=words(Quad),
    )  # fmt: skip


def places(desk: Desk, asked: Asked) -> pl.DataFrame:
    """Count events and independent stories by place, the most told first; only places with a point."""
    condition, values = desk.snapshot.where("events", **asked.filters)
    query = (
        "SELECT place, latitude, longitude, CAST(sum(n) AS BIGINT) AS events, count(*) AS stories FROM ("  # noqa: S608
        "SELECT e.place, e.latitude, e.longitude, coalesce(nullif(r.story_id, ''), e.report_id) AS story, count(*) AS n"
        f" FROM (SELECT * FROM events WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND {condition}) e"
        " JOIN reports r USING (report_id) GROUP BY 1, 2, 3, 4)"
        " GROUP BY 1, 2, 3 ORDER BY stories DESC, events DESC, 1, 2, 3"
    )
    return pl.DataFrame(desk.snapshot.ask(query, values))
