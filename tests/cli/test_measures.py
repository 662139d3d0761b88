import json

import numpy as np
import polars as pl
import pytest

from harmel.errors import HarmelError, UsageError
from invoked import run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "events.csv"
    days = [f"2018-{m:02d}-{d:02d}" for m in range(1, 7) for d in (3, 9, 20)]
    rows = {"date": days, "source": ["USA", "RUS"] * 9, "target": ["RUS", "USA"] * 9, "cameo": ["112", "040"] * 9}
    pl.DataFrame(rows).write_csv(path)
    return path


def test_series_and_posture_print_rows_sentences_and_a_figure(table, tmp_path):
    said = run("series", "--table", table, "--dyad", "USA:RUS", "--plot", tmp_path / "a.svg")
    assert "9 acts of USA" in said
    assert (tmp_path / "a.svg").stat().st_size > 1000
    rows = run("series", "--table", table, "--dyad", "USA:RUS", "--events", "--format", "csv")
    assert rows.count("\n") == 19
    told = json.loads(run("series", "--table", table, "--dyad", "USA:RUS", "--format", "json"))
    assert told["period"] == "month"
    assert "percent of GDP" in run("model", "burden")


def test_models_refuse_in_one_line(table):
    for words in (
        ["model", "provocation"],
        ["model", "spiral"],
        ["model", "reciprocity"],
        ["warn"],
        ["whatif", "hold", "USA"],
    ):
        with pytest.raises(HarmelError):
            run(*words, "--table", table, "--dyad", "USA:RUS")
    with pytest.raises(UsageError):
        run("series", "--table", table, "--dyad", "USA")


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Two years of acts, with cooperation and third parties."""
    rng, path = np.random.default_rng(3), tmp_path_factory.mktemp("long") / "long.csv"
    day = pl.date_range(pl.date(2015, 1, 1), pl.date(2016, 12, 31), eager=True)
    at = rng.integers(0, len(day), 4000)
    pairs = np.array([("USA", "RUS"), ("RUS", "USA"), ("FRA", "USA")])[rng.integers(0, 3, 4000)]
    code = rng.choice(["112", "138", "190", "042"], 4000)
    frame = pl.DataFrame({"date": day[at.tolist()], "source": pairs[:, 0], "target": pairs[:, 1], "cameo": code})
    frame.write_csv(path)
    return path


@pytest.mark.parametrize("words", [["--of", "threats"], ["--model", "provocation", "--of", "material-conflict"]])
def test_whatif_changes_a_kind_of_act_and_lists_its_records(long, words, tmp_path):
    ask = ["whatif", "reduce", "USA", "--table", long, "--dyad", "USA:RUS", "--draws", "12", "--days", "30", *words]
    said = run(*ask, "--plot", tmp_path / "a.png")
    assert f"of the kind {words[-1]}" in said
    assert "Taken for granted" in said
    assert run(*ask, "--format", "json") == run(*ask, "--format", "json")
    assert run(*ask, "--events", "--format", "csv").count("\n") > 1000


def test_levers_that_the_data_cannot_carry_are_refused(long):
    ask = ["--table", long, "--dyad", "USA:RUS", "--draws", "12", "--days", "30"]
    with pytest.raises(HarmelError, match="cannot tell what USA's cooperative acts do"):
        run("whatif", "dialogue", "USA", *ask)
    with pytest.raises(HarmelError, match="0 incidents laid to RUS have a known delay"):
        run("whatif", "attribution", "USA", *ask)


def test_the_game_needs_no_data():
    assert "end in an attack" in run("model", "attribution", "--attackers", "3")
