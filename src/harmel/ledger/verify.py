"""Proves a ledger: every byte is as it was stored, every span lies on words, every id leads somewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from harmel.ledger import opening, tables
from harmel.ledger.store import Ledger
from harmel.records import stable_id

_SEALS = (
    "SELECT report_id, digest FROM seals UNION ALL SELECT report_id, '' FROM reports"
    " WHERE report_id NOT IN (SELECT report_id FROM seals) ORDER BY report_id"
)
_BATCH = 500
Row = tuple[tuple[Any, ...], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that does not hold."""

    table: str
    id: str
    report_id: str
    what: str


@dataclass(slots=True, kw_only=True)
class Proof:
    """What was re-read, and what did not hold."""

    reports: int = 0
    records: int = 0
    spans: int = 0
    problems: list[Problem]

    @property
    def holds(self) -> bool:
        """Say whether everything held."""
        return not self.problems


def verify(ledger: Ledger) -> Proof:
    """Re-read every span of every record and every id, and compute every seal anew.

    A seal is a hash over all columns of a report and its records, written when they were added: a byte that changed
    since, in a text or in a span, breaks it.

    >>> with Ledger.open(":memory:") as ledger:
    ...     verify(ledger).holds
    True
    """
    proof = Proof(problems=[])
    with opening.translated(ledger.path), ledger.reading() as connection:
        proof.problems += [Problem(table="", id="", report_id="", what=said) for said in ledger.faults()]
        seals = connection.execute(_SEALS).fetchall()
        for at in range(0, len(seals), _BATCH):
            some = seals[at : at + _BATCH]
            parts = {t: _rows(ledger, connection, t, [one for one, _ in some]) for t in ("reports", *tables.RECORDS)}
            for report_id, digest in some:
                _prove_report(proof, report_id, digest, {t: rows[report_id] for t, rows in parts.items()})
        proof.problems += _lost(connection)
    return proof


def _prove_report(proof: Proof, report_id: str, digest: str, parts: dict[str, list[Row]]) -> None:
    def problem(table: str, key: str, what: str) -> None:
        proof.problems.append(Problem(table=table, id=key, report_id=report_id, what=what))

    if tables.seal({t: [row for row, made in rows if not made] for t, rows in parts.items()}) != digest:
        problem("reports", report_id, "a byte of it or of its records has changed since it was stored")
    proof.reports += 1
    text = next((dict(zip(tables.kinds("reports"), row, strict=True))["text"] for row, _ in parts["reports"]), "")
    for table, rows in parts.items():
        for row, _ in rows:
            proof.records += table != "reports"
            for name, start, end in _spans(table, row):
                proof.spans += 1
                if not _on_words(text, start, end):
                    problem(table, _key(table, row), f"{name} [{start}, {end}) lies on no words of the text")


def _rows(ledger: Ledger, connection: sqlite3.Connection, table: str, ids: list[str]) -> dict[str, list[Row]]:
    """Give the cells of some reports' records, by report, each with a mark that it was computed."""
    names, made = ", ".join(tables.kinds(table)), "made" if table == "links" else "0"
    query = (
        f"SELECT report_id, {made}, {names} FROM {table} WHERE report_id IN ({', '.join('?' * len(ids))}) ORDER BY row"
    )
    found: dict[str, list[Row]] = {one: [] for one in ids}
    for report_id, computed, *cells in connection.execute(query, ids):
        stored = tuple(cells) if ledger.verbatim else tables.cells_of(table, tables.row_of(table, cells))
        found[report_id].append((stored, bool(computed)))
    return found


def _key(table: str, row: tuple[Any, ...]) -> str:
    return str(dict(zip(tables.kinds(table), row, strict=True))[tables.KEYS[table]])


def _on_words(text: str, start: object, end: object) -> bool:
    return (
        isinstance(start, int)
        and isinstance(end, int)
        and 0 <= start < end <= len(text)
        and bool(text[start:end].strip())
    )


def _spans(table: str, row: tuple[Any, ...]) -> Iterator[tuple[str, Any, Any]]:
    try:
        cells = tables.row_of(table, row)
    except ValueError:  # no JSON any more: the seal has said so
        return
    for name, value in cells.items():
        if name == "furniture" or name.endswith("evidence"):
            pieces = [span for entry in value or [] for span in entry.get("span") or []]
        else:
            pieces = value if name.endswith(("span", "spans")) and isinstance(value, list) else []
        yield from ((name, *_pair(piece)) for piece in pieces)


def _pair(piece: Any) -> tuple[Any, Any]:  # noqa: ANN401 - what a changed byte has left
    return (piece[0], piece[1]) if isinstance(piece, list) and len(piece) == 2 else (None, None)  # noqa: PLR2004


def _lost(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Find ids that lead nowhere."""
    checks = [("statements", "parent_statement", "statements"), ("events", "statement_id", "statements")]
    checks += [("figures", "statement_id", "statements"), ("reports", "duplicate_of", "reports")]
    for table, column, to in checks:
        key = tables.KEYS[table]
        query = (
            f"SELECT {key}, report_id FROM {table} WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN (SELECT {tables.KEYS[to]} FROM {to})"
        )
        for found, report_id in connection.execute(query):
            yield Problem(table=table, id=found, report_id=report_id, what=f"{column} leads to no record")
    made = "SELECT link_id, report_id, kind, from_id, to_id FROM links WHERE made = 1"
    for found, report_id, kind, one, other in connection.execute(made):
        if found != stable_id("l", kind, one, other):
            yield Problem(table="links", id=found, report_id=report_id, what="its id does not follow from what it ties")
    for side in ("from", "to"):
        for to in (*tables.RECORDS, "reports"):
            query = (
                f"SELECT link_id, report_id FROM links WHERE {side}_table = ?"
                f" AND {side}_id NOT IN (SELECT {tables.KEYS[to]} FROM {to})"
            )
            for found, report_id in connection.execute(query, (to,)):
                yield Problem(table="links", id=found, report_id=report_id, what=f"{side}_id leads to no record")
