"""Every page: answers, is small, holds no markup of the press, and says what it cannot find."""

import re

import pytest

PAGES = (
    "/", "/reports", "/reports?q=cables", "/reports/r_1", "/statements", "/statements/s_1", "/events?status=alleged",
    "/events/e_1", "/figures", "/figures/f_1", "/actors", "/actors/RUS", "/claims", "/claims?all=1", "/rejects", "/log",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_with_its_guards_and_no_markup_of_the_press(client, path):
    got = client.get(path)
    assert got.status_code == 200
    assert "<img src=x" not in got.text
    assert "<script>window" not in got.text
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["referrer-policy"] == "no-referrer"
    assert len(got.content) < 150_000
    assert "http://" not in got.text.replace("http://127.0.0.1", "")


def test_words_are_lit_where_they_stand(client):
    page = client.get("/reports/r_1").text
    assert '<mark class="statement event"><a href="/events/e_1">attack</a></mark>' in page
    assert '<details class="furniture"><summary>set aside: clock</summary>' in page
    assert '<mark class="trigger">attack</mark>' in client.get("/events/e_1").text


def test_both_sides_stand_next_to_one_another(client):
    page = client.get("/claims").text
    assert "Says so" in page
    assert "Denies it" in page


def test_a_page_turns_and_keeps_its_filters(client):
    first = client.get("/events?status=alleged&limit=25").text
    assert "1 to 25 of 60" in first
    following = re.search(r'rel="next" href="\?([^"]+)"', first)[1].replace("&amp;", "&")
    assert following.startswith("status=alleged&limit=25&cursor=")
    second = client.get(f"/events?{following}").text
    assert "26 to 50 of 60" in second
    back = re.search(r'rel="prev" href="\?([^"]+)"', second)[1].replace("&amp;", "&")
    assert "1 to 25 of 60" in client.get(f"/events?{back}").text


@pytest.mark.parametrize("path", ["/reports/none", "/events/none", "/nothing", "/actors/nobody-like-it"])
def test_what_is_not_there_is_a_page_that_says_so(client, path):
    got = client.get(path)
    assert got.status_code == 404
    assert "<h1>404 Not Found</h1>" in got.text


@pytest.mark.parametrize("query", ["since=yesterday", "nonsense=1", "year=x&format=csv", "goldstein=x", "limit=abc"])
def test_a_wrong_question_is_told_what_is_wrong(client, query):
    got = client.get(f"/events?{query}")
    assert got.status_code == 400
    assert query.partition("=")[0] in got.text


def test_an_export_is_exactly_what_is_seen(client):
    rows = client.get("/events?status=alleged&target=NOR&format=csv").text.splitlines()
    assert len(rows) == 61
    assert rows[0].startswith("report_id,event_id,source,")
    assert client.get("/events?status=actual&format=csv").text.count("\n") == 1
    assert len(client.get("/reports?q=cables&format=json").json()) == 60
    assert client.get("/events?format=parquet").content[:4] == b"PAR1"


def test_the_dots_of_a_path_lead_nowhere(client):
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert client.get(path).status_code in (404, 405)
