"""Words sought in a partitioned ledger: DuckDB finds what can hold them, SQLite's search decides and ranks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal

from harmel.errors import UsageError
from harmel.ledger import opening, search, tables

if TYPE_CHECKING:
    import duckdb

_BEGINNING = 3  # letters that a word shares with its stem's other forms, as "policy" with "policies"
_MOST = 200_000


def beginnings(words: str) -> list[str]:
    """Give the beginnings that every hit must hold, in small letters without accents.

    >>> beginnings('"cruise missiles" -tariff Défendre')
    ['cru', 'mis', 'def']
    """
    wanted = search.expression(words).split(" NOT ")[0]
    bare = "".join(c for c in unicodedata.normalize("NFKD", wanted) if not unicodedata.combining(c)).lower()
    return [word[:_BEGINNING] for quoted in re.findall(r'"([^"]*)"', bare) for word in re.findall(r"\w+", quoted)]


def find(
    desk: duckdb.DuckDBPyConnection,
    words: str,
    *,
    table: Literal["reports", "statements"],
    limit: int,
    offset: int,
    among: tuple[str, Sequence[Any]],
) -> list[search.Hit]:
    """Find rows by their words, the best among the candidates first.

    Parameters
    ----------
    among
        A condition on the table's own columns, and its values: only rows that meet it are found.

    Raises
    ------
    UsageError
        If the words begin like those of too many texts.
    """
    wanted = beginnings(words)
    if not wanted:
        return []
    names = list(dict.fromkeys((tables.KEYS[table], "report_id", *tables.SEARCHED[table])))
    text = " || ' ' || ".join(f"coalesce({name}, '')" for name in tables.SEARCHED[table])
    held = " AND ".join(f"contains(strip_accents(lower({text})), ?)" for _ in wanted)
    condition, values = among
    query = f"SELECT {', '.join(names)} FROM {table} WHERE {held} AND ({condition}) LIMIT {_MOST + 1}"
    found = desk.execute(query, [*wanted, *values]).fetchall()
    if len(found) > _MOST:
        raise UsageError(f"more than {_MOST} {table} have words that begin so", remedy="add a rarer word")
    with closing(opening.in_memory()) as aside:
        aside.execute("PRAGMA foreign_keys = 0")
        needed = [name for name in tables.kinds(table) if tables.required(table, name) and name not in names]
        cells = ", ".join([*("?" for _ in names), *("''" for _ in needed)])
        aside.executemany(f"INSERT INTO {table} ({', '.join([*names, *needed])}) VALUES ({cells})", found)
        return search.search(aside, words, table=table, limit=limit, offset=offset)
