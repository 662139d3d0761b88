"""What is reported as done, and what is reported but not as done."""

from __future__ import annotations

from itertools import groupby

from harmel.brief.desk import Desk, at, when
from harmel.brief.model import Line, Piece, Section
from harmel.brief.once import merged
from harmel.records import Event
from harmel.vocabulary import Status, words

NOT_DONE = {
    "alleged": "Alleged",
    "denied": "Denied by the one who is said to have done it, or by another",
    "demanded": "Demanded",
    "threatened": "Threatened",
    "planned": "Planned or promised",
    "hypothetical": "Spoken of as possible",
    "negated": "Said not to have happened",
}


def happened(desk: Desk) -> Section:
    """List the acts and speech acts that the reports give as done."""
    lines = merged(_line(desk, event) for event in desk.events if event.status == "actual")
    lead = "" if lines else "No act is reported as done."
    return Section("happened", "What happened, as reported", lead, lines)


def not_done(desk: Desk) -> Section:
    """List the acts that are only alleged, denied, demanded, threatened, planned or imagined, by status."""
    order = words(Status)
    events = sorted((e for e in desk.events if e.status != "actual"), key=lambda e: order.index(e.status))
    lines = tuple(
        Line((Piece(NOT_DONE[status], "status"),), under=merged(_line(desk, e) for e in group))
        for status, group in groupby(events, key=lambda e: e.status)
    )
    lead = "None of these is counted as an act." if lines else "Nothing is reported as alleged, denied or intended."
    return Section("not-done", "What is only alleged, denied, demanded or possible", lead, lines)


def _line(desk: Desk, event: Event) -> Line:
    return Line(event_pieces(desk, event), (at(event, event.sentence_span),), ())


def event_pieces(desk: Desk, event: Event) -> tuple[Piece, ...]:
    """Put an event into words: who, what, to whom, when, where, and its codes."""
    target = event.target or event.target_name
    score = "" if event.goldstein is None else f", Goldstein {event.goldstein:+.1f}"
    time = when(event.happened_earliest, event.happened_latest)
    return (
        desk.who(event.source, event.source_name, event.report_id),
        Piece(" → " if target else "", "note"),
        desk.who(event.target, event.target_name, event.report_id) if target else Piece(""),
        Piece(f": {event.action_name}", "plain"),
        Piece(f", {time}" if time else ""),
        Piece(f", {event.place}" if event.place else ""),
        Piece(f" [{event.action} {event.plover_type}{score}]", "note"),
        Piece(f" “{desk.words(event.report_id, event.trigger_span)}”" if event.trigger_span else "", "words"),
    )
