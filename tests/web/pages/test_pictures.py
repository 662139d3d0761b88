"""The drawings of answers: acts over time, the triangle, numbers of models whose fits are too slow for this suite."""

import pytest

from harmel.web.background.fitting import Answer
from harmel.web.pages.offered import MODELS
from harmel.web.pages.pictures import pictures

BAND = {"low": 1.0, "middle": 2.0, "high": 4.0, "change_low": -2.0, "change": -1.0, "change_high": 0.0}
SHARES = {"side": "a", "rival": "b"} | {
    f"{name}{end}": 0.2 for name in ("provoked", "own", "background") for end in ("", "_low", "_high")
}
EFFECT = {"by": "a", "on": "b", "low": -1.0, "value": 0.0, "high": 1.0, "kept": False}
SEEN = {"indicator": "threats", "seen": 5, "expected": 2.5}
HELD = {"actor": "NOR", "year": 2020, "share": 1.9, "guideline": 2.0}
TIED = {"side": "USA", "return_to_tie": -0.2, "error": 0.1}


def answered(rows, whole=None, sides=()):
    columns = tuple(rows[0])
    return Answer(columns=columns, rows=tuple(tuple(row.values()) for row in rows), whole=whole or {}, sides=sides)


def test_a_refusal_has_no_picture():
    for model in MODELS:
        assert pictures(model, Answer(refusal="too few")) == pictures(model, Answer())


def test_acts_are_drawn_a_line_a_side():
    rows = [{"period": f"2018-0{m}-01", "side": s, "acts": m} for m in (1, 2, 3) for s in ("a", "b")]
    drawn = pictures("series", answered(rows, sides=("a", "b")))
    assert [line.name for line in drawn.lines.lines] == ["a", "b"]


def test_postures_have_a_triangle_a_side():
    rows = [
        {"side": "a", "period": "2018-01-01", "posture": p, "acts": 6} for p in ("deterrence", "defence", "dialogue")
    ]
    drawn = pictures("posture", answered(rows, sides=("a",)))
    assert drawn.balances[0].acts == 18


@pytest.mark.parametrize(
    ("model", "rows", "whole", "labels"),
    [
        ("provocation", [SHARES], {}, ["a: provoked by b", "a: own momentum", "a: neither"]),
        ("spiral", [{"model": "independent", "bic_above_best": 0.0}], {"effects": [EFFECT]}, ["a on b"]),
        ("whatif", [BAND | {"scenario": "as now", "side": "a"}, BAND | {"scenario": "less", "side": "a"}], {},
         ["a, as now", "a, less", "a, less"]),
        ("whatif", [BAND | {"scenario": s, "what": w} for w in ("attacks", "named") for s in ("as now", "sooner")], {},
         ["as now", "sooner", "as now", "sooner"]),
        ("warn", [SEEN, SEEN | {"indicator": "talks", "expected": None}], {}, ["threats"]),
        ("burden", [HELD, HELD | {"year": 2010, "guideline": None}], {}, ["NOR"]),
        ("burden", [HELD | {"guideline": None}], {}, []),
        ("armsrace", [TIED, TIED | {"side": "RUS", "return_to_tie": None, "error": None}], {}, ["USA"]),
        ("reciprocity", [{"cause": "a", "effect": "b", "f": 1.0}], {}, []),
    ],
)  # fmt: skip
def test_each_model_draws_what_has_an_interval_or_a_mark(model, rows, whole, labels):
    drawn = pictures(model, answered(rows, whole))
    assert [bar.label for picture in drawn.intervals for bar in picture.bars] == labels
