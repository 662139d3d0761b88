"""``--events`` lists the records behind each measure, with their words, on a ledger that real pages fill."""

import json
from importlib.resources import files

import polars as pl
import pytest

from harmel.errors import HarmelError, UsageError
from invoked import ran

MEASURES = (
    ["series"], ["posture"], ["warn"], ["model", "reciprocity", "--period", "year"], ["model", "provocation"],
    ["model", "spiral", "--kind", "all"], ["model", "attribution", "--incidents"], ["whatif", "reduce", "lita"],
)  # fmt: skip


def run(*words):
    return ran(*words).stdout


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("behind") / "demo.db"
    ran("add", files("harmel") / "demo" / "pages", "--ledger", path, "--rivalry", "straits")
    return path


@pytest.mark.parametrize("words", MEASURES, ids="-".join)
def test_each_measure_lists_its_records_with_their_words(ledger, words):
    rows = [json.loads(line) for line in run(*words, "--ledger", ledger, "--events", "--format", "jsonl").splitlines()]
    pages = {row["report_id"]: row["text"] for row in map(
        json.loads, run("export", "reports", "--ledger", ledger, "--format", "jsonl").splitlines())}  # fmt: skip
    assert rows
    for row in rows:
        assert row["words"]
        assert all(part in pages[row["report_id"]] for part in row["words"].split(" … "))
        assert row["side"] in ("lita", "kordavia")  # the rivalry that the ledger was begun with, not the default


def test_as_many_records_as_the_series_counts(ledger):
    rows = json.loads(run("series", "--ledger", ledger, "--events", "--format", "json"))
    told = json.loads(run("series", "--ledger", ledger, "--format", "json"))["frame"]
    counted = [
        n
        for n in told[0]
        if n in ("acts", "alleged", "denied", "demanded", "threatened", "planned", "hypothetical", "negated")
    ]
    assert len(rows) == sum(row[name] for row in told for name in counted)


def test_indicators_and_postures_stand_beside_their_records(ledger):
    warned = json.loads(run("warn", "--ledger", ledger, "--events", "--format", "json"))
    assert {name for row in warned for name in row["indicators"]} >= {"cyber incidents", "expulsions"}
    assert {row["posture"] for row in json.loads(run("posture", "--ledger", ledger, "--events", "--format", "json"))}
    assert "cyber incidents; attacks" in run("warn", "--ledger", ledger, "--events", "--format", "csv")


def test_the_register_of_a_ledger_tells_who_denies(ledger):
    told = json.loads(run("model", "attribution", "--incidents", "--ledger", ledger, "--format", "json"))
    assert any(row["denied_by"] == ["XKO"] for row in told["frame"])
    assert "Median delay" in told["summary"]


def test_what_has_no_records_says_so(ledger):
    with pytest.raises(UsageError, match="rests on no records"):
        run("model", "attribution", "--ledger", ledger, "--events")


def test_burden_reads_a_file_a_ledger_or_the_facts_that_come_along(ledger, tmp_path):
    assert "source" in run("model", "burden", "--events", "--format", "csv").partition("\n")[0]
    with pytest.raises(UsageError, match="no series of"):
        run("model", "burden", "--ledger", ledger)
    rows = {
        "Country": [f"Land {n}" for n in range(9)],
        **{str(y): [f"{1 + n / 7 + y % 7 / 9:.2f}" for n in range(9)] for y in (2014, 2019, 2024)},
    }
    table = tmp_path / "spending.csv"
    pl.DataFrame(rows).write_csv(table)
    own = tmp_path / "own.db"
    ran("import", "milex", table, "--ledger", own)
    told = run("model", "burden", "--ledger", own, "--rivalry", "nato-russia", "--events", "--format", "csv")
    assert told.count("\n") == 28
    with pytest.raises(HarmelError, match="under a guideline"):  # lands that are no members are judged by none
        run("model", "burden", "--ledger", own, "--rivalry", "nato-russia")
