"""Claims in dispute: both sides' words next to one another, in time, each one click from its source."""

from __future__ import annotations

import csv
import io
import json

from fastapi import APIRouter, Request
from fastapi.responses import Response

from harmel.errors import RefusalError
from harmel.ledger import Claim
from harmel.ledger.formats.csv import harmless
from harmel.web.desk import desk_of
from harmel.web.pages.disputes import KINDS, PAGE, Chosen, Shown, shown
from harmel.web.render import page

router = APIRouter(include_in_schema=False)
PATIENCE, AGAIN = 0.5, 2
MOST_VOICES = 6  # a column
_COLUMNS = (
    "claim_id", "kind", "about", "disputed", "role", "speaker", "speaker_name", "relayed_by", "words", "outlet",
    "published_earliest", "published_latest", "report_id", "table", "id",
)  # fmt: skip


@router.get("/claims")
def disputes(request: Request) -> Response:
    """Show the claims of one state of the page, or give them as a file, one row a voice."""
    desk = desk_of(request)
    chosen = Chosen.of(dict(request.query_params))
    form = request.query_params.get("format", "")
    if not desk.snapshot.follow(seconds=60 if form else PATIENCE):
        return page(request, "waiting.html.jinja", desk=desk, refresh=AGAIN)
    refusal, found = "", Shown(claims=(), of=0, more=False)
    try:
        found = shown(desk, chosen)
    except RefusalError as error:
        refusal = str(error)
    if form in ("csv", "json"):
        head = {"Content-Disposition": f'attachment; filename="claims.{form}"'}
        kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
        return Response(_csv(found.claims) if form == "csv" else _json(found.claims), media_type=kind, headers=head)
    return page(request, "claims.html.jinja", desk=desk, chosen=chosen, found=found, refusal=refusal, kinds=KINDS,
                most=MOST_VOICES, size=PAGE, actors=desk.snapshot.facet("events", "source", most=10))  # fmt: skip


def _json(found: tuple[Claim, ...]) -> str:
    return json.dumps([claim.row() for claim in found], ensure_ascii=False)


def _csv(found: tuple[Claim, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for claim in found:
        for voice in claim.voices:
            writer.writerow([harmless(getattr(claim if hasattr(claim, name) else voice, name)) for name in _COLUMNS])
    return out.getvalue()
