"""``harmel actors``: one object a question, and one line when the question is wrong."""

import json

import pytest
from typer.testing import CliRunner

from harmel.cli import verbs

RUN = CliRunner()


def test_words_at_a_date():
    done = RUN.invoke(verbs(), ["actors", "the", "NATO", "chief", "--on", "2018-10-25"])
    assert json.loads(done.stdout) == {
        "actor": "jens-stoltenberg",
        "name": "Jens Stoltenberg",
        "country": "IGO",
        "sector": "IGO",
        "code": "IGONATO",
        "role": "organisation",
    }


def test_rows_are_answered_in_order_with_null_for_unknown():
    rows = [{"id": "b", "text": "Xanthe Quill"}, {"id": "a", "text": "Angela Merkel", "date": "2017-04-01"}]
    done = RUN.invoke(verbs(), ["actors", "--jsonl", "-"], input="\n".join(map(json.dumps, rows)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["b", "a"]
    assert answers[0]["country"] is None
    assert answers[1]["code"] == "DEUGOV"


def test_coverage_counts():
    done = RUN.invoke(verbs(), ["actors", "--coverage"])
    assert "foreign_minister" in done.stdout
    assert "states" in done.stdout


@pytest.mark.parametrize("args", [[], ["X", "--on", "May"], ["--jsonl", "-"]])
def test_a_wrong_question_is_one_line(args):
    done = RUN.invoke(verbs(), ["actors", *args], input="{}")
    assert "UsageError" in repr(done.exception)
    assert "\n" not in str(done.exception)
