"""Puts a report and its records into the ledger, takes them out again, and leaves a trace of both."""

from __future__ import annotations

import sqlite3
from typing import Any, Literal

from harmel.errors import LedgerError
from harmel.ledger import grouping, stories, tables
from harmel.records import Actor, Coded, Reject

Outcome = Literal["new", "same", "recoded", "withdrawn"]


def add(connection: sqlite3.Connection, coded: Coded) -> Outcome:
    """Store one coded report, inside the caller's transaction.

    The same report with the same records changes nothing; with other records (a newer harmel) they replace the old
    ones; a report that was withdrawn stays out.
    """
    parts = {t: [tables.cells(t, r) for r in getattr(coded, t)] for t in tables.RECORDS}
    parts["reports"] = [tables.cells("reports", coded.report)]
    digest, report_id = tables.seal(parts), coded.report.report_id
    old = connection.execute("SELECT digest FROM seals WHERE report_id = ?", (report_id,)).fetchone()
    if old and old[0] == digest:
        return "same"
    if withdrawn(connection, report_id):
        return "withdrawn"
    if old:
        _remove(connection, report_id)
    try:
        for table in ("reports", *tables.RECORDS):
            _insert(connection, table, parts[table])
    except sqlite3.IntegrityError as error:
        raise LedgerError(f"two records bear one id: {error}", where=coded.report.source, remedy="report it") from error
    for actor in coded.actors:
        _keep_actor(connection, actor)
    grouping.register(connection, report_id)
    stories.register(connection, report_id)
    connection.execute("INSERT INTO seals VALUES (?, ?)", (report_id, digest))
    note(connection, "recode" if old else "add", coded.report.report_id, coded.report.source)
    _note_correction(connection, coded)
    return "recoded" if old else "new"


def _remove(connection: sqlite3.Connection, report_id: str) -> None:
    """Take out a report, its records and every computed link to them; what it was grouped with is grouped anew."""
    grouping.forget(connection, report_id)
    stories.forget(connection, report_id)
    for table in tables.RECORDS:
        mine = f"SELECT {tables.KEYS[table]} FROM {table} WHERE report_id = ?"
        connection.execute(f"DELETE FROM links WHERE made = 1 AND to_id IN ({mine})", (report_id,))
    connection.execute("DELETE FROM links WHERE made = 1 AND to_id = ?", (report_id,))
    connection.execute("DELETE FROM reports WHERE report_id = ?", (report_id,))


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    names = tables.kinds(table)
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def _keep_actor(connection: sqlite3.Connection, actor: Actor) -> None:
    """Keep the fuller of two accounts of one actor, whichever came first."""
    names = ", ".join(tables.kinds("actors"))
    new = tables.cells("actors", actor)
    old = connection.execute(f"SELECT {names} FROM actors WHERE actor = ?", (actor.actor,)).fetchone()
    if old == new:
        return
    if old:
        new = max(old, new, key=lambda row: (sum(v not in (None, "[]") for v in row), repr(row)))
        connection.execute("DELETE FROM actors WHERE actor = ?", (actor.actor,))
    _insert(connection, "actors", [new])


def _note_correction(connection: sqlite3.Connection, coded: Coded) -> None:
    """Note that a page at one address now has other words: both versions stay."""
    report = coded.report
    if not report.url:
        return
    same = "SELECT report_id FROM reports WHERE url = ? AND report_id <> ? AND text <> ? ORDER BY row DESC LIMIT 1"
    earlier = connection.execute(same, (report.url, report.report_id, report.text)).fetchone()
    if earlier:
        note(connection, "correct", report.report_id, report.url, f"other words than {earlier[0]} at the same address")


def reject(connection: sqlite3.Connection, rejected: Reject) -> None:
    """Keep what was not taken in, and why; once. The log keeps when."""
    names = tables.kinds("rejects")
    made = connection.execute(
        f"INSERT OR IGNORE INTO rejects ({', '.join(names)}) VALUES (?, ?, ?, ?)",
        tables.cells("rejects", rejected),
    )
    if made.rowcount:
        note(connection, "reject", "", rejected.source, f"{rejected.stage}: {rejected.reason}")


def withdraw(connection: sqlite3.Connection, report_id: str, reason: str) -> None:
    """Remove a report with all its records; it stays out until it is restored."""
    found = connection.execute("SELECT source FROM reports WHERE report_id = ?", (report_id,)).fetchone()
    if found is None:
        raise LedgerError("no such report", where=report_id, remedy="see harmel export reports")
    counts = [
        f"{connection.execute(f'SELECT count(*) FROM {t} WHERE report_id = ?', (report_id,)).fetchone()[0]} {t}"
        for t in tables.RECORDS
    ]
    _remove(connection, report_id)
    note(connection, "withdraw", report_id, found[0], f"{reason}; with it {', '.join(counts)}")


def restore(connection: sqlite3.Connection, report_id: str) -> None:
    """Let a withdrawn report be added again."""
    if not withdrawn(connection, report_id):
        raise LedgerError("was not withdrawn", where=report_id, remedy="see harmel log")
    note(connection, "restore", report_id, "", "may be added again")


def withdrawn(connection: sqlite3.Connection, report_id: str) -> bool:
    """Say whether a report was taken out and not let in again."""
    last = connection.execute(
        "SELECT kind FROM log WHERE report_id = ? AND kind IN ('withdraw', 'restore') ORDER BY row DESC LIMIT 1",
        (report_id,),
    ).fetchone()
    return bool(last == ("withdraw",))


def note(connection: sqlite3.Connection, kind: str, report_id: str, source: str, detail: str = "") -> None:
    """Write a line of the log."""
    connection.execute(
        "INSERT INTO log (at, kind, report_id, source, detail) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ'), ?, ?, ?, ?)",
        (kind, report_id or None, source or None, detail or None),
    )
