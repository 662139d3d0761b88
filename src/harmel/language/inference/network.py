"""Sentences → tags, heads and labels, written into spaCy's own documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from harmel.language.inference.transitions import Transitions
from harmel.language.inference.vectors import Embedding, encode
from harmel.language.inference.weights import Floats, Hashes, weights

_WRITTEN: list[int | str] = ["TAG", "HEAD", "DEP"]
_LIFTED = "||"  # a label that also says of what: the word hangs higher than it belongs, as the moves cannot cross arcs


class Network:
    """The tagger and the parser of a pipeline, with its own weights."""

    def __init__(self, nlp: Language) -> None:
        self._weights = weights(nlp)
        self._embedding = Embedding(self._weights)
        self._transitions = Transitions(self._weights)
        self._root = np.uint64(nlp.vocab.strings.add("ROOT"))
        self._lifted = np.array([_LIFTED in move for move in self._weights.moves])
        parser: Any = nlp.get_pipe("parser")
        self._lower = parser.postprocesses

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Write the tags, heads and labels of some texts, each read by itself as one or more sentences."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        lengths = [len(doc) for doc in docs]
        vectors = encode(self._embedding(docs), lengths, self._weights)
        heads, moves = self._transitions.parse(vectors, lengths)
        words = np.arange(1, len(heads) + 1)
        away = np.where(heads > 0, heads - words, 0)
        labels = np.where(heads > 0, self._weights.move_labels[moves], self._root)
        written: Any = np.stack([self._tags(vectors), away.astype(np.uint64), labels], axis=1)
        lifted = self._lifted[moves] & (heads > 0)
        low = 0
        for doc, length in zip(docs, lengths, strict=True):
            doc.from_array(_WRITTEN, written[low : low + length])
            if lifted[low : low + length].any():
                for lower in self._lower:
                    lower(doc)
            low += length

    def _tags(self, vectors: Floats) -> Hashes:
        w = self._weights
        tags: Hashes = w.tag_ids[(vectors @ w.tags + w.tags_bias).argmax(axis=1)]
        return tags
