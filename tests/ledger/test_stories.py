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


EDITS = {
    "another headline": lambda t: "Strait: guns speak again\n" + t.split("\n", 1)[1],
    "a cut ending": lambda t: t[: len(t) * 2 // 3],
    "other quotation marks": lambda t: t.replace("“", '"').replace("”", '"'),
    "a line of the editor": lambda t: t + "This report was first carried by an agency.\n",
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("turned", [False, True])
def test_near_copies_are_one_story_whichever_came_first(edit, turned):
    text = coded(1).report.text + " ".join(f"Line {n} tells of convoy {n * 7}." for n in range(30)) + "\n"
    pages = [
        page(1, f"2018-10-0{n + 2}", report_id=f"r_{n}", source=str(n), text=words, body_spans=((0, len(words)),))
        for n, words in enumerate((text, EDITS[edit](text)))
    ]
    pages = [replace(p, report=replace(p.report, title_span=())) for p in pages]
    other = page(2, "2018-10-01", report_id="r_other", source="other")
    with Ledger.open(":memory:") as ledger:
        for each in [*pages[:: -1 if turned else 1], other]:
            ledger.add(each)
            if turned:
                ledger.settle()
        ledger.settle()
        assert told(ledger) == {"r_0": ("r_0", None), "r_1": ("r_0", "r_0"), "r_other": ("r_other", None)}


def test_a_bridge_between_two_stories_makes_them_one():
    whole = " ".join(f"word{n}" for n in range(150))
    parts = {"a": whole[:600], "b": whole[:200] + whole[600:], "c": whole}
    seen = []
    for order in ("abc", "cab", "bca"):
        with Ledger.open(":memory:") as ledger:
            for name in order:
                text = parts[name]
                ledger.add(page(1, "2018-10-02", report_id=f"r_{name}", source=name, text=text, title_span=(),
                                body_spans=((0, len(text)),)))  # fmt: skip
                ledger.settle()
            seen.append(told(ledger))
    assert seen[0] == seen[1] == seen[2]


def test_short_notices_with_equal_words_are_no_copies():
    with Ledger.open(":memory:") as ledger:
        for name in "ab":
            short = page(1, "2018-10-02", report_id=f"r_{name}", source=name, text="No comment.", body_spans=((0, 11),))
            ledger.add(replace(short, report=replace(short.report, title_span=())))
        ledger.settle()
        assert len({story for story, _ in told(ledger).values()}) == 2
