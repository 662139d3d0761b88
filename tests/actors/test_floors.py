"""Bare mentions that other people wrote and coded: country, sector and abstention, against the floors."""

import json
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from harmel.actors import Registry
from harmel.intervals import Interval
from shared import shared

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["actors"]


def answers(row):
    try:
        on = Interval.day(date.fromisoformat(row["date"]))
    except ValueError:
        on = Interval.day(datetime.now(tz=UTC).date())
    found = Registry.load().resolve(row["text"], on, row["context"])
    return {"expected_country": found.country, "expected_code": found.sector}


def score(rows, column):
    """Give precision, recall and F1 of one column, as the authors of the mentions score it."""
    asked = [r for r in rows if r["expect_none"] or r[column] is not None]
    pairs = [("" if r["expect_none"] else r[column], answers(r)[column]) for r in asked]
    right = sum(bool(gold) and gold == got for gold, got in pairs)
    precision = right / sum(bool(got) for _, got in pairs)
    recall = right / sum(bool(gold) for gold, _ in pairs)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


@pytest.fixture(scope="module")
def rows():
    lines = shared("data/actor_mentions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [r for r in map(json.loads, lines) if r["status"] == "active"]


def test_country(rows):
    found = score(rows, "expected_country")
    assert found["f1"] >= FLOORS["country_f1"]
    assert found["precision"] >= FLOORS["country_precision"]


def test_sector(rows):
    assert score(rows, "expected_code")["f1"] >= FLOORS["sector_f1"]


def test_dated_country(rows):
    dated = [r for r in rows if r["date"] and r["date"].lower() != "today"]
    assert score(dated, "expected_country")["recall"] >= FLOORS["dated_country_recall"]


def test_nobody_is_named_where_nobody_is(rows):
    nobody = [answers(r) for r in rows if r["expect_none"]]
    assert nobody
    assert not any(value for answer in nobody for value in answer.values())
