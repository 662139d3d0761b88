"""The ledger's verbs as a person uses them: output, messages and exit status."""

import json
import subprocess
import sys

import pytest

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
