import json

import polars as pl
import pytest
from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.errors import HarmelError, UsageError

RUN = CliRunner()


def run(*words):
    found = RUN.invoke(verbs(), [str(word) for word in words])
    if isinstance(found.exception, HarmelError):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.output


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
    assert "deterrence" in run("model", "burden") or "percent of GDP" in run("model", "burden")


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


def test_the_game_needs_no_data():
    assert "end in an attack" in run("model", "attribution", "--attackers", "3")
