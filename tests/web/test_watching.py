"""Watches: kept with the ledger, followed by a feed that is Atom whatever the press wrote."""

import xml.etree.ElementTree as ET

import feedparser
import pytest
from fastapi.testclient import TestClient

from harmel.ledger import Ledger, verify
from harmel.settings import rivalry
from harmel.web import Tokens, create_app, new_token
from hostile_report import HOSTILE, coded

A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "l.db"
    with Ledger.open(place) as opened:
        for number in range(5):
            opened.add(coded(number, hostile=f"{HOSTILE}\x00\x0b\ufffe & ]]> <!--"))
    return place


@pytest.fixture
def client(path):
    return TestClient(create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1")


def kept(client, **asked):
    got = client.post("/api/v1/watches", json={"name": "Strait", "table": "events", "query": "status=alleged", **asked})
    assert got.status_code == 201, got.text
    return got.json()


def test_a_watch_is_kept_once_listed_and_removed(client, path):
    one = kept(client, query="status=alleged&cursor=x&limit=5")
    assert one == kept(client)
    assert client.get("/api/v1/watches").json() == [one] == [client.get(f"/api/v1/watches/{one['key']}").json()]
    with Ledger.open(path, read_only=True) as ledger:
        assert not verify(ledger).problems
    assert client.delete(f"/api/v1/watches/{one['key']}").status_code == 204
    assert client.delete(f"/api/v1/watches/{one['key']}").status_code == 404
    assert client.get(one["feed"]).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"query": "colour=red"}, 400), ({"table": "links"}, 422), ({"name": ""}, 422), ({"query": "since=never"}, 400)],
)
def test_what_cannot_be_watched_is_told(client, asked, status):
    got = client.post("/api/v1/watches", json={"name": "x", "table": "events", "query": "", **asked})
    assert (got.status_code, got.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("table", ["reports", "statements", "events", "figures"])
def test_a_feed_is_atom_with_stable_ids(client, table):
    one = kept(client, table=table, query="", name=HOSTILE[:80])
    first, second = (client.get(one["feed"]) for _ in range(2))
    assert first.content == second.content
    assert first.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(first.content)  # noqa: S314 - our own
    assert [child.tag for child in root][:3] == [f"{A}id", f"{A}title", f"{A}updated"]
    assert root.find(f"{A}author/{A}name").text
    entries = root.findall(f"{A}entry")
    assert len(entries) == (10 if table == "statements" else 5)
    for entry in entries:
        for needed in ("id", "title", "updated", "summary"):
            assert len(entry.findall(A + needed)) == 1
        assert entry.find(f"{A}link").get("href").startswith(f"http://127.0.0.1/{table}/")
    ids = [entry.find(f"{A}id").text for entry in [root, *entries]]
    assert len(set(ids)) == len(ids)
    assert all(key.startswith("urn:uuid:") for key in ids)
    assert {element.tag.removeprefix(A) for element in root.iter()} == {
        "feed", "id", "title", "updated", "author", "name", "link", "entry", "summary",
    }  # fmt: skip
    parsed = feedparser.parse(first.content)
    assert not parsed.bozo
    assert all(entry.updated_parsed for entry in parsed.entries)


def test_a_feed_tells_the_newest_first_and_says_when_nothing_is_new(client, path):
    one = kept(client)
    before = client.get(one["feed"])
    assert client.get(one["feed"], headers={"If-None-Match": before.headers["etag"]}).status_code == 304
    with Ledger.open(path) as opened:
        opened.add(coded(77))
    after = client.get(one["feed"], headers={"If-None-Match": before.headers["etag"]})
    links = [e.find(f"{A}link").get("href") for e in ET.fromstring(after.content).findall(f"{A}entry")]  # noqa: S314
    assert links[0].endswith("/events/e_77")
    ids = {e.find(f"{A}id").text for e in ET.fromstring(before.content).findall(f"{A}entry")}  # noqa: S314
    assert ids < {e.find(f"{A}id").text for e in ET.fromstring(after.content).findall(f"{A}entry")}  # noqa: S314


def test_a_feed_holds_to_its_filters_and_words(client):
    assert client.get(kept(client, query="status=actual")["feed"]).text.count("<entry>") == 0
    assert client.get(kept(client, table="reports", query="q=cables")["feed"]).text.count("<entry>") == 5
    assert client.get(kept(client, table="reports", query="q=nonsense")["feed"]).text.count("<entry>") == 0


def test_a_page_keeps_what_it_shows_and_removes_it(client):
    shown = client.get("/events?status=alleged&source=RUS").text
    assert 'name="query" value="status=alleged&amp;source=RUS"' in shown
    form = {"name": "Strait <b>", "table": "events", "query": "status=alleged&source=RUS"}
    assert client.post("/watches", data=form, follow_redirects=False).status_code == 303
    page = client.get("/watches").text
    assert "Strait &lt;b&gt;" in page
    assert 'href="/events?status=alleged&amp;source=RUS"' in page
    key = client.get("/api/v1/watches").json()[0]["key"]
    assert client.post(f"/watches/{key}/remove", headers={"Origin": "http://evil.example"}).status_code == 403
    assert client.post(f"/watches/{key}/remove", follow_redirects=False).status_code == 303
    assert client.get("/api/v1/watches").json() == []


def test_a_reader_of_feeds_may_show_the_token_as_a_password(path):
    reads, reading = new_token(hours=1, write=False)
    writes, writing = new_token(hours=1, write=True)
    client = TestClient(
        create_app(path, rivalry("nato-russia"), tokens=Tokens((reading, writing))), base_url="http://127.0.0.1"
    )
    new = {"name": "x", "table": "events", "query": ""}
    assert client.post("/api/v1/watches", json=new, headers={"Authorization": f"Bearer {reads}"}).status_code == 403
    made = client.post("/api/v1/watches", json=new, headers={"Authorization": f"Bearer {writes}"}).json()
    assert client.get(made["feed"]).status_code == 401
    assert client.get(made["feed"], auth=("me", reads)).status_code == 200
    assert client.get(made["feed"], auth=("me", "wrong")).status_code == 401
    assert client.get(made["feed"], headers={"Authorization": "Basic ==="}).status_code == 401
