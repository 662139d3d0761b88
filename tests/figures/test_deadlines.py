from datetime import date

import pytest

from harmel.figures.deadlines import deadlines
from harmel.intervals import Interval
from harmel.language.times import times

PUBLISHED = Interval.day(date(2018, 10, 29))


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("The members pledged to spend more by 2024.", 2024, "year", "pledge"),
        ("Moscow must leave within 48 hours.", 48, "hours", "demand"),
        ("Washington gave Moscow 60 days to comply.", 60, "days", "demand"),
        ("He issued a 60-day ultimatum.", 60, "days", "demand"),
        ("Russia has until December 4 to destroy it.", 20181204, "day", "demand"),
        ("The plan is to finish the base by May 2020.", 20200531, "day", "target"),
    ],
)
def test_a_deadline(text, value, unit, kind):
    (found,) = deadlines(text, times(text, published=PUBLISHED))
    assert (found.value, found.unit, found.kind) == (value, unit, kind)


@pytest.mark.parametrize("text", ["He left by 2014.", "It rained for 48 hours.", "He stayed until Friday."])
def test_no_deadline(text):
    assert not list(deadlines(text, times(text, published=PUBLISHED)))
