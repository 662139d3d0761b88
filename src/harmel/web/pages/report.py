"""One report: its words lit, its dating with the evidence, its story's other copies word by word, what it holds."""

from __future__ import annotations

from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from harmel.errors import UsageError
from harmel.ledger import versions
from harmel.records import Coded, DateEvidence, Report
from harmel.schema import coded_row, record
from harmel.web.desk import Desk, desk_of
from harmel.web.pages.diff import LONGEST, Piece, diff
from harmel.web.pages.reader import pages, parts
from harmel.web.render import page

router = APIRouter(include_in_schema=False)
Held = TypeVar("Held")
LIT = ("statements", "events", "figures")
MOST_FOUND, MOST_LIT = 120, 2_000  # records of a kind that are listed below the text, and that are lit in it
KEPT_SAME, MOST_PIECES = 160, 1_500  # letters on either side of a change; pieces of a comparison that are shown


@router.get("/reports/{report_id}")
def report(request: Request, report_id: str) -> Response:
    """Show one report with its words lit; ``lit`` chooses which records, ``part`` which stretch of a long one."""
    desk = desk_of(request)
    if request.query_params.get("format") == "json":
        head = {"Content-Disposition": f'attachment; filename="{report_id}.json"'}
        return JSONResponse(coded_row(_found(desk.ledger.coded(report_id), report_id)), headers=head)
    coded = _coded(desk, report_id)
    asked = [kind for kind in LIT if kind in request.query_params.get("lit", ",".join(LIT)).split(",")]
    count = pages(coded)
    part = request.query_params.get("part", "1")
    if not part.isdigit() or not 1 <= int(part) <= count:
        raise UsageError(f"no part {part!r}", remedy=f"1 to {count}")
    return page(request, "report.html.jinja", desk=desk, coded=coded, report=coded.report, lit=asked, part=int(part),
                count=count, parts=parts(coded, lit=asked, page=int(part) - 1), dating=_dating(coded.report),
                versions=versions(desk.ledger, report_id), most=MOST_FOUND, most_lit=MOST_LIT)  # fmt: skip


@router.get("/reports/{report_id}/beside/{other_id}")
def beside(request: Request, report_id: str, other_id: str) -> Response:
    """Show what two reports of a story have in common, and what only one of them has, word by word."""
    desk = desk_of(request)
    one, other = (_found(desk.ledger.report(key), key) for key in (report_id, other_id))
    pieces = diff(_article(one), _article(other))
    shares = {kind: sum(len(p.text) for p in pieces if p.kind == kind) for kind in ("same", "gone", "new")}
    return page(request, "beside.html.jinja", desk=desk, one=one, other=other, shares=shares,
                pieces=[_folded(p) for p in pieces[:MOST_PIECES]], left_out=max(0, len(pieces) - MOST_PIECES),
                cut=max(len(_article(one)), len(_article(other))) > LONGEST, longest=LONGEST)  # fmt: skip


def _coded(desk: Desk, report_id: str) -> Coded:
    """Give a report with its first records of each kind: a page must not grow with what a hostile text holds."""
    rows = {t: desk.ledger.rows(t, report_id=report_id, limit=MOST_LIT) for t in LIT}
    records = {t: tuple(record(t, row) for row in found) for t, found in rows.items()}
    return Coded(report=_found(desk.ledger.report(report_id), report_id), **records)


def _found(held: Held | None, report_id: str) -> Held:
    if held is None:
        raise HTTPException(404, f"no such report: {report_id}")
    return held


def _article(one: Report) -> str:
    return "\n\n".join(one.text[start:end].strip() for start, end in one.body_spans)


def _folded(piece: Piece) -> dict[str, Any]:
    """Fold the middle of a long run that both have; it stays reachable."""
    if piece.kind != "same" or len(piece.text) <= 3 * KEPT_SAME:
        return {"kind": piece.kind, "text": piece.text, "fold": "", "tail": ""}
    first, last = piece.text.find(" ", KEPT_SAME), piece.text.rfind(" ", 0, len(piece.text) - KEPT_SAME)
    if not KEPT_SAME <= first < last:
        first, last = KEPT_SAME, len(piece.text) - KEPT_SAME
    return {"kind": "same", "text": piece.text[:first], "fold": piece.text[first:last], "tail": piece.text[last:]}


def _dating(one: Report) -> list[dict[str, Any]]:
    """List each ground for the day of publication with its words, and whether it agrees with what was taken."""
    return [
        {
            "basis": ground.basis,
            "earliest": ground.earliest,
            "latest": ground.latest,
            "words": " … ".join(one.text[a:b] for a, b in ground.span),
            "note": ground.note,
            "taken": ground.basis == one.published_basis,
            "conflict": _apart(ground, one),
        }
        for ground in one.published_evidence
    ]


def _apart(ground: DateEvidence, one: Report) -> bool:
    """Say whether no day fits both a ground and the interval that was taken."""
    late = bool(ground.earliest and one.published_latest and ground.earliest > one.published_latest)
    return late or bool(ground.latest and one.published_earliest and ground.latest < one.published_earliest)
