"""The door to the parser: order, lengths, and sentences that come again."""

from __future__ import annotations

import pytest

from harmel.language import parser
from harmel.language.parser import parses

TEXTS = ["Norway denied it.", "“Rain,”\xa0he said.", "Norway denied it.", "Why?"]


def test_order_and_length_are_kept():
    docs = list(parses(TEXTS))
    assert [len(doc.text) for doc in docs] == [len(text) for text in TEXTS]
    assert docs[1].text == '"Rain," he said.'


def test_a_sentence_that_comes_again_is_parsed_once(monkeypatch: pytest.MonkeyPatch):
    first = list(parses(TEXTS))
    assert first[0] is first[2]
    monkeypatch.setattr(parser, "network", lambda: pytest.fail("parsed again"))
    assert all(one is two for one, two in zip(first, parses(TEXTS), strict=True))


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parser, "KEPT", 3)
    monkeypatch.setattr(parser, "AT_ONCE", 2)
    many = [f"Ship {n} left." for n in range(9)]
    assert [doc.text for doc in parses(many)] == many
    assert list(parser._lately._known) == many[-3:]


def test_what_was_used_last_is_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parser, "KEPT", 3)
    for text in ("One.", "Two.", "Three.", "One.", "Four."):
        list(parses([text]))
    assert list(parser._lately._known) == ["Three.", "One.", "Four."]


def test_spellings_kept_are_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parser, "SPELT", 3)
    doc = next(parses(["Nine blue herons waded past the lock."]))
    numbers, strings = doc.to_array("ORTH").tolist(), doc.vocab.strings
    for number in numbers:
        assert parser.spelt([number], strings) == [strings[number]]
    assert len(parser._SPELT) <= 4
    assert parser.spelt(numbers, strings) == [t.text for t in doc]
