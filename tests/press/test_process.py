"""The simulated acts: as many as asked for, reacting as asked, with a truth that is consistent in itself."""

from collections import Counter
from statistics import fmean

import pytest

from harmel.errors import UsageError
from harmel.press import Plan, Regime, happenings

LONG = {"reports": 40_000, "days": 2900, "start": Plan().start}


def _days(plan):
    counts = Counter((h.day, h.side) for h in happenings(plan) if h.act.quad.endswith("conflict"))
    return [[counts[day, side] for day in range(plan.days)] for side in (0, 1)]


def _lagged(plan):
    """Correlation of one side's hostile acts with the rival's on the day before."""
    a, b = _days(plan)
    pairs = list(zip(a[:-1], b[1:], strict=True)) + list(zip(b[:-1], a[1:], strict=True))
    mean_x, mean_y = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
    above = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return above / spread**0.5


def test_a_spiral_a_deterrence_and_independence_differ_as_they_should():
    found = {r: _lagged(Plan(reaction=r, **LONG)) for r in ("spiral", "deterrence", "independent")}
    assert found["spiral"] > 0.05
    assert found["deterrence"] < -0.03
    assert abs(found["independent"]) < 0.03


def test_the_share_of_provoked_acts_is_that_of_the_branching():
    plan = Plan(reaction="spiral", **LONG)
    causes = Counter(h.cause for h in happenings(plan) if h.act.quad.endswith("conflict"))
    total = sum(causes.values())
    assert causes["provoked"] / total == pytest.approx(plan.cross, abs=0.02)
    assert causes["own"] / total == pytest.approx(plan.own, abs=0.02)
    assert not any(h.cause == "provoked" for h in happenings(Plan(reaction="independent", reports=2000)))


@pytest.mark.parametrize("reaction", ["spiral", "independent"])
def test_there_are_about_as_many_acts_as_the_plan_says(reaction):
    plan = Plan(reaction=reaction, **LONG)
    assert sum(1 for _ in happenings(plan)) == pytest.approx(plan.acts_a_day * plan.days, rel=0.05)


def test_a_regime_multiplies_the_acts_from_its_day_on():
    plan = Plan(reports=20_000, days=1000, reaction="independent", own=0.0, regimes=(Regime(day=500, factor=3.0),))
    halves = Counter(h.day >= 500 for h in happenings(plan))
    assert halves[True] / halves[False] == pytest.approx(3.0, rel=0.1)


def test_acts_are_in_time_order_within_the_plan():
    plan = Plan(reports=500)
    times = [h.time for h in happenings(plan)]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] < plan.days


@pytest.mark.parametrize(
    "wrong",
    [{"reports": 0}, {"days": 0}, {"days": 9000}, {"reaction": "love"}, {"own": 0.7}, {"decay": 0.0}, {"drift": -1.0}],
)
def test_a_plan_that_cannot_be_is_refused_in_words(wrong):
    with pytest.raises(UsageError):
        Plan(**wrong)
