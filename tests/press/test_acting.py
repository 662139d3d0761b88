"""Sentences about acts: their variety, their status, and the truth that is noted of them."""

import random
from datetime import date

import pytest

from harmel.press.acting import Deed, doing
from harmel.press.desk import Desk
from harmel.press.grammar import acts, data
from harmel.press.ink import bare, lift
from harmel.press.world import party
from harmel.vocabulary import Status, words

BLANKS = {"topic": "TOPIC", "duty": "DUTY", "place": "PLACE", "n": "NUMBER"}
DAY, PUBLISHED = date(2019, 5, 6), date(2019, 5, 9)
STATED = [key for key, act in acts().items() if act.share > 0]


def _desk(seed):
    return Desk(rng=random.Random(seed), published=PUBLISHED, outlet="The Paper")


def _deed(key, form="", kind="ways"):
    act = acts()[key]
    form = form or act.ways[0]
    return Deed(act=act, form=form, kind=kind, source=party("XKO"), target=party("XCA"), day=DAY, blanks=BLANKS)


def _forms(key):
    """Sentences that differ in more than who, when, what about and the opening circumstance."""
    circumstances = data("words")["colour"]["weeks"]
    made = set()
    for kind in ("ways", "passive", "noun"):
        for form in getattr(acts()[key], kind):
            for seed in range(60):
                text = bare(doing(_desk(seed), _deed(key, form, kind), "actual"))
                for circumstance in circumstances:
                    text = text.replace(circumstance, "CIRCUMSTANCE")
                made.add(text)
    return made


@pytest.mark.parametrize("key", STATED)
def test_every_act_has_at_least_forty_surface_forms(key):
    assert len(_forms(key)) >= 40


@pytest.mark.parametrize("key", STATED)
def test_every_act_is_said_with_at_least_six_verbs(key):
    assert len({way.split()[0] for way in acts()[key].ways}) >= 6


@pytest.mark.parametrize("status", words(Status))
def test_a_sentence_notes_its_event_with_status_trigger_and_parties(status):
    for seed in range(30):
        desk = _desk(seed)
        text, spans = lift(doing(desk, _deed("deploy"), status, party("XLO")))
        note = desk.notes.events["e0"]
        assert note["status"] == status
        assert spans["e0.sentence"] == ((0, len(text)),)
        assert text[slice(*spans["e0.trigger"][0])].startswith("deploy")
        assert text[slice(*spans["e0.target"][0])] == "Callund"
        assert text.endswith(".")
        assert "{" not in text


def test_an_accusation_is_an_event_of_its_own_and_someones_words():
    for seed in range(60):
        desk = _desk(seed)
        text = bare(doing(desk, _deed("hack"), "alleged", party("XCA")))
        if "accused" in text:
            verbal = desk.notes.events["e1"]
            assert (verbal["deed"].act.key, verbal["deed"].source.actor) == ("accuse", "XCA")
            assert desk.notes.statements["s0"]["speaker"] == "XCA"
            return
    pytest.fail("no accusation among sixty allegations")


def test_the_codes_and_classes_of_the_acts_are_those_of_the_schema():
    from harmel.vocabulary import Quad

    for act in acts().values():
        assert act.quad in words(Quad)
        assert act.action.isdigit()
        assert all(root.isdigit() and len(root) == 2 for root in act.also)
