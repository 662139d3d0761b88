"""HTML → lines of text without a parser: one pass, for pages that hang parsers or that parsers cut short."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
from numpy.typing import NDArray

DEEPEST = 200  # levels: past 255 libxml2 drops what is inside without a word
_MOST_TAGS = 150_000
_MOST_COMMENTS = 20_000
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def any_case(name: str) -> str:
    """Give a pattern that matches a name in capitals too: to ignore case takes eight times as long.

    >>> any_case("nav")
    '[nN][aA][vV]'
    """
    return "".join(f"[{letter}{letter.upper()}]" for letter in name)


_HIDES = ("script", "style", "template", "svg", "noscript", "head", "iframe", "select")
_HIDDEN = re.compile(rf"<(?=[hinstHINST])({'|'.join(map(any_case, _HIDES))})\b")
_SHOWN = {name: re.compile(f"</{any_case(name)}") for name in _HIDES}
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
    r"(?![a-zA-Z0-9])[^<>]*>",
    re.IGNORECASE,
)
_LONGEST_TAG = 200_000  # characters: hundreds of thousands of attributes
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|main|span|blockquote|center|font|table|ul|ol|b|i|em|strong|form|details|fieldset|dl)\b"
)
_OPENS, _CLOSES, _LOWER = np.uint8(ord("<")), np.uint8(ord("/")), np.uint8(0x20)
_LEADS = "di se ar ma sp bl ce fo ta ul ol em st de fi dl"  # of the names above that are longer than a letter
_NESTED = np.zeros(1 << 16, np.int64)
_NESTED[[ord(lead[0]) << 8 | ord(lead[1]) for lead in _LEADS.split()]] = 1
_NESTED[[ord(name) << 8 | ord(end) | int(_LOWER) for name in "bi" for end in "> \t\n\r\f/"]] = 1
_DECLARED = re.compile(r"<![a-zA-Z\[][^<>]*>|<\?[^<>]*>")


def hangs_parsers(html: str) -> bool:
    """Say whether a page is of a shape that parsers take minutes for, or that they silently cut.

    >>> hangs_parsers("<p>One.</p>"), hangs_parsers("<div>" * 300 + "<p>One.</p>")
    (False, True)
    """
    tags = html.count("<")
    if tags > _MOST_TAGS or html.count("<!--") > _MOST_COMMENTS:
        return True
    if len(html) > _LONGEST_TAG and _longest_tag(html) > _LONGEST_TAG:
        return True
    return tags > DEEPEST and _deepest_at_most(html) > DEEPEST and _deepest(html) > DEEPEST


def _deepest_at_most(html: str) -> int:
    """Bound the nesting of a page by the two letters that each tag begins with: ten times as fast as to find it.

    A page that closes boxes of its own invention (``</dia>``) is called flatter than it is, and left to the worker.
    """
    page = np.frombuffer(f"{html}   ".encode(errors="replace"), np.uint8)
    at = np.flatnonzero(page[:-3] == _OPENS) + 1
    closes = page[at] == _CLOSES
    at += closes
    nested = _NESTED[(page[at] | _LOWER).astype(np.intp) << 8 | (page[at + 1] | _LOWER)]
    return _rise(np.where(closes, -nested, nested))


def _deepest(html: str) -> int:
    """Give the deepest nesting of a page's boxes."""
    steps = [-1 if closes else 1 for closes in _NESTING.findall(html.lower())]
    return _rise(np.array(steps, np.int64))


def _rise(steps: NDArray[np.int64]) -> int:
    """Give the highest level above any level before it: boxes closed that were never opened must hide nothing."""
    levels = np.cumsum(np.append(0, steps))
    return int((levels - np.minimum.accumulate(levels)).max())


def slim(html: str) -> str:
    r"""Leave out a page's scripts, styles and comments: half of most pages, and no reader looks at them.

    They are taken in the order in which a browser would: what looks like a script in a comment is none. What is never
    closed stays, and so does JSON-LD, which dates the page.

    >>> slim("<p>One.<script>if (a < b) f('<p>')</script><!-- <script> --><p>Two.<style>p{}</style><!-- open")
    '<p>One.<p>Two.<!-- open'
    """
    kept, place = [], 0
    found, never = _SKIPPED.search(html), set[str]()
    while found:
        start, past = found.span()
        close = _CLOSES_WITH[found[0]]
        end = -1 if close in never else html.find(close, past - 2 * (close == "-->"))
        if end < 0:
            never.add(close)  # searched once: a page of open comments must not be read again for each
        elif "ld+json" not in html[start : start + _OPENING]:
            kept.append(html[place:start])
            past = place = html.find(">", end) + 1 or len(html)
        else:
            past = end
        found = _SKIPPED.search(html, past)
    kept.append(html[place:])
    return "".join(kept)


_SKIPPED = re.compile("<(?:!--|script|style)")
_CLOSES_WITH = {"<!--": "-->", "<script": "</script", "<style": "</style"}
_OPENING = 120  # characters


def whole_words(html: str) -> str:
    r"""Leave out the unseen marks where a word may be broken: to all that reads they would be ends of words.

    >>> whole_words("<p>The nego\u00adti&shy;ations ended.")
    '<p>The negotiations ended.'
    """
    return _BREAKS.sub("", html) if any(mark in html for mark in _BREAK_MARKS) else html


_BREAK_MARKS = ("\u00ad", "\u200b", "&shy;", "&#173;", "&#8203;")
_BREAKS = re.compile("|".join(_BREAK_MARKS))


def strip_tags(html: str) -> str:
    r"""Give the text of a page, a block element a line.

    >>> strip_tags("<title>T</title><p>The <b>allies</b> met.<script>x()</script><p>They left.")
    'T\nThe allies met.\nThey left.'
    """
    text = _DECLARED.sub("", without_hidden(_without_comments(html)))
    text = _TAG.sub("\n", _INLINE.sub(" ", _collapsed(text)))
    rows = (" ".join(row.split()) for row in unescape(text).split("\n"))
    return "\n".join(row for row in rows if row)


def _longest_tag(html: str) -> int:
    """Give the length of the longest run from a "<" to the next ">" or "<": one tag, closed or not."""
    return max((len(part.split(">", 1)[0]) for part in html.split("<")[1:]), default=0)


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _without_comments(html: str) -> str:
    """Cut comments; one that is never closed ends with its own mark, so that nothing after it is lost."""
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0:
        kept.append(html[place:start])
        end = html.find("-->", start + 2)
        if end < 0:
            kept.append(html[start:].replace("<!--", ""))
            return "".join(kept)
        place = end + len("-->")
    kept.append(html[place:])
    return "".join(kept)


def without_hidden(html: str) -> str:
    """Cut scripts and the like with what is in them, the title excepted; one never closed loses its tag only.

    >>> without_hidden("<SVG><title>Bars</title></svg>The talks ended.")
    '</svg>The talks ended.'
    """
    kept, place = [], 0
    open_ended = set[str]()
    while found := _HIDDEN.search(html, place):
        name = found[1].lower()
        kept.append(html[place : found.start()])
        close = None if name in open_ended else _SHOWN[name].search(html, found.end())
        if close is None:
            open_ended.add(name)  # searched once: a page of unclosed scripts must not be read again for each
            place = found.end()
            continue
        kept.append(_title(html[found.start() : close.start()]) if name == "head" else "")
        place = close.start()
    kept.append(html[place:])
    return "".join(kept)


def _title(head: str) -> str:
    found = re.search(r"<title[^<>]*>([^<]*)", head, re.IGNORECASE)
    return f"{found[1]}<br>" if found else ""
