"""The scorer itself: a perfect coder, an empty one, and ones with a known fault."""

from dataclasses import replace

import pytest

from harmel.press import Plan, Tally, copies, press, score
from harmel.records import Coded

PAGES = [page for _, made in press(Plan(seed=5, reports=150)) for page in made]


def _scored(coder):
    tally = Tally()
    for page in PAGES:
        score(tally, page.truth, coder(page.truth))
    return tally


def _every(truth, table, **cells):
    return replace(truth, **{table: tuple(replace(r, **cells) for r in getattr(truth, table))})


def test_a_perfect_coder_has_everything_right():
    rows = list(_scored(lambda truth: truth).rows())
    assert {row[0] for row in rows} == {"reading", "statements", "events", "figures", "links"}
    assert [row for row in rows if row[5] != 1.0 and row[2] == "" and row[1] != "day exact"] == []


def test_a_coder_that_finds_nothing_has_nothing_right():
    tally = _scored(lambda truth: Coded(report=truth.report))
    assert (
        tally.share("events", "act found") == tally.share("statements", "found") == tally.share("figures", "found") == 0
    )
    assert tally.share("links", "found") == 0


@pytest.mark.parametrize(
    ("table", "cells", "stage", "wrong", "right"),
    [
        ("events", {"status": "planned"}, "events", "status", "both parties"),
        ("events", {"target": "", "target_country": ""}, "events", "both parties", "act found"),
        ("events", {"action": "070"}, "events", "act found", "sentence read as the article"),
        ("events", {"happened_earliest": "1999-01-01"}, "events", "status", "day inside the interval"),
        ("statements", {"speaker": "somebody-else"}, "statements", "speaker", "found"),
        ("statements", {"content_spans": ((0, 1),)}, "statements", "found", ""),
        ("figures", {"value": 77.0}, "figures", "found", ""),
        ("figures", {"actor": "XPE"}, "figures", "whose", "found"),
    ],
)
def test_a_known_fault_shows_where_it_is_and_nowhere_before(table, cells, stage, wrong, right):
    tally = _scored(lambda truth: _every(truth, table, **cells))
    if "happened_earliest" not in cells:
        assert tally.share(stage, wrong) < 0.2
    if right:
        assert tally.share(stage, right) == 1.0


def test_an_invented_event_costs_precision():
    def inventing(truth):
        extra = tuple(replace(e, action="203", trigger_span=e.sentence_span) for e in truth.events)
        return replace(truth, events=(*truth.events, *extra))

    assert _scored(inventing).share("events", "of those coded, right") < 0.8


def test_a_lost_sentence_is_a_loss_of_reading_and_not_of_coding():
    def blind(truth):
        return replace(truth, report=replace(truth.report, body_spans=()), events=())

    tally = _scored(blind)
    assert tally.share("events", "sentence read as the article") == 0
    assert ("events", "act found", "") not in tally.asked


def test_copies_are_scored_by_pairs():
    truths = [page.truth.report for page in PAGES]
    first = {r.source: r.duplicate_of or r.source for r in truths}
    tally = Tally()
    copies(tally, truths, [{"source": r.source, "story_id": first[r.source]} for r in truths])
    assert tally.share("stories", "copies found, by pair") == tally.share("stories", "of pairs found, copies") == 1.0
    tally = Tally()
    copies(tally, truths, [{"source": r.source, "story_id": "all one"} for r in truths])
    assert tally.share("stories", "copies found, by pair") == 1.0
    assert tally.share("stories", "of pairs found, copies") < 0.1
