"""A line that fits a pattern of furniture is asked for it: the words of ``hints`` lack none that a pattern needs."""

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from harmel.reading.cues import cues

TABLE = tomllib.loads((files("harmel.reading") / "data" / "furniture.toml").read_text(encoding="utf-8"))
FORMS = [
    (kind, form)
    for kind, _ in cues().patterns
    for place in ("starts", "ends", "anywhere")
    for form in TABLE[kind].get(place, ())
]
LETTERS = st.characters(min_codepoint=32, max_codepoint=126, include_characters="©°")


@pytest.mark.parametrize(("kind", "form"), FORMS)
def test_what_fits_a_pattern_is_asked_for_its_role(kind, form):
    pattern = re.compile(form.replace("[A-Z]", "(?-i:[A-Z])"), re.IGNORECASE)

    @given(st.from_regex(pattern, fullmatch=True, alphabet=LETTERS))
    @settings(
        max_examples=4,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def asked(line):
        text = line.rstrip("\n")  # what "$" lets through
        assert kind in cues().may_fit(text, text.lower())

    asked()
