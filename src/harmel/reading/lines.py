"""Page dump → lines: the smallest things that are article or furniture, with what can be counted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from harmel.records import Span, Spans

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_GLUED = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_ENDS = re.compile(r"(?:[.!?…][\"'”’»]+|(?<!\.)[.!?])[)\]]*[\"'”’»]*$")  # "…" outside a quotation is a cut teaser
_LAST = ".!?)]\"'”’»"  # what can stand last there
_END = 8  # characters
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SAMPLE = 2_000  # characters: a line of many megabytes is judged by its beginning
_FUNCTION = (
    "a about after again against all also although am among an and another any are as at be because been "
    "before being between both but by can could did do does during each either even every few for from had "
    "has have he her here him his how however i if in into is it its just like may me might more most much "
    "must my neither no nor not now of off on once one only or other our out over own per said says she "
    "should since so some still such than that the their them then there these they this those though through "
    "to too toward towards under until up upon us was we were what when where whether which while who whom "
    "whose why will with within without would yet you your"
)
FUNCTION_WORDS = frozenset(_FUNCTION.split())


class Line(NamedTuple):
    """One line that is not empty, without white space at its edges.

    ``lower`` is its text and ``words`` its words in lower case, ``function`` the share of these that are function
    words, ``stops`` whether it ends as a sentence does, ``headline`` whether it looks as a headline or a label does (no
    such end, and few function words or many capitals), ``key`` what it is compared by: its words, whatever quote marks
    and case they have. A tuple, since a page has hundreds and a frozen record takes twice as long to make.
    """

    index: int  # type: ignore[assignment] # its place; a tuple has a search of that name
    start: int
    end: int
    text: str
    lower: str
    words: tuple[str, ...]
    function: float
    stops: bool
    headline: bool
    size: int
    key: tuple[str, ...]


_HEADLINE_FUNCTION = 0.36
_HEADLINE_CAPITAL = 0.6


def lines(text: str, within: Spans = ()) -> list[Line]:
    r"""Cut a text, or the parts of it that are named, into its lines that are not empty.

    >>> [(line.text, line.stops) for line in lines("Home\r\n\r\n  The talks ended.  ")]
    [('Home', False), ('The talks ended.', True)]
    """
    found: list[Line] = []
    for part in within or ((0, len(text)),):
        for match in _LINE.finditer(text, *part):
            row = match[0]
            if bare := row.strip():
                start = match.start() + row.index(bare[0])
                found.append(_line(bare, len(found), start, start + len(bare)))
    return found


def count_lines(text: str, within: Spans = ()) -> int:
    r"""Count the lines that are not empty, without keeping them.

    >>> count_lines("Home\n \nThe talks ended.")
    2
    """
    return sum(not row[0].isspace() for part in within or ((0, len(text)),) for row in _LINE.finditer(text, *part))


def repeats(text: str) -> Iterator[Span]:
    r"""Give the runs of one short line a hundred times and more: a label of a page that was made to be too long.

    >>> [(a, b) for a, b in repeats("Home\n" + "more\n" * 200 + "The talks ended.")]
    [(5, 1004)]
    """
    return ((found.start(), found.end() - 1) for found in _REPEATS.finditer(text))


_REPEATS = re.compile(r"^([^\n]{1,200}\n)\1{99,}", re.MULTILINE)


def plain_words(text: str) -> tuple[str, ...]:
    """Give the words of a label in lower case, glued ones apart.

    >>> plain_words("Community standardsDiscussion")
    ('community', 'standards', 'discussion')
    """
    return tuple(_WORD_ONLY.findall(_GLUED.sub(" ", text).lower()))


def is_glued(text: str) -> bool:
    """Say whether words stand in a text without a space between them; a pattern would take four times as long to say.

    >>> is_glued("Community standardsDiscussion"), is_glued("About NATO")
    (True, False)
    """
    shape = text.encode("ascii", "replace").translate(_CASES)
    digits = b"a0" in shape or b"A0" in shape or b"0a" in shape or b"0A" in shape
    return digits or b"aA" in shape or b"AAa" in shape


_CASES = bytes(
    ord("a" if chr(code).islower() else "A" if chr(code).isupper() else "0" if chr(code).isdigit() else " ")
    for code in range(128)
).ljust(256)


def plain_spaces(text: str) -> str:
    r"""Make every kind of space a plain one, each character staying in its place.

    >>> plain_spaces("3\u00a0May")
    '3 May'
    """
    return _ODD_SPACE.sub(" ", text)


_WORD_ONLY = re.compile(r"[^\W_]+")


def _line(bare: str, index: int, start: int, end: int) -> Line:
    sample = bare[:_SAMPLE]
    sample = sample if sample.isascii() else plain_spaces(sample)
    lower = sample.lower()
    words, key = _words(lower)
    count = len(words)
    stops = bare[-1] in _LAST and _ENDS.search(bare[-_END:]) is not None
    function = sum(map(_IS_FUNCTION, words)) / (count or 1)
    return Line(
        index,
        start,
        end,
        sample,
        lower,
        words,
        function,
        stops,
        not stops and (function < _HEADLINE_FUNCTION or _capital(sample) > _HEADLINE_CAPITAL),
        count if end - start <= _SAMPLE else round(count * (end - start) / _SAMPLE),
        key,
    )


_IS_FUNCTION = FUNCTION_WORDS.__contains__


def _words(lower: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of a line, and these cut at apostrophes as well.

    Lines in ASCII, typographic marks aside, take a table of bytes: a third of the time that a pattern takes.
    """
    plain = lower
    if not plain.isascii():
        plain = plain.replace("’", "'")
        for mark in _MARKS:
            plain = plain.replace(mark, " ")
    if not plain.isascii() or "''" in plain:
        return tuple(_WORD.findall(plain)), tuple(_WORD_ONLY.findall(plain))
    packed = plain.encode()
    key = tuple(packed.translate(_APART).decode().split())
    if "'" not in plain and "_" not in plain:
        return key, key
    joined = f" {packed.translate(_JOINED).decode()} "
    return tuple(joined.replace(" '", " ").replace("' ", " ").split()), key


_MARKS = "‘“”–—…•·«»©"
_APART = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(256)
_JOINED = bytes(code if chr(code) in "'_" else part for code, part in enumerate(_APART))


def _capital(sample: str) -> float:
    """Give the share of the words that are no function words which begin with a capital."""
    long = [word for word in _WORD.findall(sample) if word[0].isalpha() and word.lower() not in FUNCTION_WORDS]
    return float(sum(word[0].isupper() for word in long) / max(1, len(long)))
