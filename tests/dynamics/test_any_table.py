"""Whatever an event table holds, every measure of it gives a result or a refusal."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmel.dynamics import (
    Horizon,
    acts_between,
    incidents,
    indicator_table,
    posture,
    provocation,
    read_events,
    reciprocity,
    scores,
    series,
    sooner_attribution,
    spiral,
    warn,
    what_if,
)  # fmt: skip
from harmel.errors import HarmelError
from harmel.settings import rivalry

PAIR = ("USA", "RUS")
SHORT = Horizon(days=20, draws=10, constant_coverage=True, prior=True)
MEASURES = {
    "series": lambda e: series(e, PAIR, period="week"),
    "rivalry": lambda e: series(e, rivalry("nato-russia"), period="year"),
    "posture": lambda e: posture(e, PAIR),
    "incidents": lambda e: incidents(e, PAIR, thresholds={"consultation": {"reports": 2, "casualties": 1}}),
    "warn": lambda e: warn(indicator_table(e, PAIR, period="week"), period="week", draws=50),
    "reciprocity": lambda e: reciprocity(scores(series(e, PAIR, period="week")), PAIR, lags=1),
    "provocation": lambda e: provocation(
        acts_between(e, PAIR, kind="all", marks="goldstein"), prior=True, constant_coverage=True, rounds=6
    ),
    "spiral": lambda e: spiral(acts_between(e, PAIR, kind="all"), constant_coverage=True, draws=0),
    "whatif": lambda e: what_if(
        acts_between(e, PAIR, kind="all", of="threats"), "reduce", "USA", of="threats", over=SHORT
    ),
    "dialogue": lambda e: what_if(acts_between(e, PAIR), "dialogue", "RUS", over=SHORT),
    "attribution": lambda e: sooner_attribution(incidents(e, PAIR), "USA", over=SHORT),
}
day = st.one_of(
    st.dates(date(2017, 1, 1), date(2018, 12, 31)).map(str), st.sampled_from(["", "never", "20180301", "2018-02-30"])
)
row = st.fixed_dictionaries({
    "date": day, "source": st.sampled_from(["USA", "Russia", "Vladimir Putin", "France", "", "x"]),
    "target": st.sampled_from(["USA", "Russia", "France", ""]),
    "cameo": st.sampled_from(["112", "138", "190", "042", "152", "", "zz", "176"]),
    "goldstein": st.sampled_from(["-10", "0", "nan", "", "inf", "3.4"]),
    "status": st.sampled_from(["actual", "alleged", "denied", "threatened", ""]),
    "contexts": st.sampled_from(["", "cyber", "naval"]),
})  # fmt: skip


def spread(rows, seed):
    """Lay the same cells over two years, most of them between the two sides, so that models have something to fit."""
    rng = np.random.default_rng(seed)
    frame = pl.DataFrame(rows).sample(900, with_replacement=True, seed=seed)
    ends = np.array([*PAIR, "France"])[rng.integers(0, 3, (900, 2))]
    days = [str(date(2017, 1, 1) + timedelta(days=int(d))) for d in rng.integers(0, 700, 900)]
    return frame.with_columns(date=pl.Series(days), source=pl.Series(ends[:, 0]), target=pl.Series(ends[:, 1]))


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(row, min_size=1, max_size=30), st.integers(1, 40))
def test_a_result_or_a_refusal(name, rows, times):
    for frame in (pl.concat([pl.DataFrame(rows)] * times), spread(rows, times)):
        try:
            found = MEASURES[name](read_events(frame))
        except HarmelError:
            continue
        assert "nan" not in found.summary()
        assert "inf]" not in found.summary()
        numbers = found.to_frame().select(pl.col(pl.Float64))
        assert not any(column.is_nan().any() or column.is_infinite().any() for column in numbers)
