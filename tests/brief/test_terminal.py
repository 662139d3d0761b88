"""The terminal: the same words, plain when the output is no terminal."""

import io
import re

from rich.console import Console

from harmel.brief.model import Bar, Brief, Counts, Line, Mix, Piece, Section
from harmel.brief.terminal import to_terminal


def test_every_line_and_bar_is_printed_without_markup():
    out = io.StringIO()
    mix = Mix("A side", 4, (Bar("dialogue", 3, 0.75, 0.3, 0.95),))
    line = Line((Piece("Orvane", "actor"), Piece(" [bold]denies[/bold]")), (), (Line((Piece("under"),)),))
    to_terminal(Brief("T", "L", (Section("s", "Said", "lead", (line,), (mix,)),), ()), Console(file=out, width=90))
    made = out.getvalue()
    assert "• Orvane [bold]denies[/bold]" in made
    assert "– under" in made
    assert "75%  [30% to 95%]" in made
    assert "\x1b" not in made


def test_what_is_left_out_is_counted():
    out = io.StringIO()
    lines = tuple(Line((Piece(f"line {i}"),)) for i in range(5))
    to_terminal(Brief("T", "L", (Section("s", "Said", lines=lines),), ()), Console(file=out, width=90), most=2)
    assert "line 1" in out.getvalue()
    assert "line 2" not in out.getvalue()
    assert "and 3 more" in out.getvalue()


def test_lines_under_a_line_are_bounded_too_and_counts_are_drawn():
    out = io.StringIO()
    under = tuple(Line((Piece(f"under {i}"),)) for i in range(5))
    counts = Counts("quarter", ("acts",), (("2018, 10–12", (4,)), ("2019, 01–03", (2,))))
    section = Section("s", "Said", lines=(Line((Piece("top"),), (), under),), counts=(counts,))
    to_terminal(Brief("T", "L", (section,), ()), Console(file=out, width=90), most=2)
    made = out.getvalue()
    assert "under 1" in made
    assert "under 2" not in made
    assert "… and 3 more" in made
    assert re.search("10–12 +4 ████████ *\n", made)
    assert re.search("01–03 +2 ████ *\n", made)
