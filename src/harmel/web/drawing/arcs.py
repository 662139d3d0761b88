"""A sentence's dependency parse as a drawing: words in a row, an arc from each head to what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

LETTER, GAP, LEVEL = 8.0, 18.0, 22.0
MOST_WORDS = 90


class Parsed(Protocol):
    """A word of a parse."""

    @property
    def text(self) -> str:
        """As written."""

    @property
    def tag(self) -> str:
        """Its part of speech."""

    @property
    def tie(self) -> str:
        """What it is to its head."""

    @property
    def head(self) -> int:
        """The place of its head in the sentence; its own where it has none."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One arc: its path, what it says and where, and the triangle at its end."""

    path: str
    label: str
    x: float
    y: float
    tip: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything of a parse stands."""

    width: float
    height: float
    words: tuple[tuple[str, str, float], ...]
    arcs: tuple[Arc, ...]


def drawing(words: Sequence[Parsed]) -> Drawing | None:
    """Lay out a parse; a sentence of too many words has no drawing, only the table."""
    if not 1 < len(words) <= MOST_WORDS:
        return None
    middles, x = [], GAP / 2
    for word in words:
        width = LETTER * max(len(word.text), len(word.tag), 3)
        middles.append(x + width / 2)
        x += width + GAP
    levels = _levels([(min(i, w.head), max(i, w.head)) for i, w in enumerate(words)])
    base = LEVEL * (max(levels) + 1) + 8
    arcs = [_arc(middles[w.head], middles[i], base, levels[i], w.tie) for i, w in enumerate(words) if w.head != i]
    placed = tuple((w.text, w.tag, round(m, 1)) for w, m in zip(words, middles, strict=True))
    return Drawing(round(x, 1), base + 44, placed, tuple(arcs))


def _levels(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give each arc its height: one above the highest arc that lies under it."""
    found = [0] * len(spans)
    done: list[int] = []
    for i in sorted(range(len(spans)), key=lambda i: spans[i][1] - spans[i][0]):
        low, high = spans[i]
        if low != high:
            under = [found[j] for j in done if spans[j][0] >= low and spans[j][1] <= high]
            found[i] = max(under, default=0) + 1
            done.append(i)
    return found


def _arc(start: float, end: float, base: float, level: int, label: str) -> Arc:
    top = base - LEVEL * level
    lean = 6.0 if start < end else -6.0
    first, last = start + lean, end
    path = f"M{first:.1f} {base:.1f}V{top + 8:.1f}Q{first:.1f} {top:.1f} {first + lean:.1f} {top:.1f}"
    path += f"H{last - lean:.1f}Q{last:.1f} {top:.1f} {last:.1f} {top + 8:.1f}V{base:.1f}"
    tip = f"M{last - 3:.1f} {base - 5:.1f}L{last:.1f} {base:.1f}L{last + 3:.1f} {base - 5:.1f}z"
    return Arc(path, label, round((first + last) / 2, 1), round(top - 3, 1), tip)
