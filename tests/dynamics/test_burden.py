import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from harmel.dynamics import arms_race, as_percent, burden, nato_shares, read_milex
from harmel.dynamics.closing import rank_correlation
from harmel.dynamics.countries import country_code
from harmel.errors import HarmelError, ImportFormatError, RefusalError, UsageError
from harmel.settings import rivalry
from shared import shared

ABOUT = rivalry("nato-russia")
NATO = ABOUT.sides[0]
WALES = ABOUT.guidelines[:1]


def test_our_facts_are_those_that_nato_published():
    ours = nato_shares()
    for name, column, section, tolerance in (
        ("nato_2024_table3.csv", "share", "Share of real GDP (%)", 0.0005),
        ("nato_2024_table5.csv", "gdp", "Current prices and exchange rates", 0.05),
    ):
        told = pl.read_csv(shared(f"data/{name}")).filter(
            pl.col("section") == section, ~pl.col("country").str.starts_with("NATO")
        )
        told = told.with_columns(pl.col("country").map_elements(country_code, return_dtype=pl.String).alias("actor"))
        both = ours.join(told, on=["actor", "year"], how="left")
        assert both["value"].null_count() == 0
        scale = 1000 if column == "gdp" else 1
        assert (both[column] - both["value"] / scale).abs().max() <= tolerance + 1e-9


def test_who_meets_the_guideline_and_how_fast_gaps_close():
    found = burden(nato_shares(), ABOUT.guidelines, side=NATO, windows=[(2014, 2021), (2021, 2024)])
    assert (found.meeting(2014), found.meeting(2024)) == (3, 23)
    early, late = found.closing
    assert (early.speed, early.error) == (pytest.approx(0.017, abs=5e-4), pytest.approx(0.019, abs=5e-4))
    assert (late.speed, late.error) == (pytest.approx(0.083, abs=5e-4), pytest.approx(0.049, abs=5e-4))
    assert not early.significant
    assert not late.significant
    assert "cannot be told from no closing" in found.summary()


def test_a_state_counts_from_the_year_in_which_it_joined():
    found = burden(nato_shares(), ABOUT.guidelines, side=NATO)
    judged = found.frame.filter(pl.col("meets").is_not_null())
    first = dict(judged.group_by("actor").agg(pl.col("year").min()).iter_rows())
    assert {actor: first[actor] for actor in ("MNE", "MKD", "FIN", "SWE", "FRA")} == {
        "MNE": 2017, "MKD": 2020, "FIN": 2023, "SWE": 2024, "FRA": 2014,
    }  # fmt: skip
    assert "in 2014 3 of 27 members" in found.summary()
    assert "in 2024 23 of 31 members" in found.summary()
    assert burden(nato_shares(), ABOUT.guidelines).frame["meets"].null_count() == 0


def test_each_year_is_judged_by_the_guideline_in_force():
    later = nato_shares().filter(pl.col("year") == 2024).with_columns(pl.col("year") + 1)
    related = later.with_columns(measure=pl.lit("defence-related spending share of GDP"), share=pl.lit(1.5))
    core = pl.concat([nato_shares(), later]).with_columns(measure=pl.lit("defence spending share of GDP"))
    found = burden(pl.concat([core, related]), ABOUT.guidelines, side=NATO)
    held = dict(found.frame.filter(pl.col("actor") == "POL", pl.col("measure") == WALES[0].measure)
                .select("year", "guideline").iter_rows())  # fmt: skip
    assert (held[2014], held[2024], held[2025]) == (2.0, 2.0, 3.5)
    assert found.meeting(2025) < found.meeting(2024)
    assert found.meeting(2025, measure="defence-related spending share of GDP") == 31
    assert "a pledge for 2035" in found.summary()
    early = burden(nato_shares(), ABOUT.guidelines, side=NATO)
    assert sum("judges no year here" in said for said in early.assumptions) == 2
    before = nato_shares().with_columns(pl.col("year") - 40)
    with pytest.raises(RefusalError, match="under a guideline"):
        burden(before, ABOUT.guidelines)
    with pytest.raises(UsageError, match="no guideline"):
        burden(nato_shares(), ())


def test_the_published_rank_correlation_of_1964_is_met():
    table = nato_shares(1964)
    assert rank_correlation(table["gdp"].to_list(), table["share"].to_list())[0] == pytest.approx(0.490, abs=5e-4)


def test_a_speed_that_is_there_is_found_with_its_interval():
    rng = np.random.default_rng(2)
    hits = 0
    for _ in range(200):
        start = rng.uniform(0.8, 2.2, 30)
        end = start + 5 * (0.1 * (2 - start)) + rng.normal(0, 0.1, 30)
        rows = pl.DataFrame({"actor": [f"m{i}" for i in range(30)] * 2, "year": [2014] * 30 + [2019] * 30,
                             "share": np.concatenate([start, np.maximum(end, 0)])})  # fmt: skip
        closing = burden(rows, WALES).closing[0]
        hits += closing.low <= 0.1 <= closing.high
    assert 180 <= hits <= 198


def test_india_and_pakistan_share_a_tie_and_pakistan_answers():
    rows = read_milex(shared("data/milex_india_pakistan.csv"))
    wide = rows.pivot("actor", index="year", values="value").sort("year")
    found = arms_race(wide, ("IND", "PAK"), years=(1956, 1996))
    assert found.tie.trace > found.tie.bound == pytest.approx(15.5, abs=0.01)
    assert found.reactions()[1] == pytest.approx(0.388, abs=0.01)
    assert found.correction.errors[1] == pytest.approx(0.10, abs=0.01)
    assert "PAK answers" in found.summary()
    assert "IND is not shown to answer" in found.summary()


def test_two_walks_have_no_arms_race_nineteen_times_in_twenty():
    rng = np.random.default_rng(4)
    raced = 0
    for _ in range(60):
        walks = {name: np.exp(rng.normal(0.02, 0.1, 60).cumsum() + 5) for name in "ab"}
        found = arms_race(pl.DataFrame({"year": range(1950, 2010)} | walks), ("a", "b"))
        raced += found.correction is not None
        if found.correction is None:
            assert "no arms race in these data" in found.summary()
    assert raced <= 5


def test_spending_that_answers_is_found_and_richardson_is_solved():
    rng = np.random.default_rng(9)
    first, second = [5.0], [5.5]
    for _ in range(79):
        gap = first[-1] - second[-1]
        first.append(first[-1] + 0.02 + rng.normal(0, 0.08))
        second.append(second[-1] + 0.4 * gap + 0.02 + rng.normal(0, 0.05))
    table = pl.DataFrame({"year": range(1940, 2020), "a": np.exp(first), "b": np.exp(second)})
    found = arms_race(table, ("a", "b"))
    assert found.reactions()[1] == pytest.approx(0.4, abs=3 * found.correction.errors[1])
    assert found.to_frame().height == 2
    assert found.to_json()["names"] == ["a", "b"]
    assert found.plot().axes


def test_workbooks_of_both_publishers_are_read(tmp_path):
    book = Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Share of GDP")
    for row in (["Military expenditure"], [], ["Country", "Notes", 2019, 2020, "2021e"],
                ["Europe"], ["France", "", 0.018, "...", 0.019], ["Türkiye *", None, 0.027, 0.028, "xxx"]):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    rows = as_percent(read_milex(path))
    assert rows.rows() == [("FRA", 2019, 1.8), ("FRA", 2021, 1.9), ("TUR", 2019, 2.7), ("TUR", 2020, 2.8)]
    assert read_milex(path, section="Share of GDP").height == 4
    with pytest.raises(ImportFormatError, match="has a row of years"):
        read_milex(path, section="Notes")
    with pytest.raises(UsageError, match="no sheet"):
        read_milex(path, section="None")
    wide = tmp_path / "wide.csv"
    wide.write_text("Country,2019,2020,2021\nFrance,1.8,1.9,..\n")
    assert read_milex(wide).rows() == [("FRA", 2019, 1.8), ("FRA", 2020, 1.9)]
    with pytest.raises(UsageError):
        read_milex(tmp_path / "none.csv")


def test_the_published_tables_are_read_as_they_are():
    shares = read_milex(shared("data/nato_2024_table3.csv"))
    assert shares.filter(actor="USA", year=2024)["value"][0] == pytest.approx(3.38, abs=0.01)
    world = as_percent(read_milex(shared("data/sipri_share_gdp_1949_2024.csv")))
    assert 1.5 < world.filter(actor="FRA", year=2020)["value"][0] < 2.5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (pl.lit(-1.0), "negative"),
        (pl.lit(None, dtype=pl.Float64), "no member"),
        (pl.lit(1.5), "no speed of closing"),
    ],
)
def test_bad_shares_are_refused(change, said):
    with pytest.raises(RefusalError, match=said):
        burden(nato_shares().with_columns(share=change), WALES)


def test_doubled_years_and_missing_columns_are_told():
    rows = nato_shares()
    with pytest.raises(RefusalError, match="two rows for one year"):
        burden(pl.concat([rows, rows]), WALES)
    with pytest.raises(UsageError, match="no column share"):
        burden(rows.drop("share"), WALES)
    years = pl.DataFrame({"year": range(1990, 2020), "a": range(1, 31), "b": range(1, 31)})
    for broken in (years.head(12), years.with_columns(a=pl.lit(0)), years.filter(pl.col("year") != 2000)):
        with pytest.raises(RefusalError):
            arms_race(broken, ("a", "b"))


cell = st.one_of(st.none(), st.floats(width=32), st.integers(-3, 2030).map(float))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), cell, cell, cell), max_size=40))
def test_any_table_gives_a_result_or_a_refusal(rows):
    schema = {"actor": pl.String, "year": pl.Float64, "share": pl.Float64, "gdp": pl.Float64}
    table = pl.DataFrame(rows, schema=schema, orient="row")
    for measure in (lambda: burden(table, WALES), lambda: arms_race(table, ("share", "gdp"))):
        try:
            found = measure()
        except HarmelError:
            continue
        assert "nan" not in found.summary()
