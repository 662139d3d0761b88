"""Turns filters such as ``actor="RUS", since="2018-10-01"`` into SQL that the ledger's indexes answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from harmel.errors import UsageError
from harmel.ledger.tables import KEYS, kinds

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

    A filter is a column's name, or ``id``, ``actor`` (on either side), ``since`` and ``until`` (ISO days; a record
    passes if it may lie there), ``action`` (a CAMEO code or the beginning of one). A list of values means any of them.

    Raises
    ------
    UsageError
        If the table has no such filter.

    >>> where("events", {"action": "17", "since": "2018-10-01"})
    ('(action >= ? AND action < ?) AND (happened_latest >= ?)', ['17', '18', '2018-10-01'])
    """
    parts, values = [], []
    for name, value in filters.items():
        if value in (None, "", (), []):
            continue
        part, given = _condition(table, name, value)
        parts.append(f"({part})")
        values += given
    return " AND ".join(parts) or "1", values


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
    columns = _ACTORS.get(table)
    if columns is None:
        return None
    parts = [_equal(c, value) for c in columns]
    return " OR ".join(p for p, _ in parts), [v for _, given in parts for v in given]


def _since(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - an ISO day
    return (f"{_DAYS[table]}_latest >= ?", [str(value)]) if table in _DAYS else None


def _until(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - an ISO day
    return (f"{_DAYS[table]}_earliest <= ?", [str(value)]) if table in _DAYS else None


def _action(table: str, value: Any) -> tuple[str, list[Any]] | None:  # noqa: ANN401 - one or several
    codes = [value] if isinstance(value, str) else list(value)
    if table != "events":
        return None
    ends = [code[:-1] + chr(ord(code[-1]) + 1) for code in codes]
    return " OR ".join(["action >= ? AND action < ?"] * len(codes)), [
        v for p in zip(codes, ends, strict=True) for v in p
    ]


_SPECIAL: dict[str, Callable[[str, Any], tuple[str, list[Any]] | None]] = {
    "actor": _actor,
    "since": _since,
    "until": _until,
    "action": _action,
}
