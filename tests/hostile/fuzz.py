"""Fuzz one door of harmel with atheris: ``python fuzz.py DOOR SECONDS [FOLDER OF INPUTS]``; a crash leaves its input.

Any bytes are allowed to any door. What it may answer is said here: a reason (``Rejected``), or records whose spans lie
in the text. Inputs that were found once are in ``found/DOOR``, and every run begins with them.
"""

import io
import sqlite3
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["harmel.reading", "harmel.statements.marks", "harmel.language.times"]):
    from harmel.errors import Rejected
    from harmel.intervals import Interval
    from harmel.language.times import times
    from harmel.ledger.search import expression
    from harmel.reading import Known, read_html, read_text
    from harmel.reading.archives import warc_documents
    from harmel.reading.stated import stated_dates
    from harmel.statements.marks import quotations

_DAY = Interval.day(date(2018, 5, 3))
_ASKED = sqlite3.connect(":memory:")
_ASKED.execute("CREATE VIRTUAL TABLE words USING fts5(text)")


def html(data):
    """Read any bytes as a page."""
    _held(lambda: read_html(data, known=Known(source="fuzz")))


def text(data):
    """Read any text as a page dump."""
    _held(lambda: read_text(data.decode("utf-8", "replace"), source="fuzz"))


def _held(read):
    try:
        report = read()
    except Rejected:
        return
    spans = sorted([*report.body_spans, *(span for f in report.furniture for span in f.span)])
    assert all(0 <= a < b <= len(report.text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def warc(data):
    """Read any bytes as an archive, with a true head so that more than the first look is tried."""
    for start in (b"", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"):
        list(warc_documents(io.BytesIO(start + data), source="fuzz"))


def quotes(data):
    """Find the quotations of any text."""
    words = data.decode("utf-8", "replace")
    found = quotations(words, [(0, len(words))])
    assert all(0 <= q.start <= q.end <= len(words) for q in found)


def dates(data):
    """Find the dates and time words of any text."""
    words = data.decode("utf-8", "replace")
    assert all(d.when.earliest <= d.when.latest for d in stated_dates(words))
    assert all(0 <= t.start < t.end <= len(words) for t in times(words, published=_DAY))


def query(data):
    """Ask the full text search for any words: its grammar must not shine through."""
    asked = expression(data.decode("utf-8", "replace"))
    if asked:
        _ASKED.execute("SELECT count(*) FROM words WHERE words MATCH ?", (asked,)).fetchone()


DOORS = {door.__name__: door for door in (html, text, warc, quotes, dates, query)}


def main():
    """Run."""
    door, seconds, *folders = sys.argv[1:]
    seeds = Path(__file__).parent / "found" / door
    asked = [f"-max_total_time={seconds}", "-max_len=3000", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *asked, *folders, *([str(seeds)] if seeds.is_dir() else [])], DOORS[door])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
