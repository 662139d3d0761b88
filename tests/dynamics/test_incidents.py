import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.dynamics import incident_rows, incidents, read_events
from harmel.errors import HarmelError, RefusalError, UsageError

ROWS = pl.DataFrame({
    "date": ["2018-03-04", "2018-03-04", "2018-03-04", "2018-05-01", "2018-05-02"],
    "source": ["Russia"] * 5, "target": ["GBR"] * 5, "report_id": list("abcde"), "event_id": list("abcde"),
    "cameo": ["180", "180", "180", "112", "155"], "status": ["alleged", "alleged", "denied", "actual", "actual"],
    "story_id": ["a", "b", "c", "d", "e"], "statement_id": ["s1", "s2", "s3", None, None],
    "contexts": [None, None, None, None, "cyber"],
})  # fmt: skip
SAID = pl.DataFrame({
    "statement_id": ["s1", "s2", "s3"], "speaker": ["GBR", "", "RUS"], "speaker_name": ["", "a neighbour", ""],
})  # fmt: skip
LINKS = pl.DataFrame({
    "kind": ["denies", "responds-to"], "from_id": ["s3", "s1"], "to_table": ["events"] * 2, "to_id": ["a", "a"],
})  # fmt: skip
OUT = pl.DataFrame({
    "report_id": ["a", "b", "c", "d", "e"], "story_id": [""] * 5,
    "published_earliest": ["2018-03-12", "2018-03-26", "2018-03-05", "2018-05-02", "2018-05-03"],
    "published_latest": ["2018-03-12", "2018-03-26", "2018-03-05", "2018-05-02", "2018-05-30"],
})  # fmt: skip
CLAIMED = pl.DataFrame({
    "report_id": ["a", "b", "b", "e", "e"], "statement_id": ["s1", "s2", "", "", ""],
    "measure": ["killed", "wounded", "troops", "damage", "defence spending"], "value": [2.0, 3.0, 900.0, 5e6, 7e9],
    "value_to": [None, 4.0, None, None, None], "unit": ["people", "people", "troops", "EUR", "EUR"],
    "kind": ["actual", "estimate", "actual", "actual", "actual"],
})  # fmt: skip
PAIR = ("GBR", "RUS")


def test_the_register_counts_stories_speakers_denials_and_delay():
    marks = {"consultation": {"reports": 2, "attributing": 2}, "collective defence": {"reports": 10, "casualties": 2}}
    found = incidents(
        read_events(ROWS), PAIR, statements=SAID, figures=CLAIMED, reports=OUT, thresholds=marks
    )  # fmt: skip
    row = found.frame.row(0, named=True)
    assert (row["acts"], row["reports"], row["attributing"], row["denials"], row["delay"]) == (2, 2, 2, 1, 8)
    assert (row["attributed_by"], row["denied_by"]) == (["GBR", "a neighbour"], ["RUS"])
    assert (row["consultation"], row["collective defence"]) == (1.0, pytest.approx(0.2))
    assert (row["casualties"], row["effects"]) == (4.0, ["killed: 2 people", "wounded: 4 people"])
    other = found.frame.row(1, named=True)
    assert (other["casualties"], other["effects"], other["delay"]) == (None, ["damage: 5e+06 EUR"], None)
    assert found.frame.height == 2
    for said in (
        "1 reach the threshold set for consultation",
        "8 days for incidents laid to RUS (1 known)",
        "at most 4",
    ):
        assert said in found.summary()
    assert found.plot().axes
    assert found.to_json()["sides"] == ["GBR", "RUS"]
    assert incident_rows(read_events(ROWS), PAIR)["row"].to_list() == [0, 1, 2, 4]


def test_words_that_deny_an_act_are_denials_and_a_wide_date_has_no_delay():
    rows = ROWS.head(2).with_columns(happened_latest=pl.lit("2018-04-01"))
    found = incidents(read_events(rows), PAIR, statements=SAID, reports=OUT, links=LINKS).frame.row(0, named=True)
    assert (found["denials"], found["denied_by"], found["delay"]) == (1, ["RUS"], None)


def test_a_figure_is_not_laid_to_an_incident_that_it_does_not_speak_of():
    two = pl.concat([ROWS.head(1), ROWS.head(1).with_columns(cameo=pl.lit("190"), statement_id=pl.lit(None))])
    loose = CLAIMED.head(1).with_columns(statement_id=pl.lit(""))
    assert incidents(read_events(two), PAIR, figures=loose).frame["casualties"].null_count() == 2
    tied = incidents(read_events(two), PAIR, figures=CLAIMED.head(1)).frame
    assert tied.sort("action")["casualties"].to_list() == [2.0, None]


def test_a_table_of_incidents_tells_who_attributed_and_when():
    table = pl.DataFrame({
        "start_date": ["2019-01-01", "2019-02-01", "2019-03-01"],
        "initiator_country": ["Russia", "Russia; Belarus", "Russia"],
        "receiver_country": ["Germany; Poland", "Norway", "Sweden"],
        "attribution_date": ["2019-12-21; 2019-06-01", "2019-01-01", None],
        "attributing_country": ["Germany", "Norway", None],
    })  # fmt: skip
    read = read_events(table)
    assert read.frame.height == 5
    found = incidents(read, ("DEU", "RUS"))
    assert found.frame.select("attributed_by", "delay").row(0) == (["Germany"], 151)
    too_early = incidents(read, ("NOR", "RUS")).frame["delay"]
    assert too_early.to_list() == [None]  # named before it happened: no delay can be told
    assert incidents(read, ("SWE", "RUS")).frame["delay"].to_list() == [None]


def test_thresholds_are_the_users_and_checked():
    for wrong in ({"x": {"tanks": 1}}, {"x": {"reports": 0}}, {"x": {}}):
        with pytest.raises(UsageError, match="not a threshold"):
            incidents(read_events(ROWS), PAIR, thresholds=wrong)
    with pytest.raises(RefusalError, match="no alleged attack"):
        incidents(read_events(ROWS.filter(cameo="112")), PAIR)
    assert "No threshold is set" in incidents(read_events(ROWS), PAIR).summary()


words = st.one_of(
    st.none(), st.sampled_from(["RUS", "GBR", "180", "2018-03-04", "denied", "alleged", "s1", "a", "", "cyber"])
)
shape = dict.fromkeys(
    ("date", "source", "target", "cameo", "status", "statement_id", "contexts", "attributed"), pl.String
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[words] * len(shape)), max_size=12))
def test_any_table_gives_a_register_or_a_refusal(rows):
    table = pl.DataFrame(rows, schema=shape, orient="row")
    usual = table.with_columns(date=pl.lit("2018-03-04"), source=pl.lit("RUS"), target=pl.lit("GBR"))
    for given_rows in (table, usual):
        try:
            found = incidents(read_events(given_rows), PAIR, statements=SAID, thresholds={"x": {"casualties": 1}})
        except HarmelError:
            continue
        assert "nan" not in found.summary()
        assert found.frame["x"].is_between(0, 1).all()
