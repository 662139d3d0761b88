"""The lines of a page's parts: as a browser would break them, however broken the mark-up is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.reading.rows import text_rows

PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b class=x>",
            "</b>",
            "<",
            ">",
            "a",
            "é ",
            "&amp;",
            "\x00",
            "\x01",
            "<!-- x",
            "<svg>",
            "\ud800",
        ]
    ),
    max_size=8,
).map("".join)


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("All <a href='/x'><b>the</b> news</a>", ["All the news"]),
        ("<li>Home</li><li> </li><LI>World", ["Home", "World"]),
        ("<h1>One</h1>Two<br/>three<hr>", ["One", "Two", "three"]),
        ("a <strong>loud</strong> <section>word</section>", ["a loud", "word"]),
        ("<p>pc > apple <q>and</q> so on", ["pc > apple and so on"]),
        ("<p>Up 3 &lt; 4&nbsp;per\n cent<p", ["Up 3 < 4 per cent"]),
        ("<p>Left <a href='/never closed<p>right", ["Left", "right"]),
        ("<SCRIPT>if (a < b) f('<p>x')</SCRIPT>Größe<select><option>One</select>", ["Größe"]),
    ],
)
def test_blocks_break_lines_and_words_inside_them_do_not(html, rows):
    assert text_rows([html]) == [rows]


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_every_part_has_its_own_rows_whatever_stands_beside_it(parts):
    assert text_rows(parts) == [text_rows([part])[0] for part in parts]


def test_a_long_part_takes_time_in_proportion():
    part = "<li><a href=/x>Home</a> " * 100_000
    began = time.process_time()
    (rows,) = text_rows([part])
    assert len(rows) == 100_000
    assert time.process_time() - began < 3
