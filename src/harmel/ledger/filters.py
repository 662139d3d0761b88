"""Turns filters such as ``actor="RUS", since="2018-10-01"`` into SQL that the ledger's indexes answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from harmel.errors import UsageError
from harmel.ledger.search import expression
from harmel.ledger.tables import KEYS, SEARCHED, kinds

_ORDER = {
    "links": "report_id, made, link_id",
    "reports": "report_id",
    "actors": "actor",
    "rejects": "source, stage, reason",
}
_DAYS = {"events": "happened", "figures": "as_of", "reports": "published"}
_ACTORS = {"events": ("source", "target"), "statements": ("speaker", "addressee"), "figures": ("actor",)}


def order(table: str) -> str:
    """Give the order of every export: by id of the report, then as in its text; never the order of coming in.

    >>> order("events")
    'report_id, row'
    """
    return _ORDER.get(table, "report_id, row")


def where(table: str, filters: dict[str, Any]) -> tuple[str, list[Any]]:
    """Write a condition, and the values for its question marks.

    A filter is a column's name, or ``id``, ``actor`` (on either side; of a report: in its records), ``year``,
    ``since`` and ``until`` (ISO days; a record passes if it may lie there), ``action`` (a CAMEO code or the beginning
    of one), ``words`` (as ``Ledger.search`` reads them). A list of values means any of them.

    Raises
    ------
    UsageError
        If the table has no such filter.

    >>> where("events", {"status": ["alleged", "denied"], "since": "2018-10-01"})
    ('(status IN (?, ?)) AND (happened_latest >= ?)', ['alleged', 'denied', '2018-10-01'])
    """
    parts, values = [], []
    for name, value in filters.items():
        if value in (None, "", (), []):
            continue
        part, given = _condition(table, name, value)
        parts.append(f"({part})")
        values += given
    return " AND ".join(parts) or "1", values


def names(table: str) -> tuple[str, ...]:
    """List what a noun can be filtered by in a link: its columns of text and numbers, and the filters made for it.

    >>> names("links")[-2:]
    ('score', 'id')
    """
    made: dict[str, Iterable[str]] = {
        "actor": (*_ACTORS, "reports"),
        "year": _DAYS,
        "since": _DAYS,
        "until": _DAYS,
        "action": ("events",),
        "words": SEARCHED,
        "id": KEYS,
    }
    plain = [column for column, kind in kinds(table).items() if kind != "list"]
    return tuple(dict.fromkeys((*plain, *(name for name, tables in made.items() if table in tables))))


def _condition(table: str, name: str, value: Any) -> tuple[str, list[Any]]:  # noqa: ANN401 - any cell
    special = _SPECIAL.get(name)
    if special:
        found = special(table, value)
        if found:
            return found
    column = KEYS.get(table, "") if name == "id" else name
    if column not in kinds(table):
        raise UsageError(f"{table} cannot be filtered by {name}", remedy=f"one of: {', '.join(kinds(table))}")
    return _equal(column, value)


def _equal(column: str, value: Any) -> tuple[str, list[Any]]:  # noqa: ANN401 - any cell
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"{column} IN ({', '.join('?' * len(value))})", list(value)
    return f"{column} = ?", [value]


def _actor(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - one or several
    if table == "reports":  # what is found in it: who speaks, acts or is acted on
        held = [("statements", "speaker"), ("events", "source"), ("events", "target")]
        parts = [(f"SELECT report_id FROM {t} WHERE {p}", given) for t, c in held for p, given in [_equal(c, value)]]
        return f"report_id IN ({' UNION '.join(p for p, _ in parts)})", [v for _, given in parts for v in given]
    columns = _ACTORS.get(table)
    if columns is None:
        return None
    parts = [_equal(c, value) for c in columns]
    return " OR ".join(p for p, _ in parts), [v for _, given in parts for v in given]


def _year(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - one or several
    """Let pass what may lie in a year."""
    if table not in _DAYS:
        return None
    years = [value] if isinstance(value, str) else list(value)
    if wrong := [year for year in years if not re.fullmatch(r"\d{4}", str(year))]:
        raise UsageError(f"year is none: {wrong[0]!r}", remedy="write it as YYYY")
    day = _DAYS[table]
    bounds = [bound for year in years for bound in (f"{year}-12-31", f"{year}-01-01")]
    return " OR ".join([f"{day}_earliest <= ? AND {day}_latest >= ?"] * len(years)), bounds


def _since(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - an ISO day
    return (f"{_DAYS[table]}_latest >= ?", [str(value)]) if table in _DAYS else None


def _until(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - an ISO day
    return (f"{_DAYS[table]}_earliest <= ?", [str(value)]) if table in _DAYS else None


def _action(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - one or several
    codes = [value] if isinstance(value, str) else list(value)
    if table != "events":
        return None
    bounds = [bound for code in codes for bound in (code, code + _LAST)]
    return " OR ".join(["action >= ? AND action <= ?"] * len(codes)), bounds


_LAST = "\U0010ffff"  # sorts after whatever may follow the beginning of a code


def _words(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - what a person typed
    if table not in SEARCHED:
        return None
    asked = expression(value if isinstance(value, str) else " ".join(value))
    return (f"row IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH ?)", [asked]) if asked else ("0", [])


_SPECIAL: dict[str, Callable[[str, Any], tuple[str, list[Any]] | None]] = {
    "actor": _actor,
    "year": _year,
    "since": _since,
    "until": _until,
    "action": _action,
    "words": _words,
}
