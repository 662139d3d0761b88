import numpy as np
import polars as pl
import pytest

from harmel.dynamics import daily_acts, what_if
from harmel.dynamics.spiral_kernel import walk
from harmel.errors import RefusalError, UsageError

FREE = (np.ones(2), -np.ones(2), np.zeros(2))


def acts(a, level=1.5, days=700, seed=3):
    counts = walk(
        np.full((days, 2), level), np.array(a), np.full(2, 0.4), np.full(2, 20.0), np.zeros((2, 2)), seed, *FREE
    )
    rows = [(day, "AR"[side]) for day in range(days) for side in (0, 1) for _ in range(int(counts[day, side]))]
    table = pl.DataFrame(rows, schema=["day", "side"], orient="row")
    return daily_acts(table, ("A", "R"), daily=pl.DataFrame({"day": range(days), "coverage": 5}))


def change(found, side):
    row = found.frame.filter((pl.col("scenario") != "as now") & (pl.col("side") == side)).row(0, named=True)
    return row["change_low"], row["change"], row["change_high"]


def test_doing_less_calms_a_spiral_and_loosens_a_deterrent():
    spiral = what_if(acts([[0.2, 0.5], [0.5, 0.2]], level=0.3), "reduce", "A", days=90, draws=12)
    assert change(spiral, "A")[2] < 0
    assert change(spiral, "R")[2] < 0
    deterrence = what_if(acts([[0.1, 0.3], [-0.6, 0.1]]), "reduce", "A", days=90, draws=12)
    assert change(deterrence, "R")[0] > 0
    assert "against as now" in deterrence.summary()
    assert deterrence.plot().axes


def test_bands_are_never_missing_and_the_seed_decides():
    given = acts([[0.2, 0.4], [0.4, 0.2]], level=0.3)
    for policy in ("hold", "mirror"):
        found = what_if(given, policy, "R", days=60, draws=10)
        assert (found.frame["low"] < found.frame["high"]).all()
        assert found.to_json() == what_if(given, policy, "R", days=60, draws=10).to_json()
        assert found.assumptions


def test_nothing_changes_where_nothing_is_done():
    found = what_if(acts([[0.2, 0.0], [0.0, 0.2]]), "reduce", "A", by=0.0, days=60, draws=10)
    assert change(found, "A") == change(found, "R") == (0, 0, 0)


def test_wrong_use_and_short_spans():
    given = acts([[0.1, 0.0], [0.0, 0.1]], days=200)
    with pytest.raises(UsageError, match="neither side"):
        what_if(given, "hold", "C")
    with pytest.raises(UsageError):
        what_if(given, "reduce", "A", by=2.0)
    with pytest.raises(RefusalError):
        what_if(acts([[0.1, 0.0], [0.0, 0.1]], days=90), "hold", "A")
