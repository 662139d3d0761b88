"""The closed loop, last stage: whether the models find the parameters with which a press was simulated.

Three levels, so that the loss has a place: the true acts; the acts that at least one page reported (what a perfect
coder and a perfect grouping would leave); and the acts that harmel coded from the pages. Asked are the shares of
provoked acts against the known causes, and whether spiral, restraint and independence are told apart.

``.venv/bin/python bench/closed_models.py --seeds 20`` for the first two levels, ``--coded 1500`` for the third as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import get_args

import polars as pl
from closed_loop import reports

from harmel.actors import Registry
from harmel.dynamics import acts_between, daily_acts, provocation, read_events, spiral
from harmel.dynamics.acts import DailyActs
from harmel.errors import RefusalError
from harmel.ledger import Ledger
from harmel.pipeline import code_many
from harmel.press import Happening, Plan, Reaction, happenings, press, registry_file
from harmel.press.stories import editions, stories
from harmel.reading import Copies
from harmel.records import Coded
from harmel.settings import rivalry

SIDES = ("LITA", "Kordavia")
RIGHT = {"spiral": "spiral", "deterrence": "mutual restraint", "independent": "independent"}


def hostile(plan: Plan) -> list[Happening]:
    """Give the true hostile acts."""
    return [h for h in happenings(plan) if h.act.quad.endswith("conflict")]


def table(plan: Plan, acts: list[Happening]) -> DailyActs:
    """Give acts as the models read them, with the coverage that the plan has."""
    days = range(plan.days)
    rows = pl.DataFrame(
        {
            "day": [h.day for h in acts],
            "side": [SIDES[h.side] for h in acts],
            "weight": [h.act.weight for h in acts],
        }
    )
    return daily_acts(rows, SIDES, daily=pl.DataFrame({"day": days, "coverage": [plan.coverage(d) for d in days]}))


def true_share(acts: list[Happening], side: int) -> float:
    """Give the share of a side's acts that the rival's brought about, as it was drawn."""
    own = [h for h in acts if h.side == side]
    return sum(h.cause == "provoked" for h in own) / len(own)


def reported(plan: Plan) -> list[Happening]:
    """Give the hostile acts that at least one page reported."""
    told = {story.number for story in stories(plan) if editions(plan, story)}
    return [h for h in hostile(plan) if h.number in told]


def coded(plan: Plan, ledger: Ledger) -> DailyActs:
    """Write the press, read, code and keep it, and give the acts that the ledger then holds."""
    registry = Registry.load((registry_file(),))
    pages, seen = (page for _, made in press(plan) for page in made), Copies()
    for one in code_many(reports(pages, registry, seen), registry):
        if isinstance(one, Coded):
            ledger.add(one)
    events = read_events(ledger.table("events"), reports=ledger.table("reports"))
    return acts_between(events, rivalry("straits"))


def asked(acts: DailyActs, truth: list[float], reaction: str) -> tuple[bool, list[bool], list[float]]:
    """Ask the models: is the right one chosen, do the intervals hold the truth, and what are the estimates."""
    chosen = spiral(acts, draws=0).model == RIGHT[reaction]
    sides = provocation(acts).sides
    held = [side.provoked.low <= share <= side.provoked.high for side, share in zip(sides, truth, strict=True)]
    return chosen, held, [side.provoked.value for side in sides]


def level(plans: list[Plan], name: str) -> Iterator[tuple[bool, list[bool], list[float]]]:
    """Ask the models of every plan at one level."""
    for plan in plans:
        acts = hostile(plan) if name == "true acts" else reported(plan)
        yield asked(table(plan, acts), [true_share(acts, side) for side in (0, 1)], plan.reaction)


def say(reaction: str, name: str, answers: list[tuple[bool, list[bool], list[float]]]) -> None:
    """Print one line of the table."""
    chosen = sum(right for right, _, _ in answers)
    held = [one for _, both, _ in answers for one in both]
    means = [value for _, _, values in answers for value in values]
    print(
        f"{reaction:12} {name:15} right model {chosen:3} of {len(answers):3}   "
        f"provoked share {sum(means) / len(means):.3f}   intervals that hold the truth {sum(held):3} of {len(held):3}"
    )


def say_coded(plan: Plan) -> None:
    """Print what the models say of one press that was coded, or why they refuse."""
    with Ledger.open(":memory:") as ledger:
        found = coded(plan, ledger)
    truth = hostile(plan)
    print(f"{plan.reaction:12} coded acts: {len(found.act_day)}, true ones {len(truth)}, coverage by {found.basis}")
    chosen = spiral(found, draws=0)
    effects = ", ".join(f"{e.by} on {e.on} {e.value:+.2f} [{e.low:+.2f}, {e.high:+.2f}]" for e in chosen.effects)
    print(f"{plan.reaction:12} coded acts: {chosen.model}; {effects}")
    try:
        for number, side in enumerate(provocation(found).sides):
            share = side.provoked
            told = f"{share.value:.2f} [{share.low:.2f}, {share.high:.2f}], true {true_share(truth, number):.2f}"
            print(f"{plan.reaction:12} provoked, {side.side}: {told}")
    except RefusalError as error:
        print(f"{plan.reaction:12} coded acts: shares refused: {error}")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--reports", type=int, default=8000, help="reports a press at the first two levels")
    options.add_argument("--days", type=int, default=1826)
    options.add_argument("--coded", type=int, default=0, help="reports a press at the third level; 0 leaves it out")
    options.add_argument("--reaction", nargs="*", choices=get_args(Reaction), default=get_args(Reaction))
    given = options.parse_args()
    for reaction in given.reaction:
        plans = [
            Plan(seed=seed, reports=given.reports, days=given.days, reaction=reaction) for seed in range(given.seeds)
        ]
        for name in ("true acts", "reported acts"):
            if plans:
                say(reaction, name, list(level(plans, name)))
        if given.coded:
            say_coded(Plan(seed=1, reports=given.coded, days=given.days, reaction=reaction))


if __name__ == "__main__":
    main()
