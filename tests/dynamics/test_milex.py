import openpyxl
import polars as pl
import pytest

from harmel.dynamics import as_percent, burden, nato_shares, read_milex
from harmel.errors import ImportFormatError, RefusalError, UsageError
from harmel.settings import rivalry

YEARS = [2012, 2013, 2014, "2015e"]


def workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def institute(tmp_path):
    """A workbook as a peace institute lays it out: titles, regions, signs for the unknown, one sheet a measure."""
    sums = [
        ["Military expenditure by country, in constant dollars"],
        ["Figures in blue are estimates"],
        [],
        ["Country", "Notes", *YEARS],
        ["Europe", None, None, None, None, None],
        ["France", "¹", 50111.5, 50222, "49,333.5", 51000],
        ["Poland", None, "...", 9100, "9300e", "xxx"],
        ["World", None, 1_700_000, 1_700_001, 1_700_002, 1_700_003],
    ]
    shares = [
        ["Country", "Notes", *YEARS],
        ["France¹", None, 0.019, 0.0189, "0.0185", ". ."],
        ["Poland", None, "...", 0.018, 0.019, 0.021],
        ["NATO Total", None, 0.03, 0.03, 0.03, 0.03],
    ]
    notes = [["Read the notes of each sheet"], ["xxx: the state did not exist"]]
    return workbook(tmp_path / "institute.xlsx", {"Front page": notes, "Constant": sums, "Share": shares})


@pytest.fixture
def alliance(tmp_path):
    """A workbook as an alliance lays it out: two tables below each other on one sheet, estimates, stars, totals."""
    rows = [
        ["Table 9: spending as a share"],
        [None, *YEARS],
        ["Share of output (%)"],
        ["France (a)", 1.9, 1.89, 1.85, 1.8],
        ["Germany*", 1.2, "1,3", "1.4e", 1.5],
        ["NATO Europe", 2.5, 2.5, 2.5, 2.5],
        ["Yearly real change (%)"],
        [None, *YEARS],
        ["France (a)", -0.5, 0.7, 0.1, 0.2],
        ["Germany*", 4.0, 3.9, 3.8, 3.7],
        ["* Germany changed how it counts in 2014."],
    ]
    return workbook(tmp_path / "alliance.xlsx", {"Table 9": rows})


def test_an_institutes_sheets_are_told_apart_and_unknown_stays_unknown(institute):
    sums = read_milex(institute)
    assert sums.filter(actor="FRA")["value"].to_list() == [50111.5, 50222, 49333.5, 51000]
    assert sums.filter(actor="POL").select("year", "value").rows() == [(2013, 9100.0), (2014, 9300.0)]
    shares = as_percent(read_milex(institute, section="Share"))
    assert shares.filter(actor="FRA")["value"].to_list() == [1.9, 1.89, 1.85]
    with pytest.raises(RefusalError, match="sums, no shares"):
        as_percent(sums)
    with pytest.raises(ImportFormatError, match="row of years"):
        read_milex(institute, section="Front page")


def test_tables_below_each_other_are_asked_for_by_their_heading(alliance):
    with pytest.raises(ImportFormatError, match=r"Share of output \(%\); Yearly real change \(%\)"):
        read_milex(alliance)
    shares = read_milex(alliance, section="share of output (%)")
    assert shares.filter(actor="DEU")["value"].to_list() == [1.2, 1.3, 1.4, 1.5]
    assert shares["year"].max() == 2015
    assert read_milex(alliance, section="Yearly real change (%)").filter(actor="FRA")["value"].min() == 0.1  # below 0


def test_totals_of_an_alliance_are_no_members(tmp_path):
    facts = nato_shares().select("actor", "year", "share")
    years = facts["year"].unique()
    totals = pl.DataFrame({
        "actor": [name for name in ("NATO Europe", "NATO Total", "World", "NATO Europe and Canada") for _ in years],
        "year": [*years] * 4, "share": [9.0] * 4 * len(years),
    }, schema=facts.schema)  # fmt: skip
    path = tmp_path / "totals.csv"
    pl.concat([facts, totals]).rename({"actor": "country"}).write_csv(path)
    against = rivalry("nato-russia")
    side = against.sides[0]
    plain, more = (
        burden(as_percent(read_milex(source)).rename({"value": "share"}), against.guidelines, side=side)
        for source in (path, _without_totals(facts, tmp_path))
    )
    assert plain.summary() == more.summary()


def _without_totals(facts, folder):
    path = folder / "states.csv"
    facts.rename({"actor": "country"}).write_csv(path)
    return path


def test_sections_that_are_not_there_are_named(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("section,country,year,value\nShares,France,2019,1.8\nChange,France,2019,4\n")
    assert read_milex(path).rows() == [("FRA", 2019, 1.8)]
    with pytest.raises(UsageError, match="one of: Shares; Change"):
        read_milex(path, section="Sums")


def test_a_file_that_only_ends_like_a_workbook_is_refused(tmp_path):
    path = tmp_path / "page.xlsx"
    path.write_text("<html>not found</html>")
    with pytest.raises(ImportFormatError, match="no workbook"):
        read_milex(path)
