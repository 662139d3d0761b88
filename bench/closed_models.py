"""The closed loop, last stage: whether the models find the parameters with which a press was simulated.

Four levels of the same presses, so that the loss has a place: the true acts; the acts that at least one page reported;
the records of a perfect coder, kept in a ledger and grouped there as any are; and the acts that harmel coded from the
pages. Asked are the shares of provoked acts against the known causes, and whether spiral, restraint and independence
are told apart. A refusal of a model counts as a wrong answer.

``.venv/bin/python bench/closed_models.py --seeds 20`` for the first two levels; ``--coded --short 1`` for all four, of
pages that are news in brief, so that enough acts can be coded.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
import polars as pl
from closed_loop import reports

from harmel.actors import Registry
from harmel.dynamics import acts_between, daily_acts, provocation, read_events, spiral
from harmel.dynamics.acts import DailyActs
from harmel.dynamics.table import EventTable
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
KEPT = ("perfectly coded", "coded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the models said at one level, and how many acts they were given, on days of such acts or not."""

    right: bool
    held: tuple[bool, ...]
    shares: tuple[float, ...]
    acts: int = 0
    matched: int = 0


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


def kept(found: Iterable[object]) -> EventTable:
    """Keep what was coded in a ledger, and give the events that it then holds."""
    with Ledger.open(":memory:") as ledger:
        for one in found:
            if isinstance(one, Coded):
                ledger.add(one)
        ledger.settle()
        return read_events(ledger.table("events"), reports=ledger.table("reports"), links=ledger.table("links"))


def records(plan: Plan, name: str) -> Iterator[object]:
    """Give the records of a perfect coder, or those that harmel finds in the pages."""
    pages = (page for _, made in press(plan) for page in made)
    if name == "perfectly coded":
        return (page.truth for page in pages)
    registry = Registry.load((registry_file(),))
    return code_many(reports(pages, registry, Copies()), registry)


def asked(acts: DailyActs, truth: list[float], reaction: str) -> tuple[bool, list[bool], list[float]]:
    """Ask the models: is the right one chosen, do the intervals hold the truth, and what are the estimates."""
    chosen = spiral(acts, draws=0).model == RIGHT[reaction]
    sides = provocation(acts).sides
    held = [side.provoked.low <= share <= side.provoked.high for side, share in zip(sides, truth, strict=True)]
    return chosen, held, [side.provoked.value for side in sides]


def levels(plan: Plan, *, coded: bool) -> Iterator[tuple[str, DailyActs]]:
    """Give the acts of one press at each level.

    Those of kept records also with what is only alleged counted as done, and so with the coverage that the plan has.
    """
    yield "true acts", table(plan, hostile(plan))
    yield "reported acts", table(plan, reported(plan))
    for name in KEPT if coded else ():
        events = kept(records(plan, name))
        yield name, acts_between(events, rivalry("straits"))
        acts = acts_between(events, rivalry("straits"), alleged=True)
        yield f"{name}, with alleged acts", acts
        since = (acts.first - plan.start).days
        known = np.array([plan.coverage(max(0, since + day)) for day in range(acts.days)])
        yield f"{name}, and coverage known", replace(acts, cover=known)


def answer(plan: Plan, acts: DailyActs) -> Answer:
    """Ask the models about one press at one level."""
    true = hostile(plan)
    try:
        right, held, shares = asked(acts, [true_share(true, side) for side in (0, 1)], plan.reaction)
    except RefusalError:
        right, held, shares = False, [False, False], []
    return Answer(
        right=right, held=tuple(held), shares=tuple(shares), acts=len(acts.act_day), matched=matched(plan, true, acts)
    )


def matched(plan: Plan, true: list[Happening], acts: DailyActs) -> int:
    """Count the acts that stand on a day on which their side truly acted, or the day after, no more than it did."""
    shift = (acts.first - plan.start).days if acts.first.year > 1 else 0
    there, found = Counter((h.day, h.side) for h in true), 0
    for day, side in sorted(zip((acts.act_day + shift).tolist(), acts.act_side.tolist(), strict=True)):
        at = next((key for key in ((day, side), (day - 1, side)) if there[key]), None)
        if at is not None:
            there[at] -= 1
            found += 1
    return found


def say(reaction: str, name: str, answers: list[Answer]) -> None:
    """Print one line of the table."""
    held = [one for a in answers for one in a.held]
    shares = [value for a in answers for value in a.shares]
    acts, there = sum(a.acts for a in answers), sum(a.matched for a in answers)
    print(
        f"{reaction:12} {name:38} acts {acts / len(answers):6.0f}   on a true day {there / acts:.2f}   "
        f"right model {sum(a.right for a in answers):3} of {len(answers):3}   "
        f"provoked share {np.mean(shares) if shares else float('nan'):.3f}   "
        f"intervals that hold the truth {sum(held):3} of {len(held):3}",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--reports", type=int, default=8000, help="reports a press")
    options.add_argument("--days", type=int, default=1826)
    options.add_argument("--short", type=float, default=0.0, help="share of pages that are news in brief")
    options.add_argument("--coded", action="store_true", help="ask at the levels of kept records as well")
    options.add_argument("--reaction", nargs="*", choices=get_args(Reaction), default=get_args(Reaction))
    given = options.parse_args()
    for reaction in given.reaction:
        plans = [
            Plan(seed=seed, reports=given.reports, days=given.days, reaction=reaction, short=given.short)
            for seed in range(given.seeds)
        ]
        answers: dict[str, list[Answer]] = {}
        for plan in plans:
            for name, acts in levels(plan, coded=given.coded):
                answers.setdefault(name, []).append(answer(plan, acts))
        for name, found in answers.items():
            say(reaction, name, found)


if __name__ == "__main__":
    main()
