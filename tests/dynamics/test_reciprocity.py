import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics import reciprocity, var
from harmel.dynamics.breaks import find_breaks, level_shift_test
from harmel.dynamics.cointegration import correction, johansen
from harmel.errors import HarmelError, RefusalError, UsageError
from shared import shared

NAMES = ("i2p", "p2i")


@pytest.fixture(scope="module")
def weekly():
    return pl.read_csv(shared("data/israel_palestine_weekly_1979_2003.csv"))


@pytest.fixture(scope="module")
def reference():
    return shared("data/israel_palestine_reference.txt").read_text().splitlines()


def test_lag_criteria_equal_the_reference_package(weekly, reference):
    found = var.criteria(weekly.to_numpy(), 12)
    first = next(i for i, line in enumerate(reference) if "AIC" in line) + 1
    for row, line in enumerate(reference[first : first + 12]):
        aic, bic, hq = (float(cell) for cell in line.split()[-3:])
        assert (found["aic"][row], found["bic"][row], found["hq"][row]) == pytest.approx((aic, bic, hq), abs=1e-5)
    assert [int(np.argmin(found[c])) + 1 for c in ("aic", "hq", "bic")] == [12, 12, 11]


def test_granger_tests_equal_the_reference_at_every_lag(weekly, reference):
    for at, line in enumerate(reference):
        if line.startswith("p="):
            fitted = var.fit(weekly.to_numpy(), int(line.split()[1]))
            for cause, told in ((1, reference[at + 2]), (0, reference[at + 3])):
                expected = float(told.split()[-2])
                assert var.granger(fitted, NAMES, cause).f == pytest.approx(expected, abs=1e-5)


def test_impulses_and_covariance_equal_the_reference(weekly, reference):
    fitted = var.fit(weekly.to_numpy(), 6)
    assert fitted.covariance[0, 0] == pytest.approx(3670.8059, abs=1e-3)
    moved = var.impulses(fitted.coefficients, fitted.covariance, 6, 12)
    told = [line.split()[2:] for line in reference if line.startswith("irf ")]
    for h, (ii, ip, pi, pp) in enumerate(told):
        expected = [float(ii), float(ip), float(pi), float(pp)]
        assert moved[h].ravel().tolist() == pytest.approx(expected, rel=1e-5, abs=1e-5)


def test_most_of_the_pooled_answering_is_a_shift_of_level(weekly):
    found = reciprocity(weekly, NAMES, lags=6, breaks=[452, 1119])
    inside = [[t.f for t in r.tests] for r in found.regimes]
    assert all(1.5 < f < 3.4 for regime in inside for f in regime)
    before, after = inside[1], inside[2]
    assert before[0] > before[1]
    assert after[0] < after[1]
    assert "most of the pooled result is a shift of level" in found.summary()


def test_the_shift_of_autumn_2000_is_found_without_being_told(weekly):
    found = reciprocity(weekly, NAMES, lags=6)
    assert any(abs(r.start - 1119) <= 15 for r in found.regimes[1:])
    assert found.shift_p < 0.01
    assert found.to_json() == reciprocity(weekly, NAMES, lags=6).to_json()


def memory(rng, periods, width=2):
    shocks, values = rng.normal(size=(periods, width)), np.zeros((periods, width))
    for at in range(1, periods):
        values[at] = 0.6 * values[at - 1] + shocks[at]
    return values


def test_a_series_that_remembers_is_not_split_without_cause():
    rng = np.random.default_rng(7)
    runs = [memory(rng, 300) for _ in range(60)]
    assert sum(bool(find_breaks(run, shortest=60)) for run in runs) <= 6
    assert sum(level_shift_test(run, seed=1, draws=199) < 0.05 for run in runs) <= 8


def test_two_breaks_are_dated_and_the_grid_does_not_matter():
    rng = np.random.default_rng(3)
    for periods in (300, 1500):
        level = np.repeat([0.0, 3.0, 0.0], periods // 3)[:, None]
        found = find_breaks(rng.normal(size=(periods, 1)) + level, shortest=60)
        assert len(found) == 2
        assert np.abs(np.array(found) - [periods // 3, 2 * periods // 3]).max() <= 3


def test_the_return_to_a_long_run_tie_is_measured():
    rng = np.random.default_rng(5)
    walk = rng.normal(size=600).cumsum()
    follower = np.zeros(600)
    for at in range(1, 600):
        follower[at] = follower[at - 1] + 0.3 * (walk[at - 1] - follower[at - 1]) + rng.normal()
    pair = np.column_stack([walk, follower])
    assert johansen(pair, lags=1).found
    found = correction(pair, lags=1)
    assert found.slope == pytest.approx(1.0, abs=0.1)
    assert found.speeds[1] == pytest.approx(0.3, abs=3 * found.errors[1])
    table = pl.DataFrame(pair, schema=["a", "b"])
    assert "share a long-run tie" in reciprocity(table, ("a", "b"), lags=2, breaks=()).summary()
    apart = pl.DataFrame({"a": walk, "b": rng.normal(size=600).cumsum()})
    assert "without a common long-run tie" in reciprocity(apart, ("a", "b"), lags=2, breaks=()).summary()


def test_independent_noise_is_called_answering_one_time_in_twenty():
    rng = np.random.default_rng(11)
    tests = [var.granger(var.fit(memory(rng, 200), 2), NAMES, 0).p for _ in range(300)]
    assert 0.02 <= np.mean(np.array(tests) < 0.05) <= 0.09


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"a": [1.0] * 100, "b": list(range(100))}, "never changes"),
        ({"a": [float("nan"), *range(99)], "b": list(range(100))}, "hold no number"),
        ({"a": list(range(30)), "b": list(range(30))}, "30 periods"),
        ({"a": list(range(100)), "b": list(range(100))}, "repeat each other"),
        ({"a": list(range(100)), "b": [*range(99), 0], "period": [*range(99), 98]}, "doubled or out of order"),
        ({"a": list(range(100)), "b": [*range(99), 0], "period": [*range(99), 150]}, "missing between"),
    ],
)
def test_bad_input_is_refused_with_its_reason(table, said):
    with pytest.raises(RefusalError, match=said):
        reciprocity(pl.DataFrame(table), ("a", "b"))


def test_wrong_use_is_told():
    table = pl.DataFrame(memory(np.random.default_rng(1), 100), schema=["a", "b"])
    for options in ({"lags": 50}, {"lags": 0}, {"breaks": [0]}, {"breaks": [50, 40]}):
        with pytest.raises(UsageError):
            reciprocity(table, ("a", "b"), **options)
    with pytest.raises(UsageError, match="no column c"):
        reciprocity(table, ("a", "c"))


value = st.one_of(st.none(), st.floats(allow_nan=True, width=32), st.integers(-5, 5).map(float))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(value, value), min_size=0, max_size=90), st.integers(0, 3))
def test_any_table_gives_a_result_or_a_refusal(rows, seed):
    rng = np.random.default_rng(seed)
    filled = pl.DataFrame(rows, schema={"a": pl.Float64, "b": pl.Float64}, orient="row")
    noise = pl.DataFrame(np.round(rng.normal(size=(60, 2))), schema=["a", "b"])
    for table in (filled, pl.concat([noise, filled])):
        try:
            found = reciprocity(table, ("a", "b"))
        except HarmelError:
            continue
        assert np.isfinite(found.impulses).all()
        assert found.summary()
        assert not any(found.to_frame().select(pl.col(pl.Float64).is_nan().any()).row(0))
