"""Spans: joined, clipped, and searched by place without going through all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from harmel.records import Span, Spans

Value = TypeVar("Value")


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


class SpanIndex(Generic[Value]):
    """Values under spans, found by place: a search looks back no further than the longest span.

    >>> index = SpanIndex([((0, 9), "outer"), ((2, 4), "inner"), ((12, 14), "later")])
    >>> list(index.at(3)), list(index.over(8, 13))
    (['outer', 'inner'], ['outer', 'later'])
    """

    def __init__(self, items: Iterable[tuple[Span, Value]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._starts = [span[0] for span, _ in self._items]
        self._longest = max((span[1] - span[0] for span, _ in self._items), default=0)

    def at(self, place: int) -> Iterator[Value]:
        """Give the values whose span holds a place, by the span's start."""
        return self.over(place, place + 1)

    def over(self, start: int, end: int) -> Iterator[Value]:
        """Give the values whose span shares a place with ``[start, end)``, by the span's start."""
        low = bisect_right(self._starts, start - self._longest - 1)
        for n in range(low, bisect_right(self._starts, end - 1)):
            span, value = self._items[n]
            if span[1] > start:
                yield value
