"""The log: what was done to the ledger and by which verb, the newest first, and what was rejected with it."""

from __future__ import annotations

import csv
import io
import json

from fastapi import APIRouter, Request
from fastapi.responses import Response

from harmel.errors import UsageError
from harmel.web.desk import desk_of
from harmel.web.render import page

router = APIRouter(include_in_schema=False)
PAGE = 60
_COLUMNS = ("row", "at", "kind", "report_id", "source", "detail")
VERBS = {
    "add": "harmel add", "recode": "harmel add", "correct": "harmel add", "import": "harmel import",
    "withdraw": "harmel withdraw", "restore": "harmel restore", "reject": "harmel add or import",
}  # fmt: skip
TOLD = {
    "add": "added", "recode": "coded anew", "correct": "corrected", "import": "imported", "withdraw": "withdrawn",
    "restore": "let in again", "reject": "rejected",
}  # fmt: skip


@router.get("/log")
def log(request: Request) -> Response:
    """Show what was done, a page at a time from the newest back; ``kind`` narrows, ``before`` turns the page."""
    desk = desk_of(request)
    asked = dict(request.query_params)
    if unknown := sorted(set(asked) - {"kind", "before", "format"}):
        raise UsageError(f"the log knows no {unknown[0]}", remedy="one of: before, kind, format")
    before, kind = asked.get("before", ""), asked.get("kind", "")
    if before and not (before.isdigit() and len(before) < 16):  # noqa: PLR2004 - a row number
        raise UsageError(f"before is no number: {before[:40]!r}", remedy="leave it out")
    form = asked.get("format", "")
    parts, values = ["1"], list[str | int]()
    if kind:
        parts.append("kind = ?")
        values.append(kind)
    if before and not form:
        parts.append("row < ?")
        values.append(int(before))
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    limit = "" if form else f" LIMIT {PAGE + 1}"
    query = f"SELECT {names} FROM log WHERE {' AND '.join(parts)} ORDER BY row DESC{limit}"  # noqa: S608 - our own names
    found = desk.ledger.sql(query, values, seconds=10.0).to_pylist()
    if form:
        return _export(found, form)
    kinds = desk.ledger.sql(
        "SELECT kind, count(*) AS n FROM log GROUP BY kind ORDER BY n DESC", seconds=5.0
    ).to_pylist()
    return page(request, "log.html.jinja", desk=desk, entries=found[:PAGE], more=len(found) > PAGE, kind=kind,
                kinds=kinds, verbs=VERBS, told=TOLD)  # fmt: skip


def _export(found: list[dict[str, object]], form: str) -> Response:
    if form not in ("csv", "json"):
        raise UsageError(f"format is none of ours: {form[:40]!r}", remedy="one of: csv, json")
    head = {"Content-Disposition": f'attachment; filename="log.{form}"'}
    if form == "json":
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json", headers=head)
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=head)
