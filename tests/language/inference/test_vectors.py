"""Word vectors: the model's own numbers, whatever stands in the same batch, with a bounded store of kinds of words."""

from __future__ import annotations

import numpy as np
import pytest

from harmel.language.inference import vectors as room
from harmel.language.inference.vectors import Embedding, encode
from harmel.language.inference.weights import weights
from harmel.language.parser import model
from language.inference.salad import PLAIN, salads

W = weights(model())
DOCS = [model().make_doc(text) for text in (*PLAIN, *salads(60))]
LENGTHS = [len(doc) for doc in DOCS]


def test_vectors_are_the_models_own():
    ours = encode(Embedding(W)(DOCS), LENGTHS, W)
    theirs = np.concatenate(model().get_pipe("tok2vec").predict(DOCS))
    assert np.abs(ours - theirs).max() < 1e-4


def test_a_sentence_has_the_same_vectors_alone():
    together = encode(Embedding(W)(DOCS), LENGTHS, W)
    alone = encode(Embedding(W)(DOCS[:1]), LENGTHS[:1], W)
    assert np.abs(together[: LENGTHS[0]] - alone).max() < 1e-4


def test_small_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch):
    rows = Embedding(W)(DOCS)
    whole = encode(rows, LENGTHS, W)
    monkeypatch.setattr(room, "ROWS", 7)
    assert np.abs(encode(rows, LENGTHS, W) - whole).max() < 1e-4


def test_a_kind_of_word_is_embedded_once(monkeypatch: pytest.MonkeyPatch):
    embedding = Embedding(W)
    first = embedding(DOCS)
    monkeypatch.setattr(embedding, "_hashed", None)
    assert (embedding(DOCS) == first).all()


def test_the_store_begins_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room, "KINDS", 10)
    embedding = Embedding(W)
    first = embedding(DOCS)
    for _ in range(3):
        assert np.abs(embedding(DOCS) - first).max() < 1e-5
    assert len(embedding._numbers) <= sum(LENGTHS)
