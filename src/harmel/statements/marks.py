"""Quotation marks → quotations: read character by character, so that a bad sentence split harms nothing.

Straight, curly, low-high, guillemets either way, doubled single marks and single marks, nested, left open, and
running over paragraphs of which each opens again. An odd number of marks is an everyday case, not an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from harmel.records import Span

_MARK = re.compile(r"''|``|[\"“”„‟〝〞«»‘’‚']")
_CLOSERS = {
    "“": '”"〞',
    "„": '“”"',
    "‟": '”"',
    "〝": "〞”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "''": "''",
    "``": "''",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
_EITHER = {'"', "''"}
_ONLY_OPENS = {"“", "„", "‟", "〝", "``", "«"}
_ENDS = re.compile(r"[.!?…]+(?=\s|$)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words within quotation marks, the marks included.

    ``depth`` is 0 for the outermost marks; ``closed`` says whether the closing mark was written; ``continues``
    says that these marks only open again what the paragraph before left open.
    """

    start: int
    end: int
    inner: Span
    depth: int = 0
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    depth: int


def quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Find the quotations of a text, outermost and nested, in text order.

    Parameters
    ----------
    text
        The whole text.
    paragraphs
        Where its paragraphs stand; a quotation never passes the end of one, but may be continued in the next.

    >>> t = "“We saw ‘nothing’,” she said. He spoke of « peace »."
    >>> [(t[q.start:q.end], q.depth) for q in quotations(t, [(0, len(t))])]
    [('“We saw ‘nothing’,”', 0), ('‘nothing’', 1), ('« peace »', 0)]
    """
    found: list[Quotation] = []
    left_open = False
    for start, end in paragraphs:
        here = sorted(_of_paragraph(text, start, end), key=lambda q: (q.start, -q.end))
        outer = [q for q in here if q.depth == 0]
        if left_open and outer and not text[start : outer[0].start].strip():
            here[here.index(outer[0])] = outer[0] = replace(outer[0], continues=True)
        left_open = bool(outer) and not outer[-1].closed
        found += here
    return found


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    stack: list[_Open] = []
    for mark in _MARK.finditer(text, start, end):
        sign, place = mark.group(), mark.start()
        opened = next((o for o in reversed(stack) if sign in _split(_CLOSERS[o.mark])), None)
        opens = _can_open(text, place, mark.end(), start, end)
        if opened and not (opens and sign in _EITHER and not _can_close(text, place, mark.end(), start, end)):
            if sign in "'’" and not _closes_single(text, place, mark.end(), end):
                continue
            while stack[-1] is not opened:
                yield from _unclosed(text, stack.pop(), start, place)
            stack.pop()
            yield _quotation(opened, mark.end(), place)
        elif _opens(text, mark, end, opens=opens):
            while opened and stack and stack[-1].mark == sign:  # the same mark opens again: the first was left open
                yield from _unclosed(text, stack.pop(), start, place)
            stack.append(_Open(sign, place, len(stack)))
    while stack:
        yield from _unclosed(text, stack.pop(), start, end)


def _split(closers: str) -> tuple[str, ...]:
    return (closers,) if closers == "''" else tuple(closers)


def _can_open(text: str, place: int, after: int, start: int, end: int) -> bool:
    before = text[place - 1] if place > start else " "
    return after < end and not text[after].isspace() and (before.isspace() or before in "([{—–-/“‘\"'«„…")


def _can_close(text: str, place: int, after: int, start: int, end: int) -> bool:
    follows = text[after] if after < end else " "
    return place > start and not text[place - 1].isspace() and not follows.isalnum()


def _closes_single(text: str, place: int, after: int, end: int) -> bool:
    return not text[place - 1].isspace() and not (after < end and text[after].isalnum())


def _opens(text: str, mark: re.Match[str], end: int, *, opens: bool) -> bool:
    sign = mark.group()
    if sign in _ONLY_OPENS:
        return True
    if sign in _EITHER or sign == "»":
        return opens
    if sign in {"'", "‘", "‚"}:
        return opens and _single_closer(text, mark.end(), end)
    return False


def _single_closer(text: str, after: int, end: int) -> bool:
    """Say whether a single mark has a partner: an apostrophe that opens a word has none."""
    closer = _SINGLE_CLOSE.search(text, after, end)
    return closer is not None and text[after].isalpha() and closer.start() - after > 1


def _quotation(opened: _Open, end: int, close: int) -> Quotation:
    return Quotation(opened.start, end, (opened.start + len(opened.mark), close), opened.depth)


def _unclosed(text: str, opened: _Open, start: int, end: int) -> Iterator[Quotation]:
    """End what was left open: with its paragraph if that is how it began, or after a colon, else with its sentence."""
    if opened.mark in {"'", "‘", "‚"}:
        return
    before = text[start : opened.start].rstrip()
    stop = end
    if before and before[-1] not in ":,":
        sentence_end = _ENDS.search(text, opened.start, end)
        stop = sentence_end.end() if sentence_end else end
    stop = opened.start + len(text[opened.start : stop].rstrip())
    inner = (min(opened.start + len(opened.mark), stop), stop)
    if inner[0] < inner[1]:
        yield Quotation(opened.start, stop, inner, opened.depth, closed=False)
