"""Provocation: which part of each side's acts answers the rival's, which its own, and which neither.

A marked Hawkes process with coverage as offset (see ``hawkes``), fitted to acts that are dated to days (see
``hawkes_ties``). Shares are direct; the root share says who began the chain. Common causes that are not in the
baseline look like provocation: so several baselines, a placebo, the film run backwards and a residual test stand
beside each share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.baselines import Baseline, as_history, baselines, headline
from harmel.dynamics.numbers import Floats, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.dynamics.proportions import Z95
from harmel.errors import RefusalError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from harmel.dynamics.hawkes_ties import Pooled

_COLOURS = {"provoked": "tab:red", "own momentum": "tab:orange", "neither": "lightgrey"}
FEWEST, FEWEST_A_SIDE, FEWEST_DAYS = 400, 40, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SideShares:
    """Where one side's acts come from; ``provoked``, ``own`` and ``background`` add to one.

    ``root`` is the share of acts in chains that the rival began. ``over`` gives the provoked share under every
    baseline; ``placebo`` and ``backwards`` what it comes to where it should be little; ``fits`` the p-value of the
    residual test.
    """

    side: str
    rival: str
    acts: int
    provoked: Share
    own: Share
    background: Share
    root: float
    over: dict[str, float]
    placebo: float | None
    backwards: float | None
    fits: float

    @property
    def shown(self) -> bool:
        """Say whether provocation is shown: above zero, the placebo, and 1 % under every baseline with coverage."""
        beyond = max(0.0, self.placebo or 0.0)
        covered = [share for name, share in self.over.items() if name != "constant"]
        return self.provoked.low > beyond and min(covered, default=0.0) > 0.01  # noqa: PLR2004 - a hundredth is nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Provocation:
    """Both sides' shares, the memory in days (mean delay), and whether chains die out (``radius`` below 1)."""

    sides: tuple[SideShares, SideShares]
    baseline: str
    memory: float
    radius: float
    prior: bool
    fitted: Any
    assumptions: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """Give one row a side."""
        return pl.DataFrame([_row(side) for side in self.sides])

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        kept = ("sides", "baseline", "memory", "radius", "prior", "assumptions")
        return {name: jsonable(getattr(self, name)) for name in kept}

    def summary(self) -> str:
        """Say the shares, what they rest on, and how far they can be believed."""
        told = " ".join(_side_said(side) for side in self.sides)
        memory = f"The mean delay of an answer is {self.memory:.1f} days."
        chains = "" if self.radius < 1 else " Chains of acts do not die out in this fit: shares of chains mean nothing."
        shrunk = " The data are few: the branching was shrunk towards zero by a prior." * self.prior
        return f"Baseline: {self.baseline}. {told} {memory}{chains}{shrunk} Shares describe reports, not intentions."

    def plot(self) -> Figure:
        """Draw each side's three shares, and the provoked share under every baseline."""
        figure, axes = canvas(height=5, rows=2)
        for place, side in enumerate(self.sides):
            left = 0.0
            for share, (name, colour) in zip((side.provoked, side.own, side.background), _COLOURS.items(), strict=True):
                axes[0].barh(place, share.value, left=left, color=colour, edgecolor="white", label=name)
                left += share.value
            known = list(side.over.values())
            axes[1].plot(known, [place] * len(known), "o", mfc="none", color="tab:red")
            axes[1].plot([side.provoked.low, side.provoked.high], [place] * 2, color="tab:red")
        for axis, what in zip(axes, ("share of a side's acts", "provoked: interval and each baseline"), strict=True):
            axis.set_yticks([0, 1], [side.side for side in self.sides])
            axis.set_ylim(-0.6, 1.6)
            axis.set_xlabel(what)
        named = dict(zip(*reversed(axes[0].get_legend_handles_labels()), strict=True))
        axes[0].legend(
            named.values(), named.keys(), ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False
        )
        return figure


@sound
def provocation(
    acts: DailyActs, *, prior: bool = False, constant_coverage: bool = False, seed: int = 1, rounds: int = 36
) -> Provocation:
    """Measure which part of each side's acts is provoked by the other's.

    Parameters
    ----------
    acts
        From ``acts_between`` or ``daily_acts``.
    prior
        Allow fewer than 400 acts by shrinking the branching towards zero; the result says so.
    constant_coverage
        Take coverage as constant where it is unknown, which the result says.
    rounds
        Completed histories; a third of them is burnt.

    Raises
    ------
    RefusalError
        If there are too few acts or days, one side is silent, or coverage is unknown.

    >>> rows = pl.DataFrame({"day": list(range(100)), "side": ["a", "b"] * 50})
    >>> from harmel.dynamics.acts import daily_acts
    >>> provocation(daily_acts(rows, ("a", "b")))
    Traceback (most recent call last):
    harmel.errors.RefusalError: 100 acts; shares need 400 (--prior shrinks them, from 80)
    """
    from harmel.dynamics.provocation_checks import backwards, placebo_share, residual_p

    check_enough(acts, prior=prior, constant_coverage=constant_coverage)
    found = baselines(acts)
    first = headline(found)
    pooled = fitted(acts, first, prior=prior, seed=seed, rounds=rounds)
    fewer = max(9, rounds // 3)
    others = {b.name: fitted(acts, b, prior=prior, seed=seed, rounds=fewer).shares for b in found if b is not first}
    others[first.name] = pooled.shares
    turned = backwards(as_history(acts, first), prior=prior, seed=seed, rounds=fewer)
    sides = tuple(
        _side_shares(
            acts, pooled, others, side=side, back=float(turned[side, 2 - side]),
            placebo=placebo_share(acts, first, side, prior=prior, seed=seed, rounds=fewer),
            fits=residual_p(pooled, side),
        )
        for side in (0, 1)
    )  # fmt: skip
    return Provocation(
        sides=(sides[0], sides[1]), baseline=first.name, memory=1 / pooled.parameters.beta,
        radius=float(np.abs(np.linalg.eigvals(pooled.parameters.branching)).max()), prior=prior, fitted=pooled,
        assumptions=_assumed(acts, prior=prior),
    )  # fmt: skip


def fitted(acts: DailyActs, baseline: Baseline, *, prior: bool, seed: int, rounds: int) -> Pooled:
    """Fit one baseline."""
    from harmel.dynamics.hawkes_ties import fit_days

    return fit_days(as_history(acts, baseline), seed=seed, rounds=rounds, burn=rounds // 3, prior=prior)


def share_errors(pooled: Pooled, side: int) -> Floats:
    """Give the covariance of one side's shares by source: within fits (delta method on G) and between them."""
    p = pooled.parameters
    block = 1 + p.gamma.shape[1] + len(p.mu)
    places = side * block + 1 + p.gamma.shape[1] + np.arange(len(p.mu))
    scale = pooled.shares[side, 1:] / np.maximum(p.branching[side], 1e-12)
    within = pooled.covariances.mean(axis=0)[np.ix_(places, places)] * np.outer(scale, scale)
    if len(pooled.fits) == 1:
        return np.asarray(within)
    between = np.cov(np.stack([f.shares[side, 1:] for f in pooled.fits]).T)
    return np.asarray(within + between * (1 + 1 / len(pooled.fits)))


def root_shares(pooled: Pooled, acts: Floats) -> Floats:
    """Give the share of each side's acts (rows) in chains that each side began (columns); rows add to one.

    Acts are those begun by themselves and those brought by others: N = b + B·N, so N = (I − B)⁻¹ b.
    """
    brought = pooled.shares[:, 1:] * acts[:, None] / acts[None, :]
    begun = pooled.shares[:, 0] * acts
    return np.asarray(np.linalg.inv(np.eye(len(acts)) - brought) * begun[None, :] / acts[:, None])


def _side_shares(
    acts: DailyActs, pooled: Pooled, others: dict[str, Floats], *, side: int, back: float, placebo: float | None,
    fits: float,
) -> SideShares:  # fmt: skip
    rival = 1 - side
    spread = share_errors(pooled, side)
    value = pooled.shares[side]
    totals = np.bincount(acts.act_side, minlength=2).astype(np.float64)
    return SideShares(
        side=acts.sides[side], rival=acts.sides[rival], acts=int(totals[side]),
        provoked=_interval(value[1 + rival], spread[rival, rival]), own=_interval(value[1 + side], spread[side, side]),
        background=_interval(value[0], spread.sum()), root=float(root_shares(pooled, totals)[side, rival]),
        over={name: float(shares[side, 1 + rival]) for name, shares in others.items()}, placebo=placebo,
        backwards=back, fits=fits,
    )  # fmt: skip


def _interval(value: float, variance: float) -> Share:
    half = Z95 * float(np.sqrt(max(variance, 0.0)))
    return Share(value=float(value), low=max(0.0, float(value) - half), high=min(1.0, float(value) + half))


def check_enough(acts: DailyActs, *, prior: bool, constant_coverage: bool) -> None:
    """Refuse acts that are too few, too short, one-sided or without coverage.

    Raises
    ------
    RefusalError
        With the reason and what would help.
    """
    if acts.days < FEWEST_DAYS:
        raise RefusalError(
            f"{acts.days} days are too few to tell an answer from a drift", remedy=f"take {FEWEST_DAYS} or more"
        )
    seen = np.bincount(acts.act_side, minlength=2)
    needed = 2 * FEWEST_A_SIDE if prior else FEWEST
    if acts.cover is None and not constant_coverage and seen.sum() >= needed:
        raise RefusalError(
            "coverage is unknown: more reporting would be read as provocation",
            remedy="give a table that names stories or third parties, or say --constant-coverage",
        )
    if seen.sum() < needed:
        hint = "take a longer span" if prior else f"--prior shrinks them, from {2 * FEWEST_A_SIDE}"
        raise RefusalError(f"{seen.sum()} acts; shares need {needed}", remedy=hint)
    silent = [name for name, count in zip(acts.sides, seen, strict=True) if count < FEWEST_A_SIDE]
    if silent:
        raise RefusalError(f"fewer than {FEWEST_A_SIDE} acts of {silent[0]}", remedy="take a longer span")


def _assumed(acts: DailyActs, *, prior: bool) -> tuple[str, ...]:
    offset = f"Acts are reported in proportion to coverage, counted by {acts.basis}."
    return (
        "An act raises the rate of later acts at once; the effect fades exponentially, at one speed for both sides.",
        offset if acts.cover is not None else "Coverage is constant, because nothing tells how much was reported.",
        "The hour of an act inside its day is unknown and was drawn from the model.",
        "An act that lowers the rival's rate cannot be seen by this model: see the spiral model.",
        *(("The branching was shrunk towards zero: half-normal prior, scale one half.",) if prior else ()),
        *acts.notes,
    )


def _row(side: SideShares) -> dict[str, object]:
    numbers = {
        f"{name}{end}": getattr(getattr(side, name), part)
        for name in ("provoked", "own", "background")
        for end, part in (("", "value"), ("_low", "low"), ("_high", "high"))
    }
    rest = {"root": side.root, "placebo": side.placebo, "backwards": side.backwards, "residual_p": side.fits}
    span = {"lowest_baseline": min(side.over.values()), "highest_baseline": max(side.over.values())}
    return {"side": side.side, "rival": side.rival, "acts": side.acts} | numbers | rest | span


def _side_said(side: SideShares) -> str:
    p, o, b = side.provoked, side.own, side.background
    low, high = min(side.over.values()), max(side.over.values())
    verdict = "is" if side.shown else "is not shown to be"
    shares = f"provoked by {side.rival} {_percent(p)}, own momentum {_percent(o)}, neither {_percent(b)}"
    control = "" if side.placebo is None else f", {100 * side.placebo:.0f} % with a placebo for the rival"
    doubt = "" if side.fits >= 0.01 else " The residual test rejects this model for that side."  # noqa: PLR2004
    return (
        f"{side.side} {verdict} answering {side.rival}: of its {side.acts} acts, {shares}; "
        f"{100 * low:.0f}–{100 * high:.0f} % provoked over {len(side.over)} baselines{control}, "
        f"{100 * (side.backwards or 0):.0f} % with time reversed; {100 * side.root:.0f} % stand in chains that "
        f"{side.rival} began.{doubt}"
    )


def _percent(share: Share) -> str:
    return f"{100 * share.value:.0f} % [{100 * share.low:.0f}–{100 * share.high:.0f}]"
