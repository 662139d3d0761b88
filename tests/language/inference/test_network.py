"""The rewritten inference gives what spaCy's own pipeline gives, on clean text, on nonsense and on real news."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from spacy.tokens import Doc

from harmel.language.inference import Network
from harmel.language.parser import model
from harmel.language.sentences import paragraphs, sentences
from language.inference.salad import PLAIN, salads
from shared import shared


def read(texts: Sequence[str], at_once: int = 100) -> list[Doc]:
    network = Network(model())
    docs = [model().make_doc(text) for text in texts]
    for low in range(0, len(docs), at_once):
        network.annotate(docs[low : low + at_once])
    return docs


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start, t.left_edge.i, t.right_edge.i, t.n_lefts, t.n_rights)
        for t in doc
    ]


def test_sentences_are_read_as_the_pipeline_reads_them():
    for ours, theirs in zip(read(PLAIN), model().pipe(PLAIN), strict=True):
        assert told(ours) == told(theirs)


def test_even_word_salad_is():
    texts = salads(300)
    for ours, theirs in zip(read(texts), model().pipe(texts), strict=True):
        assert told(ours) == told(theirs)


def test_arcs_that_cross_are_found():
    (doc,) = read(["A hearing is scheduled on the issue today that nobody asked for."])
    crossed = [t.text for t in doc if not t.head.is_ancestor(doc[min(t.i, t.head.i) + 1])]
    assert "that" in crossed
    assert told(doc) == told(next(model().pipe([doc.text])))


def test_neighbours_in_a_batch_change_nothing():
    together = {doc.text: told(doc) for doc in read(salads(80))}
    for text in salads(80)[:10]:
        assert told(read([text])[0]) == together[text]


def test_an_empty_text_is_left_as_it_is():
    assert [len(doc) for doc in read(["", "Rain."])] == [0, 2]
    read([])


@pytest.mark.parametrize("set_of_texts", ["polnear_dev", "plover_gsr_dev"])
def test_real_news_is_read_as_the_pipeline_reads_it(set_of_texts: str):
    rows = shared(f"data/{set_of_texts}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = list(dict.fromkeys(json.loads(row)["text"] for row in rows))[:94]
    cut = [t[a:b] for t in texts for p in paragraphs(t, ((0, len(t)),)) for a, b in sentences(t, *p)][:600]
    words = wrong = 0
    for ours, theirs in zip(read(cut, 256), model().pipe(cut), strict=True):
        words += len(ours)
        wrong += sum(one != two for one, two in zip(told(ours), told(theirs), strict=True))
    assert words > 2_000
    assert wrong / words <= 0.0001
