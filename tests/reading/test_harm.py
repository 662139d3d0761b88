"""A line of furniture taken for the article becomes a false statement or event: how many there are is bounded."""

import tomllib
from pathlib import Path

from shared import bench, shared

EVERY = 4  # pages: as the quick form of the bench


def test_furniture_does_little_harm():
    floors = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["reading"]
    harm = bench("reading_harm")
    rows = harm.english(shared("data/page_dumps_dev.jsonl"), EVERY)
    statements, events, *_ = harm.harm(rows, ("harmel",))["harmel"]
    assert statements <= floors["harm_statements"]
    assert events <= floors["harm_events"]
