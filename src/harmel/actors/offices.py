"""Offices named together with their holders: "UK Foreign Minister Jeremy Hunt" bounds when that was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmel.actors.lexicon import title_pattern, titles, word_set
from harmel.actors.resolved import NameHit, OfficeHit
from harmel.actors.table import Table
from harmel.actors.terms import term_days

NEAR = 60
GAP = 3


def offices_named(tables: Table, hits: Sequence[NameHit], text: str) -> Iterator[OfficeHit]:
    """Find each title that stands beside the name of one of its holders.

    The body may be named before the title ("US President Donald Trump") or not at all ("President Donald Trump"); a
    title after the name ("Jeremy Hunt, the British foreign secretary") counts too. A former office does not.
    """
    names = {hit.start: hit for hit in hits}
    for title in title_pattern().finditer(text):
        if _over(text, title.start()):
            continue
        roles = titles()[title.group().lower()]
        for hit in _beside(names, hits, text, title.start(), title.end()):
            yield from _held(tables, hit, roles, _bodies(hits, title.start(), text), title.span())


def _over(text: str, start: int) -> bool:
    before = text[max(0, start - NEAR) : start].replace("-", " ").lower().split()[-4:]
    return any(w.strip(",.") in word_set("former") for w in before)


def _beside(names: dict[int, NameHit], hits: Sequence[NameHit], text: str, start: int, end: int) -> Iterator[NameHit]:
    for gap in range(1, GAP):
        if end + gap in names and not text[end : end + gap].strip(" ,\n"):
            yield names[end + gap]
            return
    for hit in hits:
        if 0 <= start - hit.end <= NEAR and text[hit.end : hit.end + 1] == "," and "." not in text[hit.end : start]:
            between = text[hit.end + 1 : start]
            if between.count(",") == 0 and len(between.split()) <= GAP:
                yield hit


def _bodies(hits: Sequence[NameHit], start: int, text: str) -> tuple[str, ...]:
    """Give the body named right before a title, if one is."""
    near = [h for h in hits if 0 < start - h.end <= GAP and text[h.end : start].strip("’'s ") == ""]
    return near[-1].entries if near else ()


def _held(
    tables: Table, hit: NameHit, roles: Sequence[str], bodies: Sequence[str], title: tuple[int, int]
) -> Iterator[OfficeHit]:
    for person in hit.entries:
        actor = tables.actors[person]
        terms = [t for t in actor.offices if t.role in roles and (not bodies or t.of in bodies) and (t.start or t.end)]
        for term in terms:
            office = f"{term.role} of {term.of}"
            yield OfficeHit(min(hit.start, title[0]), max(hit.end, title[1]), office, person, term_days(term))
