"""One happening, many reports: measured on pairs that we wrote, and the same in whatever order reports come in."""

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from happenings import groups, pairs
from harmel.ledger import Ledger, verify
from harmel.records import Coded
from ledgers import coded

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text())["ledger"]


def happened(ledger):
    found = ledger.sql("SELECT event_id, happening_id FROM happenings").to_pylist()
    return {row["event_id"]: row["happening_id"] for row in found}


@pytest.fixture(scope="module")
def told():
    return groups()


@pytest.fixture(scope="module")
def filled(told):
    with Ledger.open(":memory:") as ledger:
        for group in told:
            for _, report in group:
                ledger.add(report)
        ledger.settle()
        yield ledger


def test_pairs_are_told_apart(told, filled):
    of = happened(filled)
    judged = [(of[a.events[0].event_id] == of[b.events[0].event_id], same) for a, b, same in pairs(told)]
    hits = sum(got and same for got, same in judged)
    precision = hits / sum(got for got, _ in judged)
    recall = hits / sum(same for _, same in judged)
    assert len(judged) >= 300
    assert precision >= FLOORS["pairs_precision"]
    assert recall >= FLOORS["pairs_recall"]


def test_no_two_groups_are_taken_for_one(told, filled):
    of = happened(filled)
    seen = {}
    mixed = 0
    for number, group in enumerate(told):
        for _, report in group:
            mixed += seen.setdefault(of[report.events[0].event_id], number) != number
    assert mixed <= 1


def test_another_order_and_several_sittings_group_alike(told, filled):
    reports = [report for group in told[:12] for _, report in group]
    wanted = {r.events[0].event_id: happened(filled)[r.events[0].event_id] for r in reports}
    random.Random(1).shuffle(reports)
    with Ledger.open(":memory:") as ledger:
        for number, report in enumerate(reports):
            ledger.add(report)
            if number % 7 == 0:
                ledger.settle()
        ledger.settle()
        assert happened(ledger) == wanted
        assert verify(ledger).holds


def test_a_withdrawal_leaves_what_would_be_there_without_the_report(told):
    reports = [report for group in told[:6] for _, report in group]
    gone = reports[0]
    with Ledger.open(":memory:") as ledger, Ledger.open(":memory:") as without:
        for report in reports:
            ledger.add(report)
        ledger.settle()
        ledger.withdraw(gone.report.report_id, reason="test")
        ledger.settle()
        for report in reports[1:]:
            without.add(report)
        without.settle()
        assert list(ledger.rows("links")) == list(without.rows("links"))
        assert list(ledger.rows("reports")) == list(without.rows("reports"))
        assert happened(ledger) == happened(without)


def test_a_denial_is_linked_to_what_it_denies_and_is_no_report_of_it(told, filled):
    of = happened(filled)
    kerch = next(g for g in told if any("Kerch bridge" in r.report.text for _, r in g))
    denial = kerch[-1][1].events[0].event_id
    denied = [row["to_id"] for row in filled.rows("links", kind="denies", from_id=denial)]
    assert len(denied) == 1
    assert of[denied[0]] == of[kerch[0][1].events[0].event_id] != of[denial]


def in_own_words(outlet, text):
    """Tell the same act amid words of one's own."""
    own = " ".join(f"{outlet}{n * n}" for n in range(60))
    return f"{own}.\n{text}{own}\n"


def test_copies_and_two_papers_of_one_owner_are_one_voice():
    act = coded(1).report.text
    wire = coded(1, text=in_own_words("Wire", act))
    copy = replace(wire.report, report_id="r_copy", outlet="E", owner="Z", published_earliest="2018-01-03")
    event = replace(wire.events[0], report_id="r_copy", event_id="e_copy")
    with Ledger.open(":memory:") as ledger:
        ledger.add(replace(wire, report=replace(wire.report, outlet="A", owner="X")))
        ledger.add(Coded(report=copy, events=(event,)))
        for outlet, owner in (("C", "X"), ("D", "")):
            own = coded(1, text=in_own_words(outlet, act))
            ledger.add(replace(own, report=replace(own.report, outlet=outlet, owner=owner)))
        ledger.settle()
        found = ledger.sql("SELECT records, reports, stories, independent_reports FROM happened").to_pylist()
    assert found == [{"records": 4, "reports": 4, "stories": 3, "independent_reports": 2}]  # X and D


def test_words_that_another_outlet_is_quoted_with_are_that_outlets():
    act = coded(1).report.text
    mine = coded(1, text=in_own_words("Bulletin", act))
    relayed = replace(mine.statements[0], relayed_by="The Daily")
    event = replace(mine.events[0], statement_id=relayed.statement_id)
    daily = coded(1, text=in_own_words("Daily", act))
    daily = replace(daily, report=replace(daily.report, outlet="The Daily", owner="Daily Group"))
    with Ledger.open(":memory:") as ledger:
        ledger.add(replace(mine, statements=(relayed,), events=(event,)))
        ledger.add(daily)
        ledger.settle()
        assert ledger.sql("SELECT reports, independent_reports FROM happened").to_pylist() == [
            {"reports": 2, "independent_reports": 1}
        ]
