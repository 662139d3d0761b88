from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics import Horizon, daily_acts, what_if
from harmel.dynamics.hawkes import Parameters
from harmel.dynamics.hawkes_simulate import simulate
from harmel.dynamics.spiral_kernel import walk
from harmel.dynamics.whatif_counts_kernel import binomial, poisson
from harmel.errors import HarmelError, RefusalError, UsageError

SOON = Horizon(days=60, draws=12)


def acts(a, level=1.5, days=700, seed=3, friendly=0.0, restraint=0.0):
    """Draw both sides' acts; ``restraint`` is what one cooperative act a day of A adds to R's level."""
    rng = np.random.default_rng(seed)
    kind = rng.poisson(friendly, days) if friendly else np.zeros(days, int)
    levels = np.full((days, 2), level)
    felt = 0.0
    for day in range(days):
        levels[day, 1] += restraint * felt
        felt = 0.4 * felt + 0.6 * kind[day]
    counts = walk(levels, np.array(a), np.full(2, 0.4), np.full(2, 20.0), np.zeros((2, 2)), seed)
    rows = [(day, "AR"[side]) for day in range(days) for side in (0, 1) for _ in range(int(counts[day, side]))]
    table = pl.DataFrame(rows, schema=["day", "side"], orient="row").with_columns(
        chosen=pl.Series(rng.random(len(rows)) < 0.4)
    )
    daily = pl.DataFrame({"day": range(days), "coverage": 5})
    told = pl.DataFrame(
        {"day": np.repeat(np.arange(days), kind), "side": "A"}, schema={"day": pl.Int64, "side": pl.String}
    )
    return daily_acts(table, ("A", "R"), daily=daily, friendly=told if friendly else None)


def chains(branching, days=900, seed=1):
    p = Parameters(mu=np.full(2, 0.35), gamma=np.zeros((2, 0)), branching=np.array(branching), beta=0.7)
    found = simulate(p, end=float(days), seed=seed, cover=np.ones(days))
    rows = {"day": found.day, "side": np.array(["A", "R"])[found.who], "chosen": np.arange(len(found.day)) % 3 == 0}
    return daily_acts(pl.DataFrame(rows), ("A", "R"), daily=pl.DataFrame({"day": range(days), "coverage": 5}))


SPIRAL = acts([[0.2, 0.5], [0.5, 0.2]], level=0.3)
CHAINS = chains([[0.2, 0.1], [0.5, 0.1]])


def change(found, side):
    row = found.frame.filter((pl.col("scenario") != "as now") & (pl.col("side") == side)).row(0, named=True)
    return row["change_low"], row["change"], row["change_high"]


def test_doing_less_calms_a_spiral_and_loosens_a_deterrent():
    spiral = what_if(SPIRAL, "reduce", "A", over=SOON)
    assert change(spiral, "A")[2] < 0
    assert change(spiral, "R")[2] < 0
    deterrence = what_if(acts([[0.1, 0.3], [-0.6, 0.1]]), "reduce", "A", over=SOON)
    assert change(deterrence, "R")[0] > 0
    assert "against as now" in deterrence.summary()
    assert deterrence.plot().axes


def test_doing_less_takes_the_answers_with_it_under_the_provocation_model():
    found = what_if(CHAINS, "reduce", "A", model="provocation", by=1.0, over=SOON)
    assert change(found, "A")[2] < 0
    assert change(found, "R")[2] < 0
    assert found.frame.filter(pl.col("side") == "A", pl.col("scenario") != "as now")["high"][0] == 0
    quiet = what_if(chains([[0.2, 0.0], [0.0, 0.2]]), "reduce", "A", model="provocation", by=1.0, over=SOON)
    assert change(quiet, "R")[1] >= -3


def test_the_expected_number_ahead_is_that_of_the_process():
    found = what_if(CHAINS, "hold", "A", model="provocation", over=Horizon(days=60, draws=60))
    rate = np.linalg.solve(np.eye(2) - np.array([[0.2, 0.1], [0.5, 0.1]]), np.full(2, 0.35)) * 60
    now = found.frame.filter(pl.col("scenario") == "as now")["middle"].to_numpy()
    assert np.abs(now / rate - 1).max() < 0.25


@pytest.mark.parametrize("model", ["spiral", "provocation"])
@pytest.mark.parametrize("way", ["hold", "mirror", "reduce"])
def test_bands_are_never_missing_and_the_seed_decides(model, way):
    given_acts = SPIRAL if model == "spiral" else CHAINS
    found = what_if(given_acts, way, "R", model=model, of="some", over=SOON)
    assert (found.frame["low"] < found.frame["high"]).all()
    assert (found.weeks["low"] <= found.weeks["high"]).all()
    assert found.weeks.height == 2 * 2 * 8
    assert found.to_json() == what_if(given_acts, way, "R", model=model, of="some", over=SOON).to_json()
    assert found.assumptions
    assert all(low <= high for _, low, high in found.effects.values())
    assert "of the kind some" in found.summary()


@pytest.mark.parametrize("model", ["spiral", "provocation"])
def test_nothing_changes_where_nothing_is_done(model):
    given_acts = SPIRAL if model == "spiral" else CHAINS
    for of in ("", "some"):
        found = what_if(given_acts, "reduce", "A", model=model, of=of, by=0.0, over=SOON)
        assert change(found, "A") == change(found, "R") == (0, 0, 0)


def test_less_of_a_kind_is_less_than_less_of_all():
    some = what_if(SPIRAL, "reduce", "A", of="some", by=1.0, over=SOON)
    every = what_if(SPIRAL, "reduce", "A", by=1.0, over=SOON)
    assert change(every, "A")[1] < change(some, "A")[1] < 0


def test_dialogue_is_run_where_the_fit_can_tell_and_refused_where_not():
    soothing = acts([[0.1, 0.2], [0.2, 0.1]], days=1500, friendly=1.0, restraint=-0.8)
    found = what_if(soothing, "dialogue", "A", by=0.5, over=Horizon(days=60, draws=20))
    value, low, high = list(found.effects.values())[-1]
    assert low <= value <= high < 0
    assert change(found, "R")[2] < 0
    assert "cooperative act" in found.summary()
    with pytest.raises(RefusalError, match="cannot tell what A's cooperative acts do"):
        what_if(acts([[0.1, 0.2], [0.2, 0.1]], friendly=0.2), "dialogue", "A", over=SOON)
    with pytest.raises(RefusalError, match="0 cooperative acts"):
        what_if(SPIRAL, "dialogue", "A", over=SOON)
    with pytest.raises(RefusalError, match="cannot see an act that lowers"):
        what_if(soothing, "dialogue", "A", model="provocation", over=SOON)


def test_wrong_use_and_short_spans():
    given_acts = acts([[0.1, 0.0], [0.0, 0.1]], days=200)
    with pytest.raises(UsageError, match="neither side"):
        what_if(given_acts, "hold", "C")
    with pytest.raises(UsageError):
        what_if(given_acts, "reduce", "A", by=2.0)
    with pytest.raises(UsageError):
        what_if(given_acts, "reduce", "A", over=Horizon(draws=2))
    with pytest.raises(RefusalError):
        what_if(acts([[0.1, 0.0], [0.0, 0.1]], days=90), "hold", "A")
    with pytest.raises(RefusalError, match="needs 20"):
        what_if(replace(given_acts, chosen=np.arange(len(given_acts.act_day)) < 5), "reduce", "A", of="some")
    with pytest.raises(UsageError, match="not told apart"):
        what_if(replace(given_acts, chosen=None), "reduce", "A", of="some")


def test_counts_by_inversion_have_their_distributions():
    chances = (np.arange(2000) + 0.5) / 2000
    for mean in (0.3, 4.0, 60.0):
        drawn = np.array([poisson(mean, u, 0.0) for u in chances])
        assert drawn.mean() == pytest.approx(mean, abs=0.05 * mean + 0.01)
        assert drawn.var() == pytest.approx(mean, rel=0.05)
    drawn = np.array([binomial(12.0, 0.3, u, 0.0) for u in chances])
    assert (drawn.mean(), drawn.var()) == (pytest.approx(3.6, abs=0.05), pytest.approx(2.52, rel=0.05))
    assert (binomial(5.0, 0.0, 0.5, 0.0), binomial(5.0, 1.0, 0.5, 0.0)) == (0.0, 5.0)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.integers(0, 400), max_size=250), st.sampled_from(["reduce", "hold", "mirror", "dialogue"]),
    st.sampled_from(["spiral", "provocation"]), st.booleans(), st.integers(1, 400), st.floats(0, 1),
)  # fmt: skip
def test_any_table_gives_a_result_or_a_refusal(days, way, model, kind, ahead, by):
    rng = np.random.default_rng(len(days))
    rows = pl.DataFrame({
        "day": days + rng.integers(0, 400, 600).tolist(), "side": (["a", "b", "b"] * 300)[: len(days) + 600],
        "chosen": ([True, False] * 450)[: len(days) + 600],
    })  # fmt: skip
    over = Horizon(days=ahead, draws=10, constant_coverage=True)
    for table in (rows, rows.head(len(days))):
        try:
            found = what_if(
                daily_acts(table, ("a", "b"), friendly=rows), way, "a", model=model, of="some" * kind, by=by, over=over
            )
        except HarmelError:
            continue
        assert "nan" not in found.summary()
        assert found.frame.null_count().sum_horizontal()[0] == 0
        assert np.isfinite(found.frame.select(pl.col(pl.Float64)).to_numpy()).all()
