"""Parts of an HTML page → the lines of each, without a parser and without a pattern: one pass over the bytes of all."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

import numpy as np
from numpy.typing import NDArray

from harmel.reading.tags import without_hidden

_PART, _ROW = "\x01", "\x00"
_OPENS, _CLOSES, _PARTS, _SPACE = (np.uint8(ord(mark)) for mark in ("<", ">", _PART, " "))
_SLASH = np.uint8(ord("/"))
_LETTER = np.zeros(256, np.intp)
_LETTER[np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", np.uint8)] = np.arange(1, 27)
_LETTER[np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", np.uint8)] = np.arange(1, 27)
_LETTER[np.frombuffer(b"0123456789", np.uint8)] = 27
_NAMES = "a abbr b bdi bdo cite code data em font i ins kbd mark q s samp small span strong sub sup time u var wbr"
_PAD = "   "  # so that the last tag has a name


def text_rows(parts: Iterable[str]) -> list[list[str]]:
    """Give the lines of each part of a slim page: the runs of text between its blocks' tags.

    >>> text_rows(["<li><a>All <b>news</b></a><svg><title>Bars</title></svg><li>World &amp; more", "<p>Terms"])
    [['All news', 'World & more'], ['Terms']]
    """
    joined = _PART.join(without_hidden(part).replace(_PART, " ").replace(_ROW, " ") for part in parts)
    packed = np.frombuffer(f"{joined}{_PAD}".encode(errors="replace"), np.uint8)
    text = " ".join(unescape(_without_tags(packed).tobytes().decode()).split())
    return [[bare for row in part.split(_ROW) if (bare := row.strip())] for part in text.split(_PART)]


def _without_tags(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Leave of each tag one byte: a space for one inside a line, the end of a row for a block's or a broken one."""
    marks = np.flatnonzero((page == _OPENS) | (page == _CLOSES) | (page == _PARTS))
    opens = page[marks] == _OPENS
    begins, ends = marks[opens], np.append(marks[1:], len(page) - 1)[opens]
    closed = page[ends] == _CLOSES
    bare = page.copy()
    bare[begins] = np.where(closed & _INLINE[_names(page, begins)], _SPACE, np.uint8(0))
    edges = np.column_stack((begins + 1, ends + closed)).ravel()
    outside = np.arange(len(edges) + 1) % 2 == 0
    kept: NDArray[np.uint8] = bare[np.repeat(outside, np.diff(edges, prepend=0, append=len(page)))]
    return kept


def _names(page: NDArray[np.uint8], begins: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give a number for the first three letters of each tag's name: they tell those inside a line from the others."""
    at = begins + 1
    at += page[at] == _SLASH
    first, second, third = (_LETTER[page[np.minimum(at + n, len(page) - 1)]] for n in range(3))
    return first << 10 | np.where(second, second << 5 | third, 0)


_TAGS = np.frombuffer("".join(f"<{name}{_PAD}" for name in _NAMES.split()).encode(), np.uint8)
_INLINE = np.zeros(1 << 15, np.bool_)
_INLINE[_names(_TAGS, np.flatnonzero(_TAGS == _OPENS))] = True
