"""The reader: what is lit, what is folded, dating with its evidence, the story's copies word by word, long reports."""

import pytest
from fastapi.testclient import TestClient

from harmel.ledger import Ledger
from harmel.records import Coded, DateEvidence, Event, Report
from harmel.settings import rivalry
from harmel.web import create_app
from harmel.web.pages.reader import PAGE, Mark, runs

COPY = "Thorne points at Tarsk over Lothmere blackout"


@pytest.fixture(scope="module")
def copy(demo):
    rows = demo.get("/api/v1/reports?limit=50").json()["rows"]
    return next(row for row in rows if row["title"] == COPY)


def test_each_kind_of_record_is_lit_and_leads_to_it(demo, copy):
    page = demo.get(f"/reports/{copy['report_id']}").text
    assert '<mark class="statement event"><a href="/events/' in page
    assert '<mark class="statement figure"><a href="/figures/' in page
    assert 'class="cue"><a href="/statements/' in page
    assert "<summary>set aside: navigation, outlet, advert, cross-link" in page


def test_only_what_is_asked_for_is_lit(demo, copy):
    page = demo.get(f"/reports/{copy['report_id']}?lit=figures").text
    text = page[page.index('<div class="text">') : page.index("</article>")]
    assert 'class="figure"' in text
    assert 'class="statement' not in text
    assert (
        "<mark"
        not in demo.get(f"/reports/{copy['report_id']}?lit=none")
        .text.split('<div class="text">')[1]
        .split("</article>")[0]
    )


def test_dating_shows_its_grounds_with_their_words(demo, copy):
    page = demo.get(f"/reports/{copy['report_id']}").text
    assert '<b>dateline</b> <span class="tag">taken</span>' in page
    assert "<q>12 October 2018</q>" in page
    assert "<q>Foreign Minister Celia Thorne</q>" in page


def test_a_copy_is_set_beside_its_origin_word_by_word(demo, copy):
    page = demo.get(f"/reports/{copy['report_id']}/beside/{copy['duplicate_of']}").text
    assert '<ins><span class="unseen">only in the second: </span>HAVENSBY, Oct 11, 2018 (' in page
    assert "Opposition leader Hugo Strand" in page.split("<del>")[-1]
    same = demo.get(f"/reports/{copy['report_id']}/beside/{copy['report_id']}").text
    assert "Both say the same, word for word." in same
    assert demo.get(f"/reports/{copy['report_id']}/beside/none").status_code == 404


def test_the_whole_report_as_json(demo, copy):
    got = demo.get(f"/reports/{copy['report_id']}?format=json").json()
    assert got["report"]["report_id"] == copy["report_id"]
    assert len(got["statements"]) > 5


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A long report, two versions at one address, and grounds that do not agree."""
    path = tmp_path_factory.mktemp("odd") / "odd.db"
    long = "The envoys met again. " * 20_000
    acts = tuple(
        Event(report_id="r_long", event_id=f"e_{n}", action="040", action_name="Consult", quad="verbal-cooperation",
              trigger_span=((n * 22 + 11, n * 22 + 14),))
        for n in range(6_000)
    )  # fmt: skip
    grounds = (
        DateEvidence(basis="dateline", earliest="2018-10-02", latest="2018-10-02", span=((0, 10),)),
        DateEvidence(basis="url", earliest="2017-01-01", latest="2017-01-01", note="from the address"),
    )
    with Ledger.open(path) as ledger:
        ledger.add(
            Coded(
                report=Report(report_id="r_long", source="long.txt", text=long, body_spans=((0, len(long)),)),
                events=acts,
            )
        )
        for key, text in (
            ("r_old", "Five envoys were expelled on Monday."),
            ("r_new", "Six envoys were expelled on Monday."),
        ):
            ledger.add(
                Coded(report=Report(
                    report_id=key, source="a", url="https://press.example/a", text=text, body_spans=((0, len(text)),),
                    published_earliest="2018-10-02", published_latest="2018-10-02", published_basis="dateline",
                    published_evidence=grounds,
                ))
            )  # fmt: skip
    return TestClient(
        create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1", raise_server_exceptions=False
    )


def test_a_long_report_is_read_in_parts(odd):
    first = odd.get("/reports/r_long")
    assert len(first.content) < 150_000
    assert f"part 1 of {-(-22 * 20_000 // PAGE)}" in first.text
    assert 'rel="next"' in first.text
    assert odd.get("/reports/r_long?part=19").status_code == 200
    assert odd.get("/reports/r_long?part=99").status_code == 400


def test_a_correction_is_noticed_and_what_changed_is_shown(odd):
    page = odd.get("/reports/r_new").text
    assert "same address" in page
    assert "changed; noticed 20" in page
    beside = odd.get("/reports/r_old/beside/r_new").text
    assert "only in the first: </span>Five" in beside
    assert "only in the second: </span>Six" in beside


def test_grounds_that_do_not_agree_are_marked(odd):
    page = odd.get("/reports/r_new").text
    assert page.count("does not agree") == 1
    assert "from the address" in page


def test_runs_end_where_any_mark_does():
    marks = [Mark(0, 6, "statement", "/s"), Mark(2, 4, "event", "/e")]
    assert [(r.text, r.kinds, r.leads) for r in runs("abcdefgh", 0, 8, marks)] == [
        ("ab", ("statement",), ""), ("cd", ("statement", "event"), "/e"), ("ef", ("statement",), ""), ("gh", (), ""),
    ]  # fmt: skip
