"""Markdown: what the press writes stays words."""

from harmel.brief.markdown import to_markdown
from harmel.brief.model import Bar, Brief, Counts, Line, Mix, Piece, Section, Source
from harmel.records import Report

REPORT = Report(report_id="r1", source="a_b.txt", text="Orvane denied it.")


def test_words_are_escaped_and_places_named():
    line = Line((Piece("Orvane ", "actor"), Piece("said *no* <b>", "words")), (Source("r1", ((0, 6), (7, 13))),))
    made = to_markdown(Brief("T", "L", (Section("s", "Said", lines=(line,)),), (REPORT,)))
    assert r"- **Orvane** said \*no\* \<b\> `1:0–6, 1:7–13`" in made
    assert r"1. a\_b.txt `r1`" in made


def test_lines_nest_and_mixes_are_tables():
    mix = Mix("A side", 4, (Bar("dialogue", 3, 0.75, 0.3, 0.95),))
    section = Section("s", "S", lines=(Line((Piece("a"),), (), (Line((Piece("b"),)),)),), mixes=(mix,))
    made = to_markdown(Brief("T", "L", (section,), ()))
    assert "- a\n  - b" in made
    assert "| dialogue | 3 | 75% | 30% to 95% |" in made


def test_counts_are_a_table():
    counts = Counts("quarter", ("acts", "stories"), (("2018", (3, 6)),))
    made = to_markdown(Brief("T", "L", (Section("series", "S", counts=(counts,)),), ()))
    assert "| quarter | acts | stories |\n| --- | ---: | ---: |\n| 2018 | 3 | 6 |" in made
