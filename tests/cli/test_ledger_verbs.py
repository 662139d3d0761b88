"""The ledger's verbs as a person uses them: output, messages and exit status."""

import json
import subprocess
import sys

import pytest

from happenings import groups
from harmel.ledger import Ledger
from ledgers import coded


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "harmel.db") as ledger:
        for number in range(4):
            ledger.add(coded(number))
    return tmp_path / "harmel.db"


def harmel(*words):
    done = subprocess.run([sys.executable, "-m", "harmel", *map(str, words)], capture_output=True, check=False)  # noqa: S603
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_export_prints_json_lines(path):
    status, out, _ = harmel("export", "statements", "--ledger", path)
    assert status == 0
    assert [json.loads(line)["quotation"] for line in out.splitlines()] == ["direct"] * 4


def test_export_of_an_unknown_table_is_wrong_use(path):
    status, out, err = harmel("export", "secrets", "--ledger", path)
    assert (status, out) == (2, "")
    assert "no table secrets" in err


def test_verify_says_what_held_and_fails_when_something_does_not(path):
    status, _, err = harmel("verify", "--ledger", path)
    assert (status, err) == (0, "4 reports, 16 records, 36 spans: all hold\n")
    with Ledger.open(path) as ledger, ledger.transaction() as connection:
        connection.execute("UPDATE reports SET text = replace(text, 'strait', 'street') WHERE row = 1")
    status, out, err = harmel("verify", "--ledger", path)
    assert status == 1
    assert "has changed since it was stored" in out
    assert "1 problems" in err


def test_withdraw_needs_a_reason_and_the_log_shows_it(path):
    with Ledger.open(path, read_only=True) as ledger:
        report = next(ledger.reports()).report_id
    assert harmel("withdraw", report, "--ledger", path)[0] == 2
    assert harmel("withdraw", report, "--ledger", path, "--reason", "court order")[0] == 0
    assert "court order" in harmel("log", "--ledger", path, "--kind", "withdraw")[1]


def test_a_missing_ledger_is_one_clear_line(tmp_path):
    status, _, err = harmel("export", "events", "--ledger", tmp_path / "none.db")
    assert status == 1
    assert err.startswith("harmel: ")
    assert "there is no such ledger" in err
    assert err.count("\n") == 1


def test_claims_are_laid_side_by_side(tmp_path):
    with Ledger.open(tmp_path / "harmel.db") as ledger:
        for _, report in groups()[1]:
            ledger.add(report)
    status, out, _ = harmel("claims", "--ledger", tmp_path / "harmel.db", "--disputed")
    assert status == 0
    assert "· disputed" in out.splitlines()[0]
    assert any("reports" in line and "│" in line and "denies" in line for line in out.splitlines())
    lines = harmel("claims", "--ledger", tmp_path / "harmel.db", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["act", "act"]


def test_import_reads_a_table_and_says_what_it_could_not(tmp_path):
    table = tmp_path / "spending.csv"
    table.write_text("country,year,value\nNorway,2017,0.016\nNorway,2018,0.017\nGermany,2018,0.012\n")
    ledger = tmp_path / "harmel.db"
    status, _, err = harmel("import", "milex", table, "--ledger", ledger, "--source", "SIPRI")
    assert (status, err) == (0, "harmel: 3 values\n")
    with Ledger.open(ledger, read_only=True) as opened:
        kept = opened.sql("SELECT actor, year, value FROM reference_series ORDER BY 1, 2").to_pylist()
    assert [(row["actor"], row["value"]) for row in kept] == [("DEU", 1.2), ("NOR", 1.6), ("NOR", 1.7)]
    bad = tmp_path / "icews.tab"
    bad.write_text(
        "Event ID\tEvent Date\tSource Name\tTarget Name\tCAMEO Code\n"
        "1\t2018-10-01\tRussia\tNorway\t010\n2\tsomeday\tRussia\tNorway\t010\n"
    )
    status, _, err = harmel("import", "icews", bad, "--ledger", ledger)
    assert status == 1
    assert "1 rejected" in err


def test_partition_lays_a_folder_down_that_every_reading_verb_takes(path, tmp_path):
    status, out, err = harmel("partition", tmp_path / "folder", "--ledger", path)
    assert (status, out) == (0, "")
    assert err.startswith("harmel: harmel: 4 reports, 4 events in ")
    for words in (["export", "events"], ["brief"], ["claims"], ["verify"], ["log"], ["series", "--dyad", "NOR:RUS"]):
        assert harmel(*words, "--ledger", tmp_path / "folder") == harmel(*words, "--ledger", path)


def test_a_folder_is_not_added_to(path, tmp_path):
    harmel("partition", tmp_path / "folder", "--ledger", path)
    status, _, err = harmel("partition", tmp_path / "again", "--ledger", tmp_path / "folder")
    assert (status, "is a partitioned ledger already" in err) == (2, True)
    (tmp_path / "page.txt").write_text("Norway protested.")
    status, _, err = harmel("add", tmp_path / "page.txt", "--ledger", tmp_path / "folder")
    assert (status, err.count("\n"), "only read" in err) == (1, 1, True)
