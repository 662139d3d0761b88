"""The map: sized by independent stories, filtered by its link, exported as seen; a place only where words name one."""

import csv
import io
import math
import re
import sqlite3

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from fictional import TOWNS
from harmel.web.drawing.clusters import Spot, clusters
from harmel.web.drawing.earth import HEIGHT, WHOLE, WIDTH, around, land, project

PLACE = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@pytest.fixture(scope="session")
def straits(fictional_app):
    return TestClient(fictional_app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@given(PLACE)
def test_every_point_of_the_earth_has_its_place_on_the_map(place):
    x, y = project(*place)
    assert -0.2 <= x <= WIDTH + 0.2
    assert -0.6 <= y <= HEIGHT + 0.6


@given(st.floats(-170, 170), st.floats(-80, 79))
def test_equal_areas_are_drawn_equal(longitude, latitude):
    """A small cell's drawn area over its true area is the same everywhere."""
    step = 1.0
    corners = [(longitude, latitude), (longitude + step, latitude), (longitude + step, latitude + step),
               (longitude, latitude + step)]  # fmt: skip
    drawn = [project(*corner) for corner in corners]
    pairs = zip(drawn, drawn[1:] + drawn[:1], strict=True)
    area = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
    true = math.radians(step) * (math.sin(math.radians(latitude + step)) - math.sin(math.radians(latitude)))
    scale = (WIDTH / (2 * 2.70663)) ** 2
    assert area / (true * scale) == pytest.approx(1.0, rel=0.16, abs=0.0)


@given(st.lists(PLACE, max_size=20))
def test_the_part_shown_holds_every_point_and_lies_on_the_map(points):
    placed = [project(*point) for point in points]
    box = around(placed)
    assert box.x >= 0
    assert box.y >= 0
    assert all(box.x - 1 <= x <= box.x + box.wide + 1 and box.y - 1 <= y <= box.y + box.high + 1 for x, y in placed)


def test_no_coast_runs_from_edge_to_edge_of_the_map_but_that_of_the_pole():
    for part in land(WHOLE).split("M")[1:]:
        begun, _, steps = part.partition("l")
        y, numbers = int(begun.split()[1]), [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            y += dy
            assert abs(dx) < WIDTH / 8 or y > HEIGHT - 8


@given(st.lists(st.tuples(st.integers(0, 3999), st.integers(0, 1945), st.integers(1, 50)), max_size=40))
def test_no_place_is_lost_when_near_ones_are_joined(places):
    spots = [Spot(place=f"P{n}", x=x, y=y, events=s, stories=s) for n, (x, y, s) in enumerate(places)]
    found = clusters(spots, WHOLE)
    assert sorted(s.place for c in found for s in c.places) == sorted(s.place for s in spots)
    assert [c.stories for c in found] == sorted((c.stories for c in found), reverse=True)


def test_the_table_is_what_the_ledger_holds_and_its_export_too(straits, fictional_path):
    with sqlite3.connect(fictional_path) as connection:
        kept = connection.execute(
            "SELECT e.place, count(*), count(DISTINCT r.story_id) FROM events e JOIN reports r USING (report_id)"
            " WHERE e.status = 'actual' AND e.place <> '' GROUP BY 1"
        ).fetchall()
    listed = list(csv.DictReader(io.StringIO(straits.get("/map?format=csv").text)))
    assert {(r["place"], int(r["events"]), int(r["stories"])) for r in listed} == set(kept)
    page = straits.get("/map").text
    assert [r["place"] for r in listed] == re.findall(r'<tr><th scope="row"><a href="/events[^>]*>(.*?)</a>', page)
    assert {r["place"] for r in listed} <= {town for town, _, _ in TOWNS.values()}


def test_filters_stand_in_the_link_and_narrow_the_map(straits):
    every = straits.get("/map?status=any&format=json").json()
    few = straits.get("/map?quad=material-conflict&since=2021-01-01&format=json").json()
    assert sum(r["events"] for r in few) < sum(r["events"] for r in every)
    page = straits.get("/map?quad=material-conflict&source=XKO").text
    assert "Only source: Kordavia" in page
    assert "quad=material-conflict&amp;place=" in page


@pytest.mark.parametrize("query", ["view=moon", "colour=red", "since=May"])
def test_a_wrong_question_names_what_is_wrong(straits, query):
    got = straits.get(f"/map?{query}")
    assert got.status_code == 400
    assert query.partition("=")[0] in got.text


def test_a_map_without_places_says_so(client, straits):
    assert "is told of a place whose point the gazetteer knows" in client.get("/map?status=any").text
    assert "No event passes these filters" in straits.get("/map?since=2031-01-01").text


def test_a_page_stays_small(straits):
    for path in ("/map", "/map?view=earth", "/actors/XKO"):
        assert len(straits.get(path).content) < 150_000
