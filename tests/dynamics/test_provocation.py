from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import acceptance_dynamics as acceptance
from harmel.dynamics import acts_between, daily_acts, provocation, read_events
from harmel.dynamics.baselines import as_history, baselines, reversed_time
from harmel.dynamics.hawkes import Parameters, evaluate, fit, history
from harmel.dynamics.hawkes_simulate import simulate
from harmel.dynamics.hawkes_ties import complete, fit_days, scattered
from harmel.dynamics.provocation import root_shares
from harmel.errors import HarmelError, RefusalError, UsageError
from shared import shared


@pytest.mark.parametrize(
    "check", [acceptance.share_recovery, acceptance.ties, acceptance.coverage_null, acceptance.shock_null]
)
def test_acceptance_in_its_quick_form(check):
    missed = [figure for figure in check(full=False) if not figure.met]
    assert not missed


def test_the_likelihood_equals_an_independent_package():
    assert acceptance.hawkes_likelihood(full=False).met


def covered_acts(seed=2, days=900):
    rng = np.random.default_rng(seed)
    p = Parameters(mu=np.array([0.5, 0.4]), gamma=np.array([[0.1, -0.2], [0.3, 0.1]]),
                   branching=np.array([[0.3, 0.2], [0.1, 0.4]]), beta=0.8)  # fmt: skip
    cover = np.exp(np.sin(np.arange(days) / 50))
    x = rng.normal(size=(days, 2))
    return simulate(p, end=float(days), seed=seed, cover=cover, covariates=x, mark_variance=0.5), p


def test_the_gradient_is_exact_with_coverage_marks_and_covariates():
    acts, p = covered_acts()
    gradient, logs = evaluate(acts, p)[1], p.logs()
    for place in range(len(logs)):
        step = np.zeros(len(logs))
        step[place] = 1e-5
        up, down = (evaluate(acts, Parameters.of(logs + sign * step, 2))[0] for sign in (1, -1))
        assert gradient[place] == pytest.approx((up - down) / 2e-5, abs=1e-4)


def test_acts_at_one_moment_do_not_bring_each_other():
    p = Parameters(mu=np.ones(2), gamma=np.zeros((2, 0)), branching=np.full((2, 2), 0.3), beta=1.0)
    both = history(np.array([5.0, 5.0]), np.array([0, 1]), end=10.0)
    turned = history(np.array([5.0, 5.0]), np.array([1, 0]), end=10.0)
    assert evaluate(both, p)[0] == pytest.approx(evaluate(turned, p)[0])
    assert evaluate(both, p)[2][:, 1:].sum() == 0


def test_a_fit_finds_the_parameters_again():
    acts, p = covered_acts(days=3000)
    found = fit(acts).parameters
    assert np.abs(found.branching - p.branching).max() < 0.1
    assert np.abs(found.gamma - p.gamma).max() < 0.15
    assert found.beta == pytest.approx(p.beta, rel=0.25)


def test_drawing_the_hours_keeps_every_act_in_its_day():
    acts, p = covered_acts()
    start = scattered(acts, seed=1)
    moved = complete(start, p, sweeps=3, seed=5)
    assert np.array_equal(np.sort(moved.day), np.sort(acts.day))
    assert (moved.times >= moved.edges[moved.day]).all()
    assert (moved.times <= moved.edges[moved.day + 1]).all()
    assert (np.diff(moved.times) >= 0).all()
    assert not np.array_equal(moved.times, start.times)
    assert np.array_equal(moved.times, complete(start, p, sweeps=3, seed=5).times)


def test_drawn_hours_have_the_distribution_of_the_true_ones():
    p = acceptance.parameters([[0.4, 0.3], [0.3, 0.4]], rate=0.4, beta=4.0)
    acts = simulate(p, end=1500.0, seed=3, cover=np.ones(1500))
    drawn = complete(scattered(acts, seed=1), p, sweeps=30, seed=4)

    def close(h):
        gaps = np.diff(h.times)
        return np.array([(gaps < 0.02).mean(), (gaps < 0.1).mean(), (gaps < 0.5).mean()])

    assert np.abs(close(drawn) - close(acts)).max() < 0.025
    assert np.abs(close(scattered(acts, seed=1)) - close(acts)).max() > 0.05


def test_marks_and_reversed_time():
    acts, p = covered_acts()
    back = reversed_time(reversed_time(acts))
    assert np.allclose(back.times, acts.times)
    assert np.allclose(back.cover, acts.cover)
    heavier = replace(acts, marks=acts.marks * 2)
    lighter = replace(p, branching=p.branching / 2)
    assert evaluate(heavier, lighter)[0] == pytest.approx(evaluate(acts, p)[0])


def test_shares_add_to_one_and_name_who_began():
    acts = simulate(acceptance.parameters([[0.2, 0.4], [0.01, 0.2]]), end=900.0, seed=4, cover=np.ones(900))
    found = provocation(acceptance.plain_acts(acts), rounds=12)
    first, second = found.sides
    for side in found.sides:
        assert side.provoked.value + side.own.value + side.background.value == pytest.approx(1.0)
    assert first.shown
    assert first.provoked.low > second.provoked.value
    assert first.root > first.provoked.value * 0.8
    assert first.fits > 0.001
    totals = np.bincount(acts.who).astype(float)
    assert root_shares(found.fitted, totals).sum(axis=1) == pytest.approx(np.ones(2))
    assert "A is answering R" in found.summary()
    assert found.to_json() == provocation(acceptance.plain_acts(acts), rounds=12).to_json()
    assert found.plot().axes


def test_five_baselines_are_tried_where_third_parties_are_known():
    acts, _ = covered_acts()
    given = acceptance.plain_acts(acts, third=np.abs(np.sin(np.arange(900.0))))
    names = [b.name for b in baselines(given)]
    assert len(names) == len(set(names)) == 5
    assert all(np.isfinite(as_history(given, b).cover).all() for b in baselines(given))


def rows(days, count, seed=1):
    rng = np.random.default_rng(seed)
    day = [date(2001, 1, 1) + timedelta(int(d)) for d in np.sort(rng.integers(0, days, count))]
    return pl.DataFrame({"day": day, "side": rng.choice(["A", "R"], count)})


def daily(days, **columns):
    return pl.DataFrame(
        {"day": [date(2001, 1, 1) + timedelta(d) for d in range(days)], "coverage": [3] * days} | columns
    )


@pytest.mark.parametrize(
    ("table", "seen", "options", "said"),
    [
        (rows(300, 120), daily(300), {}, "120 acts; shares need 400"),
        (rows(300, 500), None, {}, "coverage is unknown"),
        (rows(60, 500), daily(60), {}, "60 days are too few"),
        (rows(300, 500).with_columns(side=pl.lit("A")), daily(300), {}, "fewer than 40 acts of R"),
        (rows(300, 50), daily(300), {"prior": True}, "50 acts; shares need 80"),
    ],
)
def test_what_the_data_cannot_carry_is_refused(table, seen, options, said):
    with pytest.raises(RefusalError, match=said):
        provocation(daily_acts(table, ("A", "R"), daily=seen), **options)


def test_few_acts_are_shrunk_and_said_to_be():
    found = provocation(daily_acts(rows(300, 150), ("A", "R"), daily=daily(300)), prior=True, rounds=9)
    assert "shrunk towards zero by a prior" in found.summary()
    assert any("shrunk" in said for said in found.assumptions)
    assert not any(side.shown for side in found.sides)


@pytest.mark.parametrize(
    ("table", "seen", "said"),
    [
        (rows(99, 9).with_columns(weight=pl.lit(-1.0)), None, "weight is negative"),
        (rows(99, 9).with_columns(weight=pl.lit(0.0)), None, "weights are zero"),
        (rows(99, 9), daily(99, coverage=[-1] * 99), "coverage is negative"),
        (rows(99, 9), pl.concat([daily(9), daily(9)]), "two rows"),
        (rows(99, 9).with_columns(side=pl.lit("C")), None, "no acts of the two sides"),
    ],
)
def test_bad_tables_are_refused(table, seen, said):
    with pytest.raises(RefusalError, match=said):
        daily_acts(table, ("A", "R"), daily=seen)


def test_the_icews_release_is_too_short_for_shares():
    read = read_events(shared("data/icews_2018-08_2018-10.csv.gz"))
    acts = acts_between(read, ("USA", "RUS"), kind="all")
    assert acts.days == 64
    assert acts.third is not None
    assert len(acts.placebo) > 30
    with pytest.raises(RefusalError, match="64 days are too few"):
        provocation(acts, prior=True)
    with pytest.raises(UsageError, match="does nothing"):
        acts_between(read, ("USA", "RUS"), third="Atlantis")


cell = st.one_of(st.none(), st.integers(-5, 400), st.sampled_from([0, 10**9]))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(cell, st.sampled_from(["A", "R", "C"])), max_size=40), st.integers(0, 5), st.booleans())
def test_any_table_gives_a_result_or_a_refusal(extra_rows, seed, crowded):
    rng = np.random.default_rng(seed)
    base = pl.DataFrame({"day": rng.integers(0, 3 if crowded else 120, 100), "side": rng.choice(["A", "R"], 100)})
    more = pl.DataFrame(extra_rows, schema={"day": pl.Int64, "side": pl.String}, orient="row")
    table = pl.concat([base, more.filter(pl.col("day").is_null() | (pl.col("day") < 10**6))])
    try:
        found = provocation(daily_acts(table, ("A", "R")), prior=True, constant_coverage=True, rounds=3)
    except HarmelError:
        return
    assert "nan" not in found.summary()
    assert np.isfinite(found.fitted.shares).all()


def test_pooled_fits_depend_on_the_seed_alone():
    acts, _ = covered_acts()
    first, second = (fit_days(acts, seed=7, rounds=4, burn=1).shares for _ in range(2))
    assert np.array_equal(first, second)
