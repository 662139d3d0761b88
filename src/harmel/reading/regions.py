"""The regions of an HTML page that are furniture by their own mark-up: menus, comments, captions, forms, foot.

Pages name these parts themselves (``nav``, ``class="comments"``) or hide them, and a region so named need be neither
parsed nor judged line by line: most of a page's mark-up is in them, and it is cut out of the page's own text before a
parser sees it. A region that holds the page's heading is none, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from harmel.reading.rows import text_rows
from harmel.reading.tags import any_case
from harmel.records import Furniture, Span, Spans
from harmel.vocabulary import FurnitureKind

_BEGIN, _END = "\ufdd0", "\ufdd1"  # noncharacters: no page's text has them
_MARK = re.compile(rf"{_BEGIN}(\d+){_END}[ \t]*\n?")
_WORD = re.compile(r"[A-Z]?[a-z]+")
_TAGS: dict[str, FurnitureKind] = {
    "nav": "navigation",
    "aside": "cross-link",
    "footer": "legal",
    "figure": "caption",
    "dialog": "advert",
    "form": "advert",
}
_BOXES = ("article", "center", "div", "header", "ol", "section", "table", "td", "ul")
_INNER = ("cite", "dd", "em", "p", "small", "span")  # asked only whether they are captions
_FLAT = {"dd", "p"}  # hold none of their kind
_NAMES: dict[FurnitureKind, str] = {
    "navigation": "nav navbar subnav navigation menu dropdown breadcrumb breadcrumbs pagination masthead banner search",
    "legal": "footer contentinfo cookie cookies gdpr consent copyright",
    "comments": "comment comments disqus commenting",
    "caption": "caption captions slideshow gallery",
    "cross-link": "related recommended recommendations outbrain taboola trending popular recirculation sidebar teaser "
    "teasers carousel headlines next readnext complementary",
    "advert": "newsletter advert advertisement ads adslot sponsored promo cta modal dialog popup login signin signup "
    "subscribe subscription",
}
_KINDS: dict[str, FurnitureKind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_MAYBE: dict[str, FurnitureKind] = {  # by what stands in it: a picture's box has little text, an author's a sentence
    **dict.fromkeys(["image", "images", "img", "photo", "photos", "picture", "pic"], "caption"),
    **dict.fromkeys(["author", "authors", "bio", "biography", "profile", "contributor"], "bio"),
    **dict.fromkeys(["card", "tile"], "cross-link"),
}
_HINTS = AhoCorasick([*_KINDS, *_MAYBE, "hidden", "display"])  # what is called so, or hidden, has one of them
_TEXT = {"caption": range(400), "bio": range(100, 1_500), "cross-link": range(600)}  # characters
_SMALL = 8_000  # characters of mark-up
_SCANS = 8  # times the page's length: what the search for the ends of regions may take
_SAYING = ("class", "id", "role")  # in the order in which they are heard
_OPEN = re.compile(
    rf"<(?=[acdefhnopstuACDEFHNOPSTU])(?:({'|'.join(map(any_case, _TAGS))})\b[^<>]*>"
    rf"|({'|'.join(map(any_case, _BOXES))})(\s[^<>]*)>"
    rf"|({'|'.join(map(any_case, _INNER))})(\s[^<>]*[cC]aption[^<>]*)>)"
)
_SAME = {tag: re.compile(rf"<(/?){any_case(tag)}\b") for tag in (*_TAGS, *_BOXES, *_INNER)}
_CALLED = re.compile(rf"\b({'|'.join(map(any_case, _SAYING))})\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s\"'>]+))")
_HIDDEN = re.compile(r"display\s*:\s*none|\shidden(?:\s*=|\s*$)|aria-hidden\s*=\s*[\"']?true")
_SAYS_OF = re.compile(r"\b(?:tag|category|cat|has|no|not|with|without|is)[-_][\w-]*")  # of a box, not what it is
_MOST = 0.5  # of the page: a box that is larger is the page, whatever it is called
_HEADINGS = ("<h1", "<H1", "<main", "<MAIN", "articleBody")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that its mark-up calls furniture: its role and its lines, each with its end."""

    kind: FurnitureKind
    text: str


def without_regions(html: str) -> tuple[str, list[Region]]:
    """Cut the regions out of a page; each leaves its tags and, between them, a mark for ``cut_regions``.

    >>> html, regions = without_regions("<nav><a>Home</a><p>World</nav><p>The talks ended.")
    >>> html.isascii(), len(html), regions[0].kind, regions[0].text.split()
    (False, 33, 'navigation', ['Home', 'World'])
    """
    parts: list[str] = []
    found = list(_found(html))
    last = 0
    for number, (start, end, _) in enumerate(found):
        parts += html[last:start], f"{_BEGIN}{number}{_END}"
        last = end
    rows = text_rows(html[start:end] for start, end, _ in found) if found else []
    regions = [
        Region(kind, "".join(f"{row}\n" for row in mine)) for (_, _, kind), mine in zip(found, rows, strict=True)
    ]
    return "".join((*parts, html[last:])), regions


def cut_regions(text: str, regions: Sequence[Region]) -> tuple[str, tuple[Furniture, ...], Spans]:
    r"""Put the regions' lines where their marks stand in a text; give each with its role, and what is outside.

    >>> menu = Region("navigation", "Home\nWorld\n")
    >>> text, aside, rest = cut_regions("\ufdd00\ufdd1\nThe talks ended.", [menu])
    >>> text, [(text[slice(*line.span[0])], line.kind) for line in aside], rest
    ('Home\nWorld\nThe talks ended.', [('Home', 'navigation'), ('World', 'navigation')], ((11, 27),))
    """
    parts: list[str] = []
    aside: list[Furniture] = []
    rest: list[Span] = []
    left = dict(enumerate(regions))
    length = place = 0
    for found in (*_MARK.finditer(text), None):
        part = text[place : found.start()].rstrip(" \t") if found else text[place:]
        if part:
            part += "\n" if found and not part.endswith("\n") else ""
            rest.append((length, length + len(part)))
            parts.append(part)
            length += len(part)
        region = left.pop(int(found[1]), None) if found else None
        if region:
            parts.append(region.text)
            for row in region.text.split("\n")[:-1]:
                aside.append(Furniture(span=((length, length + len(row)),), kind=region.kind))
                length += len(row) + 1
        place = found.end() if found else place
    return "".join(parts), tuple(aside), tuple(rest)


def _found(html: str) -> Iterator[tuple[int, int, FurnitureKind]]:
    """Give the regions, outermost ones only, from behind the tag that opens each to the tag that closes it.

    A figure goes with its tag, since the page's text is taken without what stands in figures, a mark too.
    """
    place, spent = 0, 0
    while (opened := _OPEN.search(html, place)) and spent <= _SCANS * len(html):
        place = opened.end()
        kind, maybe = _kind(opened)
        if kind is None:
            continue
        most = _SMALL if maybe else len(html)
        end = _closed(html, place, (opened[1] or opened[2] or opened[4]).lower(), most=most)
        spent += (min(len(html), place + most) if end < 0 else end) - place
        sure = bool(opened[1]) and opened[1].lower() != "form"
        if maybe and not (end >= 0 and _text_length(html[place:end]) in _TEXT[kind]):
            continue
        if _is_region(html, place, end, most=1.0 if sure or kind == "comments" else _MOST):
            yield opened.start() if kind == "caption" and opened[1] else place, end, kind
            place = end


def _is_region(html: str, place: int, end: int, *, most: float) -> bool:
    if end < 0 or end - place > most * len(html):
        return False
    return not any(html.find(heading, place, end) >= 0 for heading in _HEADINGS)


def _text_length(html: str) -> int:
    return sum(map(len, text_rows([html])[0]))


def _kind(opened: re.Match[str]) -> tuple[FurnitureKind | None, bool]:
    """Give the role that a box's tag, or the first known word of its names, gives it, and whether its text decides."""
    if opened[1]:
        return _TAGS[opened[1].lower()], False
    attributes = opened[3] or opened[5]
    if not _HINTS.find_matches_as_indexes(attributes.lower()):
        return None, False  # most boxes
    called = {name.lower(): a or b or c for name, a, b, c in reversed(_CALLED.findall(attributes))}
    said = " ".join(_SAYS_OF.sub("", called[name]) for name in _SAYING if name in called)
    words = [word.lower() for word in _WORD.findall(said)]
    kind = next((_KINDS[word] for word in words if word in _KINDS), None)
    if kind is None and opened[3] and _HIDDEN.search(attributes):
        kind = "cross-link"
    return (kind, False) if kind else (next((_MAYBE[word] for word in words if word in _MAYBE), None), True)


def _closed(html: str, place: int, tag: str, *, most: int) -> int:
    """Give where the tag stands that closes a box, a paragraph by the next one too; -1 if there is none so near."""
    depth = 1
    if tag in _FLAT:
        found = _SAME[tag].search(html, place, place + most)
        return found.start() if found else -1
    for found in _SAME[tag].finditer(html, place, place + most):
        depth += -1 if found[1] else 1
        if not depth:
            return found.start()
    return -1
