from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics import indicator_rows, indicator_table, indicators, read_events, warn
from harmel.dynamics.backtest import backtest
from harmel.dynamics.rates import fit_rate, season
from harmel.dynamics.trend import holm, trend
from harmel.errors import HarmelError, RefusalError, UsageError
from shared import shared

MONTHS = pl.date_range(date(2010, 1, 1), date(2017, 12, 1), "1mo", eager=True)


def calm(rng, names=("threats", "cyber", "talks"), rise=1.0):
    cover = np.exp(np.linspace(0, 0.7, len(MONTHS)) + rng.normal(0, 0.1, len(MONTHS)))
    scale = np.where(np.arange(len(MONTHS)) >= len(MONTHS) - 3, rise, 1.0)
    counts = {
        name: rng.poisson(rng.gamma(6.0, 5 * cover * (scale if name == "threats" else 1) / 6.0)) for name in names
    }
    return pl.DataFrame({"period": MONTHS, "coverage": np.round(cover * 100)} | counts)


def test_alarms_over_all_indicators_are_false_one_time_in_twenty():
    rng = np.random.default_rng(1)
    runs = [warn(calm(rng), draws=800) for _ in range(60)]
    assert sum(any(i.raised for i in run.indicators) for run in runs) <= 8


def test_a_rise_is_raised_and_named():
    found = warn(calm(np.random.default_rng(2), rise=4.0))
    assert [i.name for i in found.indicators if i.raised] == ["threats"]
    assert "Above their baseline in the last 3 months: threats" in found.summary()
    assert found.to_frame().height == 3
    assert found.to_json() == warn(calm(np.random.default_rng(2), rise=4.0)).to_json()
    assert found.plot().axes


def drifting(rng, slope, months=96):
    cover = np.full(months, 100.0)
    rows = {
        name: rng.poisson(5 * np.exp(slope * np.arange(months)) * (1 if name != "talks" else 1.0))
        for name in ("threats", "cyber incidents", "exercises", "talks")
    }
    return pl.DataFrame({"period": MONTHS[:months], "coverage": cover} | rows)


def test_a_general_trend_is_a_tested_sentence_with_its_evidence():
    found = warn(drifting(np.random.default_rng(7), 0.012), draws=200)
    assert found.general.p < 0.05
    assert found.general.low > 0
    for said in ("A general rise is shown", "memory allowed for", "threats +", "talks +"):
        assert said in found.summary()
    rng = np.random.default_rng(8)
    shown = sum(warn(drifting(rng, 0.0), draws=100).general.p < 0.05 for _ in range(60))
    assert shown <= 8
    alone = drifting(np.random.default_rng(9), 0.0).select("period", "coverage", "threats", "talks")
    assert "Too few rates" in warn(alone, draws=100).summary()


def test_a_rate_is_found_with_its_season():
    rng = np.random.default_rng(3)
    design = season(240, a_year=12.0)
    mean = np.exp(design @ np.array([1.5, 0.4, -0.3]))
    rate = fit_rate(rng.poisson(rng.gamma(5.0, mean / 5.0)).astype(float), design, np.ones(240))
    assert np.abs(rate.weights - [1.5, 0.4, -0.3]).max() < 0.15
    assert 2.5 < rate.size < 12


def remembering(rng, slope=0.0):
    values = np.zeros(120)
    for at in range(1, 120):
        values[at] = 0.7 * values[at - 1] + rng.normal()
    return values + slope * np.arange(120)


def test_the_trend_test_is_right_under_memory_where_the_plain_one_is_not():
    rng = np.random.default_rng(4)
    found = [trend(remembering(rng)) for _ in range(300)]
    ours, plain = (np.mean([getattr(t, p) < 0.05 for t in found]) for p in ("p", "p_plain"))
    assert ours <= 0.10
    assert plain >= 0.25
    assert np.mean([trend(remembering(rng, 0.05)).p < 0.05 for _ in range(60)]) > 0.8
    assert trend(np.ones(100)) is None
    assert trend(np.arange(5.0)) is None


def test_holm_is_holms():
    assert holm(np.array([0.04, 0.01, 0.03])).tolist() == pytest.approx([0.06, 0.03, 0.06])
    assert holm(np.zeros(0)).tolist() == []


def test_the_backtest_beats_a_plain_score_at_false_alarms():
    ours, plain, cusum = backtest(runs=12)
    assert ours.false_a_year <= 0.3 < plain.false_a_year
    assert ours.false_a_year < cusum.false_a_year
    assert ours.median_delay <= 3
    assert ours.missed <= 0.1


def test_indicators_are_counted_by_code_and_context():
    rows = pl.DataFrame({
        "date": ["2018-01-05", "2018-01-06", "2018-02-07"], "source": ["USA"] * 3, "target": ["RUS"] * 3,
        "cameo": ["130", "176", "150"], "contexts": [None, "cyber", None],
    })  # fmt: skip
    table = indicator_table(read_events(rows), ("USA", "RUS"))
    assert table.select("threats", "cyber incidents", "exercises").rows() == [(1, 1, 0), (0, 0, 1)]
    assert "coverage" not in table.columns
    assert set(indicators()) < set(table.columns)


NAMED = {
    "deployments": ("154", None), "missile movements": ("154", "missile"), "exercises": ("150", None),
    "cyber incidents": ("176", "cyber"), "airspace and naval incidents": ("190", "airspace"), "threats": ("138", None),
    "expulsions": ("161", None), "attacks": ("190", None), "talks": ("046", None),
}  # fmt: skip


def test_every_indicator_counts_its_acts_and_not_talk_about_them():
    assert set(NAMED) == set(indicators())
    many = len(NAMED)
    rows = pl.DataFrame({
        "date": ["2018-01-05"] * many * 2, "source": ["USA"] * many * 2, "target": ["RUS"] * many * 2,
        "cameo": [code for code, _ in NAMED.values()] + ["112"] * many,
        "contexts": [context for _, context in NAMED.values()] * 2,
    })  # fmt: skip
    found = indicator_rows(read_events(rows), ("USA", "RUS"))
    assert found["row"].to_list() == list(range(many))
    assert all(name in held for name, held in zip(NAMED, found["indicators"], strict=True))


def test_the_icews_release_is_too_short_for_a_warning_by_month():
    table = indicator_table(read_events(shared("data/icews_2018-08_2018-10.csv.gz")), ("USA", "RUS"))
    with pytest.raises(RefusalError, match="a warning needs 24"):
        warn(table)


def test_bad_input_is_refused():
    good = calm(np.random.default_rng(5))
    for bad, kind in (
        (good.with_columns(threats=pl.lit(-1)), RefusalError),
        (good.with_columns(threats=pl.lit(None)), RefusalError),
        (good.with_columns(coverage=pl.lit(0)), RefusalError),
        (good.filter(pl.col("period") != date(2012, 5, 1)).filter(pl.col("period") != date(2012, 6, 1)), RefusalError),
        (good.select("period", "coverage"), UsageError),
        (good.head(20), RefusalError),
    ):
        with pytest.raises(kind):
            warn(bad)
    silent = warn(good.with_columns(threats=pl.lit(0)), draws=200)
    assert "Not testable for want of acts: threats" in silent.summary()


cell = st.one_of(st.none(), st.integers(-2, 30), st.just(10**7))


@settings(max_examples=15, deadline=None)
@given(st.lists(cell, min_size=0, max_size=40), st.integers(1, 5), st.integers(0, 3))
def test_any_table_gives_a_result_or_a_refusal(cells, recent, seed):
    rng = np.random.default_rng(seed)
    some = [abs(c or 0) for c in cells] + rng.poisson(2, 30).tolist()
    for values in (cells, some):
        table = pl.DataFrame({"x": pl.Series(values, dtype=pl.Int64)})
        try:
            found = warn(table, recent=recent, draws=100)
        except HarmelError:
            continue
        assert "nan" not in found.summary()
