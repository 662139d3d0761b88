"""Pages of rows by the place of their last row: nothing is skipped or told twice while reports come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harmel.errors import UsageError
from harmel.ledger import filters, opening, tables
from harmel.ledger.store import Ledger

Place = tuple[str | int, ...]
"""Where a row stands in its noun's order: the cells by which the noun is ordered."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in the noun's order, where each of them stands, and whether more lie on in the direction asked."""

    rows: tuple[dict[str, Any], ...]
    places: tuple[Place, ...]
    more: bool


def page(
    ledger: Ledger,
    table: str,
    *,
    limit: int,
    after: Place = (),
    before: Place = (),
    **wanted: Any,  # noqa: ANN401 - a filter's value
) -> Page:
    """Give the rows that follow a place, or the ones that come before it; filters as in ``Ledger.rows``.

    A place is looked up in the index, however far in it lies; that a row went or came elsewhere moves no page.

    Raises
    ------
    UsageError
        If the place is not one of this noun's.

    >>> with Ledger.open(":memory:") as ledger:
    ...     page(ledger, "events", limit=10).more
    False
    """
    kinds, keys = tables.kinds(table), filters.order(table).split(", ")
    condition, values = filters.where(table, wanted)
    place, sign, turn = (before, "<", " DESC") if before else (after, ">", "")
    if place:
        _check(table, keys, place)
        condition += f" AND ({', '.join(keys)}) {sign} ({', '.join('?' * len(keys))})"
        values = [*values, *place]
    order = ", ".join(f"{key}{turn}" for key in keys)
    query = f"SELECT {', '.join((*kinds, *keys))} FROM {table} WHERE {condition} ORDER BY {order} LIMIT ?"
    with opening.translated(ledger.path), ledger.reading() as connection:
        found = connection.execute(query, [*values, limit + 1]).fetchall()
    kept = found[:limit][::-1] if before else found[:limit]
    width = len(kinds)
    rows = tuple(tables.row_of(table, row[:width]) for row in kept)
    return Page(rows, tuple(tuple(row[width:]) for row in kept), more=len(found) > limit)


def _check(table: str, keys: Sequence[str], place: Place) -> None:
    known = tables.kinds(table)
    wanted = [str if known.get(key) == "text" else int for key in keys]
    right = len(place) == len(keys) and all(type(v) is kind for v, kind in zip(place, wanted, strict=True))
    if not right or any(isinstance(v, int) and not -_MOST <= v < _MOST for v in place):
        raise UsageError(f"no place among {table}: {place}", remedy="take it from the page before")


_MOST = 1 << 63
