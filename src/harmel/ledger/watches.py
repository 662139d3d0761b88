"""Watches: selections that someone keeps with the ledger under a name, and what came into them last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from harmel.errors import LedgerError
from harmel.ledger import filters, opening, tables
from harmel.ledger.store import Ledger

_PREFIX = "watch:"
_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A selection under a name: a noun and the query string of its page; made when, in UTC."""

    name: str
    table: str
    query: str
    made: str = ""

    @property
    def key(self) -> str:
        """Its id: of what it selects and how it is called, so that to keep it twice is to keep it once.

        >>> Watch(name="Strait", table="events", query="actor=NOR").key
        'bd30fd663614addb'
        """
        return blake2b(f"{self.name}\0{self.table}\0{self.query}".encode(), digest_size=8).hexdigest()


def keep_watch(ledger: Ledger, watch: Watch) -> Watch:
    """Keep a watch among the ledger's settings; one that is there stays as it is.

    Raises
    ------
    LedgerError
        If there are too many.

    >>> with Ledger.open(":memory:") as ledger:
    ...     kept = keep_watch(ledger, Watch(name="Strait", table="events", query="actor=NOR"))
    ...     [watch.name for watch in watches(ledger)]
    ['Strait']
    """
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = Watch(name=watch.name, table=watch.table, query=watch.query, made=made)
    with ledger.transaction() as connection:
        known = [one for one in watches(ledger) if one.key == new.key]
        if known:
            return known[0]
        if connection.execute("SELECT count(*) FROM settings WHERE name LIKE 'watch:%'").fetchone()[0] >= _MOST:
            raise LedgerError(f"there are {_MOST} watches already", where=str(ledger.path), remedy="remove one first")
        connection.execute("INSERT INTO settings VALUES (?, ?)", (_PREFIX + new.key, json.dumps(asdict(new))))
    return new


def drop_watch(ledger: Ledger, key: str) -> bool:
    """Remove a watch; say whether it was there."""
    with ledger.transaction() as connection:
        return connection.execute("DELETE FROM settings WHERE name = ?", (_PREFIX + key,)).rowcount > 0


def watches(ledger: Ledger) -> list[Watch]:
    """List the watches by name."""
    query = "SELECT value FROM settings WHERE name LIKE 'watch:%'"
    with opening.translated(ledger.path), ledger.reading() as connection:
        kept = [json.loads(value) for (value,) in connection.execute(query).fetchall()]
    return sorted((Watch(**one) for one in kept), key=lambda watch: (watch.name, watch.key))


def newest(ledger: Ledger, table: str, *, most: int = 50, **wanted: Any) -> Iterator[tuple[dict[str, Any], str]]:  # noqa: ANN401
    """Go through what came in last, the newest first: each row, and when its report came in or was coded anew.

    Filters as in ``Ledger.rows``.

    >>> with Ledger.open(":memory:") as ledger:
    ...     list(newest(ledger, "events"))
    []
    """
    kinds = tables.kinds(table)
    condition, values = filters.where(table, wanted)
    names = ", ".join(kinds)
    came = f"SELECT max(\"at\") FROM log WHERE report_id = {table}.report_id AND kind IN ('add', 'recode')"
    query = f"SELECT {names}, ({came}) FROM {table} WHERE {condition} ORDER BY row DESC LIMIT ?"
    with opening.translated(ledger.path), ledger.reading() as connection:
        found = connection.execute(query, [*values, most]).fetchall()
    for *cells, at in found:
        yield tables.row_of(table, cells), at or ""
