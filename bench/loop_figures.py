"""The closed loop's figures in a quick form: what, asked, got; the exit status is 1 if one is missed.

Run by ``make figures-speed``. What is asked of a stage is its floor in ``tests/floors.toml``; the press is another one
than the tests', so that a rule which only fits theirs shows here.
"""

import sys
import tomllib
from pathlib import Path

from closed_loop import loop
from closed_models import asked, hostile, table, true_share
from speed import MISSED, line

from harmel.actors import Registry
from harmel.ledger import Ledger
from harmel.press import Plan, Tally, registry_file

FLOORS = tomllib.loads((Path(__file__).parents[1] / "tests" / "floors.toml").read_text(encoding="utf-8"))
ROWS = (
    "reading: day inside the interval",
    "statements: found",
    "statements: speaker",
    "events: act found",
    "events: both parties",
    "events: status",
    "events: of those with both parties, right",
    "links: found",
    "stories: copies found, by pair",
    "stories: of pairs found, copies",
)


def stages(tally: Tally) -> None:
    """Print a line for each stage of the way from a page to its records."""
    for name in ROWS:
        stage, _, measure = name.partition(": ")
        line(f"closed loop, {name}", tally.share(stage, measure), least=FLOORS["press"][name])
    for known, detail in (("known", "verb known"), ("unknown", "verb unknown to the lexicon")):
        found = tally.share("events", "act found, by verb", detail)
        line(f"closed loop, events: act found, {detail}", found, least=FLOORS["press_verbs"][known])


def models(seeds: int) -> None:
    """Print how often the models find what true acts were simulated with, over a few presses of each kind."""
    told: list[bool] = []
    held: list[bool] = []
    for reaction in ("independent", "spiral", "deterrence"):
        for seed in range(seeds):
            plan = Plan(seed=seed, reports=8000, days=1826, reaction=reaction)
            acts = hostile(plan)
            right, inside, _ = asked(table(plan, acts), [true_share(acts, side) for side in (0, 1)], reaction)
            told.append(right)
            held += inside
    line(f"closed loop, models: spiral, deterrence, neither told apart, {len(told)}", sum(told) / len(told), least=0.8)
    line(f"closed loop, models: 95 % intervals with the truth, {len(held)}", sum(held) / len(held), least=0.9)


def main() -> None:
    """Print the lines."""
    with Ledger.open(":memory:") as ledger:
        stages(loop(Plan(reports=100, seed=11), Registry.load((registry_file(),)), ledger))
    models(2)
    sys.exit(1 if MISSED else 0)


if __name__ == "__main__":
    main()
