"""The two real page dumps at the origin of harmel, read as a careful person reads them.

The pages may not be committed; what is expected of them is named by a few of their words.
"""

from functools import cache

import pytest

from harmel import reading
from harmel.actors import Registry
from harmel.pipeline import code
from harmel.records import Coded
from shared import shared

MOSCOW_PAGE = "samples/000_bca7244e961a0293.txt"
PASSAU_PAGE = "samples/004_4c838b0c2992f648.txt"


@cache
def coded(name: str) -> Coded:
    path = shared(name)
    registry = Registry.load()
    return code(reading.read_text(path.read_text("utf-8"), source=path.name, registry=registry), registry)


def begins(content: str) -> str:
    """Give a content from its first word of substance on."""
    words = " ".join(content.split())
    return words.removeprefix("that ").removeprefix("of ").lstrip('“"‘ ')


def statement(name: str, words: str):
    """Find the one statement whose content begins with these words."""
    found = [s for s in coded(name).statements if begins(s.content).startswith(words)]
    assert len(found) == 1, (words, [(s.speaker, s.cue, s.content) for s in coded(name).statements])
    return found[0]


STATEMENTS = [
    # page, how the content begins, speaker, stance, quotation
    (MOSCOW_PAGE, "plans to attack", "RUS", "deny", "indirect"),
    (MOSCOW_PAGE, "the alliance has continued to allege", "RUS", "assert", "indirect"),
    (MOSCOW_PAGE, "the alliance’s new military strategy", "jens-stoltenberg", "assert", "mixed"),
    (MOSCOW_PAGE, "sometimes, it’s necessary", "jens-stoltenberg", "assert", "mixed"),
    (MOSCOW_PAGE, "The strength of the alliance", "jens-stoltenberg", "assert", "mixed"),
    (MOSCOW_PAGE, "NATO’s new military strategy", "jens-stoltenberg", "assert", "mixed"),
    (MOSCOW_PAGE, "he would like to see NATO members pay", "donald-trump", "demand", "indirect"),
    (MOSCOW_PAGE, "to increase defence spending", "donald-trump", "demand", "indirect"),
    (MOSCOW_PAGE, "the US pays 4.3", "donald-trump", "assert", "indirect"),
    (MOSCOW_PAGE, "NATO won’t hesitate", "jens-stoltenberg", None, "indirect"),
    (MOSCOW_PAGE, "NATO officials have agreed", "jens-stoltenberg", "assert", "indirect"),
    (MOSCOW_PAGE, "Russia of perpetrating cyberattacks", "jeremy-hunt", "accuse", "indirect"),
    (MOSCOW_PAGE, "it has carried out such attacks", "RUS", "deny", "indirect"),
    (MOSCOW_PAGE, "Russia poses no threat", "RUS", None, "indirect"),
    (MOSCOW_PAGE, "the alliance continues to allege", "RUS", "assert", "indirect"),
    (PASSAU_PAGE, "We have to combine", "jens-stoltenberg", None, "direct"),
    (PASSAU_PAGE, "For me, there is no contradiction", "jens-stoltenberg", "assert", "direct"),
    (PASSAU_PAGE, "It is very important at the same time", "jens-stoltenberg", "assert", "direct"),
    (PASSAU_PAGE, "he was not alarmed unduly", "jens-stoltenberg", "assert", "indirect"),
    (PASSAU_PAGE, "We’ve detected that they’ve moved", "jens-stoltenberg", "assert", "direct"),
    (PASSAU_PAGE, "But NATO can and does menace", "ted-galen-carpenter", "assert", "direct"),
    (PASSAU_PAGE, "Russia is not a threat to the countries unless provoked", "", "assert", "indirect"),
    (PASSAU_PAGE, "the country has been working on expanding", "", "assert", "indirect"),
]


@pytest.mark.parametrize(("page", "words", "speaker", "stance", "quotation"), STATEMENTS)
def test_who_said_what(page, words, speaker, stance, quotation):
    found = statement(page, words)
    assert found.speaker == speaker
    assert found.quotation == quotation
    assert stance is None or found.stance == stance


def test_a_newspaper_that_quotes_is_a_relay_and_no_speaker():
    assert "Welt" in statement(MOSCOW_PAGE, "the alliance’s new military strategy").relayed_by
    assert statement(PASSAU_PAGE, "For me, there is no contradiction").relayed_by == "RT"


def test_what_one_party_says_that_another_says_hangs_below_it():
    outer = statement(MOSCOW_PAGE, "the alliance has continued to allege")
    inner = [s for s in coded(MOSCOW_PAGE).statements if s.parent_statement == outer.statement_id]
    assert [(s.speaker, begins(s.content)[:19]) for s in inner] == [("NATO", "Russia poses a thre")]


def test_the_warning_keeps_its_condition():
    found = statement(MOSCOW_PAGE, "Russia poses no threat")
    text = coded(MOSCOW_PAGE).report.text
    assert "which endanger its interests" in " ".join(text[a:b] for a, b in found.condition_span)
    unless = statement(PASSAU_PAGE, "Russia is not a threat to the countries unless provoked")
    text = coded(PASSAU_PAGE).report.text
    assert "unless provoked" in " ".join(text[a:b] for a, b in unless.condition_span)


def test_undated_pages_are_dated_by_the_offices_that_people_are_named_in():
    moscow, passau = coded(MOSCOW_PAGE).report, coded(PASSAU_PAGE).report
    assert (moscow.published_earliest, moscow.published_latest) >= ("2018-07-09", "2018-07-09")
    assert moscow.published_latest <= "2019-07-24"
    assert passau.published_earliest >= "2014-12-01"
    assert passau.published_latest <= "2017-01-17"
    assert {moscow.published_basis, passau.published_basis} <= {"office-holders", "events-cited"}


FURNITURE = [
    (MOSCOW_PAGE, "09:10 GMT17 April 2021", "clock"),
    (MOSCOW_PAGE, "READ MORE: NATO Concerned", "cross-link"),
    (MOSCOW_PAGE, "READ MORE: NATO Expansion", "cross-link"),
    (MOSCOW_PAGE, "NATO Does Not Want to Isolate Russia", "cross-link"),
    (MOSCOW_PAGE, "Russia Wants to Understand", "cross-link"),
    (MOSCOW_PAGE, "capabilities, alliance, strategy", "tags"),
    (MOSCOW_PAGE, "Community standardsDiscussion", "comments"),
    (PASSAU_PAGE, "Also Read: Russia Sends Out", "cross-link"),
    (PASSAU_PAGE, "Also Read: Pentagon Starts War", "cross-link"),
    (PASSAU_PAGE, "Jens Stoltenberg Policy Networks", "caption"),
    (PASSAU_PAGE, "About Precious Valerie", "bio"),
    (PASSAU_PAGE, "Precious has more than 11 years", "bio"),
]


@pytest.mark.parametrize(("page", "words", "kind"), FURNITURE)
def test_furniture_is_typed_and_never_coded(page, words, kind):
    report = coded(page).report
    line = next(f for f in report.furniture if report.text[f.span[0][0] :].lstrip().startswith(words))
    assert line.kind == kind
    low, high = line.span[0][0], line.span[-1][1]
    assert not [s for s in coded(page).statements if any(low <= a < high for a, _ in s.content_spans)]
    assert not [e for e in coded(page).events if any(low <= a < high for a, _ in e.trigger_span)]


def events(page, **wanted):
    return [e for e in coded(page).events if all(getattr(e, k) == v for k, v in wanted.items())]


def test_an_accusation_happened_and_the_attack_is_alleged_and_denied():
    accusation = events(MOSCOW_PAGE, source="jeremy-hunt", target="RUS", plover_type="ACCUSE", status="actual")
    assert len(accusation) == 1
    attack = events(MOSCOW_PAGE, source="RUS", status="alleged", source_country="RUS")
    assert any("cyber" in e.contexts for e in attack)
    denial = statement(MOSCOW_PAGE, "it has carried out such attacks")
    denied = {k.to_id for k in coded(MOSCOW_PAGE).links if k.kind == "denies" and k.from_id == denial.statement_id}
    claim = statement(MOSCOW_PAGE, "Russia of perpetrating cyberattacks")
    assert denied & ({claim.statement_id} | {e.event_id for e in (*attack, *accusation)})


def test_no_attack_and_no_trigger_of_collective_defence_is_counted_as_done():
    for page in (MOSCOW_PAGE, PASSAU_PAGE):
        done = {e.plover_type for e in events(page, status="actual")}
        assert not done & {"ASSAULT", "FIGHT"}


FIGURES = [(2.0, "demand", "at-least"), (4.0, "demand", "exact"), (4.3, "actual", "exact")]


@pytest.mark.parametrize(("value", "kind", "bound"), FIGURES)
def test_the_shares_of_gdp_have_owner_kind_and_speaker(value, kind, bound):
    page = coded(MOSCOW_PAGE)
    (found,) = [f for f in page.figures if f.value == value]
    assert found.measure == "defence spending share of GDP"
    assert (found.kind, found.bound) == (kind, bound)
    assert found.actor == ("USA" if kind == "actual" else "NATO")
    speaker = next(s.speaker for s in page.statements if s.statement_id == found.statement_id)
    assert speaker == "donald-trump"


def test_declared_causes_are_links_with_their_words():
    moscow = [k for k in coded(MOSCOW_PAGE).links if k.kind == "responds-to"]
    assert any("in response to" in " ".join(k.basis.split()) for k in moscow)
    passau = [k for k in coded(PASSAU_PAGE).links if k.kind == "responds-to"]
    assert any("responded" in k.basis for k in passau)
