"""A sentence's parse as plain lists: what the rules walk over, many times faster than through token objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harmel.language import Sentence
from harmel.records import Span

Run = tuple[int, int]
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})


class Tree:
    """Words, tags, relations, heads and children of one sentence, by token number.

    Token ``i`` stands at ``[starts[i], ends[i])`` of the report; ``lefts[i]`` and ``rights[i]`` are the first and
    the last token below it, both included.
    """

    __slots__ = ("deps", "ends", "heads", "kids", "lefts", "rights", "sentence", "size", "starts", "tags", "words")

    def __init__(self, sentence: Sentence) -> None:
        doc = sentence.doc
        tokens = list(doc) if doc is not None else []
        self.sentence = sentence
        self.size = len(tokens)
        self.words = [t.lower_ for t in tokens]
        self.tags = [t.tag_ for t in tokens]
        self.deps = [t.dep_ for t in tokens]
        self.heads = [t.head.i for t in tokens]
        self.starts = [sentence.start + t.idx for t in tokens]
        self.ends = [sentence.start + t.idx + len(t) for t in tokens]
        self.lefts = [t.left_edge.i for t in tokens]
        self.rights = [t.right_edge.i for t in tokens]
        self.kids: list[list[int]] = [[] for _ in tokens]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)

    def kid(self, i: int, deps: Iterable[str]) -> int | None:
        """Give the first child that stands in one of some relations."""
        return next((k for k in self.kids[i] if self.deps[k] in deps), None)

    def below(self, i: int) -> Iterator[int]:
        """Go through a token and all that hangs from it."""
        waiting = [i]
        while waiting:
            waiting.extend(self.kids[here := waiting.pop()])
            yield here

    def above(self, i: int) -> Iterator[int]:
        """Go through the heads of a token, the nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def is_verb(self, i: int) -> bool:
        """Say whether a token was tagged as a verb."""
        return self.tags[i].startswith("VB")

    def span(self, run: Run) -> Span:
        """Give where a run of tokens stands in the report."""
        return self.starts[run[0]], self.ends[run[1] - 1]

    def at(self, place: int) -> int:
        """Give the first token that ends after a place of the report."""
        return next((i for i in range(self.size) if self.ends[i] > place), self.size)


def runs(tokens: Iterable[int]) -> list[Run]:
    """Gather token numbers into half-open runs.

    >>> runs([5, 1, 2])
    [(1, 3), (5, 6)]
    """
    found: list[Run] = []
    for i in sorted(set(tokens)):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
