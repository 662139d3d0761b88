"""A verb that the lexicon does not know: the words about it tell the act, or nothing does."""

import pytest

from events.test_coder import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway whisked 300 soldiers to the Chilean border.", ("NOR", "15", "CHL", "actual")),
        ("Norway whooshed 20 tanks towards the Finnish frontier.", ("NOR", "15", "FIN", "actual")),
        ("Norway denied fiddling with the software of the Chilean navy.", ("NOR", "17", "CHL", "denied")),
        ("Iran pummelled Omani traders with tariffs.", ("IRN", "16", "OMN", "actual")),
        ("Norway will bundle off six Chilean diplomats.", ("NOR", "16", "CHL", "planned")),
        ("Norway wormed into the servers of the Chilean navy.", ("NOR", "17", "CHL", "actual")),
    ],
)
def test_a_frame_tells_the_act_of_an_unlisted_verb(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway copes with sanctions on Chile.",
        "Norway whisked 300 tourists to the Chilean border.",
        "Norway wheeled 30 howitzers to the border.",
        "Norway had trouble with the servers of the Chilean navy.",
        "Norway went with Chilean negotiators.",
        "Norway bundled off six parcels to Chile.",
    ],
)
def test_without_the_telling_words_or_a_second_side_it_is_no_act(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Japan held drills with 600 soldiers near the Chinese coast.", "15"),
        ("Japan held drills with 600 Indian soldiers.", "06"),
        ("Japan held drills with India.", "06"),
    ],
)
def test_soldiers_in_number_are_what_a_drill_is_held_with_and_no_partner(text, root):
    assert {action for _, action, _, _ in told(text)} == {root}


def test_what_an_act_is_said_to_answer_is_a_cause_told_and_no_charge():
    text = "Norway expelled six Chilean diplomats in answer to the threat against Norway."
    assert ("", "13", "NOR", "actual") in told(text)
