"""Acts → stories → editions: who writes about what, when, and from whom it is taken."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from harmel.press.acting import Deed
from harmel.press.grammar import Act, blanks
from harmel.press.plan import Plan
from harmel.press.process import Cause, happenings
from harmel.press.world import Outlet, Party, outlets, parties

Kind = Literal["original", "copy", "own", "relay", "correction"]
FORMS = (("ways", 72), ("passive", 16), ("noun", 12))
FALSELY = 0.25
UNDATED = 0.12
LATE = 0.12
WRONG = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What one act is to the press: the deed, whether it is only alleged, and whether the allegation is true."""

    number: int
    deed: Deed
    side: int
    cause: Cause
    alleged: bool
    true: bool
    coverage: float
    answers: Deed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One report of a story: whose, of what kind, and of which day."""

    number: int
    outlet: Outlet
    kind: Kind
    published: date
    undated: bool = False
    wrong: bool = False
    short: bool = False
    corrects: int = -1


def stories(plan: Plan) -> Iterator[Story]:
    """Turn the acts of a plan into stories, each with its own chance, so that one can be made again alone."""
    last: dict[int, Deed] = {}
    for act in happenings(plan):
        rng = random.Random(f"story {plan.seed} {act.number}")
        source, target = _pair(act.act, act.side, rng)
        kind = rng.choices([k for k, _ in FORMS], [w for _, w in FORMS])[0]
        alleged = act.act.incident and rng.random() < 0.65  # noqa: PLR2004 - two incidents in three are disputed
        kind = "ways" if alleged else kind
        form = rng.choice([f for f in getattr(act.act, kind) if target.state or "{Ta}" not in f] or act.act.ways)
        deed = Deed(
            act=act.act,
            form=form,
            kind=kind if form in getattr(act.act, kind) else "ways",
            source=source,
            target=target,
            day=plan.start + timedelta(days=act.day),
            blanks=blanks(form, rng),
        )
        yield Story(
            number=act.number,
            deed=deed,
            side=act.side,
            cause=act.cause,
            alleged=alleged,
            true=not alleged or rng.random() >= FALSELY,
            coverage=plan.coverage(act.time),
            answers=last.get(1 - act.side) if act.cause == "provoked" and not alleged else None,
        )
        if act.act.quad.endswith("conflict") and not alleged and target.state:
            last[act.side] = deed


def _pair(act: Act, side: int, rng: random.Random) -> tuple[Party, Party]:
    """Draw who acts and towards whom; an alliance has no border, so it is no target where its land is named."""
    own, rival = parties(side), parties(1 - side)
    if act.incident or act.key not in _BY_AN_ALLIANCE:
        own = {p: w for p, w in own.items() if p.state}
    source = rng.choices(list(own), list(own.values()))[0]
    targets = {p: w for p, w in rival.items() if p.state or any("{Ta}" not in f for f in act.ways)}
    if act.incident or act.key in ("visit", "ease", "deploy", "exercise"):
        targets = {p: w for p, w in targets.items() if p.state}
    return source, rng.choices(list(targets), list(targets.values()))[0]


_BY_AN_ALLIANCE = frozenset(
    ("criticise", "reject", "demand", "appeal", "threaten", "deploy", "exercise", "talks", "agree", "offer", "praise")
)


def editions(plan: Plan, story: Story) -> list[Edition]:
    """Draw the reports of a story; a story that nobody covers has none.

    Their number is Poisson with a mean in proportion to the coverage of the day.
    """
    rng = random.Random(f"editions {plan.seed} {story.number}")
    count = _poisson(plan.reports_per_act * story.coverage, rng)
    if not count:
        return []
    wire = [o for o in outlets() if o.wire]
    first = wire[0] if rng.random() < 0.5 else _outlet(rng, outlets())  # noqa: PLR2004 - half begin at the agency
    day = story.deed.day + timedelta(days=rng.choices((0, 1), (4, 6))[0])
    made = [Edition(number=0, outlet=first, kind="original", published=day, undated=_undated(first, rng))]
    for number in range(1, count):
        made.append(_further(number, made[0], story.deed.day, rng))
    brief = random.Random(f"short {plan.seed} {story.number}")
    made = [replace(e, short=brief.random() < plan.short and not e.wrong) for e in made]
    return made + [_correction(e, len(made) + i) for i, e in enumerate(e for e in made if e.wrong and e.number % 2)]


def _further(number: int, first: Edition, happened: date, rng: random.Random) -> Edition:
    outlet = _outlet(rng, [o for o in outlets() if o is not first.outlet])
    kinds: tuple[Kind, ...] = ("copy", "own", "relay")
    kind = rng.choices(kinds, (5, 4, 1) if first.outlet.wire else (1, 7, 2))[0]
    delay = rng.choice((0, 0, 1, 2))
    if kind == "own" and rng.random() < LATE:
        delay = rng.randint(5, 20)
    start = first.published if kind != "own" else max(first.published, happened)
    return Edition(
        number=number,
        outlet=outlet,
        kind=kind,
        published=start + timedelta(days=delay),
        undated=_undated(outlet, rng),
        wrong=kind == "own" and rng.random() < WRONG,
    )


def _correction(of: Edition, number: int) -> Edition:
    return Edition(
        number=number,
        outlet=of.outlet,
        kind="correction",
        published=of.published + timedelta(days=2),
        corrects=of.number,
    )


def _undated(outlet: Outlet, rng: random.Random) -> bool:
    return rng.random() < (2 * UNDATED if outlet.clock else UNDATED)


def _outlet(rng: random.Random, among: list[Outlet] | tuple[Outlet, ...]) -> Outlet:
    return rng.choices(among, [o.weight for o in among])[0]


def _poisson(mean: float, rng: random.Random) -> int:
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
