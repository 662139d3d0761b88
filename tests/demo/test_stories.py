"""The demo's wire story and its edited copies are one voice by way of ``harmel add``."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from harmel.cli.add import add
from harmel.ledger import Ledger

PAGES = Path(str(files("harmel") / "demo" / "pages"))
TRUTH = tomllib.loads((Path(__file__).parent / "truth.toml").read_text(encoding="utf-8"))
STORY = {"01-callund-wire-grid.txt"} | {page for page, row in TRUTH.items() if "copy_of" in row}
OTHERS = {"09-havensby-courier-expulsions.txt", "14-ruunby-daily-reinforcement.html"}


@pytest.mark.parametrize("turned", [False, True])
def test_edited_copies_of_a_wire_story_are_one_story_whichever_came_first(tmp_path, turned):
    chosen = sorted(STORY | OTHERS, reverse=turned)
    add([PAGES / page for page in chosen], ledger=tmp_path / "a.db", rivalry="straits")
    with Ledger.open(tmp_path / "a.db", read_only=True) as ledger:
        rows = ledger.table("reports").to_pylist()
    found = {Path(row["source"]).name: row for row in rows}
    origin = found["01-callund-wire-grid.txt"]["report_id"]
    assert len(STORY) == 3
    assert {found[page]["story_id"] for page in STORY} == {origin}
    assert {page for page, row in found.items() if row["duplicate_of"] == origin} == STORY - {
        "01-callund-wire-grid.txt"
    }
    assert all(found[page]["story_id"] == found[page]["report_id"] for page in OTHERS)
