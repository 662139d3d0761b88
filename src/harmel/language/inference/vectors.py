"""Words → vectors: each kind of word embedded once, then mixed with its neighbours, many sentences at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from harmel.language.inference.weights import Floats, Hashes, Maxout, Weights

KINDS = 100_000  # kinds of word kept, 40 MB: past them it begins anew
ROWS = 900  # rows mixed at once: what they need stays in the processor's cache
_REACH = 3  # a word and its two neighbours
_KIND: list[int | str] = ["ORTH", "NORM", "SPACY"]  # what every attribute that is embedded follows from
_APART = np.array([1, 3, 5], np.uint64)  # makes one number of those three, each itself a hash of 64 bits
_TINY = np.float32(1e-8)

Numbers = NDArray[np.intp]


class Embedding:
    """The vectors of kinds of words before their neighbours count: one is computed once, however often it occurs."""

    def __init__(self, weights: Weights) -> None:
        self._hashed, self._embed = weights.hashed, weights.embed
        self._columns: list[int | str] = [*weights.columns]
        self._numbers: dict[int, int] = {}
        self._vectors = np.empty((1_024, weights.encode[0].gain.size), np.float32)

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """Give the vectors of the words of some texts, one row a word."""
        if len(self._numbers) > KINDS:
            self._numbers.clear()
        kinds = (np.concatenate([doc.to_array(_KIND) for doc in docs]) * _APART).sum(axis=1).tolist()
        if not self._numbers.keys() >= set(kinds):
            new = {kind: at for at, kind in enumerate(kinds) if kind not in self._numbers}
            self._learn(new, np.concatenate([doc.to_array(self._columns) for doc in docs])[list(new.values())])
        return self._vectors[[self._numbers[kind] for kind in kinds]]

    def _learn(self, kinds: Collection[int], attributes: Hashes) -> None:
        low, high = len(self._numbers), len(self._numbers) + len(kinds)
        if high > len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.empty((high, self._vectors.shape[1]), np.float32)])
        self._vectors[low:high] = _maxout(self._hashed.predict(attributes), self._embed)
        self._numbers.update(zip(kinds, range(low, high), strict=True))


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
        count, pads = sum(lengths_of_block), weights.padding * (len(lengths_of_block) + 1)
        places = np.arange(count) + weights.padding * np.repeat(
            np.arange(1, len(lengths_of_block) + 1), lengths_of_block
        )
        window = _Windows(count + pads, vectors.shape[1])
        window.rows[places] = vectors[low : low + count]
        for layer in weights.encode:
            window.rows += _largest(window.times(layer.weights), layer)
        mixed[low : low + count] = window.rows[places]
    return mixed


class _Windows:
    """The rows of a block, and what each of them and its two neighbours give together, without a copy of any row.

    Three rows that follow each other in memory are one row three times as wide, and every third window begins where
    the one before has ended: three products over the same memory give them all.
    """

    def __init__(self, count: int, width: int) -> None:
        thirds = -(-count // _REACH)
        fenced = np.zeros((thirds * _REACH + _REACH - 1, width), np.float32)
        flat, wide = fenced.reshape(-1), _REACH * width
        self.rows = fenced[1 : count + 1]
        self._from = [flat[i * width : i * width + thirds * wide].reshape(thirds, wide) for i in range(_REACH)]
        self._products = np.empty((thirds * _REACH, wide), np.float32)

    def times(self, matrix: Floats) -> Floats:
        for i, windows in enumerate(self._from):
            np.matmul(windows, matrix, out=self._products[i::_REACH])
        return self._products[: len(self.rows)]


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


def _maxout(rows: Floats, layer: Maxout) -> Floats:
    return _largest(rows @ layer.weights, layer)


def _largest(pieces: Floats, layer: Maxout) -> Floats:
    """Give of each run of pieces the largest, normalised to mean 0 and variance 1, then scaled and moved."""
    width = layer.gain.size
    pieces += layer.bias
    best: Floats = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    np.maximum(best, pieces[:, 2 * width :], out=best)
    best -= best @ np.full((width, 1), 1 / width, np.float32)
    scale = np.einsum("ij,ij->i", best, best)
    scale /= width
    scale += _TINY
    np.sqrt(scale, out=scale)
    best /= scale[:, None]
    best *= layer.gain
    best += layer.shift
    return best
