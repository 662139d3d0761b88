"""One actor: what it said and about whom, did, and is said to have done; its terms in time; those around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from harmel.records import Actor
from harmel.vocabulary import Quad, Stance, Status, words
from harmel.web.desk import Desk, desk_of
from harmel.web.drawing.network import MOST, Tie, network
from harmel.web.drawing.timeline import timeline
from harmel.web.render import page

router = APIRouter(include_in_schema=False)
PATIENCE, ROWS, NEWEST = 0.5, 10, 8
_STORY = "coalesce(nullif(r.story_id, ''), e.report_id)"
_TOLD = tuple(status for status in words(Status) if status not in ("actual", "negated"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """Counts by other actor and by kind: the rows that a table shows, its columns, and how many rows it leaves out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    left_out: int


@router.get("/actors/{key}")
def actor(request: Request, key: str) -> Response:
    """Show one actor."""
    desk = desk_of(request)
    known = desk.registry.actor(key)
    if not desk.snapshot.follow(seconds=PATIENCE):
        return page(request, "waiting.html.jinja", desk=desk, refresh=2)
    counts = _counts(desk, key)
    if known is None and not any(counts.values()):
        raise HTTPException(404, f"no such actor: {key}")
    today = date.today()  # noqa: DTZ011 - the day on which it is shown
    return page(
        request, "actor.html.jinja", desk=desk, key=key, known=known, counts=counts, said=_said(desk, key),
        did=_did(desk, key, "actual"), told=_did(desk, key, *_TOLD), newest=_newest(desk, key),
        terms=timeline(_terms(desk, known), today=today) if known else None,
        holders=timeline(_holders(desk, key), today=today) if known else None,
        ring=network(key, _ties(desk, key)),
    )  # fmt: skip


def _counts(desk: Desk, key: str) -> dict[str, int]:
    found = desk.snapshot
    naming = found.ask("SELECT count(*) AS n FROM statements WHERE list_contains(about, ?)", [key])
    return {
        "said": found.count("statements", speaker=key),
        "about": int(naming.column("n")[0].as_py()),
        "did": found.count("events", source=key, status="actual"),
        "told": found.count("events", source=key, status=list(_TOLD)),
        "done_to": found.count("events", target=key, status="actual"),
    }  # fmt: skip


def _said(desk: Desk, key: str) -> Crossed:
    """Count the actor's statements by stance and by whom they name; nobody is a row of its own."""
    found = desk.snapshot.ask(
        "SELECT coalesce(other, '') AS other, stance AS kind, count(*) AS n FROM (SELECT stance,"
        " unnest(CASE WHEN len(about) > 0 THEN about ELSE [NULL] END) AS other FROM statements WHERE speaker = ?)"
        " GROUP BY 1, 2",
        [key],
    )
    return crossed(found.to_pylist(), words(Stance))


def _did(desk: Desk, key: str, *statuses: str) -> Crossed:
    """Count independent stories of the actor's acts by other actor: acts done by quad class, others by status."""
    kind = "quad" if statuses == ("actual",) else "status"
    marks = ", ".join("?" * len(statuses))
    found = desk.snapshot.ask(
        f"SELECT coalesce(e.target, '') AS other, e.{kind} AS kind, count(DISTINCT {_STORY}) AS n FROM events e"  # noqa: S608
        f" JOIN reports r USING (report_id) WHERE e.source = ? AND e.status IN ({marks}) GROUP BY 1, 2",
        [key, *statuses],
    )
    return crossed(found.to_pylist(), words(Quad) if kind == "quad" else _TOLD)


def crossed(counts: Sequence[Mapping[str, Any]], kinds: Sequence[str]) -> Crossed:
    """Lay counts out by other actor; kinds that never occur have no column.

    >>> crossed([{"other": "RUS", "kind": "deny", "n": 2}], ("assert", "deny")).rows
    (('RUS', (2,), 2),)
    """
    there = {row["kind"] for row in counts}
    columns = tuple(kind for kind in kinds if kind in there)
    table: dict[str, dict[str, int]] = {}
    for row in counts:
        table.setdefault(row["other"], {})[row["kind"]] = row["n"]
    rows = [(other, tuple(cells.get(c, 0) for c in columns), sum(cells.values())) for other, cells in table.items()]
    rows.sort(key=lambda row: (-row[2], row[0]))
    return Crossed(columns=columns, rows=tuple(rows[:ROWS]), left_out=max(0, len(rows) - ROWS))


def _newest(desk: Desk, key: str) -> list[dict[str, Any]]:
    """Give the newest statements, by the day of their report."""
    found = desk.snapshot.ask(
        "SELECT s.statement_id, r.published_latest AS day FROM statements s JOIN reports r USING (report_id)"
        " WHERE s.speaker = ? AND r.duplicate_of IS NULL ORDER BY day DESC NULLS LAST, s.statement_id LIMIT ?",
        [key, NEWEST],
    )
    days = dict(zip(found["statement_id"].to_pylist(), found["day"].to_pylist(), strict=True))
    rows = {row["statement_id"]: row for row in desk.ledger.rows("statements", id=list(days))} if days else {}
    return [rows[key] | {"day": day} for key, day in days.items() if key in rows]


def _ties(desk: Desk, key: str) -> list[Tie]:
    """Count the independent stories between the actor and those closest to it, and between those."""
    around = (
        "SELECT other FROM (SELECT target AS other FROM events WHERE source = ? AND status = 'actual'"  # noqa: S608
        " UNION ALL SELECT source FROM events WHERE target = ? AND status = 'actual')"
        f" WHERE other IS NOT NULL AND other <> ? GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {4 * MOST}"
    )
    query = (
        f"WITH around AS ({around}), told AS (SELECT e.source, e.target, {_STORY} AS story,"  # noqa: S608
        " max(e.quad LIKE '%conflict') AS conflict, max(e.quad LIKE '%cooperation') AS cooperation"
        " FROM events e JOIN reports r USING (report_id) WHERE e.status = 'actual'"
        " AND (e.source = ? OR e.source IN (FROM around)) AND (e.target = ? OR e.target IN (FROM around))"
        " GROUP BY 1, 2, 3)"  # a story once a pair: a third of the time of counting distinct ones three times
        " SELECT source, target, count(*) AS stories, count_if(conflict) AS conflict,"
        " count_if(cooperation) AS cooperation FROM told GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [Tie(**row) for row in desk.snapshot.ask(query, [key, key, key, key, key]).to_pylist()]


def _terms(desk: Desk, known: Actor) -> list[tuple[str, str, str, str]]:
    terms = (*known.offices, *known.memberships)
    return [(f"{_role(term.role)} of {desk.name(term.of)}", term.of, term.start, term.end) for term in terms]


def _holders(desk: Desk, key: str) -> list[tuple[str, str, str, str]]:
    """List who held the offices of a state or an organisation."""
    return [
        (f"{known.name}, {_role(term.role)}", known.actor, term.start, term.end)
        for known in desk.registry.tables.actors.values()
        for term in known.offices
        if term.of == key
    ]


def _role(role: str) -> str:
    return (role or "member").replace("_", " ")
