"""The page: whole in itself, every word escaped, every span lit where it stands."""

import re

from hypothesis import given
from hypothesis import strategies as st

from harmel.brief.model import Bar, Brief, Counts, Line, Mix, Piece, Section, Source
from harmel.brief.page import lit_runs, to_page
from harmel.records import Report

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
TEXT = f"Orvane denied it.\n{HOSTILE}\nThe end."
REPORT = Report(report_id="r1", source=HOSTILE, title=HOSTILE, outlet=HOSTILE, text=TEXT, body_spans=((0, 17),))


def page(*lines: Line) -> str:
    mix = Mix(HOSTILE, 2, (Bar(HOSTILE, 2, 1.0, 0.3, 1.0),))
    return to_page(Brief(HOSTILE, HOSTILE, (Section("said", HOSTILE, HOSTILE, lines, (mix,)),), (REPORT,)))


def test_nothing_of_a_report_becomes_markup():
    made = page(Line((Piece(HOSTILE, "words"),), (Source("r1", ((18, 30),)),), (Line((Piece(HOSTILE),)),)))
    assert "<script" not in made
    assert "<img" not in made
    assert "&lt;script&gt;" in made


def test_it_needs_no_network_and_no_script():
    made = page(Line((Piece("Orvane", "actor"),), (Source("r1", ((0, 6),)),)))
    assert not re.findall(r"(?:src|href)\s*=\s*\"?(?:https?:)?//", made)
    assert "default-src 'none'" in made


def test_a_line_opens_its_words_lit():
    made = page(Line((Piece("Orvane denies", "actor"),), (Source("r1", ((0, 6), (7, 13))),)))
    opened = re.search(r"<blockquote>(.*?)</blockquote>", made, re.DOTALL)
    assert opened[1] == "<mark>Orvane</mark> <mark>denied</mark> it."


def test_a_line_without_a_source_opens_nothing():
    assert "<details><summary>" not in page(Line((Piece("too few"),)))


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: (min(p), max(p))), max_size=6)


@given(st.text(min_size=60, max_size=60), SPANS, st.integers(0, 60), st.integers(0, 60))
def test_runs_give_the_text_back_and_light_just_the_spans(text, spans, one, other):
    low, high = min(one, other), max(one, other)
    runs = list(lit_runs(text, tuple(spans), low, high))
    assert "".join(r.text for r in runs) == text[low:high]
    lit = "".join("1" * len(r.text) if r.lit else "0" * len(r.text) for r in runs)
    wanted = "".join("1" if any(a <= i < b for a, b in spans) else "0" for i in range(low, high))
    assert lit == wanted


def test_counts_are_a_table_with_a_head_over_each_column():
    counts = Counts("quarter", (HOSTILE, "stories"), (("2018", (3, 6)),))
    made = to_page(Brief("T", "L", (Section("series", "S", counts=(counts,)),), ()))
    assert '<th scope="row">2018</th><td class="number" style="--part: 50.0%">3</td>' in made
    assert "<script" not in made
