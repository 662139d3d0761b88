"""The regions of an HTML page that are furniture by their own mark-up: menus, comments, related links, foot.

Pages name these parts themselves (``nav``, ``class="comments"``), and a region so named need not be judged line by
line, which is both surer and faster. A region that holds the page's heading is none, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harmel.records import Furniture, Span, Spans
from harmel.vocabulary import FurnitureKind

_BEGIN, _NAMED, _END = "\ufdd0", "\ufdd2", "\ufdd1"  # noncharacters: no page's text has them
_MARK = re.compile(rf"{_BEGIN}([a-z-]+){_NAMED}[ \t]*\n*|{_END}[ \t]*\n?")
_REGION = re.compile(rf"{_BEGIN}[^{_END}]*{_END}")
_ROW = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_WORD = re.compile(r"[A-Z]?[a-z]+")
_HEADING = "h1, main, [itemprop=articleBody]"
_BOX_TAGS = "article body center div form header main ol section table tbody td tr ul"
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
        region.insert_before(tree.create_text_node(f"{_BEGIN}{kind}{_NAMED}"), region.first_child)
        region.append_child(tree.create_text_node(_END))
    return [region for region, _ in found]


def cut_regions(text: str) -> tuple[str, tuple[Furniture, ...], Spans]:
    r"""Take the marks out of a text; give every line that stood in a region with its role, and what is outside.

    >>> text, aside, rest = cut_regions("\ufdd0navigation\ufdd2\nHome\nWorld\n\ufdd1\nThe talks ended.")
    >>> text, [(text[slice(*line.span[0])], line.kind) for line in aside], rest
    ('Home\nWorld\nThe talks ended.', [('Home', 'navigation'), ('World', 'navigation')], ((11, 27),))
    """
    parts: list[str] = []
    aside: list[Furniture] = []
    rest: list[Span] = []
    kind: FurnitureKind | None = None
    length = place = 0
    for found in (*_MARK.finditer(text), None):
        part = text[place : found.start()].rstrip(" \t") if found else text[place:]
        if kind is not None:
            spans = (row.span() for row in _ROW.finditer(part))
            aside += [Furniture(span=((length + a, length + b),), kind=kind) for a, b in spans]
        elif part:
            rest.append((length, length + len(part)))
        parts.append(part)
        length += len(part)
        if found:
            kind, place = _kind(found[1]), found.end()
            if part and not part.endswith("\n"):
                parts.append("\n")
                length += 1
    return "".join(parts), tuple(aside), tuple(rest)


def without_regions(text: str) -> str:
    r"""Give what a marked text has outside its regions.

    >>> without_regions("\ufdd0navigation\ufdd2\nHome\n\ufdd1The talks ended.")
    'The talks ended.'
    """
    return _REGION.sub("", text)


def _kind(word: str | None) -> FurnitureKind | None:
    return next((kind for kind in _NAMES if kind == word), None)


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
