"""The picture of the ledger: it follows the file, whoever writes, and always says what SQLite would."""

import sqlite3
import time

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmel.errors import LedgerError, UsageError
from harmel.ledger import Ledger, Snapshot
from harmel.ledger.snapshot import COLUMNS
from harmel.records import Reject
from ledgers import coded


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as opened:
        for number in range(12):
            opened.add(coded(number))
    return tmp_path / "ledger.db"


def rows(answer):
    return sorted(tuple("" if cell is None else str(cell) for cell in row) for row in answer)


def agree(picture, path):
    """Both accounts hold the same cells in every column that is no list."""
    connection = sqlite3.connect(path)
    for table, names in COLUMNS.items():
        listed = ", ".join(n for n in names if n not in ("about", "contexts", "condition_span"))
        query = f"SELECT {listed} FROM {table}"  # noqa: S608 - our own names
        worded = " WHERE made = 0" if table == "links" else ""
        drawn = rows(row.values() for row in picture.ask(query).to_pylist())
        assert drawn == rows(connection.execute(query + worded)), table
    connection.close()


def test_it_holds_what_the_file_holds(path):
    with Snapshot(path) as picture:
        assert picture.follow(seconds=30)
        agree(picture, path)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["add", "withdraw", "reject"]), st.integers(0, 15)), max_size=6))
def test_it_follows_whatever_is_done(tmp_path_factory, deeds):
    place = tmp_path_factory.mktemp("followed") / "l.db"
    Ledger.open(place).close()
    with Snapshot(place) as picture:
        for deed, number in [("add", 3), *deeds]:
            with Ledger.open(place) as ledger:
                if deed == "add":
                    ledger.add(coded(number))
                elif deed == "reject":
                    ledger.reject(Reject(source=f"{number}.txt", reason="empty"))
                elif key := next((r["report_id"] for r in ledger.rows("reports", limit=1)), None):
                    ledger.withdraw(key, reason="asked")
            picture.follow(seconds=30)
            agree(picture, place)


def test_a_change_past_the_log_is_seen(path):
    with Snapshot(path) as picture:
        picture.follow(seconds=30)
        other = sqlite3.connect(path)
        other.execute("DELETE FROM events WHERE row = 1")
        other.commit()
        other.close()
        picture.follow(seconds=30)
        agree(picture, path)


def test_a_later_picture_reads_only_what_the_log_names(path, monkeypatch):
    with Snapshot(path) as picture:
        picture.follow(seconds=30)
        laid = []
        monkeypatch.setattr(picture, "_lay", lambda _, table: laid.append(table))
        with Ledger.open(path) as ledger:
            ledger.add(coded(40))
        picture.follow(seconds=30)
        assert laid == ["reports", "actors", "rejects"]


def test_counts_and_facets_are_those_of_the_ledger(path):
    with Snapshot(path) as picture, Ledger.open(path, read_only=True) as ledger:
        picture.follow(seconds=30)
        for wanted in ({}, {"status": "actual"}, {"actor": ["RUS", "NOR"]}, {"since": "2018-10-01", "action": "1"}):
            assert picture.count("events", **wanted) == ledger.count("events", **wanted)
            assert picture.facet("events", "source", **wanted) == ledger.facet("events", "source", **wanted)
        with pytest.raises(UsageError, match="no facet"):
            picture.facet("events", "trigger_span")


def test_who_asks_is_answered_from_the_picture_before(path, monkeypatch):
    with Snapshot(path) as picture:
        picture.follow(seconds=30)
        drawn = picture._draw
        monkeypatch.setattr(picture, "_draw", lambda: time.sleep(0.3) or drawn())
        with Ledger.open(path) as ledger:
            ledger.add(coded(40))
        before, version = picture.count("reports"), picture.version
        assert picture.follow(seconds=0.01)
        assert (picture.count("reports"), picture.version) == (before, version)
        picture.follow(seconds=30)
        assert (picture.count("reports"), picture.version) == (before + 1, version + 1)


def test_before_the_first_picture_and_after_a_failure_it_says_so(path, monkeypatch):
    with Snapshot(path) as picture:
        with pytest.raises(LedgerError, match="still being read"):
            picture.count("events")
        drawn = picture._draw

        def failing():
            raise LedgerError("the disk failed")

        monkeypatch.setattr(picture, "_draw", failing)
        with pytest.raises(LedgerError, match="the disk failed"):
            picture.follow(seconds=30)
        monkeypatch.setattr(picture, "_draw", drawn)
        assert picture.follow(seconds=30)


def test_what_duckdb_meets_is_told_in_our_errors(path, monkeypatch):
    with Snapshot(path) as picture:
        assert picture.follow(seconds=30)
        with pytest.raises(UsageError, match="far from a number"):
            picture.count("events", goldstein="far from a number")
        with pytest.raises(LedgerError, match="no_such_column"):
            picture.ask("SELECT no_such_column FROM events")

        def lost(*_):
            raise duckdb.OutOfMemoryException("no memory is left\nin the whole machine")

        monkeypatch.setattr(picture, "_draw", lost)
        with Ledger.open(path) as ledger:
            ledger.add(coded(40))
        with pytest.raises(LedgerError, match="no memory is left"):
            picture.follow(seconds=30)
        monkeypatch.undo()
        assert picture.follow(seconds=30)
