from datetime import date

import numpy as np
import polars as pl
import pytest

from harmel.dynamics import act_rows, acts_between, daily_acts, read_events, series
from harmel.dynamics.kinds import indicators, of_kind
from harmel.errors import RefusalError, UsageError

ROWS = pl.DataFrame({
    "date": ["2018-01-01", "2018-01-02", "2018-01-02", "2018-01-04", "2018-01-05", "2018-01-06"],
    "source": ["USA", "RUS", "RUS", "USA", "USA", "FRA"], "target": ["RUS", "USA", "USA", "RUS", "RUS", "RUS"],
    "cameo": ["112", "138", "190", "042", "154", "112"], "goldstein": [-2.0, -7.0, -10.0, 1.9, None, -2.0],
})  # fmt: skip
PAIR = ("USA", "RUS")


def test_acts_weigh_alike_or_by_their_goldstein_score():
    read = read_events(ROWS)
    assert acts_between(read, PAIR).weight.tolist() == [1.0] * 4
    marked = acts_between(read, PAIR, marks="goldstein")
    assert marked.weight[marked.act_side == 1].tolist() == pytest.approx([7 / 8.5, 10 / 8.5])
    assert marked.weight[marked.act_side == 0].tolist() == [1.0, 1.0]  # the unscored one weighs as its side's mean
    assert "1 acts without a score" in marked.notes[-1]
    with pytest.raises(RefusalError, match="zero or unknown"):
        acts_between(read_events(ROWS.drop("goldstein")), PAIR, marks="goldstein")


def test_what_is_only_alleged_counts_where_it_is_asked_for():
    told = ROWS.with_columns(status=pl.Series(["actual", "actual", "alleged", "actual", "actual", "denied"]))
    read = read_events(told)
    assert acts_between(read, PAIR).act_side.tolist().count(1) == 1
    counted = acts_between(read, PAIR, alleged=True)
    assert counted.act_side.tolist().count(1) == 2
    assert counted.notes[-1] == "1 acts that are only alleged count as done, as was asked"
    assert act_rows(read, PAIR, alleged=True).height == act_rows(read, PAIR).height + 1


def test_a_kind_is_chosen_by_quad_class_indicator_or_plover_type():
    read = read_events(ROWS)
    for name, wanted in (
        ("material-conflict", [False, False, True, True]),
        ("threats", [False, True, False, False]),
        ("THREATEN", [False, True, False, False]),
        ("attacks", [False, False, True, False]),
    ):
        assert acts_between(read, PAIR, of=name).chosen.tolist() == wanted, name
        assert act_rows(read, PAIR).filter(of_kind(name)).height == sum(wanted)
    typed = read_events(ROWS.with_columns(plover_type=pl.lit("ACCUSE")))
    assert acts_between(typed, PAIR, of="ACCUSE").chosen.all()
    for wrong in ("rudeness", "RUDENESS"):
        with pytest.raises(UsageError, match="no such"):
            acts_between(read, PAIR, of=wrong)


def test_cooperative_acts_are_counted_beside():
    found = acts_between(read_events(ROWS), PAIR)
    assert found.friendly.shape == (found.days, 2)
    assert found.friendly[3].tolist() == [1.0, 0.0]
    plain = daily_acts(
        pl.DataFrame({"day": [2, 5], "side": ["USA", "RUS"]}), PAIR,
        friendly=pl.DataFrame({"day": [1, 3, 9], "side": ["USA", "RUS", "USA"]}),
    )  # fmt: skip
    assert np.argwhere(plain.friendly).tolist() == [[1, 1]]


def test_every_indicator_is_a_kind():
    acts = pl.DataFrame({"action": [None, "190"], "contexts": [None, "naval"]}, schema_overrides={"action": pl.String})
    for name in indicators():
        assert acts.select(of_kind(name)).to_series().to_list()[0] is False


def test_what_may_have_happened_on_any_day_of_years_neither_begins_the_record_nor_is_coverage_of_a_day():
    wide = {"happened_earliest": "2009-01-01", "happened_latest": "2018-10-01"}
    act = {"source": "RUS", "target": "NOR", "action": "163", "status": "actual", "report_id": "r"}
    exact = [act | {"happened_earliest": day, "happened_latest": day} for day in ("2018-10-01", "2018-10-09")]
    reports = pl.DataFrame({"report_id": ["r"], "story_id": ["s"]})
    other = act | wide | {"source": "FRA", "target": "DEU"}
    read = read_events(pl.DataFrame([*exact, act | wide, other]), reports=reports)
    found = acts_between(read, ("NOR", "RUS"))
    assert (found.first, found.days) == (date(2018, 10, 1), 9)
    assert found.cover.tolist() == [1.0, 0, 0, 0, 0, 0, 0, 0, 1.0]
    assert found.third is None or not found.third.any()
    assert any("1 acts dated too widely" in note for note in found.notes)
    monthly = series(read, ("NOR", "RUS"))
    assert monthly.span == (date(2018, 10, 1), date(2018, 10, 9))
    assert monthly.frame["period"].n_unique() == 1
