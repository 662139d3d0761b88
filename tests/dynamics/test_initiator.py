import polars as pl

from harmel.dynamics import incidents, read_events

ROWS = {
    "Cyberincidentnum": [1, 2, 3, 4], "Dyadpair": [2365, 2365, 2365, 2732], "StateA": ["US", "US ", "US", "US"],
    "StateB": ["Russia", "Russia", "Russia ", "S Korea"], "initiator": ["2", "365", "816", "732"],
    "interactionstartdate": ["2011-01-01", "2012-02-02", "2013-03-03", "2014-04-04"],
    "interactionenddate": ["2011-01-05", "2012-02-03", "2013-03-03", "2014-04-09"],
}  # fmt: skip


def test_who_began_is_the_source_and_a_stranger_to_the_pair_is_nobody():
    found = read_events(pl.DataFrame(ROWS))
    assert found.frame.select("source", "target").rows() == [("USA", "RUS"), ("RUS", "USA"), ("KOR", "USA")]
    assert found.frame["action"].unique().to_list() == ["176"]
    assert any("1 of 4 rows were left out" in note for note in found.notes)


def test_all_rows_of_a_table_of_cyber_incidents_are_incidents():
    register = incidents(read_events(pl.DataFrame(ROWS)), ("USA", "RUS"))
    assert sorted(register.frame["accused"]) == ["RUS", "USA"]
    assert "one row" in register.summary()
