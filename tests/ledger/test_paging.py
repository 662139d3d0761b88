"""Pages by place: every row once, forwards and backwards, while others write; a slow question is stopped."""

import time

import pytest

from harmel.errors import UsageError
from harmel.ledger import Ledger, page
from harmel.ledger.opening import translated
from harmel.records import Reject
from ledgers import coded

TABLES = ("reports", "statements", "events", "figures", "links", "actors", "rejects")


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "ledger.db"
    with Ledger.open(place) as opened:
        for number in range(0, 46, 2):
            opened.add(coded(number))
        for number in range(5):
            opened.reject(Reject(source=f"{number}.txt", reason="empty"))
    return place


def walk(ledger, table, *, limit=4, between=lambda: None, **wanted):
    found, place, more = [], (), True
    while more:
        got = page(ledger, table, limit=limit, after=place, **wanted)
        found += got.rows
        place, more = (got.places or ((),))[-1], got.more
        between()
    return found


@pytest.mark.parametrize("table", TABLES)
def test_pages_hold_every_row_once_in_the_order_of_the_export(path, table):
    with Ledger.open(path, read_only=True) as ledger:
        assert walk(ledger, table) == list(ledger.rows(table))


@pytest.mark.parametrize("table", TABLES)
def test_the_page_before_is_the_page_that_was_there(path, table):
    with Ledger.open(path, read_only=True) as ledger:
        first = page(ledger, table, limit=2)
        second = page(ledger, table, limit=2, after=first.places[-1])
        back = page(ledger, table, limit=2, before=second.places[0])
        assert (back.rows, back.more) == (first.rows, False)


def test_what_comes_in_meanwhile_moves_no_page(path):
    numbers = iter(range(1, 45, 2))
    with Ledger.open(path, read_only=True) as reader, Ledger.open(path) as writer:
        before = [row["event_id"] for row in reader.rows("events")]
        seen = [row["event_id"] for row in walk(reader, "events", between=lambda: writer.add(coded(next(numbers))))]
    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


def test_filters_hold_on_every_page(path):
    with Ledger.open(path, read_only=True) as ledger:
        assert walk(ledger, "events", limit=2, source="NOR") == list(ledger.rows("events", source="NOR"))


@pytest.mark.parametrize("place", [("x",), (1, "x"), ("x", 1 << 63), ("x", True), ("x", 1, 1), ("x", None)])
def test_a_place_that_is_none_is_refused(path, place):
    with Ledger.open(path, read_only=True) as ledger, pytest.raises(UsageError, match="no place"):
        page(ledger, "events", limit=2, after=place)


def test_a_slow_question_is_stopped_and_the_next_goes_on(path):
    with Ledger.open(path, read_only=True) as ledger:
        slow = ledger.allow(0.2)._connection.execute
        query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e10) SELECT count(*) FROM n"
        begun = time.thread_time()
        with pytest.raises(UsageError, match="took longer"), translated(ledger.path):
            slow(query).fetchone()
        assert time.thread_time() - begun < 1.2
        assert ledger.allow(1.0).count("reports") == 23
