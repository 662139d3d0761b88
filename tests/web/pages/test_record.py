"""One record: its words lit, why it was coded, who carries and denies it, its parse on demand, its exports."""

import re
import time

import pytest

from harmel.web.background.parses import account_at
from harmel.web.drawing.arcs import MOST_WORDS, drawing
from harmel.web.pages import record as record_page


@pytest.fixture(scope="module")
def events(demo):
    return demo.get("/api/v1/events?limit=200").json()["rows"]


def found(rows, **values):
    return next(row for row in rows if all(row[name] == value for name, value in values.items()))


def test_every_record_of_the_demo_has_a_page(demo):
    for table, key in (
        ("statements", "statement_id"),
        ("events", "event_id"),
        ("figures", "figure_id"),
        ("links", "link_id"),
    ):
        for row in demo.get(f"/api/v1/{table}?limit=200").json()["rows"]:
            got = demo.get(f"/{table}/{row[key]}")
            assert got.status_code == 200, row
            assert len(got.content) < 150_000
            assert "Jinja" not in got.text


def test_an_allegation_is_told_with_its_rule_its_denial_and_its_words(demo, events):
    row = found(events, rule="verbs/@break @law", status="alleged")
    page = demo.get(f"/events/{row['event_id']}").text
    assert '<mark class="trigger">violating</mark>' in page
    assert '<mark class="source">Kordavia</mark>' in page
    assert "the verb of the class “break” (break, violate" in page
    assert "It is denied by" in page
    assert "the accusation" in page
    assert "its report was added" in page


def test_copies_of_the_story_carry_the_same_words(demo):
    rows = demo.get("/api/v1/statements?limit=200").json()["rows"]
    said = found(rows, content='"We know who did this, and we know which building they did it from,"')
    page = demo.get(f"/statements/{said['statement_id']}").text
    assert page.count("copy of another report") >= 1
    assert "It holds" in page


def test_a_parse_is_given_on_demand_and_told_as_a_table_too(demo, events):
    row = found(events, rule="verbs/@break @law", status="alleged")
    address = f"/events/{row['event_id']}?parse=1"
    got, until = demo.get(address), time.monotonic() + 60
    while "refresh" in got.headers and time.monotonic() < until:
        assert "The language model is at work" in got.text
        time.sleep(0.2)
        got = demo.get(address)
    page = got.text
    assert "128 Defy a norm or a law, alleged: XKO" in page
    assert re.search(r'<svg class="parse"[^>]*role="img"', page)
    assert '<th scope="row">violating</th><td>VBG</td><td>pcomp</td><td>of</td>' in page


def test_while_the_model_works_the_page_says_so_and_asks_again(demo, events, monkeypatch):
    from harmel.web.background.jobs import Job

    monkeypatch.setattr(record_page, "parsed", lambda *_: Job(lambda: None))
    got = demo.get(f"/events/{events[0]['event_id']}?parse=1")
    assert got.headers["refresh"] == "2"
    assert "The language model is at work" in got.text


def test_exports_give_the_one_record(demo, events):
    key = events[0]["event_id"]
    assert demo.get(f"/events/{key}?format=json").json() == [events[0]]
    assert demo.get(f"/events/{key}?format=csv").text.count("\n") == 2
    assert demo.get(f"/events/{key}?format=parquet").content[:4] == b"PAR1"
    assert demo.get("/links/none").status_code == 404


def test_hostile_words_stay_words(client):
    for path in ("/events/e_1?parse=1", "/statements/s_1", "/figures/f_1", "/links/l_1"):
        got = client.get(path)
        assert got.status_code == 200
        assert "<img src=x" not in got.text


class Word:
    def __init__(self, text, head):
        self.text, self.tag, self.tie, self.head = text, "X", "dep", head


def test_arcs_over_arcs_stand_higher_and_long_sentences_have_only_the_table():
    words = [Word("a", 1), Word("b", 3), Word("c", 3), Word("d", 3)]
    drawn = drawing(words)
    assert [arc.label for arc in drawn.arcs] == ["dep"] * 3
    assert len({arc.y for arc in drawn.arcs}) == 2
    assert drawing([Word("a", 0)] * (MOST_WORDS + 1)) is None
    assert account_at((), 3) is None
