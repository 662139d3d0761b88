"""Forms from what measures declare: each parameter becomes the field that it can be, and what is put in is read."""

from typing import Literal

import pytest

from harmel import dynamics
from harmel.errors import UsageError
from harmel.web.pages.fields import Field, fields, labels
from harmel.web.pages.offered import MODELS, Asked


def measure(acts: list[int], side: str, *, policy: Literal["a", "b"] = "b", by: float = 0.5, days: int = 180,
            lags: int | None = None, prior: bool = False, seed: int = 1) -> int:  # fmt: skip
    """Do something.

    Parameters
    ----------
    policy
        ``a`` or
        ``b``.
    by, days
        How much.

    Raises
    ------
    ValueError
        Never.
    """


BY_NAME = {field.name: field for field in fields([measure], without=["seed"])}


def test_every_parameter_that_a_form_can_hold_is_a_field():
    assert [(f.name, f.kind, f.default) for f in BY_NAME.values()] == [
        ("side", "text", None), ("policy", "choice", "b"), ("by", "number", 0.5), ("days", "whole", 180),
        ("lags", "whole", None), ("prior", "flag", False),
    ]  # fmt: skip
    assert BY_NAME["policy"].choices == ("a", "b")
    assert BY_NAME["policy"].help == "a or b."
    assert BY_NAME["days"].help == "How much."


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("by", "0.25", 0.25),
        ("days", "", 180),
        ("lags", "3", 3),
        ("prior", "1", True),
        ("prior", "", False),
        ("policy", "a", "a"),
    ],
)
def test_what_is_put_in_is_read(name, said, value):
    assert BY_NAME[name].read(said) == value


@pytest.mark.parametrize(("name", "said"), [("by", "much"), ("days", "1.5"), ("policy", "c")])
def test_what_is_no_value_is_told_by_its_field(name, said):
    with pytest.raises(UsageError, match=name):
        BY_NAME[name].read(said)


def test_the_levers_of_the_what_if_are_those_that_it_declares():
    levers = {field.name for field in fields([dynamics.what_if])}
    assert {"way", "side", "by", "model"} <= levers


def test_every_field_of_every_form_has_a_name_for_people_and_says_what_it_means():
    shown = {field.name: field for model in MODELS.values() for field in model.fields}
    assert set(shown) == set(labels())
    assert not [name for name, field in shown.items() if not field.explained]


def test_a_flag_that_is_on_by_itself_can_be_switched_off_in_a_link():
    field = Field("drift", "flag", default=True)
    assert [field.read(said) for said in ("", "0", "1")] == [True, False, True]
    spiral = MODELS["spiral"]
    assert dict(Asked.of(spiral, {}, brought=()).options)["drift"] is True
    off = Asked.of(spiral, {"drift": "0"}, brought=())
    assert dict(off.options)["drift"] is False
    assert off.query() == {"drift": "0"}
    assert Asked.of(spiral, off.query(), brought=()) == off
