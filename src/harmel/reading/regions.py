"""The regions of an HTML page that are furniture by their own mark-up: menus, comments, related links, foot.

Pages name these parts themselves (``nav``, ``class="comments"``), and a region so named need not be judged line by
line, which is both surer and faster. A region that holds the page's heading is none, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harmel.records import Furniture
from harmel.vocabulary import FurnitureKind

_BEGIN, _END = "\ufdd0", "\ufdd1"  # noncharacters: no page's text has them
_MARK = re.compile(rf"[ \t]*{_BEGIN}([a-z-]+)[ \t]*\n*|[ \t]*{_END}[ \t]*\n?")
_REGION = re.compile(rf"{_BEGIN}[^{_END}]*{_END}")
_WORD = re.compile(r"[A-Z]?[a-z]+")
_HEADING = "h1, main, [itemprop=articleBody]"
_BOX_TAGS = "article body center div form header li main ol section table tbody td tr ul"
_BOXES = frozenset(_BOX_TAGS.split())
_TAGS: dict[str, FurnitureKind] = {"nav": "navigation", "aside": "cross-link", "footer": "legal"}
_NAMES: dict[FurnitureKind, str] = {
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination masthead",
    "legal": "footer cookie cookies gdpr consent copyright",
    "comments": "comment comments disqus commenting",
    "cross-link": "related recommended recommendations outbrain taboola trending popular recirculation sidebar",
    "advert": "newsletter advert advertisement ads adslot sponsored promo",
}
_KINDS: dict[str, FurnitureKind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_DEEPEST = 60  # boxes in boxes


def mark_regions(tree: Any) -> list[Any]:  # noqa: ANN401 - a resiliparse tree: the library ships no types
    """Put marks around the regions of a page, in the tree itself; ``cut_regions`` takes them out of its text.

    Gives the regions: once the text is taken, what is left of the tree without them is the article's surroundings.
    """
    found = list(_regions(tree.body, 0)) if tree.body is not None else []
    for region, kind in found:
        region.insert_before(_mark(tree, _BEGIN + kind), region.first_child)
        region.append_child(_mark(tree, _END))
    return [region for region, _ in found]


def cut_regions(text: str) -> tuple[str, tuple[Furniture, ...]]:
    r"""Take the marks out of a text, and give every line that stood in a region with its role.

    >>> text, aside = cut_regions("\ufdd0navigation\nHome\nWorld\n\ufdd1\nThe talks ended.")
    >>> text, [(text[slice(*line.span[0])], line.kind) for line in aside]
    ('Home\nWorld\nThe talks ended.', [('Home', 'navigation'), ('World', 'navigation')])
    """
    parts: list[str] = []
    aside: list[Furniture] = []
    kind: FurnitureKind | None = None
    length = place = 0
    for found in (*_MARK.finditer(text), None):
        part = text[place : found.start() if found else len(text)]
        if kind is not None:
            aside += _lines_of(part, length, kind)
        parts.append(part)
        length += len(part)
        if found:
            kind, place = _kind(found[1]), found.end()
    return "".join(parts), tuple(aside)


def without_regions(text: str) -> str:
    r"""Give what a marked text has outside its regions.

    >>> without_regions("\ufdd0navigation\nHome\n\ufdd1The talks ended.")
    'The talks ended.'
    """
    return _REGION.sub("", text)


def hide(text: str, aside: tuple[Furniture, ...]) -> str:
    r"""Blank the lines that are set aside, every other character staying in its place.

    >>> hide("Home\nThe talks ended.", (Furniture(span=((0, 4),), kind="navigation"),))
    '    \nThe talks ended.'
    """
    parts, place = [], 0
    for line in aside:
        start, end = line.span[0]
        between = text[place:start]
        parts += [" " * len(between) if not between or between.isspace() else between, " " * (end - start)]
        place = end
    return "".join((*parts, text[place:]))


def _kind(word: str | None) -> FurnitureKind | None:
    return next((kind for kind in _NAMES if kind == word), None)


def _lines_of(part: str, offset: int, kind: FurnitureKind) -> Iterator[Furniture]:
    for line in part.split("\n"):
        if words := line.strip():
            start = offset + line.index(words[0])
            yield Furniture(span=((start, start + len(words)),), kind=kind)
        offset += len(line) + 1


def _regions(element: Any, depth: int) -> Iterator[tuple[Any, FurnitureKind]]:  # noqa: ANN401
    child = element.first_element_child
    while child is not None:
        kind = _named(child)
        if kind and not child.query_selector(_HEADING):
            yield child, kind
        elif child.tag in _BOXES and depth < _DEEPEST:
            yield from _regions(child, depth + 1)
        child = child.next_element_sibling


def _named(element: Any) -> FurnitureKind | None:  # noqa: ANN401
    """Give the role that a box's tag, or the first known word of its class and id, gives it."""
    tag = element.tag
    if tag in _TAGS:
        return _TAGS[tag]
    if tag not in _BOXES:
        return None
    names = f"{element.class_name} {element.id}"
    return next((_KINDS[word] for word in map(str.lower, _WORD.findall(names)) if word in _KINDS), None)


def _mark(tree: Any, words: str) -> Any:  # noqa: ANN401
    paragraph = tree.create_element("p")
    paragraph.append_child(tree.create_text_node(words))
    return paragraph
