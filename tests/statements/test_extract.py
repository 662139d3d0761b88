"""Whole passages, written for these tests: who says what."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from said import statements, told, words


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“We are ready to talk,” the minister said.", "the minister", "said", "“We are ready to talk,”"),
        ("“We are ready,” said the envoy. “We have a plan.”", "the envoy", "said",
         "“We are ready,” … “We have a plan.”"),
        ("“Every treaty,” the envoy said, “has a price.”", "the envoy", "said", "“Every treaty,” … “has a price.”"),
        ("“Will it hold?” the envoy asked. Nobody answered.", "the envoy", "asked", "“Will it hold?”"),
        ("Kyiv said that the bridge was closed.", "Kyiv", "said", "that the bridge was closed"),
        ("According to Warsaw, the fence will be finished in June.", "Warsaw", "According to",
         "the fence will be finished in June"),
        ("The fence, according to Warsaw, will be finished in June.", "Warsaw", "according to",
         "The fence … will be finished in June"),
        ("The bridge was closed, two officers said.", "two officers", "said", "The bridge was closed"),
        ("The bridge, two officers said, was closed.", "two officers", "said", "The bridge … was closed"),
        ("The spokeswoman called the drill “a clear provocation”.", "The spokeswoman", "called",
         "the drill “a clear provocation”"),
        ("She accused Minsk of sheltering the pilots.", "She", "accused", "Minsk of sheltering the pilots"),
        ("The mayor urged both armies to leave the valley.", "The mayor", "urged", "both armies to leave the valley"),
        ("He told reporters that the talks had failed.", "He", "told", "that the talks had failed"),
        ("The alliance rejected the offer.", "The alliance", "rejected", "the offer"),
        ("The ministry called for an inquiry.", "The ministry", "called for", "an inquiry"),
        ("The minister welcomed the general's claim that the bridge was safe.", "The minister", "welcomed",
         "the general's claim that the bridge was safe"),
        ("The paper reported at the time that the pit would close.", "The paper", "reported",
         "that the pit would close"),
        ("Nothing came of what she called a plan.", "she", "called", "what … a plan"),
        ("Some farmers fear that the river will rise.", "Some farmers", "fear", "that the river will rise"),
        ("The envoy made this promise: “Nobody will be left behind.”", "The envoy", "made … promise",
         "“Nobody will be left behind.”"),
    ],
)  # fmt: skip
def test_the_ways_of_reporting_speech(text, source, cue, content):
    assert told(text) == [(source, cue, content)]


def test_what_the_reporter_adds_behind_the_content_is_not_the_speakers():
    text = "The envoy said the talks would go on, although nobody had seen a date."
    assert told(text)[0][2] == "the talks would go on"
    text = "Minsk said the gate was open and denied that guards had fired."
    assert [t[1:] for t in told(text)] == [("said", "the gate was open"), ("denied", "that guards had fired")]


def test_who_goes_on_saying_is_the_one_who_spoke():
    text = "The envoy told miners that she believes the pit must close, saying that the coal is gone."
    assert [(source, cue) for source, cue, _ in told(text)] == [("The envoy", "told"), ("The envoy", "saying")]


def test_an_order_to_the_reader_reports_nobody():
    assert told("Please ask yourself that question. Don't blame the pilots.") == []


def test_a_deed_is_no_statement():
    assert [cue for _, cue, _ in told("Rebels attacked the town.")] == []
    assert told("The court released two prisoners. The envoy called the mayor on Monday.") == []
    assert [cue for _, cue, _ in told("The ministry released a statement.")] == ["released"]
    assert told("The unions called off a strike.") == []
    assert told("The alliance responded to the cyberattacks. The market reacted to the tariffs.") == []
    assert [cue for _, cue, _ in told("The leader attacked his rival for lying.")] == ["attacked"]


def test_who_is_arrested_for_a_threat_made_it():
    assert told("Police arrested a man for threatening to burn the office.") == [
        ("a man", "threatening", "to burn the office")
    ]


def test_what_is_said_to_be_said_hangs_from_the_outer_statement():
    outer, inner = statements("The envoy said that Minsk had denied the report.")
    assert inner.parent_statement == outer.statement_id
    assert (outer.parent_statement, inner.stance, inner.content) == ("", "deny", "the report")


def test_a_quotation_over_paragraphs_is_one_statement():
    text = "The general said: “First the talks.\n\n“Then the treaty. Then peace.”"
    assert told(text) == [("The general", "said", "“First the talks. “Then the treaty. Then peace.”")]


def test_a_quotation_alone_in_its_paragraph_takes_the_speaker_of_its_neighbour():
    text = "Nothing had changed by noon.\n\n“We have to keep talking to them.”\n\n“It is late,” the envoy said."
    alone, said = statements(text)
    assert words(text, alone.speaker_span) == "the envoy"
    assert (alone.cue, alone.content, said.cue) == ("", "“We have to keep talking to them.”", "said")


def test_a_place_before_a_colon_is_a_dateline():
    text = "Tarsk: The court in the old harbour town has ordered the two ships to be kept until the end of the winter."
    assert [t for t in told(text) if t[1] == ":"] == []


def test_names_before_a_colon_and_behind_a_dash_speak():
    assert told("Orav: The valley is empty\n\nIt was noon.") == [("Orav", ":", "The valley is empty")]
    assert told("“The valley is empty.” – Maret Orav") == [("Maret Orav", "–", "“The valley is empty.”")]


@pytest.mark.parametrize(
    ("text", "source", "relay"),
    [
        ("The Daily Post quoted the envoy as saying that talks had failed.", "the envoy", "The Daily Post"),
        ("“Talks have failed,” Radio Nord quoted the envoy during a visit.", "the envoy", "Radio Nord"),
        ("The envoy was quoted by the Daily Post as saying that talks had failed.", "The envoy", "the Daily Post"),
        ("The bridge was closed, the agency reported, citing two officials.", "two officials", "the agency"),
    ],
)
def test_relayed_words_belong_to_the_one_who_is_quoted(text, source, relay):
    (said,) = statements(text)
    assert words(text, said.speaker_span) == source
    assert said.relayed_by == relay


def test_the_speaker_is_the_actor_whatever_words_stand_for_it():
    by_capital, by_name = statements("Oslo said that it would pay."), statements("Norway said that it would pay.")
    assert [s.speaker for s in by_capital[:1]] == [s.speaker for s in by_name[:1]] == ["NOR"]


PASSAGE = (
    "Russia accused Norway of jamming its ships. “We will respond,” the Russian ministry said. Oslo denied the claim, "
    "and Norway warned that it would act if Moscow moved its fleet. Norwegian officials called Russia “a threat”."
)


def test_the_one_who_is_quoted_is_meant_by_i():
    found = {s.cue: s for s in statements("“I believe that the dam will hold,” Norway said.")}
    assert found["believe"].parent_statement == found["said"].statement_id
    assert (found["believe"].speaker, found["said"].speaker) == ("NOR", "NOR")


SIDES = {"Russian": "Norwegian", "Russia": "Norway", "Moscow": "Oslo"}
SIDES |= {b: a for a, b in SIDES.items()}


def swapped(text):
    return re.sub("Russian|Russia|Moscow|Norwegian|Norway|Oslo", lambda found: SIDES[found.group()], text)


def test_both_sides_are_read_alike():
    ours, theirs = statements(PASSAGE), statements(swapped(PASSAGE))
    assert len(ours) >= 5
    assert [swapped(s.content) for s in ours] == [s.content for s in theirs]
    assert [(s.stance, s.quotation, s.speaker_role) for s in ours] == [
        (s.stance, s.quotation, s.speaker_role) for s in theirs
    ]
    other = {"RUS": "NOR", "NOR": "RUS"}
    assert [other[s.speaker] for s in ours] == [s.speaker for s in theirs]


ODD = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
SAID = st.sampled_from(
    ["“No,” he said. ", 'She said: "Yes. ', "\r\n\r\n", "‘Peace’ \u202e", "e\u0301 👩‍👩‍👧 said ", "\0", "«",
     "According to ",
     "HE SAID NO. ", "&quot;Yes&quot; says O'Neill ", "was quoted by the Post as saying ", "’' “", "Name: "]
)  # fmt: skip


def check_spans(text):
    for s in statements(text):
        for start, end in (*s.content_spans, *s.cue_span, *s.speaker_span, *s.condition_span):
            assert 0 <= start < end <= len(text)
        assert s.content == " … ".join(" ".join(text[a:b].split()) for a, b in s.content_spans)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(ODD, SAID), max_size=8).map("".join))
def test_spans_lie_inside_any_text_and_give_back_its_words(text):
    check_spans(text)


@pytest.mark.torture
@settings(deadline=None, max_examples=2000)
@given(st.lists(st.one_of(ODD, SAID), max_size=30).map("".join))
def test_spans_lie_inside_any_text_at_length(text):
    check_spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "he said that " * 1700 + "it was over.",
        '"' * 5000,
        "“yes” " * 3000,
        "‘" * 2000 + " he said " + "’" * 2000,
        "THE MINISTER SAID THAT THE TALKS HAD FAILED AND THAT NOBODY WAS TO BLAME. " * 20,
        "Der Minister sagte, dass „nichts entschieden“ sei. " * 20,
        "The table. A chair, the lamp; no verb here at all.",
    ],
)
def test_nothing_that_a_page_may_hold_makes_it_crash_or_hang(text):
    began = time.process_time()
    check_spans(text)
    assert time.process_time() - began < 60
