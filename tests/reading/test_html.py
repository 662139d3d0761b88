import importlib.util
from pathlib import Path

import pytest

from harmel.reading import Known, read_html
from harmel.reading.tags import hangs_parsers, strip_tags

spec = importlib.util.spec_from_file_location("reading_pages", Path(__file__).parents[2] / "bench" / "reading_pages.py")
shipped = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shipped)


@pytest.mark.parametrize("name", shipped.pages())
def test_the_shipped_pages_are_read_whole_and_without_furniture(name):
    html, article = shipped.pages()[name]
    report = read_html(html, known=Known(source=name))
    assert [report.text[a:b] for a, b in report.body_spans] == article.split("\n")


def test_a_page_stripped_of_its_tags_keeps_its_article_too():
    html, article = shipped.pages()["semantic-0"]
    deep = "<div>" * 300 + html
    assert hangs_parsers(deep)
    report = read_html(deep, known=Known(source="deep"))
    assert set(article.split("\n")) <= {report.text[a:b] for a, b in report.body_spans}


@pytest.mark.parametrize("mark", ["<script>", "<!--", "<style>", "<svg>", "<title>"])
def test_marks_that_are_never_closed_lose_nothing_after_them(mark):
    assert "The ministers left." in strip_tags(f"<p>One.</p>{mark}<p>The ministers left.</p>")
