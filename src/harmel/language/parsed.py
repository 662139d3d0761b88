"""What the extractors are given: a report cut into sentences, the parses that paid, and who is mentioned where.

Offsets everywhere are code points of ``report.text``. A sentence's parse is of the same number of characters as
``report.text[start:end]`` (marks and line ends may be replaced one for one), so token ``t`` stands at
``sentence.start + t.idx``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from harmel.actors import Registry, Resolution
from harmel.records import Report, Span

MentionKind = Literal["name", "description", "pronoun", "group"]
SentenceRole = Literal["body", "title", "subtitle", "caption"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; ``doc`` is ``None`` where the gate saw nothing that could become a record."""

    index: int
    start: int
    end: int
    paragraph: int
    role: SentenceRole = "body"
    doc: Doc | None = None

    def span(self, words: Token | DocSpan) -> Span:
        """Give where a token or a run of tokens stands in the report."""
        if isinstance(words, Token):
            return self.start + words.idx, self.start + words.idx + len(words)
        return self.start + words.start_char, self.start + words.end_char


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor: a name, a description, a pronoun, or an unnamed group."""

    start: int
    end: int
    sentence: int
    kind: MentionKind
    who: Resolution


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report, its sentences in text order, and its mentions in text order.

    ``registry`` is the one that its mentions were found with: whoever reads on asks no other.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    registry: Registry | None = field(default=None, repr=False, compare=False)
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Keep the mentions' starts apart, for the search by place."""
        object.__setattr__(self, "_starts", tuple(m.start for m in self.mentions))

    def parsed(self) -> Iterator[tuple[Sentence, Doc]]:
        """Go through the sentences that have a parse."""
        return ((s, s.doc) for s in self.sentences if s.doc is not None)

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Give the mentions that begin in ``[start, end)``, in text order."""
        low = bisect_right(self._starts, start - 1)
        return self.mentions[low : bisect_right(self._starts, end - 1)]

    def mention_at(self, place: int) -> Mention | None:
        """Give the mention that covers a place, the longest if several do."""
        near = self.mentions_in(max(0, place - 200), place + 1)
        return max((m for m in near if m.end > place), key=lambda m: m.end - m.start, default=None)
