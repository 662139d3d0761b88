import json

import pytest
from loopback import SENTENCE, paths, server
from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.errors import SettingsError
from harmel.reading import Document, read_document
from harmel.reading.fetch import Fetcher
from harmel.reading.watch import Memory, look
from harmel.reading.watchlist import Watchlist, watchlist
from harmel.records import Reject


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.time = 1_000_000.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds

    def now(self):
        return self.time


def fetcher(running, clock, **more):
    host = f"127.0.0.1:{running.server_port}"
    settings = {"feeds": (f"{running.home}/feed.xml",), "hosts": frozenset({host}), "delay": 2.0, "seconds": 0.5} | more
    return Fetcher(Watchlist(**settings), sleep=clock.sleep, now=clock.now)


def test_new_articles_are_read_once_and_a_feed_that_has_not_changed_is_not_sent_again():
    memory, clock = Memory(), Clock()
    with server("good") as running:
        asking = fetcher(running, clock)
        (found,) = look(asking, memory)
        again = list(look(asking, memory))
        asked = paths(running)
        marks = [headers.get("If-None-Match") for path, headers in running.asked if path == "/feed.xml"]
    report = read_document(found)
    assert SENTENCE in report.text
    assert (report.url, report.published_earliest, report.title) == (f"{running.home}/good", "2018-05-03", "good")
    assert again == []
    assert asked == ["/robots.txt", "/feed.xml", "/good", "/feed.xml"]
    assert marks == [None, '"one"']
    assert clock.slept == [2.0, 2.0, 2.0]


def test_no_address_inside_an_article_no_unlisted_host_and_nothing_that_robots_forbid_is_asked():
    with server("good", "private", "away", "http://other.example/x", "ftp://127.0.0.1/x") as running:
        found = list(look(fetcher(running, Clock()), Memory()))
        asked = paths(running)
    assert asked == ["/robots.txt", "/feed.xml", "/good", "/away"]
    reasons = {f.source: f.reason for f in found if isinstance(f, Reject)}
    assert reasons == {
        f"{running.home}/private": "robots.txt forbids it",
        f"{running.home}/away": "host not on the list: other.example",
        "http://other.example/x": "host not on the list: other.example",
        "ftp://127.0.0.1/x": "host not on the list: 127.0.0.1",
    }


@pytest.mark.parametrize(
    ("name", "reason", "wait"),
    [("busy", "status 429, asked again in 120 s", 120), ("broken", "status 500, asked again in 4 s", 4)],
)
def test_a_host_that_asks_for_patience_is_left_alone_and_asked_again(name, reason, wait):
    memory, clock = Memory(), Clock()
    with server(name, "good") as running:
        asking = fetcher(running, clock)
        first = list(look(asking, memory))
        asked = len(running.asked)
        second = list(look(asking, memory))
        assert len(running.asked) == asked
        clock.time += wait + 1
        third = list(look(asking, memory))
        assert len(running.asked) > asked
    assert [f.reason.split(" for ")[0] for f in first] == [reason, "its host is left alone"]
    assert all(isinstance(f, Reject) for f in second)
    assert isinstance(third[0], Reject)
    assert f"{running.home}/{name}" not in memory.done


def test_failing_again_doubles_the_wait():
    clock = Clock()
    with server() as running:
        asking = fetcher(running, clock)
        waits = []
        for _ in range(4):
            waits.append(asking.get(f"{running.home}/broken").reason)
            clock.time += 3600
    assert [int(w.split()[-2]) for w in waits] == [4, 8, 16, 32]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("loop", "redirect loop"),
        ("slow", "took longer than 0.5 s"),
        ("gigabyte", "larger than 20 MB"),
        ("none", "status 404"),
    ],
)
def test_bad_answers_end_with_a_reason(name, reason):
    with server(name) as running:
        (found,) = look(fetcher(running, Clock()), Memory())
        assert running.sent < 200 << 20
    assert isinstance(found, Reject)
    assert (found.reason, found.stage) == (reason, "watching")


def test_a_wrong_charset_is_told_by_the_bytes():
    with server("charset") as running:
        (found,) = look(fetcher(running, Clock()), Memory())
    assert isinstance(found, Document)
    assert "Jürgen Größe" in read_document(found).text


def test_a_page_that_is_no_feed_and_a_host_that_does_not_answer_are_rows():
    with server() as running:
        host = frozenset({f"127.0.0.1:{running.server_port}", "127.0.0.1:1"})
        feeds = (f"{running.home}/nofeed", "http://127.0.0.1:1/feed")
        found = list(look(fetcher(running, Clock(), feeds=feeds, hosts=host), Memory()))
    assert [f.reason for f in found] == ["no feed", "no answer (ConnectError), asked again in 4 s"]


def test_memory_survives_and_a_foreign_file_is_told(tmp_path):
    path = tmp_path / "seen.json"
    memory = Memory(marks={"a": ("x", "y")}, done={"b": "2018-05-03"})
    memory.save(path)
    assert Memory.load(path) == memory
    assert Memory.load(tmp_path / "none.json") == Memory()
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(SettingsError, match="no memory of a watch"):
        Memory.load(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("feeds = [", "no watch list"),
        ('feeds = ["https://a.example/x"]', "lies on no host"),
        ('hosts = ["a.example"]', "nothing to watch"),
        ("feed = []", "unknown key feed"),
        ('feeds = "https://a.example/x"', "wrong value"),
    ],
)
def test_a_wrong_watch_list_is_told_in_words(text, message, tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        watchlist(path)


def test_the_verb_keeps_what_the_feeds_bring(tmp_path):
    feeds = tmp_path / "feeds.toml"
    with server("good", "none") as running:
        host = f"127.0.0.1:{running.server_port}"
        feeds.write_text(f'feeds = ["{running.home}/feed.xml"]\nhosts = ["{host}"]\ndelay = 0\n', encoding="utf-8")
        command = ["watch", str(feeds), "--rounds", "1", "--ledger", str(tmp_path / "l.db")]
        done = CliRunner().invoke(verbs(), command, catch_exceptions=False)
    assert done.exit_code == 0
    assert "1 added, 1 rejected" in done.stderr
    assert len(json.loads((tmp_path / "feeds.seen.json").read_text(encoding="utf-8"))["done"]) == 2
