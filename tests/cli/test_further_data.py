"""Tables that harmel has not seen, as a stranger types them: a result, or a line that says what to type."""

import re

import numpy as np
import polars as pl
import pytest

from harmel.errors import RefusalError, UsageError
from invoked import run


@pytest.fixture
def weekly(tmp_path):
    rng, path = np.random.default_rng(5), tmp_path / "weekly.csv"
    pl.DataFrame(rng.normal(-5, 3, (90, 2)), schema=["east", "west"]).write_csv(path)
    return path


@pytest.fixture
def spending(tmp_path):
    rng, path = np.random.default_rng(6), tmp_path / "spending.csv"
    rows = [
        (name, 1970 + t, float(v))
        for name in ("India", "Pakistan")
        for t, v in enumerate(1e6 * np.exp(rng.normal(0.03, 0.1, 40).cumsum()))
    ]
    pl.DataFrame(rows, schema=["country", "year", "milex"], orient="row").write_csv(path)
    return path


def test_weekly_totals_need_no_names_of_columns(weekly):
    told = run("model", "reciprocity", "--table", weekly)
    assert "east → west" in told
    assert told == run("model", "reciprocity", "--table", weekly, "--pair", "east,west")


def test_three_columns_of_numbers_ask_which_two(weekly):
    pl.read_csv(weekly).with_columns(third=pl.col("east") * 2).write_csv(weekly)
    with pytest.raises(UsageError, match="--pair east,west"):
        run("model", "reciprocity", "--table", weekly)


def test_spending_of_two_states_needs_no_dyad_and_goes_through_a_ledger(spending, tmp_path):
    ledger = tmp_path / "own.db"
    with pytest.raises(RefusalError, match=re.escape("--measure 'military spending' --unit")):
        run("import", "milex", spending, "--ledger", ledger)
    with pytest.raises(UsageError, match="holds no series of military spending"):
        run("model", "armsrace", "--ledger", ledger)
    run("import", "milex", spending, "--ledger", ledger, "--measure", "military spending", "--unit", "thousand dollars")
    assert run("model", "armsrace", "--ledger", ledger) == run("model", "armsrace", "--table", spending)
    with pytest.raises(UsageError, match="it has IND, PAK"):
        run("model", "armsrace", "--ledger", ledger, "--dyad", "IND:CHN")
    with pytest.raises(UsageError, match="--table FILE, or --ledger PATH"):
        run("model", "armsrace")


def test_shares_of_two_publishers_are_not_mixed(tmp_path):
    ledger, table = tmp_path / "own.db", tmp_path / "shares.csv"
    rows = ["country,year,value", *(f"{n},{y},{1 + y % 3}" for n in ("France", "Germany") for y in range(2014, 2025))]
    table.write_text("\n".join(rows))
    for source in ("first", "second"):
        run("import", "milex", table, "--ledger", ledger, "--source", source)
    asked = ("model", "burden", "--ledger", ledger, "--rivalry", "nato-russia", "--events", "--format", "csv")
    with pytest.raises(UsageError, match="--source of: first; second"):
        run(*asked)
    assert run(*asked, "--source", "second").count("\n") == 23
    with pytest.raises(UsageError, match="one of: first; second"):
        run(*asked, "--source", "third")


def test_the_same_seed_gives_the_same_bytes(weekly, spending):
    for words in (("reciprocity", "--table", weekly), ("armsrace", "--table", spending)):
        for form in ("table", "json"):
            first, again, other = (run("model", *words, "--seed", seed, "--format", form) for seed in (7, 7, 8))
            assert first == again
        assert first != other  # the draws do hang on the seed
    assert run("model", "attribution", "--format", "json") == run("model", "attribution", "--format", "json")
