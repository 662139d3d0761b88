"""One record: its words lit, why it was coded, who else carries it, who denies it, its links, what was done to it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from harmel import schema
from harmel.ledger import beside, ends
from harmel.records import Report
from harmel.vocabulary import words
from harmel.web.answers import Format, export
from harmel.web.background.parses import account_at, parsed
from harmel.web.desk import Desk, desk_of
from harmel.web.drawing.arcs import drawing
from harmel.web.pages.reader import excerpt, role_words
from harmel.web.render import page
from harmel.web.wanted import Wanted

router = APIRouter(include_in_schema=False)
Row = dict[str, Any]
_FIRST = {"statements": "content_spans", "events": "sentence_span", "figures": "span"}


def _shown(table: str) -> Any:  # noqa: ANN401 - FastAPI reads the inner function
    def shown(request: Request, key: str) -> Response:
        desk = desk_of(request)
        row = _row(desk, table, key)
        form = request.query_params.get("format", "")
        if form in words(Format):
            return export(desk, Wanted(table, {"id": key}), form)
        source = desk.ledger.report(row["report_id"])
        text = source.text if source else ""
        reading = _reading(request, desk, table, row, source)
        again = bool(reading and not reading["job"].done)
        return page(request, "record.html.jinja", refresh=2 if again else 0, desk=desk, table=table,
                    key=key, row=row, source=source, words=excerpt(text, table, row),
                    roles=role_words(text, table, row), why=_why(table, row, text),
                    beside=beside(desk.ledger, table, key), described=schema.describe(table),
                    reading=reading)  # fmt: skip

    shown.__name__ = table
    return shown


for _table in _FIRST:
    router.get(f"/{_table}/{{key}}")(_shown(_table))


@router.get("/links/{key}")
def link(request: Request, key: str) -> Response:
    """Show a link: both its ends, and the words that it rests on."""
    desk = desk_of(request)
    row = _row(desk, "links", key)
    form = request.query_params.get("format", "")
    if form in words(Format):
        return export(desk, Wanted("links", {"id": key}), form)
    source = desk.ledger.report(row["report_id"])
    lit = excerpt(source.text, "links", row) if source else []
    return page(request, "link.html.jinja", desk=desk, key=key, row=row, source=source, words=lit,
                ends=ends(desk.ledger, key), described=schema.describe("links"))  # fmt: skip


def _row(desk: Desk, table: str, key: str) -> Row:
    row = next(desk.ledger.rows(table, id=key, limit=1), None)
    if row is None:
        raise HTTPException(404, f"no such record: {table}/{key}")
    return row


def _why(table: str, row: Row, text: str) -> Row:
    """Say why a record was coded: its rule in words, or what its cue, its measure and its kind rest on."""
    if table == "events":
        from harmel.events import reason

        told = reason(row["rule"] or "")
        brought = (row["rule"] or "").removeprefix("import ")
        return {"reason": told, "lines": (), "brought": brought if brought != (row["rule"] or "") else ""}
    record = schema.record(table, row)
    if table == "statements":
        from harmel.statements import reason as of_statement

        return {"reason": None, "lines": of_statement(record), "brought": ""}
    from harmel.figures import reason as of_figure

    spans = record.span
    near = text[max(0, spans[0][0] - 120) : spans[-1][1] + 120] if spans else ""
    return {"reason": None, "lines": of_figure(record, near), "brought": ""}


def _reading(request: Request, desk: Desk, table: str, row: Row, source: Report | None) -> Row | None:
    """Give the parse of the record's sentence, if it is asked for (``?parse=1``)."""
    spans = row.get(_FIRST[table]) or ()
    if request.query_params.get("parse") != "1" or source is None or not spans:
        return None
    job = parsed(desk, source, int(spans[0][0]))
    account = account_at(job.value, int(spans[0][0])) if job.done and job.error is None else None
    return {"job": job, "account": account, "drawing": drawing(account.words) if account else None}
