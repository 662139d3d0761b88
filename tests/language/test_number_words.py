import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.language.number_words import NUMBER, ONES, TENS, read_number

PATTERN = re.compile(NUMBER, re.VERBOSE | re.IGNORECASE)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("35", 35),
        ("200,000", 200_000),
        ("4.3", 4.3),
        ("1.2bn", 1.2e9),
        ("250m", 2.5e8),
        ("40k", 40_000),
        ("1.5 million", 1.5e6),
        ("twenty-three", 23),
        ("two hundred", 200),
        ("two hundred and fifty thousand", 250_000),
        ("one million two hundred thousand", 1_200_000),
        ("three hundred thousand million", 3e11),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("two dozen", 24),
        ("nineteen", 19),
        ("several", None),
        ("a few", None),
        ("many thousands", None),
        ("tanks", None),
        ("", None),
    ],
)
def test_reads(words, value):
    assert read_number(words) == value


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_and_without_commas_read_the_same(number):
    assert read_number(str(number)) == read_number(f"{number:,}") == number


def spelt(number):
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if rest and rest < 100 else " "
            return f"{spelt(number // scale)} {word}" + (f"{joint}{spelt(rest)}" if rest else "")
    raise AssertionError(number)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_written_out_reads_as_itself(number):
    assert read_number(spelt(number)) == number


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_the_pattern_takes_all_of_a_written_number(number):
    found = PATTERN.search(f"about {spelt(number)} soldiers")
    assert found is not None
    assert found[0] == spelt(number)
