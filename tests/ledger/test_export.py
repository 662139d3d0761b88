"""Exports: the output contract, the same bytes whatever the order, and back again."""

import csv
import io
import json
import random
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from harmel import schema
from harmel.errors import UsageError
from harmel.ledger import Ledger, export
from ledgers import coded

TABLES = ("reports", "statements", "events", "figures", "links", "actors", "rejects")


def exported(ledger, table, format):  # noqa: A002 - the option's name
    out = io.BytesIO()
    export(ledger, table, out, format=format)
    return out.getvalue()


@pytest.fixture(scope="module")
def ledger():
    with Ledger.open(":memory:") as opened:
        for number in range(20):
            opened.add(coded(number))
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_json_lines_are_rows_of_the_contract(ledger, table):
    rows = [json.loads(line) for line in exported(ledger, table, "jsonl").splitlines()]
    assert rows == list(ledger.rows(table))
    for row in rows:
        assert tuple(row) == schema.columns(table)
        assert schema.row(schema.record(table, row)) == row


def test_csv_has_a_header_and_lists_as_json(ledger):
    rows = list(csv.DictReader(io.StringIO(exported(ledger, "events", "csv").decode(), newline="")))
    assert tuple(rows[0]) == schema.columns("events")
    assert [json.loads(row["trigger_span"]) for row in rows] == [row["trigger_span"] for row in ledger.rows("events")]
    assert all(row["action"] in ("112", "190", "040") for row in rows)


def test_parquet_has_the_one_schema(ledger):
    table = pq.read_table(io.BytesIO(exported(ledger, "statements", "parquet")))
    assert table.schema.equals(schema.arrow_schema("statements"))
    assert table.to_pylist() == list(ledger.rows("statements"))


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_another_order_gives_the_same_bytes(ledger, format):  # noqa: A002
    shuffled = list(range(20))
    random.Random(4).shuffle(shuffled)
    with Ledger.open(":memory:") as other:
        for number in shuffled:
            other.add(coded(number))
        for table in TABLES:
            assert exported(other, table, format) == exported(ledger, table, format)


def test_an_unknown_format_says_which_there_are(ledger):
    with pytest.raises(UsageError, match="one of: jsonl"):
        exported(ledger, "events", "xls")


SIGNS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1")


def test_formulas_are_made_harmless_with_excel_only(tmp_path):
    with Ledger.open(tmp_path / "l.db") as ledger:
        for number, sign in enumerate(SIGNS):
            made = coded(number)
            ledger.add(replace(made, report=replace(made.report, title=sign, title_span=())))

        def titles(**how):
            out = io.BytesIO()
            export(ledger, "reports", out, **how)
            return {row["title"] for row in csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))}

        assert titles(format="csv") == set(SIGNS)
        assert titles(format="csv", excel=True) == {f"'{sign}" for sign in SIGNS}
        assert {row["title"] for row in ledger.rows("reports")} == set(SIGNS)
        for form in ("jsonl", "parquet", "gdelt"):
            with pytest.raises(UsageError, match="no format for spreadsheets"):
                export(ledger, "events", io.BytesIO(), format=form, excel=True)
