"""Word vectors → heads and labels: spaCy's arc-eager transition system, all sentences of a batch a move at a time.

A state is a stack, the words still ahead (the buffer: words put back, then those not yet read) and the arcs so far.
Words are numbered through the batch from 1; 0 stands for no word. After Nivre (2004), with the moves of Honnibal and
Johnson (2015) that put a word without a head back and replace an arc, and one that begins a new sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from harmel.language.inference.weights import Floats, Weights

Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
_KINDS = "SDLRB"
_SHIFT, _REDUCE, _ARC, _BREAK = 1, 2, 4, 8  # bits: what a state allows
_BELOW = 3  # cells of no word under every stack, so that its top three can always be read


class States:
    """The states of a batch of sentences, each field one array: over the sentences under way, or over all words."""

    def __init__(self, lengths: Sequence[int]) -> None:
        sizes = np.asarray(lengths, np.intp)
        count, words = len(sizes), int(sizes.sum())
        firsts = np.cumsum(sizes) - sizes
        self.next = firsts + 1
        self.end = self.next + sizes
        self.top = firsts + _BELOW * np.arange(1, count + 1) - 1
        self.back = self.top.copy()
        self.stack = np.zeros(words + _BELOW * count, np.intp)
        self.put_back = np.zeros(words + _BELOW * count, np.intp)
        self.heads = np.zeros(words + 1, np.intp)
        self.moves = np.zeros(words + 1, np.intp)
        self.last_left, self.last_right, self.right_before = (np.zeros(words + 1, np.intp) for _ in range(3))
        self.was_put_back = np.zeros(words + 1, np.bool_)
        self.starts = np.zeros(words + 1, np.bool_)
        self.starts[self.next] = True

    def look(self) -> Numbers:
        """Drop the sentences that are done, and give what the others look at: one row a state, eight words each."""
        while True:
            one, two, three = (self.stack[self.top - i] for i in range(3))
            ahead, second = self._ahead()
            going = (one > 0) | (ahead > 0)
            if going.all():
                break
            self.next, self.end, self.top, self.back = (a[going] for a in (self.next, self.end, self.top, self.back))
        lefts = self.last_left
        return np.stack([ahead, second, one, two, three, lefts[ahead], lefts[one], self.last_right[one]], axis=1)

    def _ahead(self) -> tuple[Numbers, Numbers]:
        """Give the next two words of each buffer."""
        one, two = self.put_back[self.back], self.put_back[self.back - 1]
        fresh = np.where(self.next < self.end, self.next, 0)
        later = np.where(self.next + 1 < self.end, self.next + 1, 0)
        return np.where(one > 0, one, fresh), np.where(one > 0, np.where(two > 0, two, fresh), later)

    def allowed(self, seen: Numbers) -> Numbers:
        """Give the kinds of move that each state allows, as a sum of bits."""
        ahead, second, top = seen[:, 0], seen[:, 1], seen[:, 2]
        empty, within = top == 0, ~self.starts[ahead]
        shift = empty | ((second > 0) & within & ~self.was_put_back[ahead])
        arc = ~empty & (ahead > 0) & within
        new = (second > 0) & (second == ahead + 1) & ~self.starts[second]
        bits: Numbers = shift * _SHIFT + ~empty * _REDUCE + arc * _ARC + new * _BREAK
        return bits

    def advance(self, seen: Numbers, moves: Numbers, kinds: Numbers) -> None:
        """Make one move in every state."""
        ahead, second, top, under = seen[:, 0], seen[:, 1], seen[:, 2], seen[:, 3]
        self._break(second[kinds == BREAK])
        left, right, reduce = kinds == LEFT, kinds == RIGHT, kinds == REDUCE
        self._arc_left(ahead[left], top[left], moves[left])
        self._arc_right(top[right], ahead[right], moves[right])
        self._put_back(top, reduce & (self.heads[top] == 0) & (under > 0))
        self.top -= left | reduce
        self._push(ahead, right | (kinds == SHIFT))

    def _break(self, words: Numbers) -> None:
        self.starts[words] = True

    def _arc_left(self, heads: Numbers, words: Numbers, moves: Numbers) -> None:
        """Hang the top of the stack on the next word; an arc from under it, always its head's last, is undone."""
        had = self.heads[words]
        self.last_right[had] = self.right_before[words]
        self.last_right[0] = 0
        self.heads[words], self.moves[words] = heads, moves
        self.last_left[heads] = words
        self.was_put_back[heads] = False

    def _arc_right(self, heads: Numbers, words: Numbers, moves: Numbers) -> None:
        self.heads[words], self.moves[words] = heads, moves
        self.right_before[words] = self.last_right[heads]
        self.last_right[heads] = words

    def _put_back(self, words: Numbers, which: Flags) -> None:
        self.back += which
        self.put_back[self.back[which]] = words[which]
        self.was_put_back[words[which]] = True

    def _push(self, words: Numbers, which: Flags) -> None:
        again = which & (self.put_back[self.back] > 0)
        self.back -= again
        self.next += which & ~again
        self.top += which
        self.stack[self.top[which]] = words[which]


class Transitions:
    """The parser's moves, and the network that chooses among them."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._kinds = np.array([_KINDS.index(move[0]) for move in weights.moves])
        bits = np.array([_SHIFT, _REDUCE, _ARC, _ARC, _BREAK])[self._kinds]
        allowed = (np.arange(2 * _BREAK)[:, None] & bits) > 0
        self._barred = np.where(allowed, np.float32(0), np.float32(-np.inf))

    def parse(self, vectors: Floats, lengths: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Give each word's head, from 1 through the batch and 0 for a root, and the move that hung it there.

        Parameters
        ----------
        vectors
            One row a word, the sentences of ``lengths`` one after another.
        lengths
            How many words each sentence has.
        """
        rows = self._rows(vectors)
        states = States(lengths)
        while (seen := states.look()).size:
            moves = self._best(rows, seen, states.allowed(seen))
            states.advance(seen, moves, self._kinds[moves])
        return states.heads[1:], states.moves[1:]

    def _rows(self, vectors: Floats) -> Floats:
        """Give what the moves see of each word, row 0 being that of no word."""
        w = self._weights
        rows = np.zeros((len(vectors) + 1, w.down.shape[1] + 1), np.float32)
        rows[0, -1] = 1
        rows[1:, :-1] = vectors @ w.down + w.down_bias
        return rows

    def _best(self, rows: Floats, seen: Numbers, allowed: Numbers) -> Numbers:
        w = self._weights
        hidden = rows.take(seen, axis=0).reshape(len(seen), -1) @ w.lower
        hidden += w.lower_bias
        half = hidden.shape[1] // 2
        scores = np.maximum(hidden[:, :half], hidden[:, half:]) @ w.upper
        scores += w.upper_bias
        scores += self._barred[allowed]
        best: Numbers = scores.argmax(axis=1)
        return best
