"""Text → sentence spans, with offsets, before any parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|St|Jr|Sr|No|vs|Adm|Brig|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z])\.\s+$"
)


def paragraphs(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    r"""Give the paragraphs within some spans of a text: runs of lines with no empty line between.

    >>> list(paragraphs("One.\n\nTwo.", ((0, 10),)))
    [(0, 4), (6, 10)]
    """
    for start, end in spans:
        for found in _PARAGRAPH.finditer(text, start, end):
            yield found.span()


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the sentences of one paragraph as spans, white space at the edges left out.

    >>> t = "Gen. Smith said so. He left."
    >>> [t[a:b] for a, b in sentences(t, 0, len(t))]
    ['Gen. Smith said so.', 'He left.']
    """
    low = start
    for found in _END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, low, found.end()):
            yield from _trimmed(text, low, found.end())
            low = found.end()
    yield from _trimmed(text, low, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield start, end
