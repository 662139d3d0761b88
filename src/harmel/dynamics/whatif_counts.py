"""What-if runs under the signed count model (see ``spiral``), which can see an act that restrains.

The fit keeps both sides' effects whether or not the BIC keeps them, and gives acts of a kind an effect of their own.
Parameters are drawn by refitting histories that were simulated from the fit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra
from harmel.dynamics.spiral import spiral
from harmel.dynamics.spiral_fit import Equation, fit_equation
from harmel.dynamics.whatif_policy import FEWEST_OF_KIND, MOST, RECENT, Ahead, Horizon, Policy, changed, paired
from harmel.errors import RefusalError

_WAYS = {"none": 0, "reduce": 1, "hold": 2, "mirror": 3, "dialogue": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Two equations; the last covariate of each is what is felt of acts of the kind, if ``kind`` is not ``None``."""

    equations: tuple[Equation, Equation]
    plain: Floats
    keep_kind: Floats
    kind: Floats | None

    @property
    def theta(self) -> Floats:
        return np.array([e.weights[-1] if self.kind is not None else 0.0 for e in self.equations])

    @property
    def level(self) -> Floats:
        many = self.plain.shape[1]
        return np.stack([self.plain @ e.weights[:many] for e in self.equations], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """What a run starts from and meets: see the kernel's ``run``."""

    level: Floats
    felt: Floats
    near: Floats
    given: Floats
    share: float
    yesterday: float
    chances: tuple[Floats, Floats, Floats]


def ahead_by_counts(acts: DailyActs, asked: Policy, over: Horizon) -> Ahead:
    """Run both sides forward under the signed count model.

    Raises
    ------
    RefusalError
        As ``spiral``; and for dialogue, if the fit cannot tell what cooperation does to the rival.
    """
    base = spiral(acts, constant_coverage=over.constant_coverage, draws=0, seed=over.seed)
    counts = np.stack([acts.daily(side) for side in (0, 1)], axis=1)
    kind = _kind(acts, asked)
    found = _fit(counts, base.covariates, kind, base.equations)
    rng = np.random.default_rng(over.seed)
    drawn = [d for d in (_redrawn(found, asked, counts, rng) for _ in range(over.draws)) if d is not None]
    effects = _effects(found, drawn, asked, acts.sides)
    if asked.way == "dialogue":
        _check_dialogue(effects, asked)
    runs = [
        _runs(d, counts, kind, asked, over.days, np.random.default_rng([over.seed, k])) for k, d in enumerate(drawn)
    ]
    kept = [pair for pair in runs if max(pair[0].max(initial=0), pair[1].max(initial=0)) <= MOST]
    now, then = paired(kept, over.days)
    return Ahead(
        now=now, then=then, lost=over.draws - len(kept), effects=effects,
        assumptions=(
            f"The signed count model holds ahead as in the past; the choice among its forms was: {base.model}.",
            "Both sides' effects are kept here, with their uncertainty, whatever that choice.",
            f"Coverage, third parties and levels stay as in the last {RECENT} days.",
            "Parameters are drawn by refitting histories that were simulated from the fit.",
            *_kind_said(asked, fitted=kind is not None), *base.assumptions,
        ),
    )  # fmt: skip


def _kind(acts: DailyActs, asked: Policy) -> Floats | None:
    """Give the acts whose effect is fitted apart, by day: those of the kind, or the side's cooperative ones."""
    if asked.way == "dialogue":
        if acts.friendly is None or acts.friendly[:, asked.place].sum() < FEWEST_OF_KIND:
            many = 0 if acts.friendly is None else acts.friendly[:, asked.place].sum()
            raise RefusalError(
                f"{many:.0f} cooperative acts of {asked.side}; what more of them would do needs {FEWEST_OF_KIND}",
                remedy="take a longer span",
            )
        return np.ascontiguousarray(acts.friendly[:, asked.place])
    mine = acts.act_side == asked.place
    if not asked.of or (mine & ~changed(acts)).sum() < FEWEST_OF_KIND:
        return None
    return np.bincount(acts.act_day[mine & changed(acts)], minlength=acts.days).astype(np.float64)


def _fit(
    counts: Floats, plain: Floats, kind: Floats | None, near: tuple[Equation, ...], keep_kind: Floats | None = None
) -> _Fit:
    from harmel.dynamics.whatif_counts_kernel import memory

    found, keeps = [], []
    for i in (0, 1):
        own, rival = np.ascontiguousarray(counts[:, i]), np.ascontiguousarray(counts[:, 1 - i])
        keep = near[i].keep if keep_kind is None else float(keep_kind[i])
        felt = [] if kind is None else [memory(kind, keep)[:-1]]
        found.append(fit_equation(own, rival, np.column_stack([plain, *felt]), crossed=True))
        keeps.append(keep)
    return _Fit(equations=(found[0], found[1]), plain=plain, keep_kind=np.array(keeps), kind=kind)


def _redrawn(found: _Fit, asked: Policy, counts: Floats, rng: np.random.Generator) -> _Fit | None:
    """Simulate a history of the same length and fit it anew; nothing where it explodes or falls silent."""
    days = len(counts)
    cooperation = found.kind is not None and asked.way == "dialogue"
    world = _World(
        level=found.level, felt=np.zeros((2, 2)), near=np.zeros(2), yesterday=0.0, chances=_chances(found, days, rng),
        given=found.kind if found.kind is not None and cooperation else np.zeros(days),
        share=asked.share if found.kind is not None and not cooperation else -1.0,
    )  # fmt: skip
    told = _walk(found, world, asked, "none")
    if told.max() > MOST or (told[:, :2].sum(axis=0) < FEWEST_OF_KIND).any():
        return None
    kind = None if found.kind is None else np.ascontiguousarray(told[:, 2])
    return _fit(told[:, :2], found.plain, kind, found.equations, found.keep_kind)


def _runs(
    drawn: _Fit, counts: Floats, kind: Floats | None, asked: Policy, days: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Run one draw forward as now and changed, with the same chances."""
    from harmel.dynamics.whatif_counts_kernel import memory

    dialogue = asked.way == "dialogue"
    pace = float(kind[-RECENT:].mean()) if kind is not None and dialogue else 0.0
    sides = [np.ascontiguousarray(counts[:, j]) for j in (0, 1)]
    world = _World(
        level=np.tile(drawn.level[-RECENT:].mean(axis=0), (days, 1)),
        felt=np.array([[memory(side, e.keep)[-1] for side in sides] for e in drawn.equations]),
        near=np.array([0.0 if kind is None else memory(kind, keep)[-1] for keep in drawn.keep_kind]),
        given=rng.poisson(pace, days).astype(np.float64), share=-1.0 if dialogue or not asked.of else asked.share,
        yesterday=float(counts[-1, 1 - asked.place]), chances=_chances(drawn, days, rng),
    )  # fmt: skip
    return _walk(drawn, world, asked, "none")[:, :2], _walk(drawn, world, asked, asked.way)[:, :2]


def _walk(found: _Fit, world: _World, asked: Policy, way: str) -> Floats:
    from harmel.dynamics.whatif_counts_kernel import run

    first, second = found.equations
    moved: Floats = run(
        world.level, np.array([[first.own, first.rival], [second.rival, second.own]]),
        np.array([first.keep, second.keep]), world.felt, found.theta, found.keep_kind, world.near, world.given,
        asked.place, world.share, asked.rival_share, world.yesterday, _WAYS[way], asked.cut, asked.rate, *world.chances,
    )  # fmt: skip
    return moved


def _chances(found: _Fit, days: int, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Draw a day's chances: the negative binomial's gamma factor, and a uniform with its normal quantile."""
    sizes = np.array([1 / e.spread for e in found.equations])
    uniform = rng.random((days, 5))
    return rng.gamma(sizes, 1 / sizes, (days, 2)), uniform, extra("scipy.special").ndtri(uniform)


def _effects(
    found: _Fit, drawn: list[_Fit], asked: Policy, sides: tuple[str, str]
) -> dict[str, tuple[float, float, float]]:
    """Give each effect that the runs rest on: fitted, and the 95 % of the draws."""
    me, rival = asked.place, 1 - asked.place
    told = {
        f"one more act a day of {sides[j]} on {sides[1 - j]}": [f.equations[1 - j].rival for f in (found, *drawn)]
        for j in (me, rival)
    }
    if found.kind is not None:
        what = (
            "one more cooperative act a day" if asked.way == "dialogue" else f"being of the kind {asked.of}, further,"
        )
        told[f"{what} of {sides[me]} on {sides[rival]}"] = [f.theta[rival] for f in (found, *drawn)]
    return {
        name: (
            values[0],
            float(np.quantile(values[1:] or values, 0.025)),
            float(np.quantile(values[1:] or values, 0.975)),
        )
        for name, values in told.items()
    }


def _check_dialogue(effects: dict[str, tuple[float, float, float]], asked: Policy) -> None:
    value, low, high = list(effects.values())[-1]
    if low <= 0 <= high:
        raise RefusalError(
            f"the fit cannot tell what {asked.side}'s cooperative acts do to the rival's: {value:+.2f} "
            f"[{low:+.2f}, {high:+.2f}] acts a day for one more",
            remedy="a longer span may tell; reduce asks what fewer acts alone would do",
        )


def _kind_said(asked: Policy, *, fitted: bool) -> tuple[str, ...]:
    if asked.way == "dialogue":
        return ("A cooperative act that takes the place of another moves both sides as past cooperative acts did.",)
    if not asked.of:
        return ()
    if fitted:
        return (f"Acts of the kind {asked.of} have an effect of their own, and stay the same share of all acts.",)
    return (f"Nearly all acts are of the kind {asked.of}: it has no effect of its own here.",)
