"""A question to a noun → one page of rows, how many there are, and the facets with their counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from harmel.ledger import Hit
from harmel.web.desk import Desk
from harmel.web.wanted import FACETS, Wanted

Row = dict[str, Any]
SEARCHED = ("reports", "statements")
FACET_VALUES = 12


@dataclass(frozen=True, slots=True)
class Facet:
    """One column's values under the same question, each with its count."""

    column: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of an answer."""

    wanted: Wanted
    rows: tuple[Row, ...]
    total: int
    hits: dict[str, Hit]

    @property
    def following(self) -> int:
        """Where the next page begins; 0 if this is the last."""
        after = self.wanted.start + len(self.rows)
        return after if after < self.total else 0

    @property
    def before(self) -> int:
        """Where the page before this one begins."""
        return max(0, self.wanted.start - self.wanted.limit)


def listing(desk: Desk, wanted: Wanted) -> Listing:
    """Answer a question with one page of rows."""
    ledger, filters = desk.ledger, dict(wanted.filters)
    if wanted.words and wanted.table in SEARCHED:
        return _found(desk, wanted)
    rows = tuple(ledger.rows(wanted.table, limit=wanted.limit, offset=wanted.start, **filters))
    return Listing(wanted, rows, ledger.count(wanted.table, **filters), {})


def _found(desk: Desk, wanted: Wanted) -> Listing:
    """Answer a full text search: ranked, each row with the words around the hit."""
    table = cast("Literal['reports', 'statements']", wanted.table)
    hits = {h.id: h for h in desk.ledger.search(wanted.words, table=table, limit=1000)}
    filters: dict[str, Any] = dict(wanted.filters)
    kept = [row for key in hits for row in desk.ledger.rows(table, id=key, **filters)]
    page = tuple(kept[wanted.start : wanted.start + wanted.limit])
    return Listing(wanted, page, len(kept), hits)


def whole(desk: Desk, wanted: Wanted) -> Iterator[Row]:
    """Go through every row of an answer, for an export of exactly what is seen."""
    if wanted.words and wanted.table in SEARCHED:
        yield from _found(desk, Wanted(wanted.table, wanted.filters, wanted.words, 0, 1000)).rows
    else:
        filters: dict[str, Any] = dict(wanted.filters)
        yield from desk.ledger.rows(wanted.table, **filters)


def facets(desk: Desk, wanted: Wanted) -> list[Facet]:
    """Count the values of each facet under the same question, that facet's own filter left out."""
    return [_facet(desk, wanted, column) for column in FACETS[wanted.table]]


def _facet(desk: Desk, wanted: Wanted, column: str) -> Facet:
    others: dict[str, Any] = {k: v for k, v in wanted.filters.items() if k != column}
    counted = desk.ledger.facet(wanted.table, column, most=FACET_VALUES, **others)
    return Facet(column, tuple(counted))
