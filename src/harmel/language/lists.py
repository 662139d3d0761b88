"""A parse as plain lists: made once for each sentence, and read by every room that walks over words.

A parser's token costs a function call for every question, and one more object for every answer; a list answers at
once. What is asked of a sentence again and again (its edges, its marks) is worked out here, in one pass over it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from harmel.language.parser import spelt

COLUMNS: list[int | str] = ["LOWER", "ORTH", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SPACY"]
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NO_KIDS: list[int] = []  # shared by all words that nothing hangs on; never written to
_WORD = (1 << 64) - 1  # spaCy gives a head to the left as an unsigned difference
_QUOTES = frozenset('"“”«»„')
_KEY = "harmel.lists"


@dataclass(slots=True)
class Lists:
    """The words of one sentence by number: in lower case and as ``written``, with tags, ties and heads.

    ``starts`` and ``ends`` are offsets in the sentence, ``firsts`` and ``lasts`` the outermost words below each,
    ``spaces`` 1 where a space follows. Nobody may change them: every room reads the same ones.
    """

    words: list[str]
    written: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    kids: list[list[int]]
    starts: list[int]
    lengths: list[int]
    ends: list[int]
    spaces: list[int]
    firsts: list[int]
    lasts: list[int]
    _marks: list[int] | None = field(default=None, repr=False)

    def lefts(self, word: int) -> list[int]:
        """Give what hangs on a word before it, in text order."""
        return [k for k in self.kids[word] if k < word]

    def rights(self, word: int) -> list[int]:
        """Give what hangs on a word behind it, in text order."""
        return [k for k in self.kids[word] if k > word]

    def left(self, word: int, deps: Container[str]) -> int | None:
        """Give the first word before another that hangs on it by one of some ties."""
        for k in self.kids[word]:
            if k > word:
                return None
            if self.deps[k] in deps:
                return k
        return None

    def above(self, word: int) -> Iterator[int]:
        """Go through the heads of a word, the nearest first."""
        while (head := self.heads[word]) != word:
            yield head
            word = head

    def joined(self, word: int) -> list[int]:
        """Give what is joined to a word by "and", itself left out.

        >>> from harmel.language.parser import parses
        >>> lists(next(parses(["Peru and Chile met."]))).joined(0)
        [2]
        """
        first = word
        while self.deps[first] == "conj" and self.heads[first] != first:
            first = self.heads[first]
        found = [first]
        for one in found:  # grows while it is gone through
            found += [k for k in self.rights(one) if self.deps[k] == "conj"]
        return [one for one in found if one != word]

    def in_quotes(self, word: int) -> bool:
        """Say whether a word stands after an odd number of quotation marks."""
        if self._marks is None:
            self._marks = [i for i, written in enumerate(self.written) if written in _QUOTES]
        return sum(mark < word for mark in self._marks) % 2 == 1


def lists(doc: Doc) -> Lists:
    """Give a parse as lists, the same ones whenever it is asked for.

    >>> from harmel.language.parser import parses
    >>> found = lists(next(parses(["Norway denied it."])))
    >>> found.words, found.tags, found.kids[1]
    (['norway', 'denied', 'it', '.'], ['NNP', 'VBD', 'PRP', '.'], [0, 2, 3])
    """
    known: Lists | None = doc.user_data.get(_KEY)
    if known is None:
        known = doc.user_data[_KEY] = _lists(doc)
    return known


def _lists(doc: Doc) -> Lists:
    strings = doc.vocab.strings
    columns = doc.to_array(COLUMNS).T.tolist() if len(doc) else [[] for _ in COLUMNS]
    lowers, written, tags, deps, offsets, starts, lengths, spaces = columns
    heads = [(i + offset) & _WORD for i, offset in enumerate(offsets)]
    kids = _kids(heads)
    firsts, lasts = _edges(heads, kids)
    return Lists(
        words=spelt(lowers, strings),
        written=spelt(written, strings),
        tags=spelt(tags, strings),
        deps=spelt(deps, strings),
        heads=heads,
        kids=kids,
        starts=starts,
        lengths=lengths,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        spaces=spaces,
        firsts=firsts,
        lasts=lasts,
    )


def _kids(heads: list[int]) -> list[list[int]]:
    kids = [NO_KIDS] * len(heads)
    for i, head in enumerate(heads):
        if head == i:
            continue
        if kids[head]:
            kids[head].append(i)
        else:
            kids[head] = [i]
    return kids


def _edges(heads: list[int], kids: list[list[int]]) -> tuple[list[int], list[int]]:
    """Give the first and the last word below each, itself included: those of its children, from the leaves up."""
    firsts, lasts = list(range(len(heads))), list(range(len(heads)))
    order = [i for i, head in enumerate(heads) if head == i]
    for word in order:  # grows while it is gone through
        order += kids[word]
    for word in reversed(order):
        head, first, last = heads[word], firsts[word], lasts[word]
        if first < firsts[head]:  # noqa: PLR1730 - twice as fast as min
            firsts[head] = first
        if last > lasts[head]:  # noqa: PLR1730
            lasts[head] = last
    return firsts, lasts
