"""Words → vectors: each kind of word embedded once, then mixed with its neighbours, many sentences at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from spacy.tokens import Doc

from harmel.language.inference.weights import Floats, Maxout, Weights

KINDS = 100_000  # kinds of word kept, 40 MB: past them it begins anew
ROWS = 600  # rows mixed at once: what they need stays in the processor's cache
_KIND: list[int | str] = ["ORTH", "NORM", "SPACY"]  # what every attribute that is embedded follows from
_TINY = np.float32(1e-8)

Kind = tuple[int, ...]
Numbers = NDArray[np.intp]


class Embedding:
    """The vectors of kinds of words before their neighbours count: one is computed once, however often it occurs."""

    def __init__(self, weights: Weights) -> None:
        self._hashed, self._embed = weights.hashed, weights.embed
        self._columns: list[int | str] = [*weights.columns]
        self._numbers: dict[Kind, int] = {}
        self._vectors = np.empty((1_024, weights.encode[0].gain.size), np.float32)

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """Give the vectors of the words of some texts, one row a word."""
        if len(self._numbers) > KINDS:
            self._numbers.clear()
        kinds = [list(map(tuple, doc.to_array(_KIND).tolist())) for doc in docs]
        new = {kind: at for doc, some in zip(docs, kinds, strict=True) for kind, at in self._unknown(doc, some)}
        if new:
            self._learn(new)
        return self._vectors[[self._numbers[kind] for kind in chain.from_iterable(kinds)]]

    def _unknown(self, doc: Doc, kinds: list[Kind]) -> Iterator[tuple[Kind, tuple[Doc, int]]]:
        return ((kind, (doc, i)) for i, kind in enumerate(kinds) if kind not in self._numbers)

    def _learn(self, new: dict[Kind, tuple[Doc, int]]) -> None:
        attributes = np.array([doc.to_array(self._columns)[i] for doc, i in new.values()])
        low, high = len(self._numbers), len(self._numbers) + len(new)
        if high > len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.empty((high, self._vectors.shape[1]), np.float32)])
        self._vectors[low:high] = _maxout(self._hashed.predict(attributes), self._embed)
        self._numbers.update(zip(new, range(low, high), strict=True))


def encode(vectors: Floats, lengths: Sequence[int], weights: Weights) -> Floats:
    """Mix every word's vector with those of its neighbours in its own sentence.

    Parameters
    ----------
    vectors
        One row a word, the sentences of ``lengths`` one after another.
    lengths
        How many words each sentence has.
    weights
        The model's; its layers reach one word to either side, so that ``padding`` empty rows keep sentences apart.
    """
    mixed = np.empty_like(vectors)
    for low, lengths_of_block in _blocks(lengths):
        count = sum(lengths_of_block)
        places = np.arange(count) + weights.padding * np.repeat(
            np.arange(1, len(lengths_of_block) + 1), lengths_of_block
        )
        rows = np.zeros((count + weights.padding * (len(lengths_of_block) + 1), vectors.shape[1]), np.float32)
        rows[places] = vectors[low : low + count]
        for layer in weights.encode:
            rows += _mix(rows, layer)
        mixed[low : low + count] = rows[places]
    return mixed


def _blocks(lengths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    low = 0
    block: list[int] = []
    for length in lengths:
        if block and sum(block) + length > ROWS:
            yield low, block
            low, block = low + sum(block), []
        block.append(length)
    if block:
        yield low, block


def _mix(rows: Floats, layer: Maxout) -> Floats:
    width = layer.gain.size
    fenced = np.zeros((len(rows) + 2, width), np.float32)
    fenced[1:-1] = rows
    windows = np.ascontiguousarray(sliding_window_view(fenced.reshape(-1), 3 * width)[::width])
    return _maxout(windows, layer)


def _maxout(rows: Floats, layer: Maxout) -> Floats:
    """Give of each run of pieces the largest, normalised to mean 0 and variance 1, then scaled and moved."""
    width = layer.gain.size
    pieces = rows @ layer.weights
    pieces += layer.bias
    best: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    np.maximum(best, pieces[:, 2 * width :], out=best)
    best -= best.mean(axis=1, keepdims=True)
    best *= (np.einsum("ij,ij->i", best, best)[:, None] / np.float32(width) + _TINY) ** np.float32(-0.5)
    best *= layer.gain
    best += layer.shift
    return best
