import time

import pytest

from harmel.reading import Known, read_html
from harmel.reading.regions import Region, cut_regions, without_regions

BODY = [
    "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.",
    "A third round is planned for the autumn, though neither delegation would name a day for it.",
    "An official who was in the room said that the maps of the two sides had been closer than ever before.",
]
REMARKS = [f"I have lived there for {n} years and nobody has ever asked us what we think about it." for n in range(30)]


def _paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def _page(before="", article="<div>{}</div>", after=""):
    title = "<title>Talks end in Riga</title>"
    heading = "<h1>Talks end in Riga</h1>"
    return f"<html><head>{title}</head><body>{before}{heading}{article.format(_paragraphs(BODY))}{after}</body></html>"


def _body(report):
    return [report.text[a:b] for a, b in report.body_spans]


@pytest.mark.parametrize("mark", ['class="comments"', 'id="comments"', 'class="post-comments open"'])
def test_remarks_that_are_longer_than_the_article_are_comments(mark):
    report = read_html(_page(after=f"<div {mark}>{_paragraphs(REMARKS)}</div>"), known=Known(source="a"))
    assert _body(report) == BODY
    assert [report.text[slice(*f.span[0])] for f in report.furniture if f.kind == "comments"] == REMARKS


@pytest.mark.parametrize("mark", ["related", "sidebar", "promo", "menu"])
def test_a_misnamed_box_does_not_lose_the_article_in_it(mark):
    html = _page(article=f'<div class="{mark}">{{}}</div>')
    assert _body(read_html(html, known=Known(source="a"))) == BODY


@pytest.mark.parametrize("mark", ["comments", "sidebar", "no-footer"])
def test_a_box_around_the_heading_is_no_region(mark):
    html = _page(before=f'<div class="{mark}">', after="</div>")
    assert _body(read_html(html, known=Known(source="a"))) == BODY


def test_every_line_that_is_set_aside_keeps_its_place_and_its_role():
    menu = "<nav><ul><li><a href='/w'>World</a></li><li><a href='/p'>Politics</a></li></ul></nav>"
    foot = "<footer><p>Terms of use</p></footer>"
    report = read_html(_page(before=menu, after=foot), known=Known(source="a"))
    roles = {report.text[slice(*f.span[0])]: f.kind for f in report.furniture}
    assert (roles["World"], roles["Politics"], roles["Terms of use"]) == ("navigation", "navigation", "legal")
    spans = [span for f in report.furniture for span in f.span]
    assert spans == sorted(spans)
    assert not {"\ufdd0", "\ufdd1"} & set(report.text)


def test_a_page_that_has_the_marks_itself_is_read_all_the_same():
    html = _page(before="<nav><p>\ufdd0World\ufdd1</p></nav>", after="<p>\ufdd1</p>")
    assert _body(read_html(html, known=Known(source="a"))) == BODY


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ('<DIV CLASS="menu">Home</DIV><p>The talks ended.', ["navigation"]),
        ("<nav>Home<p>The talks ended.", []),
        ("<div class=related><div>One</div><div>Two</div></div><p>The talks ended.", ["cross-link"]),
        ("<section id='nav'><h1>Talks end</h1></section><p>The talks ended.", []),
        ("<aside><nav>Home</nav>More</aside><footer>Terms</footer>", ["cross-link", "legal"]),
    ],
)
def test_regions_are_cut_whole_or_not_at_all(page, kinds):
    bare, regions = without_regions(page)
    assert [region.kind for region in regions] == kinds
    assert ("The talks ended." in bare) == ("The talks ended." in page)


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ("<figure><img><figcaption>{}</figcaption></figure>", "caption"),
        ("<p class='wp-caption-text'>{}</p>", "caption"),
        ("<div><span class='photo__caption'>{}</span></div>", "caption"),
        ("<div id='gallery-1'><p>{}</p></div>", "caption"),
        ("<form action='/in'><p>{}</p></form>", "advert"),
        ("<div class='m-auth-modal'><p>{}</p></div>", "advert"),
        ("<div role='dialog'><p>{}</p></div>", "advert"),
        ("<div role=complementary><p>{}</p></div>", "cross-link"),
        ("<div style='width: 1px; display: none'><p>{}</p></div>", "cross-link"),
        ("<div class='x' hidden><p>{}</p></div>", "cross-link"),
        ("<ul class='teaserList'><li>{}</li></ul>", "cross-link"),
        ("<div class='picBox'><img><p>{}</p></div>", "caption"),
        ("<div class='article-image'><p>{}</p></div>", "caption"),
        ("<div class='news-card'><h3>Fish</h3><p>{}</p></div>", "cross-link"),
        ("<div class='authorbox author'><p>{}</p></div>", "bio"),
    ],
)
def test_what_a_page_hides_or_calls_furniture_is_none_of_the_article(box, kind):
    words = "A soldier looks on as lorries of the relief mission wait in line at the crossing above the old town."
    last = "Both armies keep guards on the ridge, and the road below it has been closed since the spring."
    html = _page(article=f"<div>{{}}{box.format(words)}<p>{last}</p></div>")
    report = read_html(html, known=Known(source="a"))
    assert _body(report) == [*BODY, last]
    assert [f.kind for f in report.furniture if report.text[slice(*f.span[0])] == words] == [kind]


@pytest.mark.parametrize(
    "mark",
    [
        "class='post tag-trending category-related'",
        "class='main no-sidebar'",
        "class='col has-newsletter'",
        "class='content hidden lg:block'",
        "id='with-banner'",
    ],
)
def test_what_a_box_is_about_or_has_is_not_what_it_is(mark):
    assert not without_regions(f"<div {mark}><p>The talks ended.</div>" + "<p>They left." * 20)[1]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='story image-left'>{}</div>",
        "<div class='author'><p>By Ann Lee</p></div>{}",
        "<div id='bio'>{}</div>",
    ],
)
def test_a_box_named_for_a_picture_or_an_author_is_told_by_its_text(box):
    text = _paragraphs(BODY * 6)
    assert not without_regions(f"<h1>Talks end</h1><div>{box.format(text)}</div><p>They left.</p>")[1]


def test_a_box_that_is_most_of_the_page_is_the_page_but_remarks_may_be_most_of_it():
    assert not without_regions(f"<form>{_paragraphs(BODY)}</form>")[1]
    assert without_regions(f"<div class=comments>{_paragraphs(REMARKS)}</div>{_paragraphs(BODY)}")[1]


def test_a_caption_that_is_never_closed_ends_with_the_next_paragraph():
    bare, regions = without_regions(f"<p class=caption>A soldier looks on.<p>The talks ended.</p>{_paragraphs(BODY)}")
    assert [region.text for region in regions] == ["A soldier looks on.\n"]
    assert "The talks ended." in bare


def test_a_wrapped_line_of_a_region_is_one_line_and_hidden_text_none():
    page = "<footer><svg><title>Bars</title></svg><p>All <b>rights</b>\n   reserved &amp; more</p><p>Terms</p></footer>"
    assert without_regions(page)[1][0].text == "All rights reserved & more\nTerms\n"


def test_a_mark_that_the_page_itself_has_takes_nothing_twice():
    text, aside, _ = cut_regions(
        "\ufdd00\ufdd1\ufdd00\ufdd1\ufdd07\ufdd1The talks ended.", [Region("legal", "Terms\n")]
    )
    assert (text, len(aside)) == ("Terms\nThe talks ended.", 1)


def test_boxes_that_hold_the_heading_one_in_another_take_no_square_of_time():
    page = "<div class=menu>" * 20_000 + "<h1>Talks end</h1>" + "</div>" * 20_000
    began = time.process_time()
    assert not without_regions(page)[1]
    assert time.process_time() - began < 5
