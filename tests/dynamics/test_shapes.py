"""Event and spending tables of other shapes than harmel's own, each written here by hand."""

import zipfile
from datetime import date

import numpy as np
import polars as pl
import pytest

from harmel.dynamics import between, read_events, read_milex, reciprocity
from harmel.dynamics.dates import dates
from harmel.dynamics.files import load
from harmel.dynamics.numbers import with_period
from harmel.errors import ImportFormatError, RefusalError

TWO_DAYS = [date(2018, 10, 3), date(2018, 10, 25)]
PAIRS = [("Russia", "United States", "112", -2.0), ("United States", "Russia", "040", 1.0)]


def written(header, row, days=("2018-10-03", "2018-10-25")):
    lines = [row.format(day=day, a=a, b=b, code=code, score=score)
             for day, (a, b, code, score) in zip(days, PAIRS, strict=True)]  # fmt: skip
    return "\n".join([header, *lines]) + "\n"


def held(path):
    pair = between(read_events(path), ("USA", "RUS"))
    acts = pair.acts.sort("day")
    assert acts["day"].to_list() == TWO_DAYS
    assert acts["side"].to_list() == ["RUS", "USA"]
    return acts


@pytest.mark.parametrize(
    "days",
    [
        ("2018-10-03T23:59:00Z", "2018-10-25 08:00"),
        ("20181003", "20181025"),
        ("20181003121500", "20181025000000"),
        ("2018/10/03", "2018/10/25"),
        ("03.10.2018", "25.10.2018"),
        ("3 October 2018", "25 Oct 2018"),
        ('"October 3, 2018"', '"Oct 25, 2018"'),
        ("3-Oct-2018", "25-Oct-2018"),
        ("10/3/2018", "10/25/2018"),
        ("3/10/2018 14:00", "25/10/2018 02:00"),
    ],
)
def test_days_are_read_as_they_are_written(tmp_path, days):
    path = tmp_path / "a.csv"
    path.write_text(written("date,source,target,code,goldstein", "{day},{a},{b},{code},{score}", days))
    held(path)


def test_a_day_that_can_be_a_month_is_not_guessed():
    with pytest.raises(ImportFormatError, match="the day or the month first"):
        dates(pl.Series(["3/10/2018", "4/10/2018"]))
    assert dates(pl.Series(["5/5/2018", None])).to_list() == [date(2018, 5, 5), None]
    assert dates(pl.Series(["2018-W40", "2018-10", "soon"])).to_list() == [date(2018, 10, 1), date(2018, 10, 1), None]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_any_separator_and_encoding(tmp_path, sign, encoding):
    text = written("Date,Source,Target,CAMEO Code,Goldstein", "{day},{a},{b},{code},{score}").replace(",", sign)
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert held(path)["goldstein"].to_list() == [-2.0, 1.0]


def test_decimal_commas_are_read_where_semicolons_part_the_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("date;source;target;goldstein\n2018-10-03;RUS;USA;-2,5\n2018-10-25;USA;RUS;1,0\n")
    assert held(path)["goldstein"].to_list() == [-2.5, 1.0]


def test_a_date_in_three_columns_is_joined(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("year,month,day,source,target,code\n2018,10,3,RUSGOV,USAMIL,112\n2018,10,25,USAGOV,RUS,040\n")
    held(path)


def test_codes_that_lost_their_zeros_get_them_back(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("date,source,target,code\n2018-10-03,RUS,USA,112\n2018-10-25,USA,RUS,40\n2018-10-25,USA,FRA,231\n")
    assert held(path)["action"].to_list() == ["112", "040"]
    assert read_events(path).frame["action"].to_list() == ["112", "040", "0231"]
    path.write_text("date,source,target,code\n2018-10-03,RUS,USA,112\n2018-10-25,USA,RUS,20\n")
    assert held(path)["action"].to_list() == ["112", "20"]  # root 20 stands for itself where no zero was lost


def test_acled_names_its_parties_in_its_own_way(tmp_path):
    header = "event_id_cnty,event_date,event_type,actor1,actor2,source,notes"
    row = 'X1,{day},Battles,Military Forces of {a} (2012-),Military Forces of {b} (2017-),Gazette,"one, two"'
    path = tmp_path / "a.csv"
    path.write_text(written(header, row, ("03 October 2018", "25 October 2018")))
    assert held(path)["quad"].to_list() == ["material-conflict"] * 2


def test_ucdp_lists_violence_only(tmp_path):
    header = "id,type_of_violence,side_a,side_b,date_start,date_end"
    row = "1,1,Government of {a},Government of {b},{day} 00:00:00.000,{day} 00:00:00.000"
    path = tmp_path / "a.csv"
    path.write_text(written(header, row).replace("United States", "United States of America"))
    assert held(path)["quad"].to_list() == ["material-conflict"] * 2


def test_plover_types_give_the_quad_where_nothing_else_does(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("Event Date\tEvent Type\tActor Country\tRecipient Country\n2018-10-03\tACCUSE\tRUS\tUSA\n"
                    "2018-10-25\tAID\tUSA\tRUS\n")  # fmt: skip
    assert held(path)["quad"].to_list() == ["verbal-conflict", "material-cooperation"]


@pytest.mark.parametrize("width", [57, 58, 61])
def test_gdelt_without_header_zipped_or_not(tmp_path, width):
    rows = []
    for day, a, b, at in (("20181003", "RUS", "USA", "x/1"), ("20181025", "USA", "RUS", "x/2")):
        cells = [""] * width
        for place, value in {0: "1", 1: day, 7: a, 17: b, 26: "112", 29: "3", 30: "-2.0"}.items():
            cells[place] = value
        if width > 57:
            cells[-1] = f"https://{at}"
        rows.append("\t".join(cells))
    path = tmp_path / "20181025.export.CSV.zip"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("20181025.export.CSV", "\n".join(rows) + "\n")
    held(path)
    assert read_events(path).stories == (width > 57)
    with zipfile.ZipFile(path, "a") as box:
        box.writestr("second.csv", "a")
    with pytest.raises(ImportFormatError, match="2 files in one zip"):
        load(path)


def test_a_bank_table_with_a_title_above_it_and_correlates_of_war(tmp_path):
    bank = tmp_path / "bank.csv"
    bank.write_text('"Data Source","Indicators",\n\n"Country Name","Country Code","2019","2020","2021",\n'
                    '"Korea, Rep.","KOR","2.5","","2.6",\n')  # fmt: skip
    assert read_milex(bank).rows() == [("KOR", 2019, 2.5), ("KOR", 2021, 2.6)]
    war = tmp_path / "war.csv"
    war.write_text("stateabb,ccode,year,milex\nGMY,255,1938,7\nGMY,255,1939,-9\nAUS,305,1937,4\n")
    assert read_milex(war).rows() == [("AUT", 1937, 4.0), ("DEU", 1938, 7.0)]
    twice = tmp_path / "twice.csv"
    twice.write_text("Country,2019,2020,2021\nRussia,1,2,3\nUSSR,1,2.5,...\n")
    with pytest.raises(ImportFormatError, match="RUS has several values for 2020"):
        read_milex(twice)
    comma = tmp_path / "comma.csv"
    comma.write_text("Land;2019;2020;2021\nFrance;1,8;...;2,0\n")
    assert read_milex(comma).rows() == [("FRA", 2019, 1.8), ("FRA", 2021, 2.0)]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"week": [f"2018-W{week:02d}" for week in range(1, 53) if week != 20]}, "missing between"),
        ({"Month": [f"{2000 + at // 12}-{at % 12 + 1:02d}" for at in range(70)][::-1]}, "out of order"),
        ({"year": [2000 + at // 12 for at in range(70)], "month": [at % 12 + 1 for at in range(70)]}, ""),
        ({"date": [f"201801{at:02d}" for at in range(1, 32)] * 2}, "doubled"),
        ({"weekday": ["Monday"] * 70}, ""),
    ],
)
def test_whatever_column_says_when_is_checked(table, said):
    rows = len(next(iter(table.values())))
    frame = pl.DataFrame(table).hstack(pl.DataFrame(np.random.default_rng(1).normal(size=(rows, 2)), schema=["a", "b"]))
    if said:
        with pytest.raises(RefusalError, match=said):
            reciprocity(frame, ("a", "b"))
    else:
        assert reciprocity(frame, ("a", "b"), lags=1).names == ("a", "b")
    assert with_period(with_period(frame)).equals(with_period(frame))


def test_phoenix_needs_no_header(tmp_path):
    path = tmp_path / "events.full.20140301.txt"
    row = [""] * 26
    row[:2], row[6], row[10], row[13], row[15] = ["20140301_1_v02", "20140301"], "RUS", "USA", "042", "1"
    row[16], row[24] = "1.9", "http://example.org/1"
    other = ["20140302_1_v02", "20140302", *row[2:24], "http://example.org/2", ""]
    path.write_text("\n".join("\t".join(cells) for cells in (row, other)) + "\n")
    found = read_events(path)
    assert found.frame.select("source", "target", "action", "goldstein").unique().rows() == [("RUS", "USA", "042", 1.9)]
    assert found.stories
