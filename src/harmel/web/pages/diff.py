"""Two texts word by word: what only the first has, what only the second has, what both have.

Myers' greedy search over words, with a budget of steps: two texts that have next to nothing in common, or hostile ones,
are told apart by paragraphs instead, and no pair takes longer than the budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

LONGEST = 60_000  # characters of each text that are compared
BUDGET = 600_000  # steps of the search: about half a second
_ISLAND = 2  # words
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+$")
Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts have, or only the old (``gone``) or the new one."""

    kind: Kind
    text: str


@dataclass(slots=True)
class _Steps:
    left: int


def diff(old: str, new: str, *, budget: int = BUDGET) -> list[Piece]:
    """Compare two texts word by word; letters beyond ``LONGEST`` are left out.

    Blanks do not count as a difference: a page that breaks its lines elsewhere says the same.

    >>> [(p.kind, p.text.strip()) for p in diff("Norway denied it.", "Norway has denied that.")]
    [('same', 'Norway'), ('new', 'has'), ('same', 'denied'), ('gone', 'it'), ('new', 'that'), ('same', '.')]
    """
    pieces = _merged(_compared(old[:LONGEST], new[:LONGEST], _Steps(budget)))
    return _merged(_without_islands(pieces))


def _without_islands(pieces: list[Piece]) -> Iterator[Piece]:
    """Take a word or two that both happen to have, amid longer changes, for changed, too: nobody reads them as kept."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        inside = 0 < place < last and piece.kind == "same" and len(piece.text.split()) <= _ISLAND
        if inside and len(piece.text) < min(_beside(pieces, place, -1), _beside(pieces, place, 1)):
            yield from (Piece("gone", piece.text), Piece("new", piece.text))
        else:
            yield piece


def _beside(pieces: list[Piece], place: int, step: int) -> int:
    """Say how long the change on one side of a piece is."""
    found = 0
    while 0 <= (place := place + step) < len(pieces) and pieces[place].kind != "same":
        found += len(pieces[place].text)
    return found


def _compared(old: str, new: str, steps: _Steps) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    script = _script([w.strip() for w in before], [w.strip() for w in after], _Steps(steps.left // 2))
    if script is not None:
        yield from _told(script, before, after)
        return
    steps.left //= 2
    upper, lower = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    blocks = _script([" ".join(p.split()) for p in upper], [" ".join(p.split()) for p in lower], steps)
    for same, run in groupby(
        _told(blocks, upper, lower) if blocks else _apart(upper, lower), lambda p: p.kind == "same"
    ):
        pieces = list(run)
        yield from pieces if same else _refined(pieces, steps)


def _refined(pieces: list[Piece], steps: _Steps) -> Iterator[Piece]:
    """Compare the paragraphs that differ at one place word by word, as far as the budget goes."""
    old, new = ("".join(p.text for p in pieces if p.kind == kind) for kind in ("gone", "new"))
    before, after = _WORD.findall(old), _WORD.findall(new)
    script = _script([w.strip() for w in before], [w.strip() for w in after], steps)
    yield from _told(script, before, after) if script is not None else _apart([old], [new])


def _apart(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    yield from (Piece("gone", text) for text in old if text)
    yield from (Piece("new", text) for text in new if text)


def _script(old: Sequence[str], new: Sequence[str], steps: _Steps) -> list[tuple[Kind, int]] | None:
    """Give the shortest way from one list to the other, or ``None`` if the budget does not reach that far."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = _searched(old[head : len(old) - tail], new[head : len(new) - tail], steps)
    if inner is None:
        return None
    shifted = [(kind, place + head) for kind, place in inner]
    ends = [("same", i) for i in range(len(new) - tail, len(new))]
    return [*(("same", i) for i in range(head)), *shifted, *ends]  # type: ignore[list-item]


def _searched(old: Sequence[str], new: Sequence[str], steps: _Steps) -> list[tuple[Kind, int]] | None:
    """Search the edit graph diagonal by diagonal (Myers 1986), each round's reach kept for the way back."""
    furthest, trail = {1: 0}, []
    for edits in range(len(old) + len(new) + 1):
        trail.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            start = x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            steps.left -= 1 + x - start
            if x >= len(old) and x - k >= len(new):
                return _way_back(trail, len(old), len(new))
        steps.left -= edits  # keeping the reach costs, too
        if steps.left < 0:
            return None
    return None


def _way_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[Kind, int]]:
    """Go back from the end: ``same`` and ``new`` hold places in the new text, ``gone`` in the old one."""
    way: list[tuple[Kind, int]] = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, k = trail[edits], x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        before = reach[k + 1] if down else reach[k - 1]
        above = before - (k + 1 if down else k - 1)
        while x > before + (not down) and y > above + down and x > 0 and y > 0:
            x, y = x - 1, y - 1
            way.append(("same", y))
        if edits:
            way.append(("new", y - 1) if down else ("gone", x - 1))
            x, y = before, above
    return way[::-1]


def _told(script: Sequence[tuple[Kind, int]], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    yield from (Piece(kind, (old if kind == "gone" else new)[place]) for kind, place in script)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Join runs of one kind; within a change what is gone stands before what is new."""
    found: list[Piece] = []
    for same, run in groupby(pieces, lambda piece: piece.kind == "same"):
        kinds: tuple[Kind, ...] = ("same",) if same else ("gone", "new")
        group = list(run)
        texts = [(kind, "".join(p.text for p in group if p.kind == kind)) for kind in kinds]
        found += [Piece(kind, text) for kind, text in texts if text]
    return found
