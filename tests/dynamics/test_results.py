"""What all results have in common, and that no table, however bad, gets anything but a result or a refusal."""

import json
import math
import re
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel import dynamics as d
from harmel.errors import HarmelError
from harmel.settings import rivalry

SHAPE = {"date": pl.Date, "source": pl.String, "target": pl.String, "code": pl.String, "goldstein": pl.Float64}
CODES = ("112", "130", "173", "190", "040", "057", "150", "172")
SCORES = dict(zip(CODES, (-2.0, -4.4, -5.0, -10.0, 1.0, 8.0, -7.2, -8.0), strict=True))


def event_table(days=250, seed=1, rates=(1.2, 1.0, 1.5)):
    """Draw acts of two states on each other, and of others, some of them about the two."""
    rng, rows = np.random.default_rng(seed), []
    for at in range(days):
        day = date(2015, 1, 1) + timedelta(at)
        for (source, target), rate in zip((("USA", "RUS"), ("RUS", "USA"), ("FRA", "RUS")), rates, strict=True):
            codes = map(str, rng.choice(CODES, rng.poisson(rate)))
            rows.extend((day, source, target, code, SCORES[code]) for code in codes)
    return pl.DataFrame(rows, schema=SHAPE, orient="row")


def of_events(table, sides=("USA", "RUS")):
    """Give each model that reads events, as a function without arguments."""
    read = d.read_events(table)

    def acts():
        return d.acts_between(read, sides)

    return {
        "series": lambda: d.series(read, sides, period="week"),
        "posture": lambda: d.posture(read, sides),
        "incidents": lambda: d.incidents(read, sides),
        "reciprocity": lambda: d.reciprocity(d.scores(d.series(read, sides, period="day")), sides, most=3),
        "provocation": lambda: d.provocation(acts(), prior=True, constant_coverage=True, rounds=3),
        "spiral": lambda: d.spiral(acts(), constant_coverage=True, draws=0),
        "warning": lambda: d.warn(d.indicator_table(read, sides, period="week"), period="week", recent=2, draws=200),
    }


def spending():
    rng = np.random.default_rng(2)
    walks = np.exp(rng.normal(0.03, 0.1, (60, 2)).cumsum(axis=0))
    return pl.DataFrame(walks, schema=["a", "b"]).with_columns(year=pl.Series(range(1950, 2010)))


ALL = of_events(event_table()) | {
    "burden": lambda: d.burden(d.nato_shares(), rivalry("nato-russia").guidelines),
    "arms race": lambda: d.arms_race(spending(), ("a", "b")),
    "attribution": lambda: d.attribution(d.game()),
}


def sound(result):
    """Hold what is promised of every result; numbers that are none may stand nowhere."""
    frame = result.to_frame()
    floats = [value for column in frame.select(pl.col(pl.Float64, pl.Float32)) for value in column if value is not None]
    assert not any(math.isnan(value) for value in floats)
    summary = result.summary()
    assert summary.rstrip().endswith(".")
    assert not {"nan", "inf", "None"} & set(re.findall(r"[A-Za-z]+", summary))
    assert json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert all(said and said[0] not in " ." for said in result.assumptions)


@pytest.mark.parametrize("name", ALL)
def test_every_result_says_itself_in_words_rows_json_and_a_picture(name, tmp_path):
    result = ALL[name]()
    sound(result)
    assert result.to_frame().height
    assert result.assumptions
    for ending in ("png", "svg"):
        path = tmp_path / f"figure.{ending}"
        d.save(result, path)
        first = path.read_bytes()
        d.save(result, path)
        assert path.read_bytes() == first
    if name != "warning":  # its table is made anew each time
        assert ALL[name]().to_json() == result.to_json()
    with pytest.raises(AttributeError):
        result.assumptions = ()


WORDS = st.sampled_from(["USA", "RUS", "United States", "Police (Russia)", "FRA", "", None, "Donald Trump", "usa"])
DAYS = st.one_of(
    st.none(),
    st.sampled_from(["2018-02-30", "soon", "", "20180203", "2018-02-03T23:59:59+09:00"]),
    st.dates(date(2017, 12, 1), date(2019, 2, 1)).map(str),
)
CODE = st.one_of(st.none(), st.sampled_from([*CODES, "", "9", "-1", "2000", "ASSAULT"]))
SCORE = st.one_of(st.none(), st.floats(), st.sampled_from([-10.0, 0.0, 8.0]))
ROW = st.tuples(DAYS, WORDS, WORDS, CODE, SCORE)
BASES = {
    "nothing": event_table(days=0),
    "twelve events": event_table().head(12),
    "one side silent": event_table(rates=(2.0, 0.0, 1.0)),
    "one act a day": pl.DataFrame(
        [(date(2015, 1, 1) + timedelta(at), *pair, "112", -2.0)
         for at in range(300) for pair in (("USA", "RUS"), ("RUS", "USA"))],
        schema=SHAPE, orient="row",
    ),
    "all on one day": event_table().with_columns(date=pl.lit(date(2015, 1, 1))),
    "out of order": event_table(days=200)[::-1],
    "bursts": event_table(days=200, rates=(0.05, 30.0, 0.0)),
}  # fmt: skip


def tried(table):
    try:
        models = of_events(table)
    except HarmelError:
        return
    for model in models.values():
        try:
            result = model()
        except HarmelError:
            continue
        sound(result)


@pytest.mark.parametrize("name", BASES)
def test_hard_tables_get_a_result_or_a_refusal(name):
    tried(BASES[name].with_columns(pl.col("date").cast(pl.String)))


@pytest.mark.parametrize("examples", [12, pytest.param(400, marks=pytest.mark.torture)])
def test_any_event_table_gets_a_result_or_a_refusal_from_every_model(examples):
    @settings(max_examples=examples, deadline=None, database=None)
    @given(st.lists(ROW, max_size=25), st.sampled_from(sorted(BASES)), st.integers(0, 400))
    def holds(rows, name, kept):
        base = BASES[name].head(kept).with_columns(pl.col("date").cast(pl.String))
        tried(base.vstack(pl.DataFrame(rows, schema=base.schema, orient="row")))

    holds()
