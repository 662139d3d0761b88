from typing import get_args

from figure_cases import cases
from harmel.figures.amounts import Sort
from harmel.figures.kinds import word_lists
from harmel.figures.measures import Side, measures
from harmel.vocabulary import Bound, FigureKind, words


def test_every_measure_keeps_to_the_closed_lists():
    for measure in measures():
        assert measure.of in get_args(Sort)
        assert measure.side in get_args(Side)
        assert not (measure.level and measure.change)
        assert measure.unit or measure.of in {"money", "distance"}


def test_every_measure_is_shown_by_a_sentence():
    shown = {figure[0] for name in ("sentences.txt", "unseen.txt") for _, figures in cases(name) for figure in figures}
    assert {m.name for m in measures()} <= shown


def test_every_expected_figure_keeps_to_the_closed_lists():
    for name in ("sentences.txt", "unseen.txt"):
        for text, figures in cases(name):
            for figure in figures:
                assert len(figure) == 6, text
                assert figure[3] in words(FigureKind), text
                assert figure[4] in words(Bound), text


def test_no_word_asks_for_two_kinds():
    lists = {kind: parts for kind, parts in word_lists().items() if kind in words(FigureKind) and kind != "change"}
    for part in ("verbs", "direct"):
        seen = [word for parts in lists.values() for word in parts[part]]
        assert len(seen) == len(set(seen))
