"""What goes in comes out, once, whole or not at all."""

import threading
from dataclasses import replace

import pyarrow as pa
import pytest

from harmel import schema
from harmel.errors import LedgerError, UsageError
from harmel.ledger import Ledger, history, verify
from harmel.records import Reject
from ledgers import coded

NOUNS = ("reports", "statements", "events", "figures", "links")


@pytest.fixture
def ledger():
    with Ledger.open(":memory:") as opened:
        yield opened


def test_a_coded_report_comes_back_as_it_went_in(ledger):
    given = coded(3)
    assert ledger.add(given) == "new"
    assert ledger.coded(given.report.report_id) == replace(given, actors=())


def test_the_same_report_changes_nothing(ledger):
    ledger.add(coded(3))
    before = ledger.sql("SELECT * FROM log").to_pylist()
    assert ledger.add(coded(3)) == "same"
    assert ledger.sql("SELECT * FROM log").to_pylist() == before
    assert ledger.count("events") == 1


def test_other_records_replace_those_of_an_older_coding(ledger):
    given = coded(3)
    ledger.add(given)
    assert ledger.add(replace(given, events=())) == "recoded"
    assert (ledger.count("events"), ledger.count("statements")) == (0, 1)
    assert ledger.search("strait") != []
    assert verify(ledger).holds is False, "a link into the lost event must not pass"


def test_a_report_that_cannot_be_stored_leaves_nothing(ledger):
    given = coded(3)
    with pytest.raises(LedgerError, match="two records bear one id"):
        ledger.add(replace(given, events=given.events * 2))
    assert [ledger.count(table) for table in (*NOUNS, "actors")] == [0] * 6
    assert ledger.search("strait") == []


def test_half_a_surrogate_pair_is_refused_in_words(ledger):
    given = coded(3)
    with pytest.raises(LedgerError, match="surrogate"):
        ledger.add(replace(given, report=replace(given.report, title="\ud83d")))


@pytest.mark.parametrize("table", [*NOUNS, "actors", "rejects"])
def test_tables_have_the_one_arrow_schema(ledger, table):
    assert ledger.table(table).schema == schema.arrow_schema(table)
    for number in range(12):
        ledger.add(coded(number))
    ledger.reject(Reject(source="x", reason="empty"))
    found = ledger.table(table)
    assert found.schema == schema.arrow_schema(table)
    assert found.to_pylist() == list(ledger.rows(table))
    assert found.equals(pa.Table.from_pylist(found.to_pylist(), schema=schema.arrow_schema(table)))


def test_a_reject_is_kept_once(ledger):
    for _ in range(2):
        ledger.reject(Reject(source="x.txt", reason="empty", remedy="look at it"))
    assert list(ledger.rows("rejects")) == [
        {"source": "x.txt", "reason": "empty", "remedy": "look at it", "stage": "reading"}
    ]


@pytest.mark.parametrize(
    "wanted",
    [
        {"source": "NOR"},
        {"source": "NOR", "target": "RUS"},
        {"actor": "POL", "action": "19"},
        {"source": ["NOR", "RUS"], "since": "2018-01-07"},
        {"since": "2018-01-03", "until": "2018-01-04"},
        {"action": ["04", "112"], "until": "2018-01-03"},
        {"status": "denied"},
    ],
)
def test_filters(ledger, wanted):
    events = {coded(n).events[0].event_id: n for n in range(14)}
    for number in range(14):
        ledger.add(coded(number))
    expected = [n for n in range(14) if _passes(coded(n).events[0], wanted)]
    found = sorted(events[row["event_id"]] for row in ledger.rows("events", **wanted))
    assert found == expected
    assert ledger.count("events", **wanted) == len(found)


def _passes(event, wanted):
    def among(value, given):
        return value == given if isinstance(given, str) else value in given

    codes = wanted.get("action", "")
    return (
        among(event.source, wanted.get("source", [event.source]))
        and among(event.target, wanted.get("target", [event.target]))
        and (wanted.get("actor") in (None, event.source, event.target))
        and event.action.startswith((codes,) if isinstance(codes, str) else tuple(codes))
        and wanted.get("since", "") <= event.happened_latest
        and event.happened_earliest <= wanted.get("until", "9")
        and among(event.status, wanted.get("status", [event.status]))
    )


def test_an_unknown_filter_or_table_says_what_there_is(ledger):
    with pytest.raises(UsageError, match="one of: report_id"):
        list(ledger.rows("events", colour="red"))
    with pytest.raises(UsageError, match="one of: reports"):
        ledger.table("log; DROP TABLE events")


def test_sql_reads_and_only_reads(ledger):
    ledger.add(coded(1))
    assert ledger.sql("SELECT source FROM events WHERE action = ?", ["190"]).to_pylist() == [{"source": "RUS"}]
    for query in ("DELETE FROM events", "ATTACH 'other.db' AS other", "PRAGMA query_only = 0", "DROP TABLE events"):
        with pytest.raises(UsageError, match="more than read"):
            ledger.sql(query)
    assert ledger.count("events") == 1
    ledger.add(coded(2))  # the hands that were bound for the query are free again


def test_slow_sql_is_stopped(ledger):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(UsageError, match=r"longer than 0\.1 s"):
        ledger.sql(endless, seconds=0.1)
    with pytest.raises(UsageError, match="more than 10 rows"):
        ledger.sql(endless.replace("max(i) FROM n", "i FROM n LIMIT 100"), most=10)


def test_a_withdrawal_takes_everything_along_and_stays(ledger):
    given, other = coded(1), coded(2)
    ledger.add(given)
    ledger.add(other)
    ledger.withdraw(given.report.report_id, reason="the author asked")
    assert [ledger.count(table) for table in NOUNS] == [1] * 5
    assert ledger.search('"Bulletin 1"') == []
    assert ledger.add(given) == "withdrawn"
    assert any("the author asked; with it 1 statements" in line for line in history(ledger, kind="withdraw"))
    ledger.restore(given.report.report_id)
    assert ledger.add(given) == "new"
    assert verify(ledger).holds
    with pytest.raises(LedgerError, match="no such report"):
        ledger.withdraw("r_0", reason="none")


def test_a_correction_keeps_both_versions_and_shows_what_changed(ledger):
    first = coded(1, url="https://example.org/a")
    second = coded(1, url="https://example.org/a", text=first.report.text + "Corrected on Monday.\n")
    ledger.add(first)
    ledger.add(second)
    assert ledger.count("reports", url="https://example.org/a") == 2
    lines = list(history(ledger, kind="correct", diff=True))
    assert lines[0].split("\t")[1:3] == ["correct", second.report.report_id]
    assert [line for line in lines[3:] if line.startswith(("+", "-"))] == ["+Corrected on Monday."]


def test_a_report_goes_from_one_ledger_to_another_without_what_is_computed():
    with Ledger.open(":memory:") as one, Ledger.open(":memory:") as two:
        for each in (coded(1), replace(coded(1), report=replace(coded(1).report, title="Another title"))):
            one.add(each)
        twin = coded(1)
        other = replace(twin.report, report_id="r_twin", source="twin.txt")
        event = replace(twin.events[0], report_id="r_twin", event_id="e_twin")
        one.add(replace(twin, report=other, statements=(), events=(event,), figures=(), links=()))
        one.settle()
        assert one.count("links", kind="same-event") == one.count("links", kind="copy-of") == 1
        for report in one.reports():
            two.add(one.coded(report.report_id))
        two.settle()
        assert list(two.rows("links")) == list(one.rows("links"))
        assert verify(two).holds


def test_threads_share_a_reader(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for number in range(20):
            ledger.add(coded(number))
    counts = []

    def read():
        for _ in range(10):
            counts.append(reader.sql("SELECT count(*) AS n FROM events", seconds=5).to_pylist()[0]["n"])
            counts.append(len(list(reader.rows("events"))))
            counts.append(verify(reader).reports)
            counts.append(reader.analyse("SELECT count(*) AS n FROM events").to_pylist()[0]["n"])

    with Ledger.open(tmp_path / "ledger.db", read_only=True) as reader:
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counts == [20] * 160


def test_an_actor_is_the_same_whichever_account_came_first():
    one, two = coded(0), coded(5)
    fuller = replace(two, actors=(replace(two.actors[0], sector="GOV"),))
    seen = []
    for order in ((one, fuller), (fuller, one)):
        with Ledger.open(":memory:") as ledger:
            for given in order:
                ledger.add(given)
            seen.append(list(ledger.rows("actors")))
    assert seen[0] == seen[1]
    assert [row["sector"] for row in seen[0]] == ["GOV"]
