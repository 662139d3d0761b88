"""The brief as one self-contained HTML file, in which every line opens the source with its words lit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from harmel.brief.model import Brief, Source
from harmel.brief.sections.reports import called
from harmel.records import Report, Span, Spans

CONTEXT = 240


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a report's text, lit or not."""

    text: str
    lit: bool = False
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of a line where they stand, with what stands around them."""

    report: Report
    number: int
    runs: tuple[Run, ...]
    places: str


def to_page(brief: Brief) -> str:
    """Write a brief as one HTML page that needs no network, no script and no other file."""
    reports = {r.report_id: (i, r) for i, r in enumerate(brief.reports, 1)}

    def excerpts(sources: Iterable[Source]) -> list[Excerpt]:
        return [_excerpt(*reports[s.report_id], s.spans) for s in sources if s.report_id in reports]

    return _template().render(
        brief=brief, excerpts=excerpts, called=called, numbered=list(reports.values()), whole=whole
    )


@cache
def _template() -> Template:
    here = Environment(
        loader=PackageLoader("harmel.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return here.get_template("brief.html.jinja")


def _excerpt(number: int, report: Report, spans: Spans) -> Excerpt:
    start, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    low = _edge(report.text, start, -1)
    high = _edge(report.text, end, 1)
    places = ", ".join(f"{a}–{b}" for a, b in spans)
    return Excerpt(report, number, tuple(lit_runs(report.text, spans, low, high)), places)


def _edge(text: str, place: int, step: int) -> int:
    """Go to the paragraph's edge, or to a word's edge where the paragraph is long."""
    limit = max(0, place - CONTEXT) if step < 0 else min(len(text), place + CONTEXT)
    if step < 0:
        found = text.rfind("\n", limit, place)
        return found + 1 if found >= 0 else limit
    found = text.find("\n", place, limit)
    return found if found >= 0 else limit


def lit_runs(text: str, spans: Spans, low: int, high: int) -> Iterator[Run]:
    """Cut ``text[low:high]`` into runs that are lit and runs that are not; overlapping spans light once.

    >>> [(r.text, r.lit) for r in lit_runs("NATO has responded.", ((0, 4), (2, 8)), 0, 19)]
    [('NATO has', True), (' responded.', False)]
    """
    place = low
    for start, end in _joined(spans):
        begin, stop = max(start, place), min(end, high)
        if begin >= stop:
            continue
        if begin > place:
            yield Run(text[place:begin])
        yield Run(text[begin:stop], lit=True)
        place = stop
    if place < high:
        yield Run(text[place:high])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Put together the spans that overlap."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def whole(report: Report) -> Iterator[Run]:
    """Cut a whole report into the article and the furniture around it, in text order."""
    place = 0
    for start, end in report.body_spans:
        if start > place:
            yield Run(report.text[place:start], furniture=True)
        yield Run(report.text[start:end])
        place = end
    if place < len(report.text):
        yield Run(report.text[place:], furniture=True)
