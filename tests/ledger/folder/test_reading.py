"""A folder answers as its ledger does: rows, counts, claims, words, SQL, proof."""

import pytest

from harmel.errors import LedgerError, UsageError
from harmel.ledger import Ledger, claims, export, history, verify
from harmel.ledger.tables import NOUNS
from ledgers import coded


@pytest.fixture(scope="module")
def both(file, folder):
    with Ledger.open(file, read_only=True) as one, Ledger.open(folder) as other:
        yield one, other


@pytest.mark.parametrize("table", NOUNS)
def test_rows_and_arrow_are_the_same(both, table):
    one, other = both
    assert list(one.rows(table)) == list(other.rows(table))
    assert one.table(table).equals(other.table(table))
    assert one.count(table) == other.count(table) > 0


@pytest.mark.parametrize("form", ["jsonl", "csv", "icews", "gdelt", "annotations"])
def test_exports_are_the_same_bytes(both, form, tmp_path):
    written = []
    for ledger in both:
        place = tmp_path / f"{len(written)}"
        with place.open("wb") as out:
            export(ledger, "events", out, format=form)
        written.append(place.read_bytes())
    assert written[0] == written[1] != b""


@pytest.mark.parametrize(
    "wanted",
    [
        {"actor": "RUS"},
        {"source": ["NOR", "USA"], "action": "1"},
        {"since": "2018-02-01", "until": "2018-02-20"},
        {"report_id": coded(3).report.report_id},
    ],
)
def test_filters_choose_the_same(both, wanted):
    one, other = both
    assert list(one.rows("events", limit=5, offset=1, **wanted)) == list(
        other.rows("events", limit=5, offset=1, **wanted)
    )
    assert one.facet("events", "quad", **wanted) == other.facet("events", "quad", **wanted)


def test_claims_log_and_whole_reports_are_the_same(both):
    one, other = both
    assert [c.row() for c in claims(one)] == [c.row() for c in claims(other)]
    assert list(history(one)) == list(history(other))
    assert list(map(one.coded, [r.report_id for r in one.reports()])) == [
        other.coded(r.report_id) for r in one.reports()
    ]
    assert other.settled
    assert other.remembered("rivalry") == "straits"


@pytest.mark.parametrize(
    "words", ["naive ship", '"over the strait"', "shell*", "bulletin -12", "nothing-of-this", "-x"]
)
def test_words_find_the_same(both, words):
    one, other = both
    for table in ("reports", "statements"):
        found = {hit.id for hit in one.search(words, table=table, limit=100)}
        mine = [hit.id for hit in other.search(words, table=table, limit=100, report_id=coded(3).report.report_id)]
        assert set(mine) == found & set(mine)
        assert len(mine) <= 1
        assert {hit.id for hit in other.search(words, table=table, limit=100)} == found


def test_sql_sees_the_cells_of_the_file_and_analyse_sees_lists(both):
    _, other = both
    assert other.sql("SELECT trigger_span FROM events WHERE source = ? LIMIT 1", ["NOR"])[0][0].as_py().startswith("[[")
    assert other.analyse("SELECT trigger_span FROM events LIMIT 1")[0][0].as_py()[0][0] > 0
    with pytest.raises(UsageError, match="more than 3 rows"):
        other.sql("SELECT report_id FROM events", most=3)


@pytest.mark.parametrize(
    "query",
    [
        "COPY events TO 'stolen.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "DROP VIEW events",
        "SELECT 1; SELECT 2",
        "ATTACH 'other.db'",
        "SET enable_external_access = true",
        "SELECT * FROM glob('/etc/*')",
    ],
)
def test_no_question_writes_or_reads_other_files(both, query):
    with pytest.raises(UsageError):
        both[1].sql(query)


def test_a_slow_question_is_stopped(both):
    with pytest.raises(UsageError, match="longer than"):
        both[1].sql("SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)", seconds=0.3)


def test_writing_is_refused_in_words(both):
    with pytest.raises(LedgerError, match="only read"):
        both[1].add(coded(99))


def test_verify_reads_every_span_of_a_folder(both):
    one, other = (verify(ledger) for ledger in both)
    assert one.holds
    assert other.holds
    assert (one.reports, one.records, one.spans) == (other.reports, other.records, other.spans)
