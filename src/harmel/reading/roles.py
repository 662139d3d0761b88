"""Furniture → its role: what every line that is not the article is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmel.reading.heading import is_name, is_page_clock
from harmel.reading.layout import Judged
from harmel.reading.lines import Line
from harmel.vocabulary import FurnitureKind

_TAGS = re.compile(r"^[^.!?:;]{2,60}(?:,\s*[^.!?:;,]{2,60}){2,}$")
_TAG_WORDS = 5
_LABEL = 3  # words: shorter lines are labels of places to go, longer ones are headlines
_NEAR_TITLE = 4  # lines
_SUBTITLE = range(6, 60)  # words
_SECTIONS: tuple[FurnitureKind, ...] = ("bio", "comments", "cross-link", "advert", "legal", "tags")


def roles(page: Sequence[Judged], body: Sequence[bool], outlet: str) -> list[FurnitureKind | None]:
    """Give every line its role, ``None`` for the article's own."""
    first = body.index(True) if True in body else len(page)
    found: list[FurnitureKind | None] = []
    section: FurnitureKind | None = None
    for place, judged in enumerate(page):
        if body[place]:
            found.append(None)
            section = None
            continue
        kind = (
            _heading(page, found, place, first, outlet)
            or judged.cue
            or _by_shape(judged.line, section, before=place < first)
        )
        section = judged.cue if judged.cue in _SECTIONS else section
        found.append(kind)
    return found


def is_tag_list(line: Line) -> bool:
    """Say whether a line is nothing but short names between commas.

    >>> from harmel.reading.lines import lines
    >>> is_tag_list(lines("alliance, strategy, threat, NATO, Russia")[0])
    True
    """
    items = line.text.split(",")
    return bool(_TAGS.match(line.text)) and all(len(item.split()) <= _TAG_WORDS for item in items) and not line.stops


def _heading(
    page: Sequence[Judged], found: Sequence[FurnitureKind | None], place: int, first: int, outlet: str
) -> FurnitureKind | None:
    line, cue = page[place].line, page[place].cue
    if cue == "dateline" and "title" not in found and is_page_clock(line, [other.line for other in page[:place]]):
        return "clock"
    if cue in {"navigation", None} and outlet and line.text.casefold() == outlet.casefold():
        return "outlet"
    if cue is None and place < first:
        return _under_title(page, found, place)
    return None


def _under_title(page: Sequence[Judged], found: Sequence[FurnitureKind | None], place: int) -> FurnitureKind | None:
    line, near = page[place].line, found[max(0, place - _NEAR_TITLE) : place]
    beside = [page[i].cue for i in (place - 1, place + 1) if 0 <= i < len(page)]
    if is_name(line) and ("dateline" in beside or "title" in near):
        return "byline"
    if "title" in near and "subtitle" not in near and line.size in _SUBTITLE:
        return "subtitle"
    return "caption" if "caption" in beside[-1:] and line.size > _LABEL else None


def _by_shape(line: Line, section: FurnitureKind | None, *, before: bool) -> FurnitureKind:
    if is_tag_list(line):
        return "tags"
    if section in {"bio", "comments"} and not line.headline:
        return section
    if line.size <= _LABEL:
        return "navigation"
    if line.headline or before:
        return "cross-link"
    return section or "cross-link"
