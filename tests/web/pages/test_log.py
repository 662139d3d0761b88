"""The log and the rejects: what, when, by which verb, and what to do; pages and exports."""

import csv
import io

from harmel.web.pages import log as log_page


def test_the_log_says_when_what_and_by_which_verb(client):
    page = client.get("/log").text
    assert '<span class="tag">rejected</span>' in page
    assert "<code>harmel add</code>" in page
    assert '<time datetime="20' in page
    assert '<a href="/reports/r_1">' in page or 'rel="next"' in page


def test_pages_go_back_through_everything_once(client, monkeypatch):
    monkeypatch.setattr(log_page, "PAGE", 25)
    whole = client.get("/log?format=json").json()
    seen, address = 0, "/log"
    while address:
        page = client.get(address).text
        seen += page.count("<time datetime")
        address = "/log" + page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else ""
    assert seen == len(whole) == 61


def test_kinds_narrow_and_exports_hold_the_same(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/log?kind=reject&format=csv").text)))
    assert [row["kind"] for row in rows] == ["reject"]
    assert client.get("/log?kind=nothing").text.count("<time datetime") == 0
    assert client.get("/log?colour=red").status_code == 400
    assert client.get("/log?format=xml").status_code == 400


def test_a_reject_says_why_where_and_what_to_do(client):
    page = client.get("/rejects").text
    for head in ("Input", "Reason", "What to do", "Stage"):
        assert f">{head}</th>" in page
