"""Facets of reports by year, actor and story: each count is what its link shows, with a search for words or without."""

import re

import pytest

from harmel.web import listing


def counted(page, head):
    section = re.search(rf"<h2>{head}</h2><ul>(.*?)</ul>", page, re.DOTALL)
    return (
        re.findall(r'<a href="(\?[^"]*)"[^>]*>([^<]*)</a> <span class="count">([\d,]+)</span>', section[1])
        if section
        else []
    )


def rows(page):
    return int(re.search(r'role="status">([\d,]+) rows?', page)[1].replace(",", ""))


@pytest.mark.parametrize("words", ["", "&q=missiles"])
@pytest.mark.parametrize("head", ["Published in", "Actor", "Story", "Outlet"])
def test_each_count_is_what_its_link_shows(demo, head, words):
    demo.app.state.desk.snapshot.follow(seconds=60)
    found = counted(demo.get(f"/reports?limit=5{words}").text, head)
    assert found or (words and head == "Story")
    for address, _, count in found[:4]:
        assert rows(demo.get("/reports" + address.replace("&amp;", "&")).text) == int(count)


def test_a_story_is_named_by_its_headline(demo):
    demo.app.state.desk.snapshot.follow(seconds=60)
    assert next(name for _, name, _ in counted(demo.get("/reports").text, "Story")).startswith(
        "Callund blames Kordavia"
    )


def test_too_many_hits_have_no_such_facets(demo, monkeypatch):
    monkeypatch.setattr("harmel.web.report_facets.MOST_FOUND", 1)
    assert counted(demo.get("/reports?q=the").text, "Actor") == []
    assert listing.FACET_VALUES > 1


def test_a_search_is_answered_before_the_picture_is_there(demo, monkeypatch):
    monkeypatch.setattr(demo.app.state.desk.snapshot, "version", 0)
    monkeypatch.setattr(demo.app.state.desk.snapshot, "follow", lambda **_: False)
    answer = demo.get("/reports?q=the")
    assert answer.status_code == 200
    assert rows(answer.text)
    assert counted(answer.text, "Actor") == []


@pytest.mark.parametrize("query", ["year=18", "year=soon"])
def test_a_year_that_is_none_is_told(demo, query):
    assert demo.get(f"/reports?{query}").status_code == 400
