"""The demo's pages coded, against what a careful human found in them before any coder had read them.

Every share has its floor in ``tests/floors.toml``, table ``demo``.
"""

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from harmel import reading
from harmel.actors import Registry
from harmel.pipeline import code_many
from harmel.records import Coded
from harmel.settings import rivalry

HERE = Path(__file__).parent
TRUTH = tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((HERE.parent / "floors.toml").read_text(encoding="utf-8"))["demo"]
REGISTRY = Registry.load(rivalry("straits").registry)


@cache
def coded():
    folder = Path(str(files("harmel") / "demo" / "pages"))
    found = code_many(reading.read_all([folder], registry=REGISTRY), REGISTRY)
    pages = {Path(one.report.source).name: one for one in found if isinstance(one, Coded)}
    assert pages.keys() == TRUTH.keys()
    return pages


def flat(words):
    """Give words without what differs between a page and its text: white space and the shape of marks."""
    marks = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
    return " ".join(words.translate(marks).split())


def words_at(page, spans):
    return flat(" ".join(page.report.text[a:b] for a, b in spans))


def party(actor, country):
    """Give the party that an actor speaks or acts for: its state, its alliance, or itself."""
    if country:
        return country
    known = REGISTRY.actor(actor)
    heads = {t.of for t in known.offices if t.role == "head"} if known else set()
    return next(iter(heads), actor)


def sides(event, role):
    """Give the names under which an event's source or target is the right one."""
    actor, country = getattr(event, role), getattr(event, f"{role}_country")
    return {actor, party(actor, country)}


def speaks_for(statement, expected, name):
    if name:
        return statement.speaker == "-".join(name.lower().split())
    known = REGISTRY.actor(statement.speaker)
    return expected in {statement.speaker, known.country if known else ""}


@cache
def measured():
    right, asked = Counter(), Counter()

    def note(measure, answer):
        asked[measure] += 1
        right[measure] += bool(answer)

    for name, page in coded().items():
        truth = TRUTH[name]
        _dates(note, page, truth)
        for row in truth.get("statements", ()):
            _statement(note, page, *row)
        for row in truth.get("events", ()):
            _event(note, page, *row)
        for row in truth.get("figures", ()):
            _figure(note, page, *row)
    return {measure: right[measure] / asked[measure] for measure in asked}


def _dates(note, page, truth):
    start, end = truth["published"]
    low, high = page.report.published_earliest, page.report.published_latest
    written = truth.get("written", start)
    note("date_true", (not low or low <= written) and (not high or written <= high))
    note("date_as_narrow", low >= start and "" < high <= end)


def _statement(note, page, words, expected, name, quotation, stances):
    key = flat(words)
    found = [s for s in page.statements if key in flat(s.content) or (flat(s.content) in key and len(s.content) > 15)]
    note("statements_found", found)
    if found:
        note("speakers_right", any(speaks_for(s, expected, name) for s in found))
        note("quotation_right", any(s.quotation in quotation.split() for s in found))
        note("stance_right", any(s.stance in stances.split() for s in found))


def _event(note, page, words, source, roots, target, status):
    here = [e for e in page.events if flat(words) in words_at(page, e.sentence_span) and e.action[:2] in roots.split()]
    note("events_found", here)
    whole = [e for e in here if source in sides(e, "source") and target in sides(e, "target") | {""}]
    if here:
        note("events_parties", whole or not source)
        note("events_status", any(e.status in status.split() for e in whole or here))


def _figure(note, page, words, actor, measure, value, kind):
    here = [
        f for f in page.figures if f.value == value and measure in f.measure and set_of(f.span) & places(page, words)
    ]
    note("figures_found", here)
    if here:
        note("figures_whose", any(f.actor == actor or not actor for f in here))
        note("figures_kind", any(f.kind in kind.split() for f in here))


def set_of(spans):
    return {place for start, end in spans for place in range(start, end)}


def places(page, words):
    start = page.report.text.find(words)
    return set(range(start, start + len(words))) if start >= 0 else set()


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_share_is_below_its_floor(measure):
    assert measured()[measure] >= FLOORS[measure]


def test_nothing_is_coded_from_furniture():
    for name, page in coded().items():
        spans = [s.content_spans for s in page.statements] + [e.trigger_span for e in page.events]
        for words in TRUTH[name]["furniture"]:
            assert not any(set_of(span) & places(page, words) for span in spans), (name, words)
