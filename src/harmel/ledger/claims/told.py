"""Claims that something happened: each happening with those who tell it and those who deny it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from harmel.ledger import filters, opening
from harmel.ledger.asking import dicts
from harmel.ledger.claims.model import Claim, Voice, in_time, voice
from harmel.ledger.store import Ledger
from harmel.records import Spans, stable_id

_REPORT = "r.report_id, r.outlet, r.published_earliest, r.published_latest, r.text"
_SAID = "s.speaker, s.speaker_name, s.relayed_by, s.content, s.content_spans, s.statement_id, s.stance"
Row = dict[str, Any]
_EVENTS = (
    "SELECT e.event_id AS id, h.happening_id, e.source, e.target, e.source_name, e.target_name, e.action,"
    f" e.action_name, e.status, e.sentence_span, e.happened_earliest, e.happened_latest, {_REPORT}, {_SAID}"
    " FROM events e JOIN happenings h ON h.event_id = e.event_id JOIN reports r ON r.report_id = e.report_id"
    " LEFT JOIN statements s ON s.statement_id = e.statement_id"
)
_DENIALS = (
    "SELECT h.happening_id AS denied, l.from_table, l.from_id, d.happening_id FROM links l"
    " JOIN happenings h ON h.event_id = l.to_id LEFT JOIN happenings d ON d.event_id = l.from_id"
    " WHERE l.kind = 'denies' AND l.to_table = 'events' AND h.happening_id IN ({chosen}) ORDER BY l.link_id"
)
_STATEMENTS = f"SELECT s.statement_id AS id, {_REPORT}, {_SAID} FROM statements s JOIN reports r USING (report_id)"


def told(ledger: Ledger, **wanted: Any) -> Iterator[Claim]:  # noqa: ANN401 - a filter's value
    """Go through the happenings, those of most independent reports first."""
    condition, values = filters.where("events", wanted)
    chosen = f"SELECT happening_id FROM happenings WHERE event_id IN (SELECT event_id FROM events WHERE {condition})"
    with opening.translated(ledger.path), ledger.reading() as connection:
        rows = dicts(connection, f"{_EVENTS} WHERE h.happening_id IN ({chosen}) ORDER BY id", values)
        denials = dicts(connection, _DENIALS.format(chosen=chosen), values)
        counted = f"SELECT happening_id, independent_reports FROM happened WHERE happening_id IN ({chosen})"
        counts = dict(connection.execute(counted, values).fetchall())
        found = _claims(connection, rows, denials, counts)
    yield from sorted(found, key=lambda claim: (-claim.independent_reports, claim.claim_id))


def _claims(connection: sqlite3.Connection, rows: list[Row], denials: list[Row], counts: dict[str, int]) -> list[Claim]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["happening_id"]].append(row)
    against: dict[str, list[Row]] = defaultdict(list)
    for link in denials:
        against[link["denied"]].append(link)
    beside = {link["happening_id"] for link in denials if link["denied"] in groups}
    return [
        _claim(connection, key, group, groups, against[key], counts)
        for key, group in groups.items()
        if key not in beside  # a denial stands beside what it denies
    ]


def _claim(
    connection: sqlite3.Connection,
    key: str,
    group: list[Row],
    groups: dict[str, list[Row]],
    against: list[Row],
    counts: dict[str, int],
) -> Claim:
    voices = {_words_of(row): _of_event(row) for row in group}
    for link in against:
        if link["from_table"] == "statements":
            said = dicts(connection, f"{_STATEMENTS} WHERE s.statement_id = ?", (link["from_id"],))
            voices |= {_words_of(row): _of_statement(row) for row in said}
        else:
            denying = groups.get(link["happening_id"]) or dicts(
                connection, f"{_EVENTS} WHERE h.happening_id = ? ORDER BY id", (link["happening_id"],)
            )
            voices |= {_words_of(row): _of_event(row) for row in denying}
    return Claim(
        claim_id=stable_id("c", key),
        kind="act",
        about=_about(group[0]),
        voices=in_time(list(voices.values())),
        independent_reports=counts.get(key, 0),
    )


def _words_of(row: Row) -> str:
    """Name the words that a voice speaks in: one statement is one voice, however many records rest on it."""
    return str(row["statement_id"] or row["id"])


def _about(row: Row) -> str:
    who, whom = row["source_name"] or row["source"] or "someone unnamed", row["target_name"] or row["target"]
    first, last = row["happened_earliest"], row["happened_latest"]
    if first and last:
        days = f", {first}" if first == last else f", {first} to {last}"
    else:
        days = f", since {first}" if first else f", up to {last}" if last else ""
    return f"{who}{f' → {whom}' if whom else ''}: {row['action_name']} ({row['action']}){days}"


def _of_event(row: Row) -> Voice:
    """Give who tells or denies an act: the speaker whose words it rests on, else the report itself."""
    denied = row["status"] in ("denied", "negated") or row["stance"] == "deny"
    if row["statement_id"]:
        role = "denies" if denied else "relays" if row["relayed_by"] else "asserts"
        return voice(role, row, table="events", spans=_spans(row["content_spans"]), words=row["content"] or "")  # type: ignore[arg-type]
    spans = _spans(row["sentence_span"])
    words = " … ".join(row["text"][start:end] for start, end in spans)
    if denied:  # the denied act's source is the one who is said not to have done it
        return voice("denies", row, table="events", spans=spans, words=words, speaker=row["source"] or "")
    return voice("reports", row, table="events", spans=spans, words=words)


def _of_statement(row: Row) -> Voice:
    return voice("denies", row, table="statements", spans=_spans(row["content_spans"]), words=row["content"] or "")


def _spans(kept: str | None) -> Spans:
    return tuple((start, end) for start, end in json.loads(kept or "[]"))
