"""What a brief tells once: what a copy of a story repeats, and lines that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from harmel.brief.model import Line, Piece
from harmel.records import Coded, Event, Figure, Statement

Key = tuple[str, ...]
_MARKS = str.maketrans("", "", "\"“”„«»'’‘,.;: ")


def told_once(found: Sequence[Coded]) -> list[Coded]:
    """Take out of each copy what the report that it was copied from says already; what it adds is kept.

    A record is repeated if it has the same words or the same parties, whatever stands around it. Fifty copies of one
    story are one report.
    """
    first = {c.report.report_id: set(_keys(c)) for c in found if not c.report.duplicate_of}
    return [_without(c, first.get(c.report.duplicate_of, set())) for c in found]


def _keys(coded: Coded) -> Iterator[Key]:
    records: tuple[Statement | Event | Figure, ...] = (*coded.statements, *coded.events, *coded.figures)
    for record in records:
        yield _key(record)


def _key(record: Statement | Event | Figure) -> Key:
    if isinstance(record, Statement):
        return ("statement", record.speaker, record.content.translate(_MARKS).lower())
    if isinstance(record, Event):
        return ("event", record.source, record.target, record.action, record.status)
    return ("figure", record.actor, record.measure, str(record.value), record.kind)


def _without(coded: Coded, told: set[Key]) -> Coded:
    if not told:
        return coded
    return replace(
        coded,
        statements=tuple(s for s in coded.statements if _key(s) not in told),
        events=tuple(e for e in coded.events if _key(e) not in told),
        figures=tuple(f for f in coded.figures if _key(f) not in told),
    )


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Make one line of those that say the same, with the sources of all and the number of reports.

    >>> from harmel.brief.model import Source
    >>> told = [Line((Piece("NATO met"),), (Source(report, ()),)) for report in ("r1", "r2", "r2")]
    >>> [line.text for line in merged([*told, Line((Piece("Russia met"),))])]
    ['NATO met (2 reports)', 'Russia met']
    """
    groups: dict[tuple[str, tuple[Line, ...]], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.text, line.under), []).append(line)
    return tuple(_one(group) for group in groups.values())


def _one(group: list[Line]) -> Line:
    sources = tuple(dict.fromkeys(source for line in group for source in line.sources))
    reports = len({source.report_id for source in sources})
    told = (Piece(f" ({reports} reports)", "note"),) if reports > 1 and len(group) > 1 else ()
    return Line((*group[0].pieces, *told), sources, group[0].under)
