"""The closed loop in small: press → reading → coding → ledger, every stage above its floor (``tests/floors.toml``)."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from harmel.actors import Registry
from harmel.ledger import Ledger
from harmel.press import Plan, registry_file
from shared import bench

HERE = Path(__file__).parents[1]
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["press"]
FLOORS_BY_VERB = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["press_verbs"]


@cache
def tally():
    with Ledger.open(":memory:") as ledger:
        return bench("closed_loop").loop(Plan(reports=100, seed=3), Registry.load((registry_file(),)), ledger)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_stage_is_below_its_floor(name):
    stage, _, measure = name.partition(": ")
    assert tally().share(stage, measure) >= FLOORS[name]


def test_the_loss_of_each_stage_can_be_read_off_the_table():
    stages = list(dict.fromkeys(row[0] for row in tally().rows()))
    assert stages == ["reading", "statements", "events", "figures", "links", "stories"]
    for _, _, _, right, asked, share in tally().rows():
        assert right <= asked
        assert not asked or 0 <= share <= 1


def test_verbs_that_the_lexicon_lacks_are_asked_apart():
    found = tally()
    assert found.asked["events", "act found, by verb", "verb unknown to the lexicon"] >= 10
    known = found.share("events", "act found, by verb", "verb known")
    unknown = found.share("events", "act found, by verb", "verb unknown to the lexicon")
    assert known >= FLOORS_BY_VERB["known"]
    assert known > unknown >= FLOORS_BY_VERB["unknown"]
