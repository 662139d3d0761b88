import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import acceptance_dynamics as acceptance
from harmel.dynamics import daily_acts, spiral
from harmel.dynamics.spiral_fit import _Problem, fit_equation
from harmel.dynamics.spiral_kernel import digamma, equation, information, log_gamma, walk
from harmel.errors import HarmelError, RefusalError


def test_acceptance_in_its_quick_form():
    missed = [figure for figure in acceptance.spiral_figures(full=False) if not figure.met]
    assert not missed


def test_special_functions_equal_scipys():
    from scipy.special import gammaln, psi

    for x in (0.01, 0.5, 3.0, 11.9, 12.0, 1e4):
        assert log_gamma(x) == pytest.approx(float(gammaln(x)), rel=1e-10, abs=1e-10)
        assert digamma(x) == pytest.approx(float(psi(x)), rel=1e-9)


def test_the_likelihood_is_scipys_and_its_gradient_exact():
    rng = np.random.default_rng(0)
    own, rival = rng.poisson(2, 300).astype(float), rng.poisson(2, 300).astype(float)
    covariates = np.column_stack([np.ones(300), rng.normal(size=300)])
    distinct, kind = np.unique(own, return_inverse=True)
    flat, _ = equation(own, rival, distinct, kind, covariates, np.array([1.0, 0.0]), 0.0, 0.0, 0.5, 4.0)
    mean = np.log1p(np.e)
    assert flat == pytest.approx(-stats.nbinom.logpmf(own, 4.0, 4.0 / (4.0 + mean)).sum())
    plain, _ = equation(own, rival, distinct, kind, covariates, np.array([1.0, 0.0]), 0.0, 0.0, 0.5, 1e8)
    assert plain == pytest.approx(-stats.poisson.logpmf(own, mean).sum())
    problem, x = _Problem.of(own, rival, covariates, crossed=True), np.array([0.5, 0.1, 0.2, -0.1, 0.3, -1.0])
    slope = problem.down(x)[1]
    for place in range(6):
        step = np.eye(6)[place] * 1e-5
        numeric = (problem.down(x + step)[0] - problem.down(x - step)[0]) / 2e-5
        assert slope[place] == pytest.approx(numeric, abs=1e-7)


def test_the_information_is_the_mean_curvature():
    keep = np.full(2, 0.5)
    a, level, size = np.array([[0.2, 0.3], [0.1, 0.2]]), np.full((40_000, 2), 1.0), np.full(2, 5.0)
    counts = walk(level, a, keep, size, np.zeros((2, 2)), 1)
    own, rival = np.ascontiguousarray(counts[:, 0]), np.ascontiguousarray(counts[:, 1])
    told = information(own, rival, np.ones((40_000, 1)), np.array([1.0]), 0.2, 0.3, 0.5, 5.0)
    distinct, kind = np.unique(own, return_inverse=True)

    def slope(at):
        return equation(own, rival, distinct, kind, np.ones((40_000, 1)), at[:1], at[1], at[2], at[3], 5.0)[1][:4]

    at = np.array([1.0, 0.2, 0.3, 0.5])
    curved = np.stack([(slope(at + step) - slope(at - step)) / 2e-4 for step in np.eye(4) * 1e-4])
    scale = np.sqrt(np.outer(np.diag(told), np.diag(told)))
    assert np.abs((curved - told) / scale).max() < 0.05


def test_the_interval_of_an_effect_covers_it():
    a = np.array([[0.2, 0.3], [-0.3, 0.2]])
    level = np.full((900, 2), 1.6)
    held = 0
    for seed in range(40):
        counts = walk(level, a, np.array([0.5, 0.5]), np.array([8.0, 8.0]), np.zeros((2, 2)), seed)
        own, rival = np.ascontiguousarray(counts[:, 1]), np.ascontiguousarray(counts[:, 0])
        found = fit_equation(own, rival, np.ones((900, 1)), crossed=True)
        held += abs(found.rival + 0.3) <= 1.96 * found.error
    assert held >= 34


def acts_of(counts, cover=5):
    days = [(day, side) for side in (0, 1) for day in range(len(counts)) for _ in range(int(counts[day, side]))]
    table = pl.DataFrame({"day": [d for d, _ in days], "side": ["AR"[s] for _, s in days]})
    return daily_acts(table, ("A", "R"), daily=pl.DataFrame({"day": range(len(counts)), "coverage": cover}))


def test_deterrence_is_told_with_its_power_and_its_limits():
    a = np.array([[0.1, 0.3], [-0.5, 0.1]])
    counts = walk(np.full((1200, 2), 1.8), a, np.full(2, 0.4), np.full(2, 20.0), np.zeros((2, 2)), 5)
    found = spiral(acts_of(counts), draws=3)
    assert found.model == "deterrence by A"
    assert found.effects[1].high < 0 < found.effects[0].low
    assert "predictive, not causal" in found.summary()
    assert set(found.power) == {"spiral", "deterrence", "independent"}
    assert found.to_json() == spiral(acts_of(counts), draws=3).to_json()
    assert found.to_frame()["bic_above_best"][0] == 0
    assert found.plot().axes


def test_an_effect_that_the_data_do_not_show_has_a_wide_interval():
    for seed in range(6):
        counts = np.random.default_rng(seed).poisson(0.6, (720, 2)).astype(float)
        for effect in spiral(acts_of(counts), draws=0).effects:
            assert effect.high - effect.low > 0.05
            assert effect.kept or effect.low - 1.0 < 0 < effect.high + 1.0


def test_what_the_data_cannot_carry_is_refused():
    counts = np.ones((150, 2))
    with pytest.raises(RefusalError, match="150 days"):
        spiral(acts_of(counts))
    few = np.zeros((400, 2))
    few[::10] = 1
    with pytest.raises(RefusalError, match="40 acts of A"):
        spiral(acts_of(few))
    unknown = daily_acts(pl.DataFrame({"day": list(range(300)) * 2, "side": ["A"] * 300 + ["R"] * 300}), ("A", "R"))
    with pytest.raises(RefusalError, match="coverage is unknown"):
        spiral(unknown)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 9), st.sampled_from([0.3, 3.0, 40.0]), st.integers(0, 500))
def test_any_counts_give_a_result_or_a_refusal(seed, rate, burst):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rate, (200, 2)).astype(float)
    counts[100, 0] += burst
    try:
        found = spiral(acts_of(counts), draws=0)
    except HarmelError:
        return
    assert "nan" not in found.summary()
    assert all(np.isfinite([e.value, e.low, e.high]).all() for e in found.effects)
