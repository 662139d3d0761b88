"""The schema: every column described, every record through Arrow and JSON and back."""

import json
import tomllib
from importlib.resources import files

import pyarrow as pa
import pytest

from harmel import records, schema

DESCRIBED = tomllib.loads((files("harmel") / "columns.toml").read_text("utf-8"))
REPORT = records.Report(
    report_id="r1",
    source="a.txt",
    text="NATO said no.",
    body_spans=((0, 13),),
    furniture=(records.Furniture(span=((0, 4),), kind="clock"),),
    published_evidence=(records.DateEvidence(basis="url", earliest="2018-10-01", span=((0, 4),)),),
)


@pytest.mark.parametrize("table", schema.CLASSES)
def test_every_column_is_described_and_no_other(table):
    assert set(DESCRIBED[table]) == set(schema.columns(table))


def test_a_record_survives_json_and_arrow():
    row = schema.row(REPORT)
    table = pa.Table.from_pylist([row], schema=schema.arrow_schema("reports"))
    assert schema.record("reports", table.to_pylist()[0]) == REPORT
    assert schema.record("reports", json.loads(json.dumps(row))) == REPORT


def test_unknown_is_null_and_never_an_empty_string():
    assert schema.row(REPORT)["outlet"] is None
    assert schema.row(REPORT)["title_span"] is None
