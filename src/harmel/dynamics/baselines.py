"""What might move a side's acts besides the rival: coverage, third parties, slow drift; five baselines at most."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from harmel.dynamics.acts import DailyActs
from harmel.dynamics.hawkes import History, history
from harmel.dynamics.numbers import Floats
from harmel.dynamics.present import extra

_DAYS_A_BEND, _FEWEST_BENDS, _MOST_BENDS = 120, 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A baseline by name: whether coverage is the offset, and the covariates by day."""

    name: str
    covered: bool
    covariates: Floats


def baselines(acts: DailyActs) -> list[Baseline]:
    """List the baselines that the data allow, the plainest first.

    >>> from harmel.dynamics.acts import daily_acts
    >>> import polars as pl
    >>> [b.name for b in baselines(daily_acts(pl.DataFrame({"day": [1, 90], "side": ["a", "b"]}), ("a", "b")))]
    ['constant', 'drift']
    """
    drift = spline(acts.days)
    none = np.zeros((acts.days, 0))
    if acts.cover is None:
        return [Baseline(name="constant", covered=False, covariates=none),
                Baseline(name="drift", covered=False, covariates=drift)]  # fmt: skip
    found = [Baseline(name="constant", covered=False, covariates=none),
             Baseline(name="coverage", covered=True, covariates=none)]  # fmt: skip
    if acts.third is not None and acts.third.std() > 0:
        third = bent(acts.third)
        found.append(Baseline(name="coverage and third parties", covered=True, covariates=third))
        both = np.column_stack([third, drift])
        found.append(Baseline(name="coverage, third parties and drift", covered=True, covariates=both))
    found.append(Baseline(name="coverage and drift", covered=True, covariates=drift))
    return found


def headline(found: list[Baseline]) -> Baseline:
    """Choose which baseline is quoted first: coverage, with third parties where they are known.

    >>> headline([Baseline(name="constant", covered=False, covariates=np.zeros((1, 0)))]).name
    'constant'
    """
    preferred = ("coverage and third parties", "coverage", "constant")
    return next(b for name in preferred for b in found if b.name == name)


def standard(values: Floats) -> Floats:
    """Bring values to mean 0 and spread 1, none farther out than four.

    >>> standard(np.array([1.0, 3.0])).tolist()
    [-1.0, 1.0]
    """
    spread = float(values.std()) or 1.0
    scaled: Floats = np.clip((values - values.mean()) / spread, -4, 4)
    return scaled


def bent(values: Floats) -> Floats:
    """Give what moves both sides as it is and as its logarithm, for it may act in proportion or less.

    A shock that is given its logarithm only, where it acts in proportion, leaves a rest that looks like answering.
    Values that hold only two numbers have no bend.

    >>> bent(np.array([0.0, 1.0, 5.0])).shape, bent(np.array([0.0, 1.0])).shape
    ((3, 2), (2, 1))
    """
    columns = [standard(np.log1p(values))]
    if len(np.unique(values)) > 2:  # noqa: PLR2004 - two numbers are a line
        columns.append(standard(values))
    return np.column_stack(columns)


def spline(days: int, *, days_a_bend: int = _DAYS_A_BEND) -> Floats:
    """Give a smooth drift over the span: cubic B-splines, one bend in four months, between three and eight.

    >>> spline(300).shape
    (300, 4)
    """
    bends = int(np.clip(days // days_a_bend, _FEWEST_BENDS, _MOST_BENDS))
    inner = np.linspace(0, 1, bends)[1:-1]
    knots = np.concatenate([np.zeros(4), inner, np.ones(4)])
    at = np.linspace(0, 1, days)
    basis = extra("scipy.interpolate").BSpline.design_matrix(at, knots, 3).toarray()[:, 1:]
    return np.asarray(basis - basis.mean(axis=0))


def as_history(acts: DailyActs, baseline: Baseline) -> History:
    """Lay acts out for a Hawkes fit; their hours are still to be drawn."""
    cover = acts.cover if baseline.covered and acts.cover is not None else np.ones(acts.days)
    raised = np.where(cover > 0, cover, cover[cover > 0].min() / 2)
    level: Floats = np.asarray(raised / raised.mean(), dtype=np.float64)
    return history(
        (acts.act_day + 0.5).astype(np.float64), acts.act_side, end=float(acts.days), marks=acts.weight, cover=level,
        covariates=baseline.covariates,
    )  # fmt: skip


def reversed_time(acts: History) -> History:
    """Run the film backwards: whatever follows its cause now comes before it."""
    end = acts.edges[-1]
    turned = replace(
        acts, day=len(acts.cover) - 1 - acts.day, cover=acts.cover[::-1].copy(), edges=end - acts.edges[::-1],
        covariates=acts.covariates[::-1].copy(),
    )  # fmt: skip
    return turned.at(end - acts.times)


def with_rival_at(acts: History, days: Floats) -> History:
    """Put other acts, dated by day and weighing one each, in the place of the second side's."""
    own = acts.who == 0
    at: Floats = np.concatenate([acts.times[own], days + 0.5]).astype(np.float64)
    who = np.concatenate([np.zeros(int(own.sum()), np.int64), np.ones(len(days), np.int64)])
    marks = np.concatenate([acts.marks[own], np.ones(len(days))])
    return history(
        at, who, end=float(acts.edges[-1]), marks=marks, cover=acts.cover, covariates=acts.covariates
    )  # fmt: skip
