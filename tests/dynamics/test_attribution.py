import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import acceptance_dynamics as acceptance
from harmel.dynamics import attribution, game
from harmel.dynamics.attribution import Game, changes, surer
from harmel.errors import HarmelError, RefusalError, UsageError


def test_acceptance_in_its_quick_form():
    missed = [figure for figure in acceptance.attribution_figures(full=False) if not figure.met]
    assert not missed


def test_one_attacker_is_solved_as_by_hand():
    played = game(attackers=1, detection=1.0, false_alarm=0.0, chance=1.0, worth=0.5, scatter=0.2)
    solved = attribution(played)
    assert solved.cutoffs[0] == pytest.approx(1.0)
    assert solved.attacks[0] == pytest.approx(1 / (1 + np.exp(0.5 / 0.2)))


def test_ambiguous_detection_backfires_and_says_so():
    moved = changes(attribution(game()))
    assert moved["blurred detection"] > 0 > moved["better detection, same identification"]
    assert moved["better identification"] < 0
    assert "blurred detection +" in attribution(game()).summary()


def test_each_change_keeps_probabilities():
    rng = np.random.default_rng(3)
    for _ in range(50):
        played = surer(acceptance.random_game(rng), 0.5)
        assert np.abs(played.signals.sum(axis=1) - 1).max() < 1e-12


def test_preconditions_are_held():
    with pytest.raises(RefusalError, match="another attacker is likelier"):
        attribution(game(identification=0.4))
    with pytest.raises(UsageError, match="likelier in quiet times"):
        attribution(game(false_alarm=0.9))
    base = game()
    for broken in (
        {"chance": 0.0},
        {"scatter": np.zeros(2)},
        {"signals": base.signals * 2},
        {"signals": np.ones((2, 2))},
    ):
        with pytest.raises(UsageError):
            attribution(
                Game(
                    **({"chance": 0.5, "signals": base.signals, "worth": base.worth, "scatter": base.scatter} | broken)
                )
            )
    with pytest.raises(UsageError):
        game(attackers=0)


@settings(max_examples=50, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(1, 6), st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_any_game_gives_an_equilibrium_or_a_refusal(detection, identification, alarm, attackers, worth, scatter):
    try:
        played = game(detection=detection, identification=identification, false_alarm=alarm, attackers=attackers,
                      worth=worth, scatter=scatter)  # fmt: skip
        solved = attribution(played)
    except HarmelError:
        return
    assert solved.gap <= 1e-10
    assert np.isfinite(solved.attacks).all()
