import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics.changes import change_of


def remembering(rng, memory, months):
    values = rng.normal(size=months + 50)
    for at in range(1, len(values)):
        values[at] += memory * values[at - 1]
    return values[50:]


@pytest.mark.parametrize(("memory", "most"), [(0.0, 0.07), (0.5, 0.15)])
def test_where_nothing_changes_seldom_is_a_change_found(memory, most):
    rng = np.random.default_rng(2)
    found = [change_of(remembering(rng, memory, 36), seed=k, draws=199).p < 0.05 for k in range(200)]
    assert np.mean(found) <= most


def test_a_change_is_found_at_its_date():
    rng = np.random.default_rng(3)
    found = [change_of(rng.normal(size=60) + np.repeat([0.0, 1.5], 30), seed=k) for k in range(60)]
    assert np.mean([c.p < 0.05 for c in found]) >= 0.9
    assert np.median([abs(c.row - 30) for c in found]) <= 2
    assert np.median([c.size for c in found]) == pytest.approx(1.5, abs=0.3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), max_size=60), st.integers(0, 3))
def test_any_series_gives_a_change_or_none(values, seed):
    found = change_of(np.array(values, dtype=float), seed=seed, draws=50)
    assert found is None or (0 < found.row < len(values) and 0 < found.p <= 1 and np.isfinite(found.size))
