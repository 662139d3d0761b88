"""Whose word an act rests on: a side's account of the other is alleged, a witness's is not."""

from __future__ import annotations

import pytest

from harmel.actors import Registry
from harmel.events import extract
from harmel.language.parse import parse
from harmel.records import Report

REGISTRY = Registry.load()


def coded(text):
    report = Report(report_id="r", source="t", text=text, body_spans=((0, len(text)),))
    return extract(parse(report, REGISTRY), ())[0]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("According to Ukraine, Russia attacked a convoy.", "alleged"),
        ("According to Russia, Ukraine attacked a convoy.", "alleged"),
        ("Iran attacked Israel, according to Israel.", "alleged"),
        ("According to a witness, Russia attacked Ukraine.", "actual"),
        ("According to Norway, Russia attacked Ukraine.", "actual"),
        ("According to Russia, Russia attacked Ukraine.", "actual"),
        ("Russia did not attack Ukraine, according to Ukraine.", "negated"),
    ],
)
def test_what_one_side_tells_of_the_other_is_alleged(text, standing):
    assert {e.status for e in coded(text) if e.action.startswith("19")} == {standing}


def test_the_word_that_decides_is_kept():
    text = "According to Ukraine, Russia attacked a convoy."
    (event,) = coded(text)
    assert [text[a:b] for a, b in event.status_span] == ["According"]


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        ("France told reporters to expect talks with Germany.", False),
        ("France told officials to prepare for talks.", False),
        ("France told German officials to prepare for talks.", True),
        ("France told Germany to prepare for talks.", True),
    ],
)
def test_what_reporters_are_told_is_no_demand(text, demands):
    assert any(e.action.startswith("10") for e in coded(text)) is demands
