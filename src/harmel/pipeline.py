"""Joins the rooms: a report → its parse → its records. The only place where the extractors meet."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from harmel import events, figures, links, statements
from harmel.actors import Registry
from harmel.language import ParsedReport
from harmel.language.gate import Test
from harmel.language.parse import parse, parse_many
from harmel.records import Actor, Coded, Reject, Report

AT_ONCE = 16
_NEW_OBJECTS = 20_000  # Python's own is 700
TESTS: tuple[Test, ...] = (statements.may_tell, events.may_tell, figures.may_tell)  # the gate before the parser


def code(report: Report, registry: Registry | None = None) -> Coded:
    """Find everything that harmel finds in one report.

    >>> report = Report(report_id="r", source="a.txt", text="Norway denied it.", body_spans=((0, 17),))
    >>> [(s.speaker_name, s.stance) for s in code(report).statements]
    [('Norway', 'deny')]
    """
    (found,) = code_many([report], registry or Registry.load())
    if isinstance(found, Reject):
        raise TypeError("a report was given and a reject came back")
    return found


def code_many(
    items: Iterable[Report | Reject], registry: Registry, *, tests: Sequence[Test] = TESTS
) -> Iterator[Coded | Reject]:
    """Code many reports, in order; what was rejected before passes through in its place.

    A sentence is read only if one of ``tests`` finds in it what a record cannot do without; without tests, all are.
    """
    source = iter(items)
    while chunk := list(islice(source, AT_ONCE)):
        parsed = parse_many((r for r in chunk if isinstance(r, Report)), registry, tests=tests)
        yield from (one if isinstance(one, Reject) else _code(next(parsed), registry) for one in chunk)


def collect_seldom() -> None:
    """Let Python look for circular garbage less often, in a process that is there for coding.

    Coding makes many objects and next to no circles; each look goes through the registry and the lexicons as well.

    >>> import gc
    >>> before = gc.get_threshold()
    >>> collect_seldom()
    >>> gc.get_threshold()[0]
    20000
    >>> gc.set_threshold(*before)
    """
    gc.set_threshold(_NEW_OBJECTS)


def explain(report: Report, registry: Registry) -> Iterator[str]:
    """Tell how each sentence of a report was read: its parse, what fired, what was considered and rejected."""
    return events.explain(parse(report, registry))


def _code(parsed: ParsedReport, registry: Registry) -> Coded:
    said = statements.extract(parsed)
    done, ties = events.extract(parsed, said)
    numbers = figures.extract(parsed, said)
    coded = Coded(report=parsed.report, statements=said, events=done, figures=numbers, links=ties)
    return replace(coded, links=(*ties, *links.within(coded)), actors=tuple(_known(coded, registry)))


def _known(coded: Coded, registry: Registry) -> Iterator[Actor]:
    """Give what the registry knows of those who are named in a report's records, by id."""
    named = {one for s in coded.statements for one in (s.speaker, s.addressee, *s.about)}
    named |= {one for e in coded.events for one in (e.source, e.target)} | {f.actor for f in coded.figures}
    yield from filter(None, map(registry.actor, sorted(named - {""})))
