"""A line that fits a pattern of furniture is asked for it: the words of ``hints`` lack none that a pattern needs."""

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from harmel.reading.cues import cue_of, cues
from harmel.reading.lines import is_glued, lines, plain_words

TABLE = tomllib.loads((files("harmel.reading") / "data" / "furniture.toml").read_text(encoding="utf-8"))
FORMS = [
    (kind, place, form)
    for kind, _ in cues().patterns
    for place in ("starts", "ends", "anywhere")
    for form in TABLE[kind].get(place, ())
]
LETTERS = st.characters(min_codepoint=32, max_codepoint=126, include_characters="©°")


@pytest.mark.parametrize(("kind", "place", "form"), FORMS)
def test_what_fits_a_pattern_is_asked_for_its_role(kind, place, form):
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
        assert place in cues().places(text, text.lower()).get(kind, ())

    asked()


@pytest.mark.parametrize(
    ("label", "role"),
    [("YouTube", "social"), ("WhatsApp LinkedIn", "social"), ("YouTubeShare", None), ("ShareTweet", "social")],
)
def test_a_label_is_known_as_it_is_and_with_its_glued_words_apart(label, role):
    assert cue_of(lines(label)[0])[0] == role


@given(st.text(alphabet="aB'’‘_ 1.“—é", max_size=12))
def test_the_words_of_a_line_are_the_same_by_table_and_by_pattern(text):
    for line in lines(text):
        lower = line.lower.replace("’", "'")
        assert line.words == tuple(re.findall(r"\w+(?:'\w+)*", lower))
        assert line.key == tuple(re.findall(r"[^\W_]+", lower))


@given(st.text(alphabet="abCD12 -é", max_size=8))
def test_what_is_glued_is_what_comes_apart(text):
    assert is_glued(text) == (plain_words(text) != tuple(re.findall(r"[^\W_]+", text.lower())))
