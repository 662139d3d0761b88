"""Who said what about whom."""

from __future__ import annotations

from collections.abc import Mapping

from harmel.brief.desk import Desk, at
from harmel.brief.model import Line, Piece, Section
from harmel.records import Statement

MARKS = '"“”„«»,'
NAMES = {
    "assert": "assertion",
    "deny": "denial",
    "accuse": "accusation",
    "demand": "demand",
    "appeal": "appeal",
    "promise": "promise",
    "threaten": "threat",
    "warn": "warning",
    "criticise": "criticism",
    "praise": "praise",
    "propose": "proposal",
}


def said(desk: Desk) -> Section:
    """List the statements, what others are said to have said standing under the words that hold it."""
    inner: dict[str, list[Statement]] = {}
    for statement in desk.statements:
        inner.setdefault(statement.parent_statement, []).append(statement)
    lines = tuple(_line(desk, statement, inner) for statement in inner.get("", ()))
    lead = f"{len(desk.statements)} statements." if lines else "No statement was found."
    return Section("said", "Who said what about whom", lead, lines)


def _line(desk: Desk, statement: Statement, inner: Mapping[str, list[Statement]]) -> Line:
    under = tuple(_line(desk, s, inner) for s in inner.get(statement.statement_id, ()))
    return Line(
        statement_pieces(desk, statement),
        (at(statement, statement.speaker_span, statement.cue_span, statement.content_spans),),
        under,
    )


def statement_pieces(desk: Desk, statement: Statement) -> tuple[Piece, ...]:
    """Put a statement into words: who, how, about whom, what, and who carried it."""
    about = [desk.name(a) or a for a in statement.about if a != statement.speaker]
    marks = ("“", "”") if statement.quotation == "direct" else ("", "")
    said_words = desk.words(statement.report_id, statement.content_spans)
    relay = desk.name(statement.relayed_by) or statement.relayed_by
    return (
        desk.who(statement.speaker, statement.speaker_name, statement.report_id),
        Piece(f" · {NAMES[statement.stance]}", "status"),
        Piece(f", about {', '.join(about)}: " if about else ": ", "note"),
        Piece(marks[0] + said_words.strip(MARKS) + marks[1] if marks[0] else said_words, "words"),
        Piece(f" (relayed by {relay})" if relay else "", "note"),
    )
