"""Every entry of the lexicon is tested by its own sentence, every class by each of its words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from events.examples import Case, cases, coded, right
from harmel.events.lexicon import lexicon
from harmel.events.ontology import actions
from harmel.language.parser import parses

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["events"]


@cache
def results() -> list[tuple[Case, bool]]:
    made = cases()
    return [(one, right(coded(doc, one), one)) for one, doc in zip(made, parses(c.text for c in made), strict=True)]


def test_each_entry_fires_on_its_own_sentence_with_the_marked_sides():
    wrong = [f"{c.rule}: {c.text}" for c, fine in results() if not c.written_out and not fine]
    assert wrong == []


def test_the_words_of_each_class_fire_too():
    fine = [fine for c, fine in results() if c.written_out]
    assert sum(fine) / len(fine) >= FLOORS["class_words"]


def test_the_lexicon_is_broad():
    assert len(cases()) >= FLOORS["sentences"]


def test_every_entry_has_a_known_code_and_an_example():
    for entry in lexicon().entries.values():
        assert entry.code in actions(), entry.rule
        assert entry.example.endswith("."), entry.rule
