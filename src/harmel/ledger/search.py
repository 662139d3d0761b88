"""Full text search over reports and statements: ranked, with the words around each hit."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from harmel.ledger.tables import KEYS, SEARCHED
from harmel.records import Spans

_OPEN, _CLOSE = "\ue000", "\ue001"
_PIECE = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row found: its id, its report, the words around the hit, and which of those words were asked for."""

    table: Literal["reports", "statements"]
    id: str
    report_id: str
    snippet: str
    found: Spans
    rank: float


def expression(words: str) -> str:
    """Turn what a person types into an FTS5 expression, so that no input is a syntax error.

    Words must all occur; ``"in quotes"`` is a phrase; ``missil*`` a beginning; ``-word`` must not occur.

    >>> expression('INF "cruise missile" -tariff deploy*')
    '"INF" AND "cruise missile" AND "deploy" * NOT "tariff"'
    >>> expression("-only")
    ''
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in _PIECE.finditer(words.replace("\x00", " ")):
        minus, phrase, word = match.groups()
        text = (phrase if phrase is not None else word).strip()
        begins = phrase is None and text.endswith("*")
        text = text.rstrip("*").replace('"', " ").strip()
        if re.search(r"\w", text):
            (unwanted if minus else wanted).append(f'"{text}"' + (" *" if begins else ""))
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {w}" for w in unwanted)


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    table: Literal["reports", "statements"],
    limit: int,
    offset: int,
    among: tuple[str, Sequence[Any]] = ("1", ()),
) -> list[Hit]:
    """Find rows by their words, the best first, ties by id.

    Parameters
    ----------
    among
        A condition on the table's own columns, and its values: only rows that meet it are found.
    """
    asked = expression(words)
    if not asked:
        return []
    index, key, (condition, values) = f"{table}_words", KEYS[table], among
    held = f"AND t.row IN (SELECT row FROM {table} WHERE {condition})" if condition != "1" else ""
    best = connection.execute(
        f"SELECT t.row, t.{key}, t.report_id, bm25({index}) AS rank"
        f" FROM {index} JOIN {table} t ON t.row = {index}.rowid"
        f" WHERE {index} MATCH ? {held} ORDER BY rank, t.{key} LIMIT ? OFFSET ?",
        (asked, *values, limit, offset),
    ).fetchall()
    around = _snippets(connection, asked, table, [row for row, *_ in best])  # of these only: each reads its whole text
    return [_hit(table, key, report_id, around[row], rank) for row, key, report_id, rank in best]


def _snippets(
    connection: sqlite3.Connection, asked: str, table: Literal["reports", "statements"], rows: Sequence[int]
) -> dict[int, str]:
    index, column = f"{table}_words", SEARCHED[table].index("text" if table == "reports" else "content")
    found: dict[int, str] = {}
    for row in rows:
        shown = connection.execute(
            f"SELECT snippet({index}, {column}, '{_OPEN}', '{_CLOSE}', '…', 24) FROM {index}"
            f" WHERE {index} MATCH ? AND rowid = ?",
            (asked, row),
        )
        found[row] = shown.fetchone()[0]
    return found


def _hit(table: Literal["reports", "statements"], key: str, report_id: str, marked: str, rank: float) -> Hit:
    plain, found, start = "", [], 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = len(plain)
        elif piece == _CLOSE:
            found.append((start, len(plain)))
        else:
            plain += piece
    return Hit(table=table, id=key, report_id=report_id, snippet=plain, found=tuple(found), rank=rank)
