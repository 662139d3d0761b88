"""The closed loop's last stage: the models find what a press was simulated with."""

import pytest

from harmel.press import Plan
from shared import bench

BENCH = bench("closed_models")


@pytest.mark.parametrize("reaction", ["independent", "spiral", "deterrence"])
def test_the_models_tell_the_three_reactions_apart_from_the_reported_acts(reaction):
    plan = Plan(seed=4, reports=8000, days=1826, reaction=reaction)
    acts = BENCH.reported(plan)
    truth = [BENCH.true_share(BENCH.hostile(plan), side) for side in (0, 1)]
    chosen, held, shares = BENCH.asked(BENCH.table(plan, acts), truth, reaction)
    assert chosen
    assert all(held)
    assert max(shares) < 0.1 or min(shares) > 0.2
    assert (min(shares) > 0.2) == (reaction == "spiral")


@pytest.mark.torture
@pytest.mark.parametrize("reaction", ["independent", "spiral", "deterrence"])
def test_over_many_presses_the_right_model_is_chosen_and_the_intervals_hold(reaction):
    plans = [Plan(seed=seed, reports=8000, days=1826, reaction=reaction) for seed in range(40)]
    answers = [BENCH.answer(plan, BENCH.table(plan, BENCH.hostile(plan))) for plan in plans]
    assert sum(a.right for a in answers) >= 36
    assert sum(one for a in answers for one in a.held) >= 72
