"""The cues that are shipped, checked as data."""

import tomllib
from importlib.resources import files

from harmel.statements.lexicon import lexicon
from harmel.vocabulary import SpeakerRole, Stance, words

TABLE = tomllib.loads((files("harmel.statements") / "data" / "cues.toml").read_text(encoding="utf-8"))
WAYS = {"quotation", "clause", "infinitive", "object", "pair"}
KEYS = {"words", "takes", "told", "with", "stance", "belief", "particle"}


def test_every_entry_uses_only_known_ways_and_stances():
    for group in [*TABLE["verbs"], *TABLE["nouns"]]:
        assert group.keys() <= KEYS, group
        assert group["stance"] in words(Stance)
        assert set(group["takes"]) <= WAYS
        assert group["takes"] or group["with"]
    assert set(TABLE["prepositions"].values()) <= set(words(Stance))
    assert set(TABLE["roles"]) <= set(words(SpeakerRole))


def test_no_word_stands_twice_in_one_group_and_every_irregular_form_has_its_verb():
    for group in [*TABLE["verbs"], *TABLE["nouns"]]:
        listed = group["words"].split()
        assert len(listed) == len(set(listed)), group
    verbs = {w for group in TABLE["verbs"] for w in group["words"].split()}
    assert set(TABLE["forms"]) <= verbs, set(TABLE["forms"]) - verbs


def test_forms_are_spelt_as_english_spells_them():
    verbs = lexicon().verbs
    assert {"denies", "denied", "denying", "argues", "arguing", "admitted", "told", "vowed"} <= verbs.keys()
    assert not {"admited", "denys", "argueing", "refered", "planed", "regreted"} & verbs.keys()
    assert {"allegations", "promises", "pleas", "refusals"} <= lexicon().nouns.keys()


def test_every_stance_can_be_reached():
    reached = {use.stance for uses in lexicon().verbs.values() for use in uses}
    assert reached == set(words(Stance))
