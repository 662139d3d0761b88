"""Who said what about whom."""

from __future__ import annotations

from collections.abc import Mapping

from harmel.brief.desk import Desk, at
from harmel.brief.model import Line, Piece, Section
from harmel.brief.once import merged
from harmel.records import Statement

MARKS = '"“”„«»,'
CLAUSES = frozenset({"that", "whether", "if", "how", "why", "what", "when", "where", "who"})
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
    known = {s.statement_id for s in desk.statements}
    for statement in desk.statements:
        holds = statement.parent_statement
        inner.setdefault(holds if holds in known else "", []).append(statement)
    lines = merged(_line(desk, statement, inner) for statement in inner.get("", ()))
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
        Piece(f" · {NAMES[statement.stance]}{_manner(statement, said_words)}", "status"),
        Piece(f", about {', '.join(about)}: " if about else ": ", "note"),
        Piece(marks[0] + said_words.strip(MARKS) + marks[1] if marks[0] else said_words, "words"),
        Piece(f" (relayed by {relay})" if relay else "", "note"),
    )


def _manner(statement: Statement, said_words: str) -> str:
    """Give the cue where the content alone would mislead: who does "not want" an arms race does not assert one."""
    whole = statement.quotation == "direct" and not statement.parent_statement
    if statement.stance != "assert" or whole or not statement.cue:
        return ""
    first = said_words.lstrip(MARKS).partition(" ")[0].lower()
    return "" if not first or first in CLAUSES else f" (“{statement.cue}”)"
