import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figure_cases import cases, overlap, shown
from harmel.figures import extract
from harmel.figures.extract import statement_around
from harmel.language.number_words import read_number
from harmel.records import Statement
from mentioned import parsed
from shared import shared

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["figures"]


def figures(text, statements=(), **options):
    return extract(parsed(text, **options), statements)


def only(text, **options):
    (figure,) = figures(text, **options)
    return figure


@pytest.mark.parametrize("name", ["sentences", "unseen"])
def test_precision_and_recall_stay_above_their_floors(name):
    right = found = wanted = whole = 0
    for text, expected in cases(f"{name}.txt"):
        got = [shown(f) for f in figures(text)]
        right += overlap([g[:3] for g in got], [e[:3] for e in expected])
        whole += overlap(got, expected)
        found += len(got)
        wanted += len(expected)
    assert right / found >= FLOORS[f"{name}_precision"]
    assert right / wanted >= FLOORS[f"{name}_recall"]
    assert whole / wanted >= FLOORS[f"{name}_whole"]


def test_there_are_at_least_150_sentences_of_our_own():
    texts = [text for name in ("sentences.txt", "unseen.txt") for text, _ in cases(name)]
    assert len(texts) == len(set(texts)) >= 150


def test_the_sample_page_names_two_demands_and_a_claimed_share():
    text = shared("samples/000_bca7244e961a0293.txt").read_text(encoding="utf-8")
    found = [f for f in figures(text) if f.measure == "defence spending share of GDP"]
    assert [(f.value, f.kind, f.bound, f.actor) for f in found] == [
        (2, "demand", "at-least", "NATO"),
        (4, "demand", "exact", "NATO"),
        (4.3, "actual", "exact", "USA"),
    ]
    assert [(f.as_of_earliest, f.as_of_latest) for f in found[:2]] == [
        ("2018-04-01", "2018-04-30"),
        ("2017-01-01", "2017-12-31"),
    ]


def test_spans_hold_the_words_of_the_number():
    text = "First.\n\nGermany spends two percent of GDP on defence, and it sent 200 tanks."
    assert [text[a:b] for f in figures(text) for a, b in f.span] == ["two percent", "200"]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("In 2014 Germany spent 1.2 percent of GDP on defence.", "2014-01-01", "2014-12-31"),
        ("Germany spent 1.2 percent of GDP on defence last year.", "2017-01-01", "2017-12-31"),
        ("Germany spends 1.2 percent of GDP on defence.", "", ""),
        ("Russia, which left in 2007, moved 200 tanks.", "", ""),
        ("He told allies last year, when he urged them to spend 2 percent of GDP on defence, to hurry.",
         "2017-01-01", "2017-12-31"),
    ],
)  # fmt: skip
def test_as_of_is_what_the_figures_own_clause_says(text, earliest, latest):
    (figure,) = [f for f in figures(text) if f.measure != "deadline"]
    assert (figure.as_of_earliest, figure.as_of_latest) == (earliest, latest)


def test_a_figure_rests_on_the_innermost_statement_around_it():
    text = "Moscow says that Kiev says that 200 tanks came."
    outer = Statement(report_id="r", statement_id="outer", content_spans=((17, 47),))
    inner = Statement(report_id="r", statement_id="inner", content_spans=((32, 47),))
    (figure,) = figures(text, (outer, inner))
    assert figure.statement_id == "inner"
    assert statement_around((0, 6), [outer, inner]) is None


@pytest.mark.parametrize(
    ("stance", "kind"), [("demand", "demand"), ("promise", "pledge"), ("assert", "actual"), ("deny", "actual")]
)
def test_the_stance_of_the_statement_makes_a_demand_or_a_pledge(stance, kind):
    text = "“Two percent of GDP on defence,” said Trump."
    said = Statement(report_id="r", statement_id="s", content_spans=((1, 31),), stance=stance)
    (figure,) = figures(text, (said,))
    assert figure.kind == kind


def test_a_figure_that_its_own_verb_denies_is_left_out():
    assert figures("Germany does not spend 2 percent of GDP on defence.") == ()


def test_the_owner_is_never_another_actor_of_the_sentence():
    assert only("Ukraine faces 100,000 troops.").actor == ""
    assert only("Russia was told that 12 soldiers were killed.").actor == ""


def test_the_same_text_gives_the_same_ids():
    text = "Germany spends two percent of GDP on defence, and it sent 200 tanks."
    assert figures(text) == figures(text)
    assert len({f.figure_id for f in figures(text)}) == 2


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="0123456789.,%$€-–() kmbntroopsGDP'’\n", max_size=80))
def test_any_numbers_are_survived_and_their_spans_hold(text):
    for figure in figures(text):
        ((start, end),) = figure.span
        assert 0 <= start < end <= len(text)


@settings(deadline=None, max_examples=40)
@given(st.integers(min_value=21, max_value=900_000))
def test_a_count_of_tanks_is_that_count(number):
    figure = only(f"Russia moved {number:,} tanks to the border.")
    assert (figure.value, figure.measure, figure.actor) == (number, "tanks", "RUS")
    assert read_number(f"{number:,}") == number


def test_a_later_sentence_may_go_on_about_the_share_that_was_spoken_of():
    text = (
        "Trump wants members to put 3 percent of GDP into defence. His own country spends 4.1 percent, he said. "
        "That is far from the 2 percent that members pledged. Turnout in the vote was 5 percent."
    )
    shares = [f for f in figures(text) if f.measure == "defence spending share of GDP"]
    assert [(f.value, f.kind) for f in shares] == [(3, "demand"), (4.1, "actual"), (2, "pledge")]


def test_a_percentage_that_nothing_before_explains_is_left_out():
    assert figures("His own country spends 4.1 percent, he said.") == ()
    far = "Germany spends 1.2 percent of GDP on defence. It rains. It snows. It hails. Italy spends 4 percent on roads."
    assert [f.value for f in figures(far)] == [1.2]
