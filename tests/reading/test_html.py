import json
import time
import tomllib
from pathlib import Path

import pytest

from harmel.reading import Known, read_html
from harmel.reading.markup import markup_of, told_article
from harmel.reading.tags import hangs_parsers, slim, strip_tags
from shared import bench

PAGES = bench("reading_pages").pages(stories=2)
f1 = bench("reading_scores").f1
harmel = bench("reading_tools").harmel


def test_the_shipped_pages_keep_their_floor():
    floors = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["reading"]
    assert f1([(truth, harmel(html)) for html, truth in PAGES.values()]) >= floors["pages_f1"]


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith("-0")])
def test_no_architecture_of_pages_is_read_badly(name):
    html, truth = PAGES[name]
    assert f1([(truth, harmel(html))]) >= 0.93


def test_a_page_stripped_of_its_tags_keeps_its_article_too():
    html, article = PAGES["semantic-0"]
    deep = "<div>" * 300 + html
    assert hangs_parsers(deep)
    report = read_html(deep, known=Known(source="deep"))
    assert set(article.split("\n")) <= {report.text[a:b] for a, b in report.body_spans}


@pytest.mark.parametrize(
    ("html", "rest"),
    [
        ("<p>One.<script>f('<p>')</script><p>Two.", "<p>One.<p>Two."),
        ("<!-- <script> --><p>Two.<script>f()</script>", "<p>Two."),
        ("<script>a='<!--'</script><p>Two.<!-- b -->", "<p>Two."),
        ("<script><p>One.<!-- a --><p>Two.", "<script><p>One.<p>Two."),
        ("<!-- a <p>One.<style>p{}</style>", "<!-- a <p>One."),
        ("<p>One.</p><!---->Two.", "<p>One.</p>Two."),
    ],
)
def test_what_no_reader_looks_at_is_left_out_as_a_browser_would(html, rest):
    assert slim(html) == rest


def test_what_dates_a_page_is_read_off_its_mark_up():
    linked = '<script type="application/ld+json">{"@graph": [{"datePublished": "2018-05-03T10:00:00Z"}]}</script>'
    head = (
        '<link rel="canonical" href="https://a.example/?a=1&amp;b=2"><meta name=author content="Ann &quot;A&quot; Lee">'
    )
    found = markup_of(f"<html><head>{head}{linked}</head><body><p>The talks ended.</p></body></html>", "Talks end")
    assert (found.url, found.byline) == ("https://a.example/?a=1&b=2", 'Ann "A" Lee')
    assert (found.title, found.published) == ("Talks end", "2018-05-03")


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<meta name="pub_date" content="20180503">', "2018-05-03"),
        ('<meta name="Publish-Date" content="Thu, 03 May 2018 07:15:45 EST">', "2018-05-03"),
        ('<meta property="article:published" content="May 3, 2018">', "2018-05-03"),
        ('<meta name="DC.date.issued" content="03.05.2018">', "2018-05-03"),
        ('<meta name="date" content="04/05/2018">', ""),
        ('<meta name="date" content="2018-13-45">', ""),
        ('<meta name="date" content="soon"><meta name="citation_date" content="2018/05/03">', "2018-05-03"),
        ('<p><abbr class="published" title="2018-05-03T10:00+02:00">Thursday</abbr>', "2018-05-03"),
        ('<p><span itemprop="datePublished" content="2018-05-03">then</span><time datetime=2018-06-09>', "2018-05-03"),
        ("<p><time pubdate datetime=2018-05-03>then</time><time datetime=2018-06-09>now</time>", "2018-05-03"),
    ],
)
def test_a_day_of_publication_is_known_by_many_names_and_written_in_many_ways(html, day):
    assert markup_of(f"<head>{html}</head>").published == day


def test_two_days_in_the_text_of_a_page_are_no_day_of_its_own():
    one, two = '<time datetime="2018-05-03">today</time>', "<time datetime=2018-05-04>then</time>"
    assert markup_of(f"<body>{one}</body>").published == "2018-05-03"
    assert markup_of(f"<body>{one}{two}</body>").published == ""


def test_the_only_heading_of_a_page_without_a_title_is_its_title():
    html = "<body><h1>Allies agree on bases</h1><p>By Ann Lee</p><p>The allies agreed on Friday to build three.</p>"
    report = read_html(html, known=Known(source="a"))
    assert (report.title, len(report.body_spans)) == ("Allies agree on bases", 1)


def test_words_set_in_old_capital_tags_stay_in_their_line():
    assert strip_tags("<P>The <B>allies</B> met in <A HREF=x>Riga</A>.</P>") == "The allies met in Riga ."


@pytest.mark.parametrize("box", ["<div>", "<b>", "<b\nclass=x>", "<i\tid=a>", "<I/>"])
def test_three_hundred_boxes_in_each_other_hang_parsers_however_they_are_written(box):
    assert hangs_parsers(box * 300)
    assert not hangs_parsers(box * 100)


@pytest.mark.parametrize("mark", ["<script>", "<!--", "<style>", "<svg>", "<title>"])
def test_marks_that_are_never_closed_lose_nothing_after_them(mark):
    assert "The ministers left." in strip_tags(f"<p>One.</p>{mark}<p>The ministers left.</p>")


def test_a_capital_with_a_dot_moves_nothing_out_of_place():
    assert strip_tags("<p>İİİİ met.<SCRIPT>x()</Script><p>They left.") == "İİİİ met.\nThey left."


def test_comments_that_never_end_are_sought_once():
    page = "<!-- <script " * 40_000 + "<p>One."
    began = time.process_time()
    assert slim(page) == page
    assert time.process_time() - began < 1


TOLD = [
    "The ministers of both countries left Riga on Friday without a word to the press that had waited since dawn.",
    "A third round is planned for the autumn, though neither side would name a day for it.",
]


def _telling(told, shown):
    data = json.dumps({"@graph": [{"datePublished": "2018-05-03", "articleBody": told}]})
    return (
        f'<title>Talks end in Riga</title><script type="application/ld+json">{data}</script><body><nav>Home</nav>'
        f"<h1>Talks end in Riga</h1>{shown}<footer>Terms of use</footer>"
    )


@pytest.mark.parametrize("shown", ["", "<p>Please wait while the story loads.</p>"])
def test_an_article_that_only_the_mark_up_tells_is_read_from_there(shown):
    report = read_html(_telling("\n\n".join(TOLD), shown), known=Known(source="a"))
    assert [report.text[a:b] for a, b in report.body_spans] == TOLD
    assert (report.title, report.published_earliest) == ("Talks end in Riga", "2018-05-03")
    roles = {report.text[slice(*f.span[0])]: f.kind for f in report.furniture}
    assert (roles["Home"], roles["Terms of use"]) == ("navigation", "legal")


def test_an_article_that_is_shown_is_not_read_a_second_time_from_the_mark_up():
    shown = "".join(f"<p>{line}</p>" for line in TOLD)
    report = read_html(_telling(" ".join(TOLD), shown), known=Known(source="a"))
    assert [report.text[a:b] for a, b in report.body_spans] == TOLD
    assert report.text.count(TOLD[0]) == 1


@pytest.mark.parametrize("words", ['"articleBody": "a\\x"', '"articleBody": 3', '"articleBody": "never closed'])
def test_a_telling_that_is_broken_tells_nothing(words):
    assert told_article(f'<script type="application/ld+json">{{{words}}}</script>') == ""


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "&shy;", "&#173;"])
def test_words_that_may_be_broken_are_whole_in_the_report(mark):
    shown = "".join(f"<p>{line.replace('iste', f'{mark}is{mark}te')}</p>" for line in TOLD)
    report = read_html(f"<h1>Talks end in Riga</h1>{shown}", known=Known(source="a"))
    assert [report.text[a:b] for a, b in report.body_spans] == TOLD
