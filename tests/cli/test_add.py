"""``harmel add``: each bad input is one line with a reason, the rest is done, nothing stored is lost."""

import hashlib
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.ledger import Ledger

RUN = CliRunner()
GOOD = (
    "Norway rejects the plan\n\n"
    "Norwegian Foreign Minister Ine Eriksen Søreide said on Tuesday that Norway rejected the plan.\n\n"
    "She told reporters that the two governments would meet again in May to talk about the northern border.\n"
)
BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "encoding.txt": ("Norge sa nei til planen på tirsdag. ".encode("utf-16-le")[1:] * 30, ""),
    "no-article.txt": (b"Home\nNews\nSport\nLog in\nSubscribe\n", "article"),
    "norwegian.txt": (
        "Norge sier nei til planen. Utenriksministeren sa tirsdag at regjeringen ikke kan godta avtalen. "
        "Hun fortalte journalister at de to landene skal møtes igjen i mai for å snakke om grensen i nord.\n".encode(),
        "English",
    ),
}


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "l.db"


def add(ledger, *paths):
    return RUN.invoke(verbs(), ["add", *map(str, paths), "--ledger", str(ledger)])


def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_rejected_with_a_reason_and_the_rest_is_done(tmp_path, ledger, name):
    content, word = BAD[name]
    bad = tmp_path / name
    bad.write_bytes(content)
    done = add(ledger, bad, good(tmp_path))
    assert done.exit_code == 1
    (line,) = [row for row in done.stderr.splitlines() if name in row]
    assert word.lower() in line.lower()
    with Ledger.open(ledger, read_only=True) as opened:
        (reject,) = opened.rows("rejects")
        assert reject["source"].endswith(name)
        assert reject["reason"]
        assert opened.count("reports") == 1


def test_a_missing_path_and_an_empty_folder_are_rejected(tmp_path, ledger):
    (tmp_path / "folder").mkdir()
    done = add(ledger, tmp_path / "missing.txt", tmp_path / "folder", good(tmp_path))
    assert done.exit_code == 1
    assert "missing.txt" in done.stderr
    assert "folder" in done.stderr
    with Ledger.open(ledger, read_only=True) as opened:
        assert opened.count("rejects") == 2
        assert opened.count("reports") == 1


def test_adding_a_file_again_changes_nothing(tmp_path, ledger):
    assert add(ledger, good(tmp_path)).exit_code == 0
    before = exported(ledger)
    done = add(ledger, good(tmp_path))
    assert done.exit_code == 0
    assert "1 there already" in done.stderr
    assert exported(ledger) == before


def exported(ledger):
    return [
        RUN.invoke(verbs(), ["export", t, "--ledger", str(ledger)]).stdout for t in ("reports", "statements", "events")
    ]


def test_a_file_that_is_no_ledger_is_left_as_it_was(tmp_path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as foreign:
        foreign.execute("CREATE TABLE mine (a)")
    foreign.close()
    text = shutil.copy(good(tmp_path), tmp_path / "text.db")
    for path in (other, tmp_path / "text.db"):
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        done = add(path, good(tmp_path))
        assert done.exit_code == 1
        assert str(path) in str(done.exception)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert text


def test_a_page_of_the_demo_goes_all_the_way(tmp_path, ledger):
    assert add(ledger, good(tmp_path)).exit_code == 0
    shown = RUN.invoke(verbs(), ["brief", "--ledger", str(ledger)])
    assert shown.exit_code == 0
    assert "Norway rejected the plan" in " ".join(shown.stdout.split())
