"""Hedges: kept with their words, apart from the stance."""

import pytest

from said import statements

HEDGED = [
    ("The minister said that Russia may have moved the missiles in May.", ["may"]),
    ("Norway said the attack was apparently the work of Iran.", ["apparently"]),
    ("France said it could not accept the plan.", []),
    ("The envoy said that the talks seemed likely to fail.", ["seemed", "likely"]),
    ("The envoy said that the talks had failed.", []),
]


@pytest.mark.parametrize(("text", "hedges"), HEDGED)
def test_a_hedge_is_kept_with_its_words(text, hedges):
    (found, *_) = statements(text)
    assert [text[start:end] for start, end in found.hedge_span] == hedges
