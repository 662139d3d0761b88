"""Copies are one story, whatever came first."""

import random
from dataclasses import replace

import pytest

from harmel.ledger import Ledger
from harmel.records import Coded
from ledgers import coded


def page(number, day, **more):
    mine = coded(number).report
    return Coded(report=replace(mine, published_earliest=day, published_latest=day, **more))


def told(ledger):
    return {row["report_id"]: (row["story_id"], row["duplicate_of"]) for row in ledger.rows("reports")}


@pytest.mark.parametrize("seed", range(4))
def test_the_first_is_the_origin_whatever_came_in_first(seed):
    pages = [
        page(1, "2018-10-03", report_id="r_b", source="b"),
        page(1, "2018-10-02", report_id="r_a", source="a"),
        page(1, "", report_id="r_c", source="c"),
        page(2, "2018-10-01", report_id="r_d", source="d"),
        page(3, "2018-10-05", report_id="r_e", source="e", story_id="wire 7"),
        page(4, "2018-10-04", report_id="r_f", source="f", story_id="wire 7"),
    ]
    random.Random(seed).shuffle(pages)
    with Ledger.open(":memory:") as ledger:
        for each in pages:
            ledger.add(each)
            if seed % 2:
                ledger.settle()
        ledger.settle()
        assert told(ledger) == {
            "r_a": ("r_a", None),
            "r_b": ("r_a", "r_a"),
            "r_c": ("r_a", "r_a"),
            "r_d": ("r_d", None),
            "r_e": ("r_f", "r_f"),
            "r_f": ("r_f", None),
        }
        assert ledger.count("links", kind="copy-of") == 3


def test_a_story_whose_origin_is_withdrawn_has_another():
    with Ledger.open(":memory:") as ledger:
        for day, name in (("2018-10-02", "a"), ("2018-10-03", "b"), ("2018-10-04", "c")):
            ledger.add(page(1, day, report_id=f"r_{name}", source=name))
        ledger.settle()
        ledger.withdraw("r_a", reason="test")
        ledger.settle()
        assert told(ledger) == {"r_b": ("r_b", None), "r_c": ("r_b", "r_b")}


def test_a_corrected_page_stays_in_its_story():
    with Ledger.open(":memory:") as ledger:
        ledger.add(page(1, "2018-10-02", report_id="r_a", source="a", url="https://example.org/x"))
        ledger.add(page(2, "2018-10-02", report_id="r_b", source="b", url="https://example.org/x"))
        ledger.settle()
        assert len({story for story, _ in told(ledger).values()}) == 1


def test_short_notices_with_equal_words_are_no_copies():
    with Ledger.open(":memory:") as ledger:
        for name in "ab":
            short = page(1, "2018-10-02", report_id=f"r_{name}", source=name, text="No comment.", body_spans=((0, 11),))
            ledger.add(replace(short, report=replace(short.report, title_span=())))
        ledger.settle()
        assert len({story for story, _ in told(ledger).values()}) == 2
