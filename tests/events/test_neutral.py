"""Sentences of sport, weather, cooking and company results: none tells of an act between states."""

import tomllib
from pathlib import Path

import pytest

from harmel.actors import Registry
from harmel.events.fields import everyday
from harmel.pipeline import code_many
from harmel.records import Report
from neutral_press import SECOND, THIRD, WRITTEN, generated, written

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["neutral"]
NOT_STATES = {"BUS", "MNC", "MED", "CVL", "ELI"}


def page(number, text):
    return Report(report_id=str(number), source="test", text=text, language="en", body_spans=((0, len(text)),))


def is_between_states(event):
    sides = {(event.source_country or event.source_code), (event.target_country or event.target_code)}
    return len(sides - {""}) == 2 and not {event.source_sector, event.target_sector} & NOT_STATES


def misled(texts):
    coded = code_many((page(n, text) for n, text in enumerate(texts)), Registry.load())
    return [c.report.text for c in coded if any(is_between_states(e) for e in c.events)]


def test_there_are_a_thousand_different_sentences_and_three_hundred_by_hand():
    assert len(set(written(WRITTEN))) >= 300
    assert len({*written(WRITTEN), *generated(680)}) == 1000


def test_at_most_two_in_a_hundred_get_an_act_between_states():
    texts = [*written(WRITTEN), *generated(680)]
    assert len(misled(texts)) / len(texts) <= FLOORS["most"]


@pytest.mark.parametrize(("path", "floor"), [(SECOND, "most_second"), (THIRD, "most_third")])
def test_few_sentences_written_after_the_rules_get_one(path, floor):
    texts = written(path)
    assert len(misled(texts)) / len(texts) <= FLOORS[floor]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Germany beat Brazil 7-1 in the semi-final.", "sport"),
        ("A typhoon struck Japan.", "weather"),
        ("Whisk the eggs and fry the onions.", "cooking"),
        ("The carmaker cut its dividend.", "company"),
        ("Russia fired a missile at the stadium during the match.", ""),
        ("The presidents watched the World Cup final together.", ""),
        ("Russia expelled 35 diplomats.", ""),
        ("The two ministers will hold a final round of talks.", ""),
        ("Gazprom's chief executive threatened to cut the gas.", ""),
        ("", ""),
    ],
)
def test_the_field_of_a_sentence(text, field):
    assert everyday(text) == field
