"""Claims in dispute: both sides face one another in time; kinds, filters, pages, exports, and what is refused."""

import csv
import io

import pytest

from harmel.web.pages import disputes

SIDES = ("Says so", "Denies it")


def test_both_sides_face_one_another_each_a_click_from_its_source(demo):
    page = demo.get("/claims").text
    claim = page[page.index("Defy a norm or a law") :]
    says, denies = (claim.index(f"<h4>{head}</h4>") for head in SIDES)
    assert says < claim.index("violating the treaty") < denies < claim.index("the accusation")
    assert '<a href="/reports/r_' in claim[says:denies]
    assert '<a class="plain" href="/events/e_' in claim[says:denies]


def test_a_claim_has_a_link_of_its_own(demo):
    page = demo.get("/claims").text
    address = page[page.index("/claims?id=") :].split('"')[0]
    alone = demo.get(address).text
    assert alone.count('<section class="claim"') == 1


def test_kinds_and_filters_narrow(demo):
    every, all_of_one = demo.get("/claims?all=1&format=json").json(), demo.get("/claims?actor=XZE&format=json").json()
    assert len(all_of_one) < len(every)
    assert all("Zelovia" in claim["about"] or "XZE" in str(claim) for claim in all_of_one)
    figures = demo.get("/claims?kind=figure&format=json").json()
    assert {claim["kind"] for claim in figures} == {"figure"}
    assert all(claim["differs"] for claim in figures)
    assert demo.get("/claims?until=2001-01-01").text.count('<section class="claim"') == 0
    assert "Nothing passes these filters" in demo.get("/claims?until=2001-01-01").text
    assert demo.get("/claims?kind=changed").status_code == 200


def test_an_export_has_a_row_a_voice_and_no_formula(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/claims?format=csv").text)))
    assert {row["role"] for row in rows} >= {"asserts", "denies"}
    assert not any(row["words"].startswith(("=", "+", "-", "@")) for row in rows)


def test_pages_turn_and_no_claim_stands_on_two(demo, monkeypatch):
    monkeypatch.setattr(disputes, "PAGE", 4)
    seen = [claim["claim_id"] for start in (0, 4, 8) for claim in demo.get(f"/claims?start={start}&format=json").json()]
    assert len(seen) == len(set(seen)) > 6


def test_too_many_statements_are_refused_with_what_to_do(demo, monkeypatch):
    monkeypatch.setattr(disputes, "MOST_SAID", 3)
    assert "choose a speaker" in demo.get("/claims?kind=changed").text


@pytest.mark.parametrize("query", ["colour=red", "kind=rumour", "since=soon", "start=-1"])
def test_a_wrong_question_is_told_what_is_wrong(demo, query):
    got = demo.get(f"/claims?{query}")
    assert got.status_code == 400
    assert query.partition("=")[0] in got.text
