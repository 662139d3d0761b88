"""The press must not speak the coder's language: some of its verbs are unknown to the lexicon, but not most."""

from harmel.events.lexicon import lexicon
from harmel.press.grammar import acts
from harmel.press.score import unknown_verbs


def test_between_a_tenth_and_a_quarter_of_the_verbs_are_unknown_to_the_coder():
    used = {way.split()[0] for act in acts().values() for way in act.ways}
    lacking = unknown_verbs()
    assert lacking < used
    assert 0.10 <= len(lacking) / len(used) <= 0.25, sorted(lacking)


def test_an_unknown_verb_has_no_form_in_the_lexicon_and_a_known_one_has():
    assert not lexicon().may_speak(unknown_verbs())
    assert "expel" not in unknown_verbs()
