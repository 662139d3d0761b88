"""One report as a reader sees it: its text in runs, each run with the records that light it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from harmel.records import Coded, Spans

PAGE = 24_000  # characters of an article on one page of the reader
AROUND, LONGEST = 260, 4_000  # characters around a record's words, and of the words at most
_LIT = ("statement", "speaker", "cue", "condition", "hedge", "event", "figure")
_ROLES = ("words", "source", "trigger", "target", "status", "basis")
_ORDER = {kind: place for place, kind in enumerate((*_LIT, *_ROLES))}
_LINKED = ("event", "figure", "cue")  # what opens a record: the shortest words that name it


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to light: where they stand, as what, and where they lead."""

    start: int
    end: int
    kind: str
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text under the same marks: as what it is lit, and where it leads."""

    text: str
    kinds: tuple[str, ...] = ()
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the page: the article, or furniture in a row; each line with its kind and its runs."""

    article: bool
    lines: tuple[tuple[str, tuple[Run, ...]], ...]

    @property
    def kinds(self) -> list[str]:
        """Name the kinds of furniture, each once."""
        return list(dict.fromkeys(kind for kind, _ in self.lines))


def parts(coded: Coded, *, lit: Sequence[str] = ("statements", "events", "figures"), page: int = 0) -> list[Part]:
    """Cut a page into article and furniture, and the article into runs that records light.

    Parameters
    ----------
    lit
        Which records are lit.
    page
        Which stretch of a long report, from 0; each holds about ``PAGE`` characters.
    """
    low, high = page * PAGE, (page + 1) * PAGE
    text, marks = coded.report.text, sorted(_marks(coded, lit), key=lambda m: (m.start, m.end))
    roles = [(s, e, "article") for s, e in coded.report.body_spans]
    roles += [(s, e, f.kind) for f in coded.report.furniture for s, e in f.span]
    found, place = [], low
    for start, end, kind in sorted(roles):
        first, last = max(start, place), min(end, high)
        if first < last:
            found.append((kind, tuple(runs(text, first, last, marks if kind == "article" else ()))))
            place = last
    return [Part(article, tuple(group)) for article, group in groupby(found, lambda line: line[0] == "article")]


def pages(coded: Coded) -> int:
    """Say on how many pages of the reader a report is shown."""
    return max(1, -(-len(coded.report.text) // PAGE))


def _marks(coded: Coded, lit: Sequence[str]) -> Iterator[Mark]:
    if "statements" in lit:
        for said in coded.statements:
            leads = f"/statements/{said.statement_id}"
            yield from _of("statement", said.content_spans, leads)
            yield from _of("speaker", said.speaker_span, leads)
            yield from _of("cue", said.cue_span, leads)
    if "events" in lit:
        for event in coded.events:
            yield from _of("event", event.trigger_span, f"/events/{event.event_id}")
    if "figures" in lit:
        for figure in coded.figures:
            yield from _of("figure", figure.span, f"/figures/{figure.figure_id}")


def _of(kind: str, spans: Spans | Iterable[Any], leads: str = "") -> Iterator[Mark]:
    return (Mark(int(start), int(end), kind, leads) for start, end in spans)


def runs(text: str, low: int, high: int, marks: Sequence[Mark]) -> Iterator[Run]:
    """Cut a stretch of text into runs under the same marks; marks are sorted by where they begin."""
    near = [m for m in marks[: bisect_left(marks, high, key=lambda m: m.start)] if m.end > low]
    cuts = sorted({low, high, *(min(max(p, low), high) for m in near for p in (m.start, m.end))})
    waiting, over = iter(near), list[Mark]()
    following = next(waiting, None)
    for start, end in pairwise(cuts):
        while following is not None and following.start <= start:
            over.append(following)
            following = next(waiting, None)
        over = [m for m in over if m.end > start]
        kinds = sorted({m.kind for m in over}, key=_ORDER.__getitem__)
        leads = next((m.leads for kind in _LINKED for m in over if m.kind == kind), "")
        yield Run(text[start:end], tuple(kinds), leads)


_SPANS = {
    "statements": {
        "content_spans": "statement", "speaker_span": "speaker", "cue_span": "cue", "condition_span": "condition",
        "hedge_span": "hedge",
    },
    "events": {"trigger_span": "trigger", "source_span": "source", "target_span": "target", "status_span": "status"},
    "figures": {"span": "figure"},
    "links": {"basis_span": "basis"},
}  # fmt: skip


def excerpt(text: str, table: str, row: dict[str, Any]) -> list[Run]:
    """Give a record's words lit, each by its part in the record, with what stands around them."""
    marks = [m for column, kind in _SPANS[table].items() for m in _of(kind, row.get(column) or ())]
    spans = [(m.start, m.end) for m in marks] + [(int(a), int(b)) for a, b in row.get("sentence_span") or ()]
    if not spans:
        return []
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    low = _edge(text, first, -1)
    high = _edge(text, min(last, first + LONGEST), 1)
    marks.sort(key=lambda m: (m.start, m.end))
    return list(runs(text, low, high, marks))


def _edge(text: str, place: int, step: int) -> int:
    """Go to the edge of the paragraph, or to a word's edge where that is far."""
    if step < 0:
        limit = max(0, place - AROUND)
        found = text.rfind("\n", limit, place)
        word = text.find(" ", limit, place) + 1 if limit else 0
        return found + 1 if found >= 0 else word or limit
    limit = min(len(text), place + AROUND)
    found = text.find("\n", place, limit)
    return found if found >= 0 else limit if limit == len(text) else max(place, text.rfind(" ", place, limit))


def role_words(text: str, table: str, row: dict[str, Any]) -> list[tuple[str, str]]:
    """List each part of a record with its words: what the lights say, without colour.

    >>> role_words("Norway left.", "events", {"trigger_span": [[7, 11]], "source_span": [[0, 6]]})
    [('trigger', 'left'), ('source', 'Norway')]
    """
    found = []
    for column, kind in _SPANS[table].items():
        words = " … ".join(text[int(a) : int(b)] for a, b in row.get(column) or ())
        if words:
            found.append((kind, " ".join(words.split())))
    return found
