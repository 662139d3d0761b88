"""Deterrence with imperfect attribution: who dares to attack when the victim may not know whom to strike.

After Baliga, Bueno de Mesquita and Wolitzky (2020), derived anew. At most one of n attackers finds an opportunity, of
worth x to it (any real number). It attacks, or not; the defender sees signal 0 (nothing) or s, which names attacker
s: rightly, wrongly (another attacked), or falsely (nobody did). Striking back is worth y in [0, 1] to the defender
and costs 1 if the struck is innocent, so signal s is followed by a strike where y ≥ 1 − β_s, β_s being the chance
that s did it. Being struck costs an attacker 1. So each attacks where x exceeds the added risk, x_s* = (π_ss −
π_0s)·Pr(y ≥ 1 − β_s), and β depends on all cutoffs: an attacker that dares more draws suspicion from the others, who
then dare more too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from harmel.dynamics.numbers import Floats, sound
from harmel.dynamics.present import canvas, jsonable
from harmel.errors import RefusalError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GAP = 1e-12
_ROUNDS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """The primitives.

    ``signals`` has shape (n + 1, n + 1): row 0 the chances of signal 0…n where nobody attacks, row i where attacker i
    does. ``worth`` is each attacker's mean worth of an opportunity and ``scatter`` its spread (logistic: full
    support). ``resolve`` is the power of the distribution of y, Pr(y ≤ v) = v^resolve: above 1 the defender likes to
    strike.
    """

    chance: float
    signals: Floats
    worth: Floats
    scatter: Floats
    resolve: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """An equilibrium: each attacker's cutoff, chance of attacking, belief after its signal, chance of being struck."""

    game: Game
    cutoffs: Floats
    attacks: Floats
    beliefs: Floats
    strikes: Floats
    gap: float
    assumptions: tuple[str, ...]

    @property
    def total(self) -> float:
        """Give the chance that anyone attacks, whether or not there is an opening."""
        return float(self.attacks.sum())

    def to_frame(self) -> pl.DataFrame:
        """Give one row an attacker."""
        n = len(self.cutoffs)
        return pl.DataFrame(
            {"attacker": range(1, n + 1), "cutoff": self.cutoffs, "attack": self.attacks, "belief": self.beliefs,
             "strike": self.strikes}
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain JSON values."""
        return dict(jsonable(self))

    def summary(self) -> str:
        """Say the equilibrium and what moves it."""
        struck = float(self.strikes @ np.diag(self.game.signals)[1:] / len(self.strikes))
        false = float((self.game.signals[0, 1:] * self.strikes).sum())
        ways = changes(self)
        chance = self.game.chance
        moved = ", ".join(f"{name} {100 * value / chance:+.2f} points" for name, value in ways.items())
        return (
            f"Of all openings, {100 * self.total / chance:.1f} % end in an attack; an attacker is struck back in "
            f"{100 * struck:.0f} % of its attacks and an innocent in {100 * false:.1f} % of quiet times. A tenth more "
            f"of each changes that share by: {moved}. These follow from the assumptions, not from events."
        )

    def plot(self) -> Figure:
        """Draw what a tenth more of each kind of attribution does to attacks."""
        figure, (axis,) = canvas(height=3)
        ways = changes(self)
        axis.barh(list(ways), [100 * value / self.game.chance for value in ways.values()])
        axis.axvline(0, color="grey", lw=0.8)
        axis.set_xlabel("change in the share of openings that end in an attack, percentage points")
        return figure


def game(
    *, detection: float = 0.8, identification: float = 0.7, false_alarm: float = 0.05, attackers: int = 2,
    chance: float = 0.5, worth: float = 0.3, scatter: float = 0.3,
) -> Game:  # fmt: skip
    """Make a game of like attackers from three probabilities.

    Parameters
    ----------
    detection
        The chance that an attack is seen at all.
    identification
        The chance that a seen attack is laid at the right door; the rest is spread over the others.
    false_alarm
        The chance of some signal where nobody attacked.

    >>> game(attackers=2).signals[1].tolist()
    [0.2, 0.56, 0.24]
    """
    if attackers < 1:
        raise UsageError("a game needs an attacker")
    right = identification if attackers > 1 else 1.0
    signals = np.full((attackers + 1, attackers + 1), detection * (1 - right) / max(attackers - 1, 1))
    signals[:, 0] = 1 - detection
    signals[0] = false_alarm / attackers
    signals[0, 0] = 1 - false_alarm
    np.fill_diagonal(signals[1:, 1:], detection * right)
    ones = np.ones(attackers)
    return Game(chance=chance, signals=signals.round(15), worth=worth * ones, scatter=scatter * ones)


@sound
def attribution(played: Game, *, start: float = 0.5) -> Attribution:
    """Solve a game for its equilibrium in cutoffs, by a damped fixed point.

    Raises
    ------
    UsageError
        If the primitives are no probabilities, or a signal does not point to the attacker that it names.
    RefusalError
        If the fixed point is not reached.

    >>> solved = attribution(game())
    >>> solved.gap <= 1e-10 and 0 < solved.total < 1
    True
    """
    _check(played)
    cutoffs, gap = _solve(played, np.full(len(played.worth), start))
    attacks, beliefs, strikes = _response(played, cutoffs)
    _check_suspects(played, attacks)
    return Attribution(
        game=played, cutoffs=cutoffs, attacks=attacks, beliefs=beliefs, strikes=strikes, gap=gap,
        assumptions=(
            "At most one attacker has an opening at a time, each as likely as another.",
            "Worths are logistic: any worth can occur (without this the equilibrium need not be unique).",
            "The defender strikes whom the signal names or nobody, and prefers to strike the guilty only.",
            "All know the probabilities; the defender cannot commit itself beforehand.",
        ),
    )  # fmt: skip


def _solve(played: Game, cutoffs: Floats) -> tuple[Floats, float]:
    gap, weight = np.inf, 1.0
    for _ in range(_ROUNDS):
        wanted = _best(played, cutoffs)
        moved = float(np.abs(wanted - cutoffs).max())
        if moved <= GAP:
            return wanted, moved
        weight = weight if moved < gap else max(weight / 2, 0.02)
        gap = moved
        cutoffs = cutoffs + weight * (wanted - cutoffs)
    if gap > 1e-10:  # noqa: PLR2004 - the tolerance that is promised
        raise RefusalError(f"no equilibrium was reached (gap {gap:.1e})", remedy="see the probabilities")
    return cutoffs, gap


def _best(played: Game, cutoffs: Floats) -> Floats:
    added: Floats = np.diag(played.signals)[1:] - played.signals[0, 1:]
    return added * _response(played, cutoffs)[2]


def _response(played: Game, cutoffs: Floats) -> tuple[Floats, Floats, Floats]:
    """Give attacks, beliefs and strikes that follow from cutoffs."""
    reach = np.clip((cutoffs - played.worth) / played.scatter, -500, 500)
    attacks = played.chance / len(cutoffs) / (1 + np.exp(reach))
    blamed = attacks * np.diag(played.signals)[1:]
    seen = attacks @ played.signals[1:, 1:] + (1 - attacks.sum()) * played.signals[0, 1:]
    beliefs = np.where(seen > 0, blamed / np.where(seen > 0, seen, 1), 0.0)
    return attacks, beliefs, 1 - (1 - beliefs) ** played.resolve


def changes(solved: Attribution, *, step: float = 0.1) -> dict[str, float]:
    """Give the change in attacks when a tenth more (or fewer false alarms) of each kind of attribution is had.

    ``blurred detection`` turns unseen attacks into signals that name someone else: it can raise attacks (the backfire
    case), since it thins the suspicion that each signal carries.
    """
    return {
        name: attribution(changed).total - solved.total
        for name, changed in (
            ("better detection, same identification", sharper(solved.game, step)),
            ("better identification", surer(solved.game, step)),
            ("fewer false alarms", calmer(solved.game, step)),
            ("blurred detection", blurred(solved.game, step)),
        )
    }


def sharper(played: Game, step: float) -> Game:
    """See more of all attacks in one proportion, laid at the same doors in the same parts.

    One proportion for all: seeing more of one attacker's attacks only would blur the signals that name the others.
    """
    signals = played.signals.copy()
    unseen = signals[1:, 0]
    signals[1:, 1:] *= 1 + step * float((unseen / np.maximum(1 - unseen, 1e-12)).min())
    signals[1:, 0] = 1 - signals[1:, 1:].sum(axis=1)
    return replace(played, signals=np.maximum(signals, 0.0))


def surer(played: Game, step: float) -> Game:
    """Turn a part of wrong signals into right ones."""
    signals = played.signals.copy()
    for i in range(1, len(signals)):
        wrong = signals[i, 1:].sum() - signals[i, i]
        others = [s for s in range(1, len(signals)) if s != i]
        signals[i, others] *= 1 - step
        signals[i, i] += step * wrong
    return replace(played, signals=signals)


def calmer(played: Game, step: float) -> Game:
    """Turn a part of false alarms into silence."""
    signals = played.signals.copy()
    signals[0, 1:] *= 1 - step
    signals[0, 0] = 1 - signals[0, 1:].sum()
    return replace(played, signals=signals)


def blurred(played: Game, step: float) -> Game:
    """Turn a part of unseen attacks into signals that name another attacker."""
    signals = played.signals.copy()
    n = len(signals) - 1
    if n < 2:  # noqa: PLR2004 - nobody else to name
        return played
    for i in range(1, n + 1):
        others = [s for s in range(1, n + 1) if s != i]
        signals[i, others] += step * signals[i, 0] / len(others)
        signals[i, 0] *= 1 - step
    return replace(played, signals=signals)


def _check(played: Game) -> None:
    n = len(played.worth)
    whole = played.signals.shape == (n + 1, n + 1) and len(played.scatter) == n
    if not whole or not np.isfinite(played.signals).all():
        raise UsageError("signals must be a table of n + 1 rows and columns of numbers")
    sums = np.abs(played.signals.sum(axis=1) - 1).max()
    if (played.signals < -1e-12).any() or sums > 1e-9:  # noqa: PLR2004 - rounding
        raise UsageError("each row of signals must be probabilities that add to one")
    if not 0 < played.chance <= 1 or (played.scatter <= 0).any() or played.resolve <= 0:
        raise UsageError("the chance of an opening lies in (0, 1]; scatter and resolve are above zero")
    if (played.signals[1:, 1:] < played.signals[0, 1:]).any():
        raise UsageError(
            "some signal is likelier in quiet times than after some attack",
            remedy="then daring is no longer contagious; lower the false alarms or drop the signal",
        )


def _check_suspects(played: Game, attacks: Floats) -> None:
    """Hold the precondition that a signal's likeliest culprit is the one that it names."""
    blame = attacks[:, None] * played.signals[1:, 1:]
    if (blame.max(axis=0) > np.diag(blame) * (1 + 1e-9)).any():
        raise RefusalError(
            "after some signal another attacker is likelier than the one it names",
            remedy="raise identification, or name the signals by their likeliest culprit",
        )
