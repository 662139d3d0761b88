"""One report as a reader sees it: its text in runs, each run with the records that light it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from harmel.brief.page import lit_runs
from harmel.records import Coded

KINDS = ("statement", "event", "figure")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text under the same records: what it is, and the ids of what lights it."""

    text: str
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the page: the article, or furniture of some kind, in runs."""

    kind: str
    runs: tuple[Run, ...]


def parts(coded: Coded) -> list[Part]:
    """Cut a page into article and furniture, and the article into runs that records light."""
    report = coded.report
    marks = sorted(_marks(coded))
    found, place = [], 0
    roles = [(s, e, "article") for s, e in report.body_spans]
    roles += [(s, e, f.kind) for f in report.furniture for s, e in f.span]
    for start, end, kind in sorted(roles):
        begin = max(start, place)
        if begin < end:
            lit = marks if kind == "article" else []
            found.append(Part(kind, tuple(_runs(report.text, begin, end, lit))))
            place = end
    return found


def _marks(coded: Coded) -> Iterator[tuple[int, int, str, str]]:
    for statement in coded.statements:
        for span in (*statement.content_spans, *statement.cue_span, *statement.speaker_span):
            yield (*span, "statement", statement.statement_id)
    for event in coded.events:
        for span in event.trigger_span:
            yield (*span, "event", event.event_id)
    for figure in coded.figures:
        for span in figure.span:
            yield (*span, "figure", figure.figure_id)


def _runs(text: str, low: int, high: int, marks: list[tuple[int, int, str, str]]) -> Iterator[Run]:
    near = [m for m in marks if m[0] < high and m[1] > low]
    cuts = sorted({low, high, *(min(max(p, low), high) for m in near for p in m[:2])})
    for start, end in pairwise(cuts):
        over = [m for m in near if m[0] <= start and m[1] >= end]
        kinds = tuple(k for k in KINDS if any(m[2] == k for m in over))
        yield Run(text[start:end], kinds, tuple(dict.fromkeys(m[3] for m in over)))


def excerpt(text: str, spans: list[Any], around: int = 160) -> list[Run]:
    """Give a record's words lit, with what stands around them."""
    if not spans:
        return []
    low = max(0, min(s for s, _ in spans) - around)
    high = min(len(text), max(e for _, e in spans) + around)
    lit = lit_runs(text, tuple((int(s), int(e)) for s, e in spans), low, high)
    return [Run(run.text, ("words",) if run.lit else ()) for run in lit]
