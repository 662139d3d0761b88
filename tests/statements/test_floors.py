"""How well statements are found on articles that people annotated: floors that may only rise."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from said import statements
from shared import shared

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["statements"]


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    gold = shared("data/polnear_dev.jsonl")
    found = tmp_path_factory.mktemp("quotes") / "found.jsonl"
    with found.open("w", encoding="utf-8") as out:
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            said = [
                {"source": s.speaker_span, "cue": s.cue_span, "content": s.content_spans}
                for s in statements(row["text"])
            ]
            out.write(json.dumps({"id": row["id"], "attributions": said}) + "\n")
    table = _score(gold, found)
    everything, reporting = table.split("REPORTING CUES ONLY")
    return {"all": _column(everything), "reporting": _column(reporting)}


def _score(gold, found):
    scorer = shared("score/score_quotes.py")
    command = [sys.executable, scorer, gold, found, "--outermost", "--speech"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own scorer


def _column(table):
    rows = (line.split() for line in table.splitlines())
    return {row[0]: float(row[3]) for row in rows if len(row) == 6 and row[1][0].isdigit()}


@pytest.mark.parametrize(
    ("floor", "cues", "measure"),
    [
        ("reporting_triple", "reporting", "triple"),
        ("all_triple", "all", "triple"),
        ("direct_triple", "all", "direct:triple"),
        ("mixed_triple", "all", "mixed:triple"),
        ("indirect_triple", "all", "indirect:triple"),
    ],
)
def test_statements_reach_their_floor(scores, floor, cues, measure):
    assert scores[cues][measure] >= FLOORS[floor]
