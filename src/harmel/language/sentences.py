"""Text → paragraphs and sentences as spans, before any parse: fast, with offsets, minding quotation marks.

A line is a paragraph unless the text was wrapped to a fixed width. A full stop ends a sentence unless it belongs to
an abbreviation, an initial or a number, or the words go on in small letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from harmel.records import Span

_CHUNK = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+(?:\r?\n(?![ \t\xa0]*\r?\n)[^\n\r\x0b\x0c\u2028\u2029]+)*")
_LINE = re.compile(r"[^\n\r]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“„‘«»(\[–—-]*\w)")
_NEXT = re.compile(r"[\"'“„‘«»(\[–—\s-]*(\w)(\w*)")
_DAY = r",? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
_DATELINE = re.compile(  # "LONDON, June 4 (Reuters) - ", "KYIV/WARSAW (AP) -- ": a shouted place, an agency or a day
    rf"[A-Z][A-Z.'’ /-]+[A-Z.](?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
    rf"(?:(?:{_DAY})? ?\([^()\n]{{2,40}}\)|{_DAY}) ?[—–-]{{1,2}} "
)
_WRAP = (45, 100)
_WRAPPED_LINES = 3
_LONGEST = 1_600  # characters: some 270 words; the parse and every rule over it stay linear in the text


@cache
def _words() -> dict[str, frozenset[str]]:
    table = (files("harmel.language") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(table).items()}


def paragraphs(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    r"""Give the paragraphs within some spans of a text.

    >>> list(paragraphs("One.\n\nTwo.\nThree.", ((0, 17),)))
    [(0, 4), (6, 10), (11, 17)]
    """
    for start, end in spans:
        for chunk in _CHUNK.finditer(text, start, end):
            lines = [line.span() for line in _LINE.finditer(text, *chunk.span()) if line.group().strip()]
            if _wrapped(lines):
                yield lines[0][0], lines[-1][1]
            else:
                yield from lines


def _wrapped(lines: list[Span]) -> bool:
    """Say whether lines were broken to a width: several, all but the last of nearly the same length."""
    lengths = [end - start for start, end in lines[:-1]]
    if len(lines) < _WRAPPED_LINES:
        return False
    return _WRAP[0] <= min(lengths) and max(lengths) <= _WRAP[1] and max(lengths) - min(lengths) <= _WRAP[0] // 2


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the sentences of one paragraph, white space at the edges and the dateline that opens it left out.

    A parser takes "LONDON, June 4 (Reuters) - " for part of the subject, and then nobody said what follows.

    >>> t = "Gen. Smith (D-Fla.) said so. He left at 5 p.m. The U.S. Army stayed."
    >>> [t[a:b] for a, b in sentences(t, 0, len(t))]
    ['Gen. Smith (D-Fla.) said so.', 'He left at 5 p.m.', 'The U.S. Army stayed.']
    >>> t = "LONDON, June 4, 2019 (Reuters) - Two ships sailed."
    >>> [t[a:b] for a, b in sentences(t, 0, len(t))]
    ['Two ships sailed.']
    """
    dateline = _DATELINE.match(text, start, end)
    low = start = dateline.end() if dateline else start
    for found in _END.finditer(text, start, end):
        if _ends(text, low, found, end):
            yield from _pieces(text, low, found.end())
            low = found.end()
    yield from _pieces(text, low, end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is far too long for a sentence (a list, a table, a page without full stops) between words."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _ends(text: str, low: int, found: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, found.end(), end)
    if following is None or following.group(1).islower():
        return False
    if not found.group().startswith(".") or found.group().startswith(".."):
        return True
    known = _words()
    word = text[max(text.rfind(" ", low, found.start()) + 1, low) : found.start()].lstrip("(\"'“‘«[").lower()
    starts_anew = (following.group(1) + following.group(2)).lower() in known["openers"]
    if word in known["numbered"]:
        return not following.group(1).isdigit()
    if word in known["often_last"]:
        return starts_anew
    if word in known["titles"] or word.rpartition("-")[2] in known["states"]:
        return False
    return not (len(word) == 1 and word.isalpha() and word != "i")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield start, end
