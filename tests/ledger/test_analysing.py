"""Questions over everything: always of the file as it is, and of nothing else."""

import sqlite3

import pytest

from harmel.errors import UsageError
from harmel.ledger import Ledger
from ledgers import coded


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as opened:
        for number in range(12):
            opened.add(coded(number))
        yield opened


def test_the_answer_is_that_of_sqlite(ledger):
    for query in (
        "SELECT source, target, count(*) AS n, sum(goldstein) AS g FROM events GROUP BY 1, 2 ORDER BY 1, 2",
        "SELECT outlet, count(*) AS n FROM reports JOIN events USING (report_id) GROUP BY 1 ORDER BY 1",
        "SELECT count(*) AS n FROM statements",
    ):
        assert ledger.analyse(query).to_pylist() == ledger.sql(query).to_pylist()


def test_spans_are_lists_and_columns_asked_later_stand_beside_the_others(ledger):
    assert ledger.analyse("SELECT max(action) AS a FROM events").to_pylist() == [{"a": "190"}]
    found = ledger.analyse("SELECT event_id, action, len(trigger_span) AS n FROM events").to_pylist()
    told = {row["event_id"]: row["action"] for row in ledger.rows("events")}
    assert {row["event_id"]: row["action"] for row in found} == told
    assert {row["n"] for row in found} == {1}
    assert len(ledger.analyse("SELECT * FROM events")) == 12


def test_what_changes_is_seen(ledger):
    count = "SELECT count(*) AS n FROM events"
    assert ledger.analyse(count).to_pylist() == [{"n": 12}]
    ledger.add(coded(40))
    assert ledger.analyse(count).to_pylist() == [{"n": 13}]
    other = sqlite3.connect(ledger.path)
    other.execute("DELETE FROM events WHERE row = 1")
    other.commit()
    other.close()
    assert ledger.analyse(count).to_pylist() == [{"n": 12}]


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE events",
        "SELECT 1; SELECT 2",
        "COPY (SELECT 1) TO 'x.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "ATTACH 'x.db'",
        "SELECT nonsense FROM events",
        "SET threads = 1",
        "SELECT * FROM ledger",
    ],
)
def test_it_reads_the_ledger_and_nothing_else(ledger, query, tmp_path):
    with pytest.raises(UsageError):
        ledger.analyse(query)
    assert sorted(p.name for p in tmp_path.glob("x*")) == []
    assert ledger.analyse("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 12}]


def test_a_slow_question_is_stopped(ledger):
    with pytest.raises(UsageError, match="took longer"):
        ledger.analyse("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", seconds=0.2)
