"""A question to a noun → one page of rows, how many there are, and the facets with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from harmel.ledger import Hit, Page, page
from harmel.web.cursors import Cursor
from harmel.web.desk import Desk
from harmel.web.report_facets import MADE, Facet, counted_reports
from harmel.web.wanted import FACETS, Wanted

Row = dict[str, Any]
Searched = Literal["reports", "statements"]
SEARCHED = ("reports", "statements")
FACET_VALUES = 12
PATIENCE = 0.4
"""Seconds that a page waits for a newer picture before it counts in the one before."""
BEST = 1000
"""How many hits are ranked when the last one of the page before has moved."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of an answer: its rows, how many come before it, and the cursors of the pages around it."""

    wanted: Wanted
    rows: tuple[Row, ...]
    total: int
    hits: dict[str, Hit]
    start: int = 0
    following: str = ""
    before: str = ""


def filters_of(wanted: Wanted) -> dict[str, Any]:
    """Give a question's filters as the ledger takes them, its words among them."""
    words = {"words": wanted.words} if wanted.words and wanted.table in SEARCHED else {}
    return {**wanted.filters, **words}


def _others(wanted: Wanted) -> dict[str, Any]:
    return {name: value for name, value in wanted.filters.items() if name != "words"}


def listing(desk: Desk, wanted: Wanted) -> Listing:
    """Answer a question with one page of rows; a search gives the best first."""
    state, cursor, filters = desk.version(), wanted.cursor, filters_of(wanted)
    known = cursor.total if cursor and cursor.state == state else None
    total = desk.ledger.count(wanted.table, **filters) if known is None else known
    if wanted.words and wanted.table in SEARCHED:
        return _found(desk, wanted, total, state)
    place, back = (cursor.place, cursor.back) if cursor else ((), False)
    toward: dict[str, Any] = {"before": place} if back else {"after": place}
    found = page(desk.ledger, wanted.table, limit=wanted.limit, **toward, **filters)
    start = cursor.start if cursor else 0
    if back and not found.more:
        start = 0
    following, before = _around(wanted, found, start, total, state)
    return Listing(wanted, found.rows, total, {}, start, following, before)


def _around(wanted: Wanted, found: Page, start: int, total: int, state: str) -> tuple[str, str]:
    if not found.rows:
        return "", ""
    question, back = wanted.question(), bool(wanted.cursor and wanted.cursor.back)
    later = Cursor(found.places[-1], start + len(found.rows), total, state)
    earlier = Cursor(found.places[0], max(0, start - wanted.limit), total, state, back=True)
    has_later, has_earlier = (True, found.more) if back else (found.more, wanted.cursor is not None)
    return later.text(question) if has_later else "", earlier.text(question) if has_earlier else ""


def _found(desk: Desk, wanted: Wanted, total: int, state: str) -> Listing:
    """Answer a full text search: ranked, each row with the words around the hit."""
    table, filters = cast("Searched", wanted.table), _others(wanted)
    start = _going_on(desk, wanted, table) if wanted.cursor else 0
    hits = {h.id: h for h in desk.ledger.search(wanted.words, table=table, limit=wanted.limit, offset=start, **filters)}
    key = f"{table[:-1]}_id"
    rows = {row[key]: row for row in desk.ledger.rows(table, id=list(hits))} if hits else {}
    end, question = start + len(hits), wanted.question()
    last = (next(reversed(hits)),) if hits else ()
    following = Cursor(last, end, total, state).text(question) if hits and end < total else ""
    before = Cursor((), max(0, start - wanted.limit), total, state, back=True).text(question) if start else ""
    return Listing(wanted, tuple(rows[i] for i in hits), total, hits, start, following, before)


def _going_on(desk: Desk, wanted: Wanted, table: Searched) -> int:
    """Say after how many hits to go on: after the last one seen, wherever it is ranked now."""
    cursor, filters = cast("Cursor", wanted.cursor), _others(wanted)
    if not cursor.place or not cursor.start:
        return cursor.start
    seen = desk.ledger.search(wanted.words, table=table, limit=1, offset=cursor.start - 1, **filters)
    if seen and seen[0].id == cursor.place[0]:
        return cursor.start
    ranked = [hit.id for hit in desk.ledger.search(wanted.words, table=table, limit=BEST, **filters)]
    return ranked.index(cursor.place[0]) + 1 if cursor.place[0] in ranked else cursor.start


def facets(desk: Desk, wanted: Wanted) -> list[Facet]:
    """Count the values of each facet under the same question, that facet's own filter left out.

    They are counted over everything, so from the ledger's picture; a search for words, which only the file can answer,
    and a filter that the picture lacks, count in the file. While the picture is first read there are none of the rest.
    """
    drawn, ready = desk.snapshot.holds(wanted.table, filters_of(wanted)), desk.snapshot.follow(seconds=PATIENCE)
    if drawn and not ready:
        return []
    made = [_facet(desk, wanted, column) for column in FACETS[wanted.table] if (wanted.table, column) not in MADE]
    if ready and wanted.table == "reports":
        made[2:2] = counted_reports(desk, filters_of(wanted), most=FACET_VALUES)
    return made


def _facet(desk: Desk, wanted: Wanted, column: str) -> Facet:
    others = {name: value for name, value in filters_of(wanted).items() if name != column}
    counts = desk.snapshot if desk.snapshot.holds(wanted.table, others) else desk.ledger
    counted = counts.facet(wanted.table, column, most=FACET_VALUES, **others)
    return Facet(column, tuple(counted))
