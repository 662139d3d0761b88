from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.figures.amounts import amounts


def found(text):
    return [(text[a.start : a.end], a.value, a.value_to, a.unit, a.bound) for a in amounts(text)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("at least 2 percent of it", ("2 percent", 2, None, "%", "at-least")),
        ("they pay 2pc", ("2pc", 2, None, "%", "exact")),
        ("two per cent", ("two per cent", 2, None, "%", "exact")),
        ("2 percent of GDP or more", ("2 percent", 2, None, "%", "at-least")),
        ("more than a third of them", ("a third", 33.33, None, "%", "more-than")),
        ("half of them", ("half", 50, None, "%", "exact")),
        ("1.5 to 2 percent", ("1.5 to 2 percent", 1.5, 2, "%", "range")),
        ("between 90 and 100 thousand", ("90 and 100 thousand", 90_000, 100_000, "", "range")),
        ("€2-3 billion", ("€2-3 billion", 2e9, 3e9, "EUR", "range")),
        ("US$700 million", ("US$700 million", 7e8, None, "USD", "exact")),
        ("$1.2bn", ("$1.2bn", 1.2e9, None, "USD", "exact")),
        ("58.9 billion Norwegian kroner", ("58.9 billion Norwegian kroner", 58.9e9, None, "NOK", "exact")),
        ("10 billion crowns", ("10 billion crowns", 1e10, None, "crowns", "exact")),
        ("some 4,000 men", ("4,000", 4000, None, "", "about")),
        ("as many as 150,000 men", ("150,000", 150_000, None, "", "at-most")),
        ("fewer than ten men", ("ten", 10, None, "", "less-than")),
        ("0.5 percentage points", ("0.5 percentage points", 0.5, None, "percentage points", "exact")),
        ("2,500 km", ("2,500 km", 2500, None, "km", "exact")),
        ("it doubled", ("doubled", 2, None, "times", "exact")),
    ],
)
def test_one_amount(text, amount):
    assert found(text) == [amount]


@pytest.mark.parametrize(
    "text",
    ["the F-16", "Article 5", "at 9:30", "a 45-year-old", "the 25th", "dozens of men", "several thousand men", "9M729",
     "in two weeks", "a third time", "5 feet", "the Su-27"],
)  # fmt: skip
def test_no_amount(text):
    assert found(text) == []


def test_two_levels_are_no_range():
    assert [(a.value, a.unit) for a in amounts("from 1.2 percent to 1.5 percent")] == [(1.2, "%"), (1.5, "%")]
    assert [(a.value, a.unit) for a in amounts("fell 20 percent to $66bn")] == [(20, "%"), (66e9, "USD")]


@given(st.text(max_size=120))
def test_amounts_stand_in_order_and_do_not_overlap(text):
    spans = [(a.start, a.end) for a in amounts(text)]
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(st.integers(1, 10**9), st.sampled_from(["%", " percent", " per cent", "pc"]))
def test_every_spelling_of_percent_reads_the_same(number, sign):
    (amount,) = amounts(f"about {number}{sign} of it")
    assert (amount.value, amount.of, amount.bound) == (number, "%", "about")
