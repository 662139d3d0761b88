"""Brings a ledger that an earlier version wrote to this version's schema, changing no row."""

from __future__ import annotations

import sqlite3

from harmel.ledger import grouping, stories, tables

VERSION = 5


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger from an earlier version to this one, inside the caller's transaction."""
    for table in tables.NOUNS:
        add_columns(connection, table)
    for number, added in ((2, tables.SECOND), (3, tables.THIRD)):
        if version < number:
            for line in added.split(";"):
                connection.execute(line)
    for (report_id,) in connection.execute("SELECT report_id FROM reports").fetchall():
        if version < 2:  # noqa: PLR2004 - a version
            grouping.register(connection, report_id)
        stories.register(connection, report_id)
    describe(connection)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute(
        "INSERT INTO log (at, kind, detail) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ'), 'migrate', ?)",
        (f"from schema {version} to {VERSION}",),
    )


def add_columns(connection: sqlite3.Connection, table: str) -> None:
    """Add the columns that a noun has gained since."""
    has = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    for name in tables.kinds(table):
        if name not in has:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {tables.column(table, name)}")


def describe(connection: sqlite3.Connection) -> None:
    """Write what every column means into the file."""
    connection.execute("DELETE FROM columns")
    connection.executemany(
        "INSERT INTO columns VALUES (?, ?, ?)",
        [(t, c, words) for t, cs in tables.descriptions().items() for c, words in cs.items()],
    )
