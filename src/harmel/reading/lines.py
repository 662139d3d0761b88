"""Page dump → lines: the smallest things that are article or furniture, with what can be counted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harmel.records import Span, Spans

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_GLUED = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_ENDS = re.compile(r"(?:[.!?…][\"'”’»]+|(?<!\.)[.!?])[)\]]*[\"'”’»]*$")  # "…" outside a quotation is a cut teaser
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty, without white space at its edges.

    ``words`` are its words in lower case, ``function`` the share of them that are function words, ``capital`` the
    share of the longer ones that begin with a capital, ``stops`` whether it ends as a sentence does, ``key`` what it is
    compared by: its words, whatever quote marks and case they have.
    """

    index: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    function: float
    capital: float
    stops: bool
    size: int
    key: tuple[str, ...]

    @property
    def headline(self) -> bool:
        """Say whether it looks as a headline or a label does: no end of a sentence, few function words."""
        return not self.stops and (self.function < HEADLINE_FUNCTION or self.capital > HEADLINE_CAPITAL)


HEADLINE_FUNCTION = 0.36
HEADLINE_CAPITAL = 0.6


def lines(text: str, within: Spans = ()) -> list[Line]:
    r"""Cut a text, or the parts of it that are named, into its lines that are not empty.

    >>> [(line.text, line.stops) for line in lines("Home\r\n\r\n  The talks ended.  ")]
    [('Home', False), ('The talks ended.', True)]
    """
    rows = (match for part in within or ((0, len(text)),) for match in _LINE.finditer(text, *part))
    found = (span for match in rows for span in _trimmed(text, *match.span()))
    return [_line(text, index, start, end) for index, (start, end) in enumerate(found)]


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


def plain_spaces(text: str) -> str:
    r"""Make every kind of space a plain one, each character staying in its place.

    >>> plain_spaces("3\u00a0May")
    '3 May'
    """
    return _ODD_SPACE.sub(" ", text)


_WORD_ONLY = re.compile(r"[^\W_]+")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield start, end


def _line(text: str, index: int, start: int, end: int) -> Line:
    sample = text[start : min(end, start + _SAMPLE)]
    sample = sample if sample.isascii() else plain_spaces(sample)
    lower = sample.lower()
    words = tuple(_WORD.findall(lower))
    stops = _ENDS.search(text[max(start, end - 8) : end]) is not None
    joined = "'" in lower or "’" in lower or "_" in lower
    return Line(
        index=index,
        start=start,
        end=end,
        text=sample,
        words=words,
        function=sum(map(FUNCTION_WORDS.__contains__, words)) / max(1, len(words)),
        capital=0.0 if stops else _capital(sample),
        stops=stops,
        key=tuple(_WORD_ONLY.findall(lower)) if joined else words,
        size=round(len(words) * (end - start) / max(1, len(sample))),
    )


def _capital(sample: str) -> float:
    long = [word for word in _WORD.findall(sample) if word[0].isalpha() and word.lower() not in FUNCTION_WORDS]
    return float(sum(word[0].isupper() for word in long) / max(1, len(long)))
