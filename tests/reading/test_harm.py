"""A line of furniture taken for the article becomes a false statement or event: how many there are is bounded."""

import runpy
import sys
import tomllib
from pathlib import Path

from shared import shared

BENCH = Path(__file__).parents[2] / "bench"
EVERY = 4  # pages: as the quick form of the bench


def test_furniture_does_little_harm():
    floors = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["reading"]
    sys.path.insert(0, str(BENCH))
    try:
        bench = runpy.run_path(str(BENCH / "reading_harm.py"))
    finally:
        sys.path.remove(str(BENCH))
    rows = bench["english"](shared("data/page_dumps_dev.jsonl"), EVERY)
    statements, events, *_ = bench["harm"](rows, ("harmel",))["harmel"]
    assert statements <= floors["harm_statements"]
    assert events <= floors["harm_events"]
