"""Text → paragraphs and sentences as spans, before any parse: fast, with offsets, minding quotation marks.

A line is a paragraph unless the text was wrapped to a fixed width. A full stop ends a sentence unless it belongs to
an abbreviation, an initial or a number, or the words go on in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from harmel.records import Span

_CHUNK = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+(?:\r?\n(?![ \t\xa0]*\r?\n)[^\n\r\x0b\x0c\u2028\u2029]+)*")
_LINE = re.compile(r"[^\n\r]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“„‘«»(\[–—-]*\w)")
_NEXT = re.compile(r"[\"'“„‘«»(\[–—\s-]*(\w)(\w*)")
_TITLES = frozenset(
    "mr mrs ms messrs dr gen lt col maj sgt cpl capt cmdr adm brig sen sens rep reps gov govs prof st rev hon amb pres "
    "vs no nos jan feb mar apr jun jul aug sep sept oct nov dec fig ft mt supt det insp pvt sec dep asst "
    "approx est".split()  # noqa: SIM905 - a list of words reads better as words
)
_OFTEN_LAST = frozenset("jr sr inc ltd co corp etc u.s u.k u.n e.u a.m p.m d.c bros plc".split())  # noqa: SIM905
_STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn "
    "tex va vt wash wis wyo n.y n.j n.c s.c n.h n.m n.d s.d w.va r.i".split()  # noqa: SIM905
)
_OPENERS = frozenset(
    "the a an this that these those it he she they we i you in on at but and for from as if when while his her their "
    "its there after before since with by to many most some all no not one however meanwhile".split()  # noqa: SIM905
)
_WRAP = (45, 100)
_WRAPPED_LINES = 3


def paragraphs(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Give the paragraphs within some spans of a text.

    >>> list(paragraphs("One.\\n\\nTwo.\\nThree.", ((0, 17),)))
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
    """Give the sentences of one paragraph, white space at the edges left out.

    >>> t = "Gen. Smith (D-Fla.) said so. He left at 5 p.m. The U.S. Army stayed."
    >>> [t[a:b] for a, b in sentences(t, 0, len(t))]
    ['Gen. Smith (D-Fla.) said so.', 'He left at 5 p.m.', 'The U.S. Army stayed.']
    """
    low = start
    for found in _END.finditer(text, start, end):
        if _ends(text, low, found, end):
            yield from _trimmed(text, low, found.end())
            low = found.end()
    yield from _trimmed(text, low, end)


def _ends(text: str, low: int, found: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, found.end(), end)
    if following is None or following.group(1).islower():
        return False
    if not found.group().startswith(".") or found.group().startswith(".."):
        return True
    word = text[max(text.rfind(" ", low, found.start()) + 1, low) : found.start()].lstrip("(\"'“‘«[").lower()
    starts_anew = (following.group(1) + following.group(2)).lower() in _OPENERS
    if word in _OFTEN_LAST:
        return starts_anew
    if word in _TITLES or word.rpartition("-")[2] in _STATES:
        return False
    return not (len(word) == 1 and word.isalpha() and word != "i")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield start, end
