"""The transition system: every word gets one place in a tree, whatever the network would like."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.language.inference.transitions import Transitions
from harmel.language.inference.weights import weights
from harmel.language.parser import model

W = weights(model())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 25), min_size=1, max_size=12), st.integers(0, 2**32 - 1))
def test_any_vectors_give_trees_within_their_sentences(lengths: list[int], seed: int):
    rng = np.random.default_rng(seed)
    vectors = rng.normal(scale=3, size=(sum(lengths), W.down.shape[0])).astype(np.float32)
    wild = replace(W, upper_bias=rng.normal(scale=20, size=W.upper_bias.shape).astype(np.float32))
    heads, moves = Transitions(wild).parse(vectors, lengths)
    low = 0
    for length in lengths:
        words = range(low + 1, low + length + 1)
        for word in words:
            head, steps = int(heads[word - 1]), 0
            assert head == 0 or head in words
            assert head == 0 or wild.moves[moves[word - 1]][0] == ("L" if head > word else "R")
            while head and steps <= length:
                head, steps = int(heads[head - 1]), steps + 1
            assert steps <= length, "a word hangs on itself"
        low += length


def test_one_word_is_a_root():
    heads, _ = Transitions(W).parse(np.zeros((1, W.down.shape[0]), np.float32), [1])
    assert heads.tolist() == [0]
