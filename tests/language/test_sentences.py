"""Paragraphs and sentences with offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.language.sentences import paragraphs, sentences


def cut(text):
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Gen. Ilves (D-Md.) spoke.", "He left."],
        ["Talks ended at 5 p.m.", "The envoys left for the U.S.", "It rained."],
        ["The U.S. Army moved on Jan. 4 with 3.5 tonnes."],
        ["“Will it hold?” she asked.", "“No.”", "He left."],
        ["J. K. Orav wrote to the Acme Inc. board.", "Nobody answered…", "Then came May."],
        ["«We stay.»", "»Wir gehen.«"],
    ],
)
def test_full_stops_that_end_a_sentence_and_those_that_do_not(parts):
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "dateline",
    [
        "LONDON (Reuters) - ",
        "LIMA, June 4, 2019 (Andes Wire) -- ",
        "ADEN/SANAA, Sept. 3 — ",
        "BERN, Switzerland (AP) – ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline):
    assert cut(dateline + "Two ships sailed. They came back.") == ["Two ships sailed.", "They came back."]


@pytest.mark.parametrize("opening", ["NATO - an alliance of 2019 - met.", "USA - in (2019) - won.", "A (b) - c."])
def test_a_dash_behind_capitals_is_no_dateline(opening):
    assert cut(opening) == [opening]


def test_a_line_is_a_paragraph_unless_the_text_is_wrapped():
    lines = "Talks resume in Vienna\nArms control is back"
    assert len(list(paragraphs(lines, ((0, len(lines)),)))) == 2
    wrapped = "\n".join(["the text of a report that was wrapped at a fixed width of"] * 4 + ["seventy."])
    assert list(paragraphs(wrapped, ((0, len(wrapped)),))) == [(0, len(wrapped))]


@given(st.text(alphabet=st.sampled_from("aB. \n\r\t!?“”\"'…1\0\u2028é"), max_size=120))
def test_every_letter_lies_in_exactly_one_sentence(text):
    spans = [s for p in paragraphs(text, ((0, len(text)),)) for s in sentences(text, *p)]
    covered = [i for start, end in spans for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if c.isalnum()} <= set(covered)
