from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics import posture, read_events, save, series
from harmel.dynamics.coverage import grid
from harmel.dynamics.posture import mapping
from harmel.errors import HarmelError, RefusalError

THIRD = {"date": ["2018-10-08"] * 3, "source": ["France", "USA", "RUS"], "target": ["RUS", "Japan", "China"]}


def acts(days, sources, codes="112", **more):
    targets = ["RUS" if s == "USA" else "USA" for s in sources]
    coded = [codes] * len(days) if isinstance(codes, str) else codes
    return pl.DataFrame({"date": days, "source": sources, "target": targets, "cameo": coded} | more)


def test_empty_periods_are_rows_with_zero_and_scores_add_up():
    table = acts(["2018-08-30", "2018-10-31", "2018-10-30"], ["RUS", "RUS", "USA"], goldstein=[-2.0, -3.0, 4.0])
    frame = series(read_events(table), ("USA", "RUS")).frame
    rus = frame.filter(pl.col("side") == "RUS")
    assert rus["period"].to_list() == [date(2018, 8, 1), date(2018, 9, 1), date(2018, 10, 1)]
    assert rus["acts"].to_list() == [1, 0, 1]
    assert rus["goldstein_mean"].to_list() == [-2.0, None, -3.0]
    assert frame["goldstein_sum"].sum() == -1.0


def test_only_acts_reported_as_done_count():
    table = acts(["2018-10-01"] * 3, ["RUS"] * 3, status=["actual", "denied", "alleged"])
    row = series(read_events(table), ("USA", "RUS")).frame.filter(pl.col("side") == "RUS").row(0, named=True)
    assert (row["acts"], row["denied"], row["alleged"], row["verbal_conflict"]) == (1, 1, 1, 1)


def test_an_event_dated_to_a_month_stands_in_no_week_but_in_its_month():
    latest = ["2018-10-31", "2018-10-05"]
    table = acts(["2018-10-01", "2018-10-05"], ["RUS", "USA"], happened_latest=latest)
    weekly = series(read_events(table), ("USA", "RUS"), period="week")
    assert (weekly.unplaced, weekly.frame["acts"].sum()) == (1, 1)
    assert "dated too widely" in weekly.summary()
    assert series(read_events(table), ("USA", "RUS")).unplaced == 0
    with pytest.raises(RefusalError, match="can be dated to a week"):
        series(read_events(table.head(1)), ("USA", "RUS"), period="week")


def test_coverage_counts_third_party_rows_and_is_unknown_without_them():
    table = acts(["2018-10-01", "2018-10-09"], ["RUS", "USA"])
    alone = series(read_events(table), ("USA", "RUS"), period="week")
    assert alone.coverage_basis == "unknown"
    assert alone.frame["coverage"].null_count() == alone.frame.height
    assert "unknown" in alone.summary()
    both = pl.concat([table, pl.DataFrame(THIRD).with_columns(cameo=pl.lit("040"))])
    seen = series(read_events(both), ("USA", "RUS"), period="week")
    assert seen.coverage_basis == "rows with third parties"
    assert seen.frame.filter(pl.col("side") == "USA")["coverage"].to_list() == [0, 3]


def test_coverage_counts_stories_where_they_are_known():
    table = acts(["2018-10-01"] * 3, ["RUS", "RUS", "USA"], ["112", "040", "040"], story_id=["a", "a", "b"])
    found = series(read_events(table), ("USA", "RUS"))
    assert found.coverage_basis == "stories"
    assert found.frame["coverage"].to_list() == [2, 2]


def test_a_grid_holds_every_period():
    assert grid(date(2018, 1, 1), date(2018, 12, 31), "day").height == 365
    assert grid(date(2018, 1, 1), date(2018, 12, 31), "quarter").height == 4


def counts(found):
    return dict(found.overall().filter(pl.col("side") == "RUS").select("posture", "acts").iter_rows())


def test_the_mapping_is_read_in_order_and_by_the_words():
    codes = ["150", "130", "062", "040", "112", "0874", "010"] * 2
    table = acts(["2018-10-01"] * 14, ["RUS"] * 14, codes, statement_id=[f"s{i}" for i in range(14)])
    events = read_events(table)
    plain = posture(events, ("USA", "RUS"))
    assert counts(plain) == {"deterrence": 4, "defence": 2, "dialogue": 2, "hostility": 2, "accommodation": 2}
    assert plain.without == pytest.approx(1 / 7)
    spans = [[[0, 5]] if i < 7 else [] for i in range(14)]
    told = pl.DataFrame({"statement_id": [f"s{i}" for i in range(14)], "condition_span": spans})
    by_words = counts(posture(events, ("USA", "RUS"), statements=told))
    assert (by_words["deterrence"], by_words["hostility"]) == (3, 3)


def test_an_exercise_is_deterrence_by_its_context():
    table = acts(["2018-10-01"] * 10, ["RUS"] * 10, "062", contexts=["military_exercise"] * 10)
    assert counts(posture(read_events(table), ("USA", "RUS")))["deterrence"] == 10


def test_posture_refuses_a_handful_and_every_rule_leads_somewhere():
    with pytest.raises(RefusalError, match="fewer than 10"):
        posture(read_events(acts(["2018-10-01"] * 5, ["RUS"] * 5)), ("USA", "RUS"))
    assert set(mapping()["order"]) == {rule["posture"] for rule in mapping()["rules"]}


@pytest.mark.parametrize("measure", [series, posture])
def test_results_can_be_drawn_said_and_written(measure, tmp_path):
    days = [f"2018-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 29)]
    codes = (["150", "062", "040", "112"] * 21)[: len(days)]
    result = measure(read_events(acts(days, ["USA", "RUS"] * 42, codes)), ("USA", "RUS"))
    for ending in (".png", ".svg", ".pdf"):
        first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
        save(result, first)
        save(result, second)
        assert first.read_bytes() == second.read_bytes()
        assert first.stat().st_size > 1000
    assert result.summary()
    assert result.to_json()["sides"] == ["USA", "RUS"]
    assert result.assumptions
    with pytest.raises(HarmelError, match="no such figure format"):
        save(result, tmp_path / "a.bmp")


cells = st.one_of(
    st.none(), st.sampled_from(["USA", "RUS", "France", "", "2018-10-01", "2018-02-30", "040", "x", "-1"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=30), st.sampled_from(["day", "month", "year"]))
def test_any_table_gives_a_result_or_a_refusal(table, period):
    names = ["date", "source", "target", "cameo", "goldstein"]
    frame = pl.DataFrame(table, schema=dict.fromkeys(names, pl.String), orient="row")
    for measure in (series, posture):
        try:
            found = measure(read_events(frame), ("USA", "RUS"), period=period)
        except HarmelError:
            continue
        assert not any(found.frame.select(pl.col(pl.Float64).is_nan().any()).row(0) or (False,))
        assert found.summary()
