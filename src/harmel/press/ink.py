"""Text that remembers which of its words are what.

The press writes a sentence as one string in which some runs are enclosed by two control characters and a label.
Strings can then be joined, put into one another and capitalised like any text, and the spans are read off once, at
the end, when the page is whole: no offset is ever corrected by hand.
"""

from __future__ import annotations

import re

OPEN, BAR, SHUT = "\x02", "\x1f", "\x03"
_MARK = re.compile("\x02([^\x1f]*)\x1f|\x03")
_FIRST = re.compile("^((?:\x02[^\x1f]*\x1f|[\"“‘'])*)(.)")


def mark(label: str, words: str) -> str:
    """Enclose words with a label.

    >>> bare(mark("e1.trigger", "expelled"))
    'expelled'
    """
    return f"{OPEN}{label}{BAR}{words}{SHUT}"


def bare(text: str) -> str:
    """Give a text without its marks."""
    return _MARK.sub("", text)


def capital(text: str) -> str:
    """Begin a sentence with a capital, whatever marks stand before its first letter.

    >>> bare(capital(mark("s", "the Amber Palace")))
    'The Amber Palace'
    """
    return _FIRST.sub(lambda m: m[1] + m[2].upper(), text, count=1)


def lift(text: str) -> tuple[str, dict[str, tuple[tuple[int, int], ...]]]:
    """Read the spans off a text: the bare text, and the spans of each label in text order.

    >>> lift("It " + mark("t", "fell") + ".")
    ('It fell.', {'t': ((3, 7),)})
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    open_now: list[tuple[str, int]] = []
    pieces, last, length = [], 0, 0
    for found in _MARK.finditer(text):
        piece = text[last : found.start()]
        pieces.append(piece)
        length += len(piece)
        last = found.end()
        if found[1] is not None:
            open_now.append((found[1], length))
        else:
            label, start = open_now.pop()
            spans.setdefault(label, []).append((start, length))
    pieces.append(text[last:])
    return "".join(pieces), {label: tuple(sorted(s)) for label, s in spans.items()}
