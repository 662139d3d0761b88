"""The quality floors, measured on gold sentences that are not part of the project."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from harmel.actors import Registry
from harmel.events import extract
from harmel.language.parse import parse_many
from harmel.records import Report
from shared import shared

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["events"]


def predicted(rows, kind):
    reports = [
        Report(report_id=r["id"], source=r["id"], text=r["text"], body_spans=((0, len(r["text"])),)) for r in rows
    ]
    for row, parsed in zip(rows, parse_many(reports, Registry.load()), strict=True):
        real = [e for e in extract(parsed, ())[0] if e.status == "actual"]
        if kind == "pairs":
            yield {"id": row["id"], "events": [{"action": e.action} for e in real]}
        else:
            events = [{"source": e.source_code, "action": e.plover_type, "target": e.target_code} for e in real]
            yield {"id": row["id"], "events": events}


def scored(kind, gold, scorer, tmp_path, *options):
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(p) + "\n" for p in predicted(rows, kind)), encoding="utf-8")
    command = [sys.executable, str(shared(f"score/{scorer}")), str(gold), str(answers), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own scorer


def test_dyads_of_gold_sentences(tmp_path):
    out = scored(
        "events", shared("data/plover_gsr_dev.jsonl"), "score_events.py", tmp_path, "--scheme", "plover", "--json"
    )
    f1 = {(row["action"], row["actor"]): row["F1"] for row in json.loads(out)["levels"]}
    assert f1["root", "none"] >= FLOORS["gsr_action"]
    assert f1["root", "country"] >= FLOORS["gsr_root_country"]
    assert f1["quad", "country"] >= FLOORS["gsr_quad_country"]


@pytest.mark.parametrize("level", ["plover", "quad"])
def test_acts_of_news_sentences(level, tmp_path):
    out = scored("pairs", shared("data/event_pairs_dev.jsonl"), "score_pairs.py", tmp_path, "--level", level)
    assert json.loads(out.splitlines()[0])["F1"] >= FLOORS[f"pairs_{level}"]
