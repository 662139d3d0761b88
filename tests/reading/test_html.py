import runpy
import sys
from pathlib import Path

import pytest

from harmel.reading import Known, read_html
from harmel.reading.tags import hangs_parsers, strip_tags

BENCH = Path(__file__).parents[2] / "bench"


def _shipped():
    sys.path.insert(0, str(BENCH))  # as when the bench itself is run
    try:
        return runpy.run_path(str(BENCH / "reading_pages.py"))["pages"]()
    finally:
        sys.path.remove(str(BENCH))


PAGES = _shipped()


@pytest.mark.parametrize("name", PAGES)
def test_the_shipped_pages_are_read_whole_and_without_furniture(name):
    html, article = PAGES[name]
    report = read_html(html, known=Known(source=name))
    assert [report.text[a:b] for a, b in report.body_spans] == article.split("\n")


def test_a_page_stripped_of_its_tags_keeps_its_article_too():
    html, article = PAGES["semantic-0"]
    deep = "<div>" * 300 + html
    assert hangs_parsers(deep)
    report = read_html(deep, known=Known(source="deep"))
    assert set(article.split("\n")) <= {report.text[a:b] for a, b in report.body_spans}


@pytest.mark.parametrize("mark", ["<script>", "<!--", "<style>", "<svg>", "<title>"])
def test_marks_that_are_never_closed_lose_nothing_after_them(mark):
    assert "The ministers left." in strip_tags(f"<p>One.</p>{mark}<p>The ministers left.</p>")
