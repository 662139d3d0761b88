"""Acts that a report declares to answer other acts."""

from __future__ import annotations

from harmel.brief.desk import Desk
from harmel.brief.model import Line, Piece, Section, Source
from harmel.brief.once import merged
from harmel.brief.sections.happened import event_pieces
from harmel.brief.sections.said import statement_pieces
from harmel.records import Event, Link, Statement


def answers(desk: Desk) -> Section:
    """List the declared answers, with the words that declare them."""
    events = {e.event_id: e for e in desk.events}
    causes: dict[str, Event | Statement] = events | {s.statement_id: s for s in desk.statements}
    lines = merged(
        _line(desk, link, events[link.from_id], causes[link.to_id])
        for link in desk.links
        if link.kind == "responds-to" and link.from_id in events and link.to_id in causes
    )
    lead = "Declared by the reports or by those they quote; whether it is so is another question." if lines else ""
    return Section("answers", "Acts declared to answer other acts", lead or "None is declared.", lines)


def _line(desk: Desk, link: Link, answer: Event, cause: Event | Statement) -> Line:
    words = " ".join(desk.words(link.report_id, link.basis_span).split()) or link.basis
    if isinstance(cause, Event):
        told, where = event_pieces(desk, cause)[:4], cause.trigger_span
    else:
        told, where = statement_pieces(desk, cause), cause.content_spans
    spans = tuple(sorted({*answer.trigger_span, *link.basis_span, *where}))
    return Line(
        (*event_pieces(desk, answer)[:4], Piece(f" “{words}” ", "words"), *told),
        (Source(link.report_id, spans),),
    )
