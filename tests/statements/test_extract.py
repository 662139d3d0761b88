"""Whole passages, written for these tests: who says what."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.actors import Registry
from harmel.language.parse import parse
from harmel.records import Report
from harmel.statements import extract


def statements(text):
    return extract(parse(Report(report_id="r", source="t", text=text, body_spans=((0, len(text)),)), Registry.load()))


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "quotation"),
    [
        ("“We are ready to talk,” the minister said.", "the minister", "said", "“We are ready to talk,”", "direct"),
        ("“We are ready,” said the envoy. “We have a plan.”", "the envoy", "said",
         "“We are ready,” … “We have a plan.”", "direct"),
        ("Kyiv said that the bridge was closed.", "Kyiv", "said", "that the bridge was closed", "indirect"),
        ("According to Warsaw, the fence will be finished in June.", "Warsaw", "According to",
         "the fence will be finished in June", "indirect"),
        ("The bridge was closed, two officers said.", "two officers", "said", "The bridge was closed", "indirect"),
        ("The spokeswoman called the drill “a clear provocation”.", "The spokeswoman", "called",
         "the drill “a clear provocation”", "mixed"),
    ],
)  # fmt: skip
def test_the_plain_ways_of_reporting_speech(text, speaker, cue, content, quotation):
    found = [s for s in statements(text) if not s.parent_statement]
    assert [(s.speaker_name, s.cue, s.content, s.quotation) for s in found] == [(speaker, cue, content, quotation)]


def test_what_is_said_to_be_said_hangs_from_the_outer_statement():
    outer, inner = statements("The envoy said that Minsk had denied the report.")
    assert (outer.speaker_name, inner.speaker_name) == ("The envoy", "Minsk")
    assert inner.parent_statement == outer.statement_id
    assert inner.stance == "deny"


ODD = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
SAID = st.sampled_from(
    [
        "“No,” he said. ",
        'She said: "Yes. ',
        "\r\n\r\n",
        "‘Peace’ \u202e",
        "e\u0301 👩‍👩‍👧 said ",
        "\0",
        "«",
        "According to ",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(ODD, SAID), max_size=8).map("".join))
def test_spans_lie_inside_any_text_and_give_back_its_words(text):
    for s in statements(text):
        for start, end in (*s.content_spans, *s.cue_span, *s.speaker_span, *s.condition_span):
            assert 0 <= start < end <= len(text)
        assert s.content == " … ".join(" ".join(text[a:b].split()) for a, b in s.content_spans)
