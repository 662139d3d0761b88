"""What-if runs under the provocation model (see ``provocation``): chains of acts, with and without some of them.

A Hawkes process is a forest: acts that nothing brought, and the acts that each act brings. So a policy is a cut in the
forest: an act that is left out takes with it all that it would have brought. Acts of a kind are a stream of their own
in the fit, with their own power to bring acts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.baselines import as_history, baselines, headline
from harmel.dynamics.hawkes import History, Parameters
from harmel.dynamics.hawkes_ties import fit_days, nearby
from harmel.dynamics.numbers import Floats, Integers, Truths
from harmel.dynamics.provocation import FEWEST_A_SIDE, check_enough
from harmel.dynamics.whatif_policy import MOST, RECENT, Ahead, Horizon, Policy, changed, paired
from harmel.errors import RefusalError

_KIND = 2  # the stream of the acts that are changed, where they are some of a side's


@dataclass(frozen=True, slots=True)
class _Forest:
    """Acts ahead: when, of which stream, and whether they happen as now and changed."""

    when: Floats
    stream: Integers
    now: Truths
    then: Truths


def ahead_by_chains(acts: DailyActs, asked: Policy, over: Horizon) -> Ahead:
    """Run both sides forward under the provocation model.

    Raises
    ------
    RefusalError
        As ``provocation``; and for dialogue, since this model cannot see an act that lowers the rival's rate.
    """
    if asked.way == "dialogue":
        raise RefusalError(
            "the provocation model cannot see an act that lowers the rival's rate", remedy="take the spiral model"
        )
    check_enough(acts, prior=over.prior, constant_coverage=over.constant_coverage)
    streams = _streams(acts, asked)
    baseline = headline(baselines(acts))
    whole = as_history(acts, baseline)
    pooled = fit_days(
        replace(whole, who=streams, sides=int(streams.max()) + 1), seed=over.seed, rounds=24, burn=8, prior=over.prior
    )  # fmt: skip
    rng = np.random.default_rng(over.seed)
    found, powers = [], []
    for _ in range(over.draws):
        pick = int(rng.integers(len(pooled.fits)))
        drawn = nearby(pooled.fits[pick].parameters, pooled.covariances[pick], rng)
        powers.append(drawn.branching)
        found.append(_run(drawn, pooled.last, asked, over.days, rng))
    kept = [pair for pair in found if pair is not None]
    now, then = paired(kept, over.days)
    return Ahead(
        now=now, then=then, lost=over.draws - len(kept),
        effects=_effects(pooled.parameters.branching, np.stack(powers), asked, acts.sides),
        assumptions=(
            f"The provocation model holds ahead as in the past, with the baseline {baseline.name!r}.",
            "An act can bring acts, never prevent any.",
            f"Coverage and third parties stay as in the last {RECENT} days; coverage is counted by: {acts.basis}.",
            "An act that is left out takes with it the acts that it would have brought.",
            *((f"Acts of the kind {asked.of} have a power of their own to bring acts.",) if _KIND in streams else ()),
            *(("The branching was shrunk towards zero by a prior.",) if over.prior else ()), *acts.notes,
        ),
    )  # fmt: skip


def _streams(acts: DailyActs, asked: Policy) -> Integers:
    """Give each act its stream: each side, and the acts of the kind where a side has enough of both sorts."""
    if not asked.of:
        return acts.act_side
    mine = acts.act_side == asked.place
    some = mine & changed(acts)
    if (mine & ~some).sum() == 0:
        return acts.act_side
    for many, what in ((some.sum(), f"of the kind {asked.of}"), ((mine & ~some).sum(), "of other kinds")):
        if many < FEWEST_A_SIDE:
            raise RefusalError(
                f"{many} acts of {asked.side} {what}; chains need {FEWEST_A_SIDE}", remedy="name another kind"
            )
    return np.where(some, _KIND, acts.act_side)


def _run(
    p: Parameters, past: History, asked: Policy, days: int, rng: np.random.Generator
) -> tuple[Floats, Floats] | None:
    """Grow the forest of one draw and count it by day, as now and changed; nothing where it grows without end."""
    lever = _KIND if past.sides > _KIND else asked.place
    recent = slice(-RECENT, None)
    cover = float(past.cover[recent].mean())
    level = cover * p.mu * np.exp(p.gamma @ past.covariates[recent].mean(axis=0))
    trees, counts, total = _first(p, past, level, cover, lever, asked, days, rng), np.zeros((2, days, 2)), 0
    side = np.array([0, 1, asked.place])
    while len(trees.when):
        total += len(trees.when)
        if total > MOST * days:
            return None
        for flag, run in zip((trees.now, trees.then), counts, strict=True):
            np.add.at(run, (trees.when[flag].astype(np.int64), side[trees.stream[flag]]), 1.0)
        trees = _next(p, past, trees, lever, asked, days, rng)
    return (counts[0], counts[1]) if counts.max() <= MOST else None


def _first(
    p: Parameters, past: History, level: Floats, cover: float, lever: int, asked: Policy, days: int,
    rng: np.random.Generator,
) -> _Forest:  # fmt: skip
    """Draw the acts that nothing ahead brings: background, the after-effects of the past, and acts held steady."""
    end = past.edges[-1]
    fading = past.load * np.exp(-p.beta * (end - past.times))
    near = cover * p.branching @ np.bincount(past.who, fading, minlength=past.sides)
    free, after = rng.poisson(level * days), rng.poisson(near)
    streams = np.arange(past.sides)
    stream = np.concatenate([np.repeat(streams, free), np.repeat(streams, after)])
    when = np.concatenate([rng.random(free.sum()) * days, rng.exponential(1 / p.beta, after.sum())])
    born = _cut(when, stream, np.ones(len(when), np.bool_), np.ones(len(when), np.bool_), lever, asked, rng)
    held = rng.poisson(asked.rate * days) if asked.way == "hold" else 0
    return _inside(_joined(born, _added(rng.random(held) * days, lever)), days)


def _next(
    p: Parameters, past: History, trees: _Forest, lever: int, asked: Policy, days: int, rng: np.random.Generator
) -> _Forest:
    """Draw the acts that a generation brings, and those that mirror it."""
    marks = np.ones(len(trees.when))
    for one in range(past.sides):
        of = trees.stream == one
        marks[of] = rng.choice(past.marks[past.who == one], int(of.sum()))
    many = rng.poisson(p.branching[:, trees.stream] * marks)
    parent = np.repeat(np.tile(np.arange(len(trees.when)), past.sides), many.ravel())
    stream = np.repeat(np.arange(past.sides), many.sum(axis=1))
    when = trees.when[parent] + rng.exponential(1 / p.beta, len(parent))
    born = _cut(when, stream, trees.now[parent], trees.then[parent], lever, asked, rng)
    if asked.way == "mirror":
        seen = trees.then & (trees.stream == 1 - asked.place)
        seen &= rng.random(len(seen)) < asked.rival_share
        born = _joined(born, _added(trees.when[seen] + 1.0, lever))
    return _inside(born, days)


def _cut(
    when: Floats, stream: Integers, now: Truths, then: Truths, lever: int, asked: Policy, rng: np.random.Generator
) -> _Forest:
    left_out = (stream == lever) & (rng.random(len(when)) < asked.cut)
    return _Forest(when, stream, now, then & ~left_out)


def _added(when: Floats, lever: int) -> _Forest:
    yes = np.ones(len(when), np.bool_)
    return _Forest(when, np.full(len(when), lever), ~yes, yes)


def _joined(first: _Forest, second: _Forest) -> _Forest:
    pairs = ((getattr(first, name), getattr(second, name)) for name in ("when", "stream", "now", "then"))
    return _Forest(*(np.concatenate(pair) for pair in pairs))


def _inside(trees: _Forest, days: int) -> _Forest:
    alive = (trees.when < days) & (trees.now | trees.then)
    return _Forest(trees.when[alive], trees.stream[alive], trees.now[alive], trees.then[alive])


def _effects(
    fitted: Floats, drawn: Floats, asked: Policy, sides: tuple[str, str]
) -> dict[str, tuple[float, float, float]]:
    """Give how many acts one act brings directly, across the sides."""
    me, rival = asked.place, 1 - asked.place
    other = " other" if len(fitted) > _KIND else ""
    pairs = {f"acts of {sides[rival]} that one{other} act of {sides[me]} brings": (rival, me),
             f"acts of {sides[me]} that one act of {sides[rival]} brings": (me, rival)}  # fmt: skip
    if len(fitted) > _KIND:
        pairs[f"acts of {sides[rival]} that one act of {sides[me]} of the kind {asked.of} brings"] = (rival, _KIND)
    return {
        name: (float(fitted[at]), float(np.quantile(drawn[:, *at], 0.025)), float(np.quantile(drawn[:, *at], 0.975)))
        for name, at in pairs.items()
    }
