"""Quotation marks of every sort, closed, nested, left open and opened again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.statements.marks import quotations


def _outer(text):
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append((start, start + len(part)))
        start += len(part) + 2
    return [text[q.start : q.end] for q in quotations(text, paragraphs) if q.depth == 0]


@pytest.mark.parametrize(
    "said",
    ["“We will stay.”", '"We will stay."', "„Wir bleiben.“", "«We will stay.»", "»Wir bleiben.«", "‘We will stay.’",
     "'We will stay.'", "''We will stay.''", "``We will stay.''", "„We will stay.”"],
)  # fmt: skip
def test_every_kind_of_mark_is_read(said):
    assert _outer(f"The envoy spoke. {said} He left.") == [said]


def test_an_apostrophe_is_no_quotation():
    assert _outer("It's the allies' plan, and NATO's aim isn't war.") == []


def test_a_nested_quotation_lies_one_level_down():
    text = "“They told us ‘never again’ in May,” she said."
    assert [(text[q.start : q.end], q.depth) for q in quotations(text, [(0, len(text))])] == [
        ("“They told us ‘never again’ in May,”", 0),
        ("‘never again’", 1),
    ]


def test_an_odd_number_of_marks_costs_only_the_broken_quotation():
    text = '"We left it open, he said. "We closed it," she said.'
    assert '"We closed it,"' in _outer(text)


def test_a_quotation_left_open_ends_with_its_paragraph_and_goes_on_in_the_next():
    text = "“First the talks.\n\n“Then the treaty,” he said."
    found = quotations(text, [(0, 17), (19, len(text))])
    assert [(q.closed, q.continues) for q in found] == [(False, False), (True, True)]


@given(st.text(alphabet="ab \n.,\"'“”„«»‘’`", max_size=80))
def test_quotations_lie_inside_the_text_and_inside_each_other(text):
    found = quotations(text, [(0, len(text))])
    assert all(0 <= q.start < q.inner[0] <= q.inner[1] <= q.end <= len(text) for q in found)
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))
