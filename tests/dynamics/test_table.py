import gzip
from datetime import UTC, date, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from harmel.dynamics import between, parse_dyad, read_events
from harmel.dynamics.files import as_frame, load
from harmel.errors import ImportFormatError, RefusalError, UsageError
from harmel.settings import rivalry
from shared import shared

ROWS = {
    "date": ["2018-10-01", "2018-10-02", "2018-10-02"],
    "source": ["Russia", "Police (Russia)", "United States"],
    "target": ["United States", "US", "Russia"],
    "cameo": ["112", "173", "040"],
    "goldstein": ["-2.0", "-5", "1.0"],
}


def test_every_kind_of_table_gives_the_same_rows(tmp_path):
    frame = pl.DataFrame(ROWS)
    frame.write_csv(tmp_path / "a.csv")
    frame.write_csv(tmp_path / "a.tab", separator="\t")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress((tmp_path / "a.csv").read_bytes()))
    frame.write_parquet(tmp_path / "a.parquet")
    frame.write_ndjson(tmp_path / "a.jsonl")
    given = [frame, frame.lazy(), frame.to_arrow(), pd.DataFrame(ROWS), pa.table(ROWS)]
    given += [tmp_path / f"a.{end}" for end in ("csv", "tab", "csv.gz", "parquet", "jsonl")]
    first = read_events(given[0]).frame
    assert first["source"].to_list() == ["RUS", "RUS", "USA"]
    assert first["target"].to_list() == ["USA", "USA", "RUS"]
    assert first["goldstein"].to_list() == [-2.0, -5.0, 1.0]
    for table in given[1:]:
        assert read_events(table).frame.equals(first)


def test_a_gdelt_file_without_header_is_read_by_place(tmp_path):
    cells = [""] * 61
    known = {0: "1", 1: "20181001", 7: "USA", 17: "RUS", 26: "040", 29: "1", 30: "1.0"}
    for place, value in known.items():
        cells[place] = value
    path = tmp_path / "20181001.export.tsv"
    path.write_text("\t".join(cells) + "\n" + "\t".join(cells).replace("20181001", "20181002") + "\n")
    frame = read_events(path).frame
    assert frame.select("day", "source", "target", "action", "quad").rows() == [
        (date(2018, 10, 1), "USA", "RUS", "040", "verbal-cooperation"),
        (date(2018, 10, 2), "USA", "RUS", "040", "verbal-cooperation"),
    ]


def test_copies_of_one_story_count_once_and_an_unknown_story_counts():
    rows = {name: values + values[:1] * 2 for name, values in ROWS.items()} | {"story_id": ["a", "b", "c", "a", None]}
    read = read_events(pl.DataFrame(rows))
    assert read.stories
    assert read.frame["row"].to_list() == [0, 1, 2, 4]


def test_the_reports_tell_which_story_an_event_is_of():
    events = pl.DataFrame(ROWS | {"report_id": ["r1", "r2", "r3"]}).with_columns(pl.lit("2018-10-02").alias("date"))
    same = events.with_columns(source=pl.lit("RUS"), target=pl.lit("USA"), cameo=pl.lit("112"))
    reports = pl.DataFrame({"report_id": ["r1", "r2", "r3"], "story_id": ["s", "s", ""]})
    assert read_events(same, reports=reports).frame["story"].to_list() == ["s", "r3"]


def test_rows_without_day_or_actor_are_left_out_and_counted():
    rows = pl.DataFrame(ROWS | {"date": ["2018-13-01", None, "2018-10-02"]})
    read = read_events(rows)
    assert read.frame.height == 1
    assert any("2 of 3 rows were left out" in note for note in read.notes)


def test_a_zoned_time_is_taken_in_utc_and_a_number_that_is_none_is_unknown():
    rows = pl.DataFrame(ROWS | {"goldstein": [float("nan"), float("inf"), 1.0]}).with_columns(
        pl.Series("date", [datetime(2018, 10, 1, 23, 30, tzinfo=UTC)] * 3).dt.convert_time_zone("Asia/Tokyo")
    )
    frame = read_events(rows).frame
    assert set(frame["day"].to_list()) == {date(2018, 10, 1)}
    assert frame["goldstein"].to_list() == [None, None, 1.0]


def test_columns_can_be_named_and_wrong_names_are_told():
    rows = pl.DataFrame(ROWS).rename({"date": "moment"})
    with pytest.raises(ImportFormatError, match="no column for date"):
        read_events(rows)
    assert read_events(rows, roles={"date": "moment"}).frame.height == 3
    with pytest.raises(UsageError, match="no such role or column: date=then"):
        read_events(rows, roles={"date": "then"})
    with pytest.raises(RefusalError):
        read_events(pl.DataFrame(ROWS).with_columns(date=pl.lit("soon")))


def test_what_is_no_table_is_said_in_one_line(tmp_path):
    broken = tmp_path / "a.parquet"
    broken.write_bytes(b"no parquet")
    with pytest.raises(ImportFormatError, match="not a table that can be read"):
        load(broken)
    with pytest.raises(UsageError, match="no such file"):
        load(tmp_path / "none.csv")
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(UsageError, match="unknown kind"):
        load(tmp_path / "a.xyz")
    for thing in (7, pa.array([1])):
        with pytest.raises(UsageError):
            as_frame(thing)


def test_members_count_for_their_side_only_while_they_are_members():
    two = {"date": ["2023-04-03", "2023-04-05"], "source": ["Finland"] * 2, "target": ["Russia"] * 2}
    pair = between(read_events(pl.DataFrame(two | {"cameo": ["112"] * 2})), rivalry("nato-russia"))
    assert pair.acts["day"].to_list() == [date(2023, 4, 5)]
    assert pair.acts.select("side", "other").row(0) == ("nato", "russia")


def test_a_dyad_is_two_different_names():
    assert parse_dyad(" USA : RUS ") == ("USA", "RUS")
    for text in ("USA", "USA:", "USA:USA", ":"):
        with pytest.raises(UsageError):
            parse_dyad(text)
    with pytest.raises(RefusalError, match="no event between"):
        between(read_events(pl.DataFrame(ROWS)), ("FRA", "DEU"))


def test_the_icews_release_is_read_as_it_is():
    read = read_events(shared("data/icews_2018-08_2018-10.csv.gz"))
    assert read.frame.height == 95_540
    assert between(read, ("USA", "RUS")).acts.height >= 402


def test_people_and_agencies_act_for_their_states():
    names = ["Vladimir Putin", "Sergey Viktorovich Lavrov", "Nobody Of Note", "Foreign Affairs (International)"]
    rows = {"date": ["2018-10-01"] * 4, "cameo": ["112"] * 4, "target": ["United States"] * 4, "source": names}
    read = read_events(pl.DataFrame(rows))
    assert read.frame["source"].to_list() == ["RUS", "RUS", "Nobody Of Note", "Foreign Affairs (International)"]
    assert any("2 ends of rows name a person" in note for note in read.notes)
    assert between(read, ("USA", "RUS")).acts.height == 2
    told = read_events(pl.DataFrame(rows | {"source_country": ["", "", "Norway", "Norway"]}))
    assert told.frame["source"].to_list() == ["NOR", "NOR"]  # a table with countries is taken at its word


def test_an_organisation_is_on_the_side_of_a_rivalry():
    rows = {
        "date": ["2018-10-01"],
        "source": ["North Atlantic Treaty Organization"],
        "target": ["Vladimir Putin"],
        "cameo": ["112"],
    }
    assert between(read_events(pl.DataFrame(rows)), rivalry("nato-russia")).acts["side"].to_list() == ["nato"]


def test_an_act_whose_day_no_words_tell_stands_on_the_day_of_its_first_report():
    reports = pl.DataFrame(
        {
            "report_id": ["a", "copy", "undated"],
            "story_id": ["one", "one", "other"],
            "published_earliest": ["2018-10-12", "2018-10-13", None],
            "published_latest": ["2018-10-12", "2018-10-13", "2019-05-29"],
        }
    )
    act = {"source": "RUS", "target": "NOR", "action": "112", "status": "actual"}
    last = {"a": "2018-10-12", "copy": "2018-10-13", "undated": "2019-05-29"}
    rows = [{"report_id": r, "happened_earliest": None, "happened_latest": day, **act} for r, day in last.items()]
    rows.append({"report_id": "a", "happened_earliest": "2018-10-11", "happened_latest": "2018-10-11", **act})
    found = read_events(pl.DataFrame(rows), reports=reports)
    assert found.frame.select("report_id", pl.col("day").cast(pl.String), "stated").rows() == [
        ("a", "2018-10-12", False),
        ("a", "2018-10-11", True),
    ]
    assert "1 acts whose day no words tell stand on the day of the first report that tells them" in found.notes


def test_independent_reports_of_one_act_are_one_act_and_as_much_coverage_as_before():
    act = {"source": "RUS", "target": "NOR", "action": "163", "status": "actual"}
    days = {"e1": None, "e2": "2018-10-11", "e3": "2018-10-11", "e4": "2018-11-30"}
    rows = [
        {"event_id": e, "report_id": f"r{e}", "happened_earliest": day, "happened_latest": day or "2018-10-12", **act}
        for e, day in days.items()
    ]
    rows.append(rows[1] | {"event_id": "e5", "status": "alleged"})
    out = {"report_id": [f"r{e}" for e in days], "story_id": "", "published_earliest": "2018-10-12"}
    reports = pl.DataFrame(out).with_columns(published_latest=pl.col("published_earliest"))
    links = pl.DataFrame({"kind": "same-event", "from_id": ["e2", "e3", "e5"], "to_id": "e1"})
    links = pl.concat([links, pl.DataFrame({"kind": ["denies"], "from_id": ["e4"], "to_id": ["e1"]})])
    read = read_events(pl.DataFrame(rows), reports=reports, links=links)
    pair = between(read, ("NOR", "RUS"))
    assert pair.acts["event_id"].to_list() == ["e2", "e4", "e5"]  # the first with a day of its own; an allegation apart
    assert pair.told.height == pair.mentions.height == 5
    assert any(note.startswith("2 rows tell of an act") for note in read.notes)
    assert read_events(pl.DataFrame(rows), reports=reports).frame["again"].sum() == 0


def test_an_act_of_which_only_the_first_possible_day_is_known_stands_on_no_day():
    act = {"source": "RUS", "target": "NOR", "action": "163", "status": "actual", "happened_earliest": "2011-01-04"}
    rows = [act | {"happened_latest": end} for end in (None, "2011-01-04")]
    read = read_events(pl.DataFrame(rows))
    assert read.frame["row"].to_list() == [1]
    assert "1 of 2 rows were left out" in read.notes[0]
    abroad = pl.DataFrame(rows).rename({"happened_earliest": "start_date", "happened_latest": "end_date"})
    assert read_events(abroad, roles={"date": "start_date", "date_latest": "end_date"}).frame.height == 2
