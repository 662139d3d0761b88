import numpy as np
import polars as pl
import pytest
from statsmodels.tsa.vector_ar.vecm import coint_johansen

from harmel.dynamics import arms_race
from harmel.dynamics.cointegration import johansen
from harmel.dynamics.cointegration_draws import against_draws
from harmel.errors import RefusalError


def walks(seed, periods=60, drift=0.05):
    return np.random.default_rng(seed).normal(drift, 1, (periods, 2)).cumsum(axis=0)


@pytest.mark.parametrize("lags", [1, 2, 3, 5])
def test_the_trace_equals_statsmodels_where_that_takes_yesterdays_level(lags):
    for seed in range(5):
        pair = walks(seed)
        assert johansen(pair, lags=lags).trace == pytest.approx(coint_johansen(pair, 0, lags).lr1[0], rel=1e-9)


@pytest.mark.parametrize("inside", [False, True])
def test_without_lagged_changes_it_is_the_ratio_of_two_regressions(inside):
    pair = walks(3)
    change, ones = np.diff(pair, axis=0), np.ones((59, 1))
    bare = change if inside else change - change.mean(axis=0)
    design = np.column_stack([pair[:-1], ones])
    left = change - design @ np.linalg.lstsq(design, change, rcond=None)[0]
    ratio = 59 * (np.linalg.slogdet(bare.T @ bare)[1] - np.linalg.slogdet(left.T @ left)[1])
    assert johansen(pair, lags=0, inside=inside).trace == pytest.approx(ratio, rel=1e-9)


@pytest.mark.parametrize(("inside", "drift"), [(False, 0.0), (False, 0.05), (True, 0.0)])
def test_forty_years_without_a_tie_are_given_one_one_time_in_twenty(inside, drift):
    pairs = [walks(seed, 41, drift) for seed in range(300)]
    drawn = [against_draws(pair, lags=1, inside=inside, draws=99, seed=1).found for pair in pairs]
    assert 0.02 <= np.mean(drawn) <= 0.085
    if not inside:  # the tables' bound, made for long series that drift, is passed too often
        assert np.mean([johansen(pair, lags=1).found for pair in pairs]) > 0.09


def test_a_true_tie_is_found_and_the_same_seed_gives_the_same_chance():
    rng = np.random.default_rng(2)
    walk = rng.normal(size=80).cumsum()
    pair = np.column_stack([walk, walk + rng.normal(size=80)])
    found = against_draws(pair, lags=1, seed=5)
    assert found.found
    assert found == against_draws(pair, lags=1, seed=5)
    assert "of draws without a tie" in found.said()


def test_pairs_too_alike_or_too_short_are_refused():
    walk = walks(1)[:, 0]
    for pair in (np.column_stack([walk, 2 * walk + 1]), np.column_stack([walk, np.zeros(60)]), walks(1, 9)):
        with pytest.raises(RefusalError):
            johansen(pair, lags=1)


def test_an_arms_race_says_how_far_it_hangs_on_the_form_of_the_test():
    rng = np.random.default_rng(6)
    first = rng.normal(0.03, 0.1, 60).cumsum()
    table = pl.DataFrame({"year": range(1950, 2010), "a": np.exp(first), "b": np.exp(first + rng.normal(0, 0.05, 60))})
    found = arms_race(table, ("a", "b"))
    assert {(form.lags, form.inside) for form in found.forms} == {(k, i) for k in range(4) for i in (False, True)}
    assert f"found in {sum(form.found for form in found.forms)} of 8 forms" in found.summary()
