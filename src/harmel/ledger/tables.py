"""The ledger's tables, derived from the nouns, and how a cell of a record is kept in SQLite.

Text and numbers are columns of their own; spans and lists are JSON text, so that any tool can read them; what is
unknown is ``NULL``. Every table has a hidden ``row`` number, which full text search needs and no export shows.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from harmel import schema
from harmel.errors import UsageError

RECORDS = ("statements", "events", "figures", "links")
NOUNS = ("reports", *RECORDS, "actors", "rejects")
KEYS = {
    "reports": "report_id",
    "statements": "statement_id",
    "events": "event_id",
    "figures": "figure_id",
    "links": "link_id",
    "actors": "actor",
}
REQUIRED = {"reports": {"text", "source"}, "rejects": {"source", "reason", "stage"}}
SETTLED = ("duplicate_of", "story_id")
"""Columns that the ledger computes over all reports: they change as reports come in, so no seal covers them."""
LATER = ("hedge_span", "place_others")
"""Columns that a noun gained after seals were made: sealed where they hold something, so that older seals stay true."""


@cache
def kinds(table: str) -> dict[str, str]:
    """Say how each column of a table is kept: ``text``, ``number``, ``whole`` or ``list``.

    Raises
    ------
    UsageError
        If there is no such table.

    >>> kinds("figures")["value"], kinds("figures")["span"]
    ('number', 'list')
    """
    import pyarrow.types as kind

    if table not in NOUNS:
        raise UsageError(f"no table {table}", remedy=f"one of: {', '.join(NOUNS)}")

    def of(arrow: Any) -> str:  # noqa: ANN401 - pyarrow has no types
        if kind.is_list(arrow):
            return "list"
        if kind.is_floating(arrow):
            return "number"
        return "whole" if kind.is_integer(arrow) else "text"

    return {f.name: of(f.type) for f in schema.arrow_schema(table)}


def cells(table: str, record: object) -> tuple[Any, ...]:
    """Turn a record into the cells of its row, in the order of the columns.

    >>> from harmel.records import Figure
    >>> cells("figures", Figure(report_id="r", figure_id="f", measure="troops", value=4, span=((1, 5),)))[4:]
    (4.0, None, 'exact', None, 'actual', None, None, '[[1,5]]', None)
    """
    return cells_of(table, schema.row(record))


def cells_of(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Turn a row of the output contract into cells: the inverse of ``row_of``.

    >>> row = dict.fromkeys(kinds("links")) | {"report_id": "r", "link_id": "l", "basis_span": [[0, 3]]}
    >>> cells_of("links", row)[-2]
    '[[0,3]]'
    """
    return tuple(_kept(table, name, kind, row[name]) for name, kind in kinds(table).items())


def _kept(table: str, name: str, kind: str, value: Any) -> Any:  # noqa: ANN401 - a cell can be anything
    if value is None:
        return "" if required(table, name) else None
    if kind == "list":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if kind == "number":
        return float(value) + 0.0 if math.isfinite(value) else None  # SQLite keeps no minus zero
    return value


def required(table: str, name: str) -> bool:
    """Say whether a column is never null.

    >>> required("reports", "text"), required("events", "statement_id")
    (True, False)
    """
    return name in ("report_id", KEYS.get(table)) or name in REQUIRED.get(table, ())


def row_of(table: str, kept: Sequence[Any]) -> dict[str, Any]:
    """Turn the cells of a row back into a row of the output contract.

    >>> row_of("links", ("r", "l", "denies", "events", "e", "events", "d", None, "[[0,3]]", None))["basis_span"]
    [[0, 3]]
    """
    return {
        name: json.loads(value) if kind == "list" and value is not None else value
        for (name, kind), value in zip(kinds(table).items(), kept, strict=True)
    }


def seal(parts: Mapping[str, Iterable[Sequence[Any]]]) -> str:
    """Hash the cells of a report and its records, table by table, so that any changed byte shows.

    >>> seal({"reports": [("r", "a")]}) == seal({"reports": [("r", "b")]})
    False
    """
    digest = blake2b(digest_size=16)
    for table in ("reports", *RECORDS):
        names = tuple(kinds(table))
        for row in parts.get(table, ()):
            kept = [
                v
                for n, v in zip(names, row, strict=False)
                if n not in SETTLED and not (n in LATER and v in (None, "[]"))
            ]
            digest.update(json.dumps([table, *kept], ensure_ascii=True).encode())
    return digest.hexdigest()


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """Read what every column means, by table.

    >>> descriptions()["events"]["source_span"]
    'The words that name the one who acts.'
    """
    places = (files("harmel") / "columns.toml", files("harmel.ledger") / "data" / "columns.toml")
    return {t: cs for place in places for t, cs in tomllib.loads(place.read_text(encoding="utf-8")).items()}


_TYPES = {"text": "TEXT", "number": "REAL", "whole": "INTEGER", "list": "TEXT"}
_EXTRA = {"links": ["made INTEGER NOT NULL DEFAULT 0"], "rejects": ["UNIQUE (source, stage, reason)"]}


def declare(table: str) -> str:
    """Write the ``CREATE TABLE`` of a noun.

    >>> declare("actors").splitlines()[1].strip()
    'row INTEGER PRIMARY KEY,'
    """
    lines = ["row INTEGER PRIMARY KEY", *(column(table, name) for name in kinds(table)), *_EXTRA.get(table, [])]
    return f"CREATE TABLE {table} (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def column(table: str, name: str) -> str:
    """Write the declaration of one column.

    >>> column("events", "report_id")
    'report_id TEXT NOT NULL REFERENCES reports (report_id) ON DELETE CASCADE'
    """
    parts = [name, _TYPES[kinds(table)[name]]]
    if required(table, name):
        parts.append("NOT NULL")
    if name == KEYS.get(table):
        parts.append("UNIQUE")
    elif name == "report_id":
        parts.append("REFERENCES reports (report_id) ON DELETE CASCADE")
    return " ".join(parts)


INDEXES = {
    "reports_by_day": "reports (published_earliest, published_latest)",
    "reports_by_story": "reports (story_id)",
    "reports_by_url": "reports (url)",
    "statements_by_report": "statements (report_id)",
    "statements_by_speaker": "statements (speaker)",
    "events_by_report": "events (report_id)",
    "events_by_dyad": "events (source, target, happened_earliest, happened_latest)",
    "events_by_target": "events (target, happened_earliest, happened_latest)",
    "events_by_action": "events (action, happened_earliest, happened_latest)",
    "events_by_day": "events (happened_earliest, happened_latest)",
    "events_by_status": "events (status, happened_earliest)",
    "figures_by_report": "figures (report_id)",
    "figures_by_measure": "figures (measure, actor, as_of_earliest)",
    "links_by_report": "links (report_id, made, link_id)",
    "links_by_start": "links (from_id)",
    "links_by_end": "links (to_id)",
}
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
SEARCHED = {"reports": ("title", "text"), "statements": ("speaker_name", "content")}


_OTHERS = """
CREATE TABLE seals (
  report_id TEXT PRIMARY KEY REFERENCES reports (report_id) ON DELETE CASCADE,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE log (
  row INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, report_id TEXT, source TEXT, detail TEXT
) STRICT;
CREATE INDEX log_by_report ON log (report_id, kind);
CREATE TABLE columns (
  "table" TEXT NOT NULL, "column" TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY ("table", "column")
) STRICT, WITHOUT ROWID
"""


SECOND = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE happenings (
  event_id TEXT PRIMARY KEY REFERENCES events (event_id) ON DELETE CASCADE,
  block TEXT NOT NULL, words TEXT NOT NULL, happening_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX happenings_by_block ON happenings (block);
CREATE INDEX happenings_by_id ON happenings (happening_id);
CREATE TABLE story_keys (
  key TEXT NOT NULL, report_id TEXT NOT NULL REFERENCES reports (report_id) ON DELETE CASCADE,
  PRIMARY KEY (key, report_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_keys_by_report ON story_keys (report_id);
CREATE TABLE unsettled (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
CREATE INDEX reports_by_outlet ON reports (outlet, owner);
CREATE TABLE foreign_rows (
  row INTEGER PRIMARY KEY, format TEXT NOT NULL, id TEXT NOT NULL, report_id TEXT NOT NULL
  REFERENCES reports (report_id) ON DELETE CASCADE, event_id TEXT, cells TEXT NOT NULL, UNIQUE (format, id)
) STRICT;
CREATE INDEX foreign_rows_by_report ON foreign_rows (report_id);
CREATE INDEX foreign_rows_by_event ON foreign_rows (event_id);
CREATE TABLE reference_series (
  source TEXT NOT NULL, measure TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL, year INTEGER NOT NULL,
  value REAL NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (measure, actor, year, source, name)
) STRICT, WITHOUT ROWID;
CREATE VIEW carriers AS
SELECT h.happening_id, e.event_id, e.report_id, r.story_id, coalesce(
  (SELECT min(o.owner) FROM reports o WHERE o.outlet = s.relayed_by), s.relayed_by,
  f.owner, f.outlet, f.report_id) AS origin
FROM happenings h JOIN events e USING (event_id) JOIN reports r ON r.report_id = e.report_id
JOIN reports f ON f.report_id = coalesce(r.duplicate_of, r.report_id)
LEFT JOIN statements s ON s.statement_id = e.statement_id;
CREATE VIEW happened AS
SELECT happening_id, count(*) AS records, count(DISTINCT report_id) AS reports,
  count(DISTINCT story_id) AS stories, count(DISTINCT lower(origin)) AS independent_reports
FROM carriers GROUP BY happening_id
"""
"""What schema 2 has over schema 1: happenings, stories, rows of other tools, reference series."""


THIRD = """
CREATE TABLE anchors (
  anchor INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES reports (row) ON DELETE CASCADE,
  PRIMARY KEY (anchor, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchors_by_report ON anchors (report)
"""
"""What schema 3 has over schema 2: the hashes by which near copies are found."""


def declarations() -> list[str]:
    """List every statement that makes an empty ledger."""
    made = [declare(table) for table in NOUNS]
    made += [f"CREATE INDEX {name} ON {on}" for name, on in INDEXES.items()]
    return (
        made
        + [line for table in SEARCHED for line in _search(table)]
        + (_OTHERS + ";" + SECOND + ";" + THIRD).split(";")
    )


def _search(table: str) -> list[str]:
    names = SEARCHED[table]
    words, new, old = ", ".join(names), ", ".join(f"new.{n}" for n in names), ", ".join(f"old.{n}" for n in names)
    index = f"{table}_words"
    remove = f"INSERT INTO {index} ({index}, rowid, {words}) VALUES ('delete', old.row, {old});"
    insert = f"INSERT INTO {index} (rowid, {words}) VALUES (new.row, {new});"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5 ({words}, content='{table}', content_rowid='row', {_TOKENS})",
        f"CREATE TRIGGER {index}_in AFTER INSERT ON {table} BEGIN {insert} END",
        f"CREATE TRIGGER {index}_out AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_on AFTER UPDATE OF {words} ON {table} BEGIN {remove} {insert} END",
    ]
