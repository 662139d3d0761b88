"""Claims: both sides' words, who relays, since when, figures that differ, what a speaker changed."""

import json
from dataclasses import replace

import pytest

from happenings import groups
from harmel.ledger import Ledger, claims, keep_series
from harmel.ledger.claims.counted import reach
from harmel.records import Coded, Event, Figure, Report, Statement, stable_id
from ledgers import span


def page(name, day, text, **more):
    return Report(report_id=f"r_{name}", source=f"{name}.txt", text=text, outlet=f"Paper {name}",
                  published_earliest=day, published_latest=day, body_spans=((0, len(text)),), **more)  # fmt: skip


def said(report, words, speaker, **more):
    return Statement(report_id=report.report_id, statement_id=stable_id("s", report.report_id, words), speaker=speaker,
                     content=words, content_spans=span(report.text, words), **more)  # fmt: skip


def figure(report, statement, value, **more):
    given = {"actor": "DEU", "measure": "defence spending share of GDP", "unit": "percent of GDP"} | more
    return Figure(report_id=report.report_id, figure_id=stable_id("f", report.report_id, value), value=value,
                  span=span(report.text, f"{value:g}"), statement_id=statement.statement_id, **given)  # fmt: skip


@pytest.fixture(scope="module")
def ledger():
    year = {"as_of_earliest": "2018-01-01", "as_of_latest": "2018-12-31"}
    with Ledger.open(":memory:") as opened:
        one = page("one", "2018-07-11", "Germany spends 1.2 percent of its output, Trump said on Wednesday.")
        says = said(one, "Germany spends 1.2 percent of its output", "donald-trump")
        opened.add(Coded(report=one, statements=(says,), figures=(figure(one, says, 1.2, **year),)))
        two = page("two", "2018-07-12", "We spend 1.5 percent of our output, Merkel answered.")
        says = said(two, "We spend 1.5 percent of our output", "angela-merkel")
        opened.add(Coded(report=two, statements=(says,), figures=(figure(two, says, 1.5, **year),)))
        three = page("three", "2018-07-13", "Allies must reach 4 percent, Trump said.")
        says = said(three, "Allies must reach 4 percent", "donald-trump")
        kind = {"kind": "demand", "actor": "NATO"}
        opened.add(Coded(report=three, statements=(says,), figures=(figure(three, says, 4, **kind),)))
        four = page("four", "2017-05-25", "Allies must reach 2 percent, Trump said.")
        says = said(four, "Allies must reach 2 percent", "donald-trump")
        opened.add(Coded(report=four, statements=(says,), figures=(figure(four, says, 2, **kind),)))
        for group in groups()[:3]:
            for _, coded in group:
                opened.add(coded)
        keep_series(opened, [("DEU", 2018, 1.25), ("DEU", 2017, 1.2)], source="SIPRI",
                    measure="defence spending share of GDP", unit="percent of GDP")  # fmt: skip
        opened.settle()
        yield opened


def test_both_sides_words_stand_next_to_one_another(ledger):
    found = [c for c in claims(ledger) if c.kind == "act" and "Kerch" in str(c.voices)]
    assert len(found) == 1
    roles = [voice.role for voice in found[0].voices]
    assert sorted(roles) == ["denies", "reports", "reports", "reports"]
    denial = next(voice for voice in found[0].voices if voice.role == "denies")
    assert denial.speaker == "RUS"
    assert "denied that its ships had fired" in denial.words
    assert found[0].disputed
    assert found[0].independent_reports == 3


def test_words_are_where_the_spans_say(ledger):
    texts = {report.report_id: report.text for report in ledger.reports()}
    for claim in claims(ledger):
        for voice in claim.voices:
            pieces = [texts[voice.report_id][a:b] for a, b in voice.spans]
            assert pieces
            assert all(piece in voice.words for piece in pieces)


def test_figures_that_differ_are_laid_beside_the_reference_without_a_verdict(ledger):
    (found,) = [c for c in claims(ledger, actor="DEU") if c.kind == "figure"]
    assert found.differs
    assert [(voice.speaker, voice.role) for voice in found.voices] == [
        ("donald-trump", "asserts"),
        ("angela-merkel", "asserts"),
    ]
    assert [(r.value, r.source, r.year) for r in found.references] == [(1.25, "SIPRI", 2018)]
    assert found.first.report_id == "r_one"


def test_what_a_speaker_changed_is_a_timeline(ledger):
    (found,) = [c for c in claims(ledger, actor="NATO") if c.kind == "changed"]
    assert [voice.report_id for voice in found.voices] == ["r_four", "r_three"]
    assert found.about.startswith("donald-trump on NATO")
    assert found.first.published_earliest == "2017-05-25"


def test_said_and_denied_by_one_speaker():
    with Ledger.open(":memory:") as ledger:
        one = page("one", "2018-10-01", "The new missile flies beyond the limit of the treaty, the general said.")
        two = page(
            "two", "2018-11-01", "The new missile does not fly beyond the limit of the treaty, the general said."
        )
        ledger.add(Coded(report=one, statements=(said(one, one.text[:52], "the-general"),)))
        ledger.add(Coded(report=two, statements=(said(two, two.text[:60], "the-general", stance="deny"),)))
        (found,) = claims(ledger)
        assert [voice.role for voice in found.voices] == ["asserts", "denies"]
        assert list(claims(ledger, actor="someone-else")) == []


def test_a_relay_is_no_second_assertion():
    text = "Ships came close to the shore, the ministry said, the Daily wrote."
    report = page("one", "2018-10-01", text)
    relayed = said(report, "Ships came close to the shore", "NOR", relayed_by="The Daily")
    event = Event(report_id="r_one", event_id="e_1", source="RUS", target="NOR", action="152", action_name="",
                  quad="material-conflict", statement_id=relayed.statement_id, sentence_span=((0, 9),))  # fmt: skip
    with Ledger.open(":memory:") as ledger:
        ledger.add(Coded(report=report, statements=(relayed,), events=(event,)))
        ledger.settle()
        (found,) = claims(ledger)
    assert [(voice.role, voice.speaker, voice.relayed_by) for voice in found.voices] == [("relays", "NOR", "The Daily")]


def test_copies_of_one_page_are_one_voice_among_figures():
    text = "The country spends 1.2 percent of its output on defence, according to the ministry of finance there."
    with Ledger.open(":memory:") as ledger:
        for name in ("one", "two"):
            report = page(name, "2018-07-11", text)
            says = said(report, "The country spends 1.2 percent of its output on defence", "DEU")
            ledger.add(Coded(report=report, statements=(says,), figures=(figure(report, says, 1.2),)))
        other = page("three", "2018-07-12", "It spends 1.4 percent, another ministry said.")
        says = said(other, "It spends 1.4 percent", "DEU")
        ledger.add(Coded(report=other, statements=(says,), figures=(figure(other, says, 1.4),)))
        ledger.settle()
        found = [c for c in claims(ledger) if c.kind == "figure"]
    assert [claim.independent_reports for claim in found] == [2]


@pytest.mark.parametrize(
    ("bound", "value", "upper", "expected"),
    [
        ("exact", 2, None, (2, 2)),
        ("about", 2, None, (1.9, 2.1)),
        ("at-most", 2, None, (float("-inf"), 2)),
        ("range", 2, 3, (2, 3)),
    ],
)
def test_what_a_bound_allows(bound, value, upper, expected):
    assert reach({"value": value, "value_to": upper, "bound": bound}) == pytest.approx(expected)


def test_a_claim_is_a_json_object(ledger):
    for claim in claims(ledger):
        row = json.loads(json.dumps(claim.row()))
        assert row["reports"] >= 1
        assert row["first_published"] in (None, *[v["published_earliest"] for v in row["voices"]])


def test_what_was_withdrawn_is_claimed_no_more():
    with Ledger.open(":memory:") as ledger:
        for _, coded in groups()[1]:
            ledger.add(replace(coded))
        ledger.settle()
        before = [c for c in claims(ledger) if c.disputed]
        denial = next(v.report_id for v in before[0].voices if v.role == "denies")
        ledger.withdraw(denial, reason="test")
        ledger.settle()
        assert not any(c.disputed for c in claims(ledger))
