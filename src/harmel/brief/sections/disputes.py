"""Claims in dispute: each side's words next to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from harmel.brief.desk import Desk, at
from harmel.brief.model import Line, Piece, Section
from harmel.brief.once import merged
from harmel.brief.sections.figures import figure_pieces
from harmel.brief.sections.happened import event_pieces
from harmel.brief.sections.said import statement_pieces
from harmel.records import Event, Figure, Link, Statement

TITLES = {"denies": "Denied", "contradicts": "Contradicted"}
CHANGED = "Changed by the one who said it"
Record = Statement | Event | Figure


def disputes(desk: Desk) -> Section:
    """Set what is denied or contradicted beside the words that deny or contradict it: one line for what is one act."""
    whole: tuple[Record, ...] = (*desk.statements, *desk.events, *desk.figures)
    records = {_key(r): r for r in whole}
    kinds = (*TITLES, "same-event")
    ties = [link for link in desk.links if link.kind in kinds and link.from_id in records and link.to_id in records]
    groups = ([link for link in group if link.kind in TITLES] for group in joined(ties))
    lines = tuple(_dispute(desk, group, records) for group in groups if group)
    lead = "harmel sets the words side by side; it does not say who is right." if lines else "No dispute was found."
    return Section("disputes", "Claims in dispute", lead, lines)


def joined(ties: Iterable[Link]) -> list[list[Link]]:
    """Put the links together that reach one another: one dispute, however many reports carry it.

    >>> ends = dict(report_id="r", kind="denies", from_table="statements", to_table="events")
    >>> tie = lambda a, b: Link(link_id=a + b, from_id=a, to_id=b, **ends)
    >>> [[link.link_id for link in group] for group in joined([tie("a", "b"), tie("c", "d"), tie("e", "b")])]
    [['ab', 'eb'], ['cd']]
    """
    groups: list[tuple[set[str], list[Link]]] = []
    for link in ties:
        ends, held = {link.from_id, link.to_id}, [link]
        touched = [group for group in groups if group[0] & ends]
        for group in touched[1:]:
            touched[0][0].update(group[0])
            touched[0][1].extend(group[1])
            groups.remove(group)
        if touched:
            touched[0][0].update(ends)
            touched[0][1].extend(held)
        else:
            groups.append((ends, held))
    return [links for _, links in groups]


def _key(record: Record) -> str:
    if isinstance(record, Statement):
        return record.statement_id
    return record.event_id if isinstance(record, Event) else record.figure_id


def _dispute(desk: Desk, links: list[Link], records: Mapping[str, Record]) -> Line:
    """Set the words that are disputed, statements before what they speak of, above the words that dispute them."""
    answers = dict.fromkeys(link.from_id for link in links)
    claims = [records[key] for key in dict.fromkeys(link.to_id for link in links) if key not in answers]
    claims.sort(key=lambda claim: not isinstance(claim, Statement))
    voices = (*claims, *(records[key] for key in answers))
    if any(link.kind == "denies" for link in links):
        title = TITLES["denies"]
    else:
        title = CHANGED if _one_voice(desk, voices) else TITLES["contradicts"]
    return Line((Piece(title, "status"),), under=merged(_words(desk, r) for r in voices))


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
        status = () if record.status == "actual" else (Piece(f" · {record.status}", "status"),)
        # "up to" a day parts what is alike
        dated = record if record.happened_earliest else replace(record, happened_latest="")
        return Line((*event_pieces(desk, dated), *status), (at(record, record.sentence_span),))
    return Line(figure_pieces(desk, record), (at(record, record.span),))
