"""The overview: the series both ways with what carries them, signs, posture, disputes; honest when there is little."""

import csv
import io
import json
import re
from datetime import date

import polars as pl
import pytest
from fastapi.testclient import TestClient

from fictional import PLAN
from harmel.dynamics import read_events, series
from harmel.ledger import Ledger
from harmel.settings import rivalry
from harmel.web import create_app
from harmel.web.drawing.triangle import balance


@pytest.fixture(scope="session")
def straits(fictional_app):
    return TestClient(fictional_app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def rows_of(page):
    table = page.partition('id="series-table"')[2].partition("</table>")[0]
    cells = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", table)
    strip = re.compile(r"<[^>]+>")
    return [[day, *(strip.sub("", c) for c in re.findall(r"<td.*?>(.*?)</td>", rest))] for day, rest in cells]


def test_the_numbers_are_those_of_the_measure(straits, fictional_path):
    with Ledger.open(fictional_path, read_only=True) as ledger:
        events = read_events(ledger.table("events"), reports=ledger.table("reports"), links=ledger.table("links"))
    measured = series(events, rivalry("straits"), period="quarter").frame
    shown = rows_of(straits.get("/?period=quarter").text)
    for side, column in (("lita", 1), ("kordavia", 2)):
        own = measured.filter(pl.col("side") == side)
        acts = dict(zip(own["period"].cast(pl.String), own["acts"], strict=True))
        assert {row[0]: int(row[column]) for row in shown} == {row[0]: acts[row[0]] for row in shown}
    stories = dict(zip(own["period"].cast(pl.String), own["coverage"], strict=True))
    assert {row[0]: int(row[4]) for row in shown} == {row[0]: stories[row[0]] for row in shown}
    assert len(shown) >= PLAN.days // 92


@pytest.mark.parametrize("query", ["period=week", "period=month&show=conflict&since=2019-01-01&until=2019-12-31"])
def test_the_export_is_what_is_seen(straits, query):
    shown = rows_of(straits.get(f"/?{query}").text)
    listed = list(csv.reader(io.StringIO(straits.get(f"/?{query}&format=csv").text)))
    assert listed[0] == ["period", "lita", "kordavia", "reports", "stories"]
    assert listed[1:] == [[cell.replace(",", "") for cell in row] for row in shown]
    told = straits.get(f"/?{query}&format=json").json()
    assert [list(map(str, row.values())) for row in told] == listed[1:]
    parquet = pl.read_parquet(io.BytesIO(straits.get(f"/?{query}&format=parquet").content))
    assert json.loads(parquet.with_columns(pl.col("period").cast(pl.String)).write_json()) == told


def test_days_are_kept_to_a_bounded_page_and_the_rest_is_said(straits):
    page = straits.get("/?period=day").text
    assert len(rows_of(page)) == 366
    assert "earlier ones are not" in page
    assert len(page.encode()) < 150_000
    assert straits.get("/?period=day&format=csv").text.count("\n") > 1_000


def test_scores_are_signed_and_unknown_where_there_is_no_act(straits):
    cells = {cell for row in rows_of(straits.get("/?show=goldstein&period=week").text) for cell in row[1:3]}
    assert "none" in cells
    assert any(cell.startswith("−") for cell in cells)


def test_signs_say_what_was_seen_and_expected_or_why_there_is_no_test(straits):
    page = straits.get("/?period=month").text
    assert "As its past leads one to expect" in page
    assert re.search("Cannot be tested: .* acts in the baseline", page)
    assert "Nothing can be tested: " in straits.get("/?period=year").text


def test_the_posture_of_each_side_has_its_dots_and_its_table(straits):
    page = straits.get("/?period=quarter").text
    assert page.count('<svg class="triangle') == 2
    assert page.count("<title>") > 4
    assert "choose a longer period" in straits.get("/?period=day").text


def test_a_triangle_is_never_too_full():
    days = pl.date_range(date(2018, 1, 1), date(2018, 12, 31), eager=True)
    frame = pl.DataFrame({"period": days}).with_columns(side=pl.lit("a"), posture=pl.lit("defence"), acts=pl.lit(10))
    found = balance(frame, "a")
    assert (len(found.dots), found.dots[-1].period, found.whole.acts) == (60, "2018-12-31", 3650)


def test_newest_disputes_stand_with_both_voices(straits):
    page = straits.get("/").text.partition("Newest claims in dispute")[2]
    assert page.count("Denies it") == 4
    for link in re.findall(r'<h3><a href="(/claims[^"]*)"', page):
        assert "One claim." in straits.get(link).text


@pytest.mark.parametrize("query", ["period=decade", "show=love", "since=May", "colour=red"])
def test_a_wrong_question_names_what_is_wrong(straits, query):
    got = straits.get(f"/?{query}")
    assert got.status_code == 400
    assert query.partition("=")[0] in got.text


def test_days_without_anything_say_so(straits):
    assert "Nothing is known of these days" in straits.get("/?since=1999-01-01&until=1999-12-31").text


def test_while_the_ledger_is_read_the_page_says_so_and_asks_again(fictional_path, monkeypatch):
    app = create_app(fictional_path, rivalry("straits"))
    monkeypatch.setattr(app.state.desk.measuring, "follow", lambda **_: None)
    got = TestClient(app, base_url="http://127.0.0.1").get("/")
    assert got.headers["refresh"] == "2"
    assert "being read" in got.text


def test_an_empty_ledger_says_how_to_fill_it(tmp_path):
    Ledger.open(tmp_path / "l.db").close()
    app = create_app(tmp_path / "l.db", rivalry("straits"))
    app.state.desk.measuring.follow(seconds=60)
    assert "harmel add" in TestClient(app, base_url="http://127.0.0.1").get("/").text
