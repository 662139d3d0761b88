from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics import Horizon, Naming, incidents, read_events, sooner_attribution
from harmel.errors import HarmelError, RefusalError, UsageError


def register(delays, *, unknown=0):
    first = date(2015, 1, 1)
    days = [first + timedelta(days=40 * k) for k in range(len(delays) + unknown)]
    named = [(day + timedelta(days=int(d))).isoformat() for day, d in zip(days, delays, strict=False)]
    table = pl.DataFrame({
        "start_date": [day.isoformat() for day in days], "initiator_country": "RUS", "receiver_country": "DEU",
        "attribution_date": named + [None] * unknown,
    })  # fmt: skip
    return incidents(read_events(table), ("DEU", "RUS"))


SLOW = register(np.linspace(5, 700, 40), unknown=3)


def row(found, scenario, what):
    return found.frame.filter((pl.col("scenario") == scenario) & pl.col("what").str.starts_with(what)).row(
        0, named=True
    )


def test_sooner_names_more_in_time_and_deters_with_a_band():
    found = sooner_attribution(SLOW, "DEU", by=0.8, within=90, over=Horizon(days=365, draws=200))
    assert row(found, "as now", "attributed")["middle"] == pytest.approx(0.125, abs=0.03)
    assert row(found, "sooner", "attributed")["middle"] == pytest.approx(0.63, abs=0.05)
    attacks = row(found, "sooner", "attacks by RUS")
    assert attacks["change_high"] <= 0
    assert attacks["change"] < 0
    assert (found.frame["low"] <= found.frame["high"]).all()
    for said in ("40 incidents laid to RUS have a known delay", "3 have none", "no record tests"):
        assert said in found.summary()
    assert found.plot().axes
    assert found.to_json() == sooner_attribution(SLOW, "DEU", by=0.8, over=Horizon(days=365, draws=200)).to_json()


def test_the_pace_as_now_is_the_registers_own():
    found = sooner_attribution(SLOW, "DEU", over=Horizon(days=365, draws=400))
    assert row(found, "as now", "attacks by RUS")["middle"] == pytest.approx(43 / (42 * 40 + 1) * 365, abs=1.5)


def test_nothing_changes_where_delays_stay():
    found = sooner_attribution(SLOW, "DEU", by=0.0, over=Horizon(draws=40))
    assert found.frame.select("change_low", "change", "change_high").to_numpy().tolist() == [[0.0] * 3] * 6


def test_too_few_delays_and_wrong_use():
    with pytest.raises(RefusalError, match="4 incidents laid to RUS have a known delay"):
        sooner_attribution(register([1, 2, 3, 4], unknown=30), "DEU")
    with pytest.raises(RefusalError, match="0 incidents laid to DEU"):
        sooner_attribution(SLOW, "RUS")
    with pytest.raises(UsageError, match="neither side"):
        sooner_attribution(SLOW, "FRA")
    with pytest.raises(UsageError):
        sooner_attribution(SLOW, "DEU", by=1.5)
    with pytest.raises(RefusalError, match="no equilibrium"):  # names mostly the wrong one: no signal can be trusted
        sooner_attribution(SLOW, "DEU", naming=Naming(identification=0.1))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 3000), max_size=20), st.floats(0, 1), st.integers(0, 400), st.integers(1, 6),
    st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
def test_any_register_gives_a_result_or_a_refusal(delays, by, within, attackers, identification, alarm):
    naming = Naming(attackers=attackers, identification=identification, false_alarm=alarm)
    try:
        found = sooner_attribution(
            register(delays, unknown=1), "DEU", by=by, within=within, naming=naming, over=Horizon(draws=10)
        )
    except HarmelError:
        return
    assert "nan" not in found.summary()
    assert np.isfinite(found.frame.select(pl.col(pl.Float64)).to_numpy()).all()
