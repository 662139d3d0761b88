"""The gate: it lets through whatever could become a record, and loses next to none of them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from events.examples import cases as acts
from figure_cases import cases as figure_cases
from harmel import events, figures, statements
from harmel.actors import Registry
from harmel.language.gate import Words, passing
from harmel.language.parse import parse_many
from harmel.language.parsed import Sentence
from harmel.pipeline import TESTS, code_many
from harmel.press import Plan, press
from harmel.reading import plain_text
from harmel.records import Coded
from shared import shared

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["gate"]
REGISTRY = Registry.load()
RECORDS = ("statements", "events", "figures")
QUIET = "It rained all night.", "The soup was cold.", "There was dew on the shed."


def sentences(text: str, *parts: str) -> list[Sentence]:
    places = [text.index(part) for part in parts]
    return [
        Sentence(index=i, start=at, end=at + len(part), paragraph=text.count("\n", 0, at))
        for i, (at, part) in enumerate(zip(places, parts, strict=True))
    ]


def never(_: Words) -> bool:
    return False


def lost(texts: list[str]) -> tuple[int, int]:
    """Count the records of every sentence parsed, and those of them that the gate loses or changes."""
    reports = [plain_text(text, source=str(i), date="2018-03-01") for i, text in enumerate(texts)]
    count = missing = 0
    for every, gated in zip(code_many(reports, REGISTRY, tests=()), code_many(reports, REGISTRY), strict=True):
        assert isinstance(every, Coded)
        assert isinstance(gated, Coded)
        for kind in RECORDS:
            count += len(getattr(every, kind))
            missing += len(set(getattr(every, kind)) - set(getattr(gated, kind)))
    return count, missing


def test_every_sentence_of_the_lexicon_of_acts_passes():
    barred = [c.text for c in acts() if not events.may_tell(Words.of(c.text))]
    assert len(barred) <= len(acts()) * 0.002, barred[:5]


@pytest.mark.parametrize("name", ["sentences.txt", "unseen.txt"])
def test_every_sentence_with_a_figure_passes(name: str):
    barred = [text for text, found in figure_cases(name) if found and not figures.may_tell(Words.of(text))]
    assert barred == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied it.",
        "According to Warsaw, the fence will stand.",
        "It was, in the words of one driver, a long road.",
        "The general's claim that the bridge was safe did not hold.",
        "“Rain.”",
        "Ms. Ruiz: We are late.",
        "She ruled out talks.",
        "They call for rain.",
    ],
)
def test_what_announces_a_statement_passes(text: str):
    assert statements.may_tell(Words.of(text))


@pytest.mark.parametrize("text", QUIET)
def test_a_sentence_without_a_sign_is_left_out(text: str):
    assert not any(test(Words.of(text)) for test in TESTS)


def test_a_sentence_within_a_quotation_passes():
    text = "“It rained. The soup was cold. It rained all night.” Nobody came."
    cut = sentences(text, "“It rained.", "The soup was cold.", "It rained all night.”", "Nobody came.")
    assert list(passing(text, cut, [never])) == [False, True, True, False]


def test_a_quotation_that_was_never_closed_ends_with_its_paragraph():
    text = "“It rained.\nThe soup was cold."
    assert list(passing(text, sentences(text, *text.split("\n")), [never])) == [False, False]


def test_who_is_called_by_the_last_name_later_is_read_where_the_full_name_stands():
    text = "Ana Ruiz sat down. Bo Lind sat down. It rained. Ruiz denied it."
    cut = sentences(text, "Ana Ruiz sat down.", "Bo Lind sat down.", "It rained.", "Ruiz denied it.")
    assert list(passing(text, cut, [statements.may_tell])) == [True, False, False, True]


def test_what_is_left_out_keeps_its_place_and_its_names():
    report = plain_text("Norway denied it. It rained in Norway all night. Peru left.", source="t", date="2018-03-01")
    (parsed,) = parse_many([report], REGISTRY, tests=TESTS)
    assert [s.doc is not None for s in parsed.sentences][:2] == [True, False]
    assert [report.text[m.start : m.end] for m in parsed.mentions if m.sentence == 2] == ["Peru"]


def test_nothing_is_lost_of_our_own_press():
    pages = [p for _, made in press(Plan(reports=40, seed=23)) for p in made][:40]
    texts = ["\n\n".join(p.text[a:b] for a, b in p.truth.report.body_spans) for p in pages]
    count, missing = lost(texts)
    assert count > 250
    assert missing <= FLOORS["lost_press"] * count


def test_next_to_nothing_is_lost_of_political_news():
    rows = shared("data/polnear_dev.jsonl").read_text(encoding="utf-8").splitlines()
    count, missing = lost(list(dict.fromkeys(json.loads(row)["text"] for row in rows))[:40])
    assert count > 1_500
    assert missing <= FLOORS["lost_politics"] * count


def test_next_to_nothing_is_lost_of_general_pages():
    rows = map(json.loads, shared("data/page_dumps_dev.jsonl").read_text(encoding="utf-8").splitlines())
    count, missing = lost([row["body"] for row in rows if row["lang"] == "en" and row["variant"] == "page"])
    assert count > 1_500
    assert missing <= FLOORS["lost_general"] * count


def test_next_to_nothing_is_lost_of_coded_sentences():
    rows = shared("data/event_pairs_dev.jsonl").read_text(encoding="utf-8").splitlines()
    count, missing = lost([json.loads(row)["text"] for row in rows][:400])
    assert count > 800
    assert missing <= FLOORS["lost_pairs"] * count
