"""An actor: said by stance and about whom, done beside only spoken of, terms in time, the ring around it."""

import re
import sqlite3
from datetime import date

import pytest
from fastapi.testclient import TestClient

from harmel.web.drawing.network import MOST, Tie, network
from harmel.web.drawing.timeline import LABELS, WIDTH, timeline


@pytest.fixture(scope="session")
def straits(fictional_app):
    return TestClient(fictional_app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def kordavia(straits):
    return straits.get("/actors/XKO").text


def count(path, query, *values):
    with sqlite3.connect(path) as connection:
        return connection.execute(query, values).fetchone()[0]


def test_the_tally_is_that_of_the_ledger(kordavia, fictional_path):
    said = count(fictional_path, "SELECT count(*) FROM statements WHERE speaker = 'XKO'")
    done = count(fictional_path, "SELECT count(*) FROM events WHERE source = 'XKO' AND status = 'actual'")
    spoken = count(
        fictional_path, "SELECT count(*) FROM events WHERE source = 'XKO' AND status NOT IN ('actual', 'negated')"
    )
    shown = [int(n.replace(",", "")) for n in re.findall(r"<dd>(?:<a[^>]*>)?([\d,]+)", kordavia.partition("</dl>")[0])]
    assert (shown[0], shown[2], shown[3]) == (said, done, spoken)


def test_words_are_counted_by_stance_and_by_whom_they_name(kordavia, fictional_path):
    table = kordavia.partition("by whom they name and by stance")[2].partition("</table>")[0]
    accused = count(
        fictional_path,
        "SELECT count(*) FROM statements, json_each(about)"
        " WHERE speaker = 'XKO' AND stance = 'accuse' AND value = 'XCA'",
    )
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)
    row = re.search(r'<tr><th scope="row"><a href="/actors/XCA">.*?</tr>', table)[0]
    cells = [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row)]
    assert accused > 0
    assert cells[heads.index("accuse") - 1] == str(accused)


def test_what_is_only_spoken_of_never_stands_among_acts_done(kordavia, fictional_path):
    done, _, spoken = kordavia.partition("Reported as done, in")[2].partition("Only spoken of, in")
    assert "alleged" not in done
    alleged = count(
        fictional_path,
        "SELECT count(DISTINCT r.story_id) FROM events e JOIN reports r USING (report_id)"
        " WHERE e.source = 'XKO' AND e.target = 'XCA' AND e.status = 'alleged'",
    )
    assert alleged > 0
    assert f'status=alleged&amp;target=XCA">{alleged}</a>' in spoken


def test_terms_and_holders_stand_in_time(straits, kordavia):
    assert "Anton Varek, president" in kordavia
    page = straits.get("/actors/celia-thorne").text
    assert "foreign minister of Callund" in page
    assert "<td>2018-06-11</td><td>2020-03-02</td>" in page


def test_the_ring_leads_to_each_of_its_actors_and_has_its_table(kordavia):
    drawing = kordavia.partition('<svg class="ring"')[2].partition("</svg>")[0]
    led = re.findall(r'<a href="/actors/([^"]+)">', drawing)
    table = kordavia.partition("Network, as a table")[2].partition("</table>")[0]
    assert led == re.findall(r'<a href="/actors/([^"]+)">', table)
    assert "XCA" in led


def test_the_ring_is_the_same_whatever_the_order_and_never_too_full():
    ties = [Tie(source="A", target=f"B{n:02d}", stories=1 + n % 5, conflict=n, cooperation=3) for n in range(40)]
    drawn = network("A", ties)
    assert drawn == network("A", ties[::-1])
    assert (len(drawn.nodes), drawn.left_out) == (MOST, 40 - MOST)
    assert network("C", ties) is None


def test_a_term_without_a_beginning_or_an_end_is_marked():
    drawn = timeline([("member", "LITA", "", "2015-01-01"), ("head", "LITA", "2015-01-01", "")], today=date(2020, 1, 1))
    assert [(bar.begun_before, bar.goes_on) for bar in drawn.bars] == [(True, False), (False, True)]
    assert all(LABELS <= bar.x <= bar.x + bar.wide <= WIDTH for bar in drawn.bars)
    assert timeline([], today=date(2020, 1, 1)) is None


def test_one_of_whom_nothing_is_known_says_so(straits):
    page = straits.get("/actors/XPE").text
    assert "No statement of these reports is known to be theirs" in page or "statements by stance" in page.lower()
    assert straits.get("/actors/nobody-at-all").status_code == 404
