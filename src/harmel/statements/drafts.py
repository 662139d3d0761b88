"""A statement while it is being put together: what the finders hand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from harmel.records import Span, Spans
from harmel.statements.lexicon import Use
from harmel.statements.tree import Tree


@dataclass(slots=True, eq=False)
class Draft:
    """One cue with what was found of its source and content.

    ``place`` is where the cue's head word begins, ``speaker`` where the head word of the source begins (-1: none);
    ``within`` says that the cue itself stands in quotation marks, ``quotes`` that a quotation was given to it;
    ``tree`` and ``head`` are the parse that the cue stands in and its token there.
    """

    tree: Tree
    head: int
    use: Use
    place: int
    cue: Spans
    way: str = "quotation"
    source: Spans = ()
    speaker: int = -1
    content: list[Span] = field(default_factory=list)
    addressee: Spans = ()
    parent: Draft | None = None
    quotes: bool = False
    within: bool = False


def union(spans: Iterable[Span], text: str) -> Spans:
    """Join spans that overlap or have only white space between them.

    >>> union([(4, 6), (0, 3)], "one to")
    ((0, 6),)
    """
    found: list[Span] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def clip(spans: Iterable[Span], within: Iterable[Span]) -> list[Span]:
    """Give the parts of some spans that lie within others.

    >>> clip([(0, 10)], [(2, 4), (8, 20)])
    [(2, 4), (8, 10)]
    """
    bounds = list(within)
    return [(max(a, c), min(b, d)) for a, b in spans for c, d in bounds if max(a, c) < min(b, d)]


def holds(spans: Iterable[Span], place: int) -> bool:
    """Say whether a place lies in one of some spans."""
    return any(start <= place < end for start, end in spans)
