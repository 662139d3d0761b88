"""``harmel code``: the way to run it over a test set, and why something was coded."""

import json

import pytest
from typer.testing import CliRunner

from harmel.cli import verbs

RUN = CliRunner()


def test_rows_are_answered_in_order_with_their_ids_and_bad_ones_too():
    rows = [
        {"id": 7, "text": "Norway denied it.", "date": "2018-10-25"},
        {"text": "no id"},
        {"id": "b", "text": "", "date": "soon"},
        {"id": "c", "text": "France condemned Iran."},
    ]
    feed = "".join(json.dumps(row) + "\n" for row in rows) + "no json\n"
    done = RUN.invoke(verbs(), ["code", "--jsonl", "-", "--plain"], input=feed)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == [7, None, "b", "c", None]
    assert found[0]["statements"][0]["speaker"] == "NOR"
    assert found[0]["report"]["published_latest"] == "2018-10-25"
    assert [bool(one.get("reject")) for one in found] == [False, True, True, False, True]
    assert all({"report", "statements", "events", "figures", "links"} <= set(one) for one in found)
    assert done.exit_code == 1


def test_a_file_is_one_line_and_explained_sentence_by_sentence(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("France condemned Iran over the ship on Monday, and the two would not meet.", encoding="utf-8")
    coded = RUN.invoke(verbs(), ["code", str(page), "--plain", "--date", "2018-10-25"])
    assert [e["action"][:2] for e in json.loads(coded.stdout)["events"]][:1] == ["11"]
    why = RUN.invoke(verbs(), ["code", str(page), "--plain", "--explain"]).stdout
    assert "sentence  'France condemned Iran" in why
    assert "FRA -> IRN [verbs/condemn" in why


@pytest.mark.parametrize(
    "call", [[], ["a.txt", "--jsonl", "-"], ["--explain", "--jsonl", "-"], ["a.txt", "--column", "text"]]
)
def test_a_wrong_call_is_a_usage_error(call):
    assert RUN.invoke(verbs(), ["code", *call]).exception.__class__.__name__ == "UsageError"
