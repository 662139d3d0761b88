"""Claims in dispute: each side's words next to one another."""

from __future__ import annotations

from harmel.brief.desk import Desk, at
from harmel.brief.model import Line, Piece, Section
from harmel.brief.sections.figures import figure_pieces
from harmel.brief.sections.happened import event_pieces
from harmel.brief.sections.said import statement_pieces
from harmel.records import Event, Figure, Statement

TITLES = {"denies": "Denied", "contradicts": "Contradicted"}
CHANGED = "Changed by the one who said it"
Record = Statement | Event | Figure


def disputes(desk: Desk) -> Section:
    """Set what is denied or contradicted beside the words that deny or contradict it, grouped by those words."""
    whole: tuple[Record, ...] = (*desk.statements, *desk.events, *desk.figures)
    records = {_key(r): r for r in whole}
    groups: dict[tuple[str, str], list[str]] = {}
    for link in desk.links:
        if link.kind in TITLES and link.from_id in records and link.to_id in records:
            groups.setdefault((link.kind, link.from_id), []).append(link.to_id)
    lines = tuple(
        _dispute(desk, kind, records[answer], [records[claim] for claim in dict.fromkeys(claims)])
        for (kind, answer), claims in groups.items()
    )
    lead = "harmel sets the words side by side; it does not say who is right." if lines else "No dispute was found."
    return Section("disputes", "Claims in dispute", lead, lines)


def _key(record: Record) -> str:
    if isinstance(record, Statement):
        return record.statement_id
    return record.event_id if isinstance(record, Event) else record.figure_id


def _dispute(desk: Desk, kind: str, answer: Record, claims: list[Record]) -> Line:
    """Set the words that are disputed, statements before what they speak of, above the words that dispute them."""
    claims = sorted(claims, key=lambda claim: not isinstance(claim, Statement))
    title = CHANGED if kind == "contradicts" and _one_voice(desk, (*claims, answer)) else TITLES[kind]
    return Line((Piece(title, "status"),), under=tuple(_words(desk, r) for r in (*claims, answer)))


def _one_voice(desk: Desk, records: tuple[Record, ...]) -> bool:
    """Say whether one speaker is behind all of them: two figures asked for at two times contradict nobody."""
    speakers = {s.statement_id: s.speaker for s in desk.statements}
    heard = {r.speaker if isinstance(r, Statement) else speakers.get(r.statement_id, "") for r in records}
    return len(heard) == 1 and "" not in heard


def _words(desk: Desk, record: Record) -> Line:
    if isinstance(record, Statement):
        source = at(record, record.speaker_span, record.cue_span, record.content_spans)
        return Line(statement_pieces(desk, record), (source,))
    if isinstance(record, Event):
        return Line(event_pieces(desk, record), (at(record, record.sentence_span),))
    return Line(figure_pieces(desk, record), (at(record, record.span),))
