"""Furniture → its role: what every line that is not the article is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harmel.reading.cues import label_words
from harmel.reading.heading import is_name, is_page_clock
from harmel.reading.layout import Judged
from harmel.reading.lines import Line
from harmel.reading.stated import LABEL, has_date, stated_dates
from harmel.vocabulary import FurnitureKind

_TAGS = re.compile(r"^[^.!?:;]{2,60}(?:,\s*[^.!?:;,]{2,60}){2,}$")
_TAG_WORDS = 5
_SUBHEAD = re.compile(r"(?:\d{1,2}[.)] )?[A-Z“‘\"'][^:;_*@]{1,78}[\w”’\"'%]")
_PROSE = 12  # words
_EDITION = re.compile(
    r"^(?:daily|weekly|fortnightly|monthly)\b *[-–—|,·]|\b(?:edition|issue|vol(?:ume)?\.?|no\. ?\d+)(?!\w)",
    re.IGNORECASE,
)
_LABEL = 3  # words: shorter lines are labels of places to go, longer ones are headlines
_NEAR_TITLE = 4  # lines
_BESIDE_TITLE = 2  # lines
_FAR = 200  # characters: of menus that the mark-up sets aside, and that are no lines here
_HEADING = 14  # lines
_DATED = {"dateline", "byline"}
_SUBTITLE = range(6, 60)  # words
_SECTIONS: tuple[FurnitureKind, ...] = ("bio", "comments", "cross-link", "advert", "legal", "tags")


def roles(page: Sequence[Judged], body: Sequence[bool], outlet: str) -> list[FurnitureKind | None]:
    """Give every line its role, ``None`` for the article's own words; a subhead is none of them."""
    first = body.index(True) if True in body else len(page)
    found: list[FurnitureKind | None] = []
    section: FurnitureKind | None = None
    for place, judged in enumerate(page):
        if body[place]:
            found.append("subhead" if is_subhead(page, body, place) else None)
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


def is_subhead(page: Sequence[Judged], body: Sequence[bool], place: int) -> bool:
    """Say whether a line heads a part of the article: a label above prose, neither item nor credit."""
    line, below = page[place].line, page[place + 1].line if place + 1 < len(page) else None
    if below is None or not body[place + 1] or True not in body[:place] or not _SUBHEAD.fullmatch(line.text):
        return False
    above = page[place - 1]
    apart = above.line.stops or above.cue is not None
    return line.headline and not line.stops and apart and below.stops and below.size >= _PROSE


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
    if cue == "dateline" and place < first and _is_clock(page, found, place, first):
        return "clock"
    if cue in {"navigation", None} and outlet and line.text.casefold() == outlet.casefold():
        return "outlet"
    return _under_title(page, found, place) if cue is None and place < first else None


def _is_clock(page: Sequence[Judged], found: Sequence[FurnitureKind | None], place: int, first: int) -> bool:
    """Say whether a date is the page's clock: by its own look, or as a bare date far above the title."""
    line = page[place].line
    if _EDITION.search(line.text):
        return False  # a masthead dates an issue of the paper, not the visit to its site
    if "title" not in found and is_page_clock(line, [other.line for other in page[:place]]):
        return True
    title = max((i for i in range(place, first) if page[i].cue == "title"), default=place)
    far = title - place > _BESIDE_TITLE or page[title].line.start - line.end > _FAR
    return far and not LABEL.search(line.text)


def date_lines(page: Sequence[Judged], kinds: Sequence[FurnitureKind | None]) -> list[tuple[FurnitureKind, int, int]]:
    """Give the lines that may say when the article was published: its heading, else one labelled line below it.

    Dates in other places are those of comments and of other articles.
    """
    lines = [(kind, place, judged.line) for place, (kind, judged) in enumerate(zip(kinds, page, strict=True)) if kind]
    first = kinds.index(None) if None in kinds else len(kinds)
    clocks = [(kind, line) for kind, _, line in lines if kind == "clock"]
    above = [(kind, line) for kind, place, line in lines if kind in _DATED and first - _HEADING <= place < first]
    below = [
        (kind, line) for kind, place, line in lines if kind == "dateline" and place > first and _says_published(line)
    ]
    days = {stated.when for _, line in below for stated in stated_dates(line.text)}
    chosen = above if any(has_date(line.text) for _, line in above) else below if len(days) == 1 else []
    return [(kind, line.start, line.end) for kind, line in (*clocks, *chosen)]


def _says_published(line: Line) -> bool:
    return LABEL.search(line.text) is not None


def _under_title(page: Sequence[Judged], found: Sequence[FurnitureKind | None], place: int) -> FurnitureKind | None:
    line, near = page[place].line, found[max(0, place - _NEAR_TITLE) : place]
    beside = [page[i].cue for i in (place - 1, place + 1) if 0 <= i < len(page)]
    if is_name(line) and not label_words() & set(line.words) and ("dateline" in beside or "title" in near):
        return "byline"
    if "title" in near and "subtitle" not in near and line.size in _SUBTITLE and not has_date(line.text):
        return "subtitle"
    return "caption" if "caption" in beside[-1:] and line.size > _LABEL else None


def _in_section(cue: FurnitureKind | None, section: FurnitureKind | None) -> FurnitureKind | None:
    return "comments" if cue == "dateline" and section == "comments" else cue


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
