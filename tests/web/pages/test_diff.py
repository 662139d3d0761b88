"""Word-level differences: they rebuild both texts, are the shortest, and no pair of texts takes long."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmel.web.pages.diff import LONGEST, diff

TEXTS = st.lists(st.sampled_from(["the ", "strait ", "was ", "closed", ".\n", "open ", "é", " "]), max_size=40).map(
    "".join
)


def both(pieces):
    old = "".join(p.text for p in pieces if p.kind != "new")
    new = "".join(p.text for p in pieces if p.kind != "gone")
    return " ".join(old.split()), " ".join(new.split())


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # whatever else runs here
@given(TEXTS, TEXTS, st.sampled_from([600_000, 300, 20, 0]))
def test_both_texts_can_be_built_again(old, new, budget):
    pieces = diff(old, new, budget=budget)
    first, second = both(pieces)
    assert squeezed(first) == squeezed(old)
    assert squeezed(second) == squeezed(new)
    assert all(a.kind != b.kind for a, b in pairwise(pieces))


@given(TEXTS)
def test_a_text_and_itself_differ_in_nothing(text):
    assert all(piece.kind == "same" for piece in diff(text, text.replace(" ", "\n")))


def test_only_the_changed_words_are_marked():
    old = "Kordavia expelled five diplomats on Monday, the ministry said."
    new = "Kordavia expelled six diplomats on Monday, a ministry spokesman said."
    changed = [(p.kind, p.text.strip()) for p in diff(old, new) if p.kind != "same"]
    assert changed == [("gone", "five"), ("new", "six"), ("gone", "the"), ("new", "a"), ("new", "spokesman")]


ALL_OTHER = "".join(chr(0x4E00 + i % 20_000) + " " for i in range(LONGEST)), "b " * LONGEST
HOSTILE = {
    "repeats": ("a b " * 30_000, "b a c " * 20_000),
    "nothing in common": ALL_OTHER,
    "one endless word": ("a" * 200_000, "b" * 200_000),
    "noise": tuple("".join(random.Random(seed).choices("ab ,\n", k=LONGEST)) for seed in (1, 2)),
    "lines": ("x\n" * 30_000, "y\nx\n" * 15_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pairs_are_bounded_in_time(name):
    old, new = HOSTILE[name]
    start = time.process_time()
    pieces = diff(old, new)
    assert time.process_time() - start < 3.0
    assert squeezed(both(pieces)[1]) == squeezed(new[:LONGEST])
