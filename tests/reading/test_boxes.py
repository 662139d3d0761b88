import time

import pytest

from harmel.reading import Known, read_html
from harmel.reading.boxes import box_votes
from harmel.reading.lines import lines

BODY = [
    "The ministers of both countries left Riga on Friday without a word to the press that had waited since dawn.",
    "A third round is planned for the autumn, though neither delegation would name a day for it.",
    "An official who was in the room said that the maps of the two sides had been closer than ever before.",
    "Both armies keep guards on the ridge, and the road below it has been closed to lorries since the spring.",
]
TEASERS = [
    "The orchestra of the port opens its season with a programme that it has never played before.",
    "Our test of nine bicycles shows which of them are worth the money that is asked for them.",
    "The weather will stay dry until the weekend, when the first storms of the season may come.",
]
ASK = "Our readers pay for what we do, and we would be glad if you were one of them."


def _paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def _body(html):
    page = f"<html><head><title>Talks end in Riga</title></head><body><h1>Talks end in Riga</h1>{html}</body></html>"
    report = read_html(page, known=Known(source="a"))
    return [report.text[a:b] for a, b in report.body_spans]


@pytest.mark.parametrize("box", ["<div class='g7'>{}</div>", "<section>{}</section>", "<table><tr><td>{}</table>"])
def test_what_follows_the_box_of_the_article_is_none_of_it(box):
    more = "".join(f"<div><h3>Of other things</h3><p>{text}</p></div>" for text in TEASERS[:2])
    assert _body(f"{box.format(_paragraphs(BODY))}<div>{more}</div>") == BODY
    assert _body(f"{box.format(_paragraphs(BODY))}<div><p>{ASK}</p></div>") == BODY


def test_an_article_in_several_boxes_is_read_whole():
    halves = f"<div>{_paragraphs(BODY[:2])}</div><div class='ad'>Advertisement</div><div>{_paragraphs(BODY[2:])}</div>"
    assert _body(halves) == BODY
    assert _body("".join(f"<div><p>{text}</p></div>" for text in BODY)) == BODY


def test_a_first_paragraph_outside_of_the_box_is_kept():
    lead = f"{BODY[0][:-1]}, and neither side would say on the record whether the talks would ever be taken up again."
    assert _body(f"<div><p>{lead}</p></div><div>{_paragraphs(BODY[1:])}</div>") == [lead, *BODY[1:]]


def test_a_page_without_boxes_gets_no_votes():
    page = lines("\n".join(BODY))
    assert box_votes(page, [True] * 4, _paragraphs(BODY)) == [0.0] * 4
    assert box_votes(page, [False] * 4, f"<div>{_paragraphs(BODY)}</div>") == [0.0] * 4


def test_boxes_that_are_never_closed_end_with_the_one_around_them():
    page = lines("\n".join([*BODY, TEASERS[0]]))
    html = f"<div><section><div>{_paragraphs(BODY)}</section><p>{TEASERS[0]}</p></div>"
    assert box_votes(page, [True] * 4 + [False], html) == [0.0] * 4 + [-4.0]


def test_many_boxes_take_no_square_of_time():
    page = lines("\n".join(BODY * 50))
    html = "<div>" * 30_000 + _paragraphs(BODY * 50) + "</td>" * 30_000
    began = time.process_time()
    box_votes(page, [True] * len(page), html)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("first", [True, False])
def test_of_two_boxes_side_by_side_the_one_with_most_words_is_the_articles(first):
    said = "The ministers of both countries left Riga on Friday without a word to the waiting press."
    other = "The band will play in Riga again next spring."
    parts = [f"<div><p>{said}</p><p>{said}</p></div>", f"<div><p>{other}</p></div>"]
    order = [[said, said], [other]]
    html = f"<div>{''.join(parts if first else parts[::-1])}</div>"
    page = lines("\n".join(line for part in (order if first else order[::-1]) for line in part))
    assert {line.text: vote < 0 for line, vote in zip(page, box_votes(page, [True] * 3, html), strict=True)} == {
        said: False,
        other: True,
    }


def test_even_a_long_paragraph_far_below_the_box_is_none_of_the_article():
    long = f"{TEASERS[0][:-1]}, and whoever wants to hear it has to be there by noon, since few seats are left."
    links = "<p><a href='/a/long/address/of/a/page/that/is/elsewhere'>More</a></p>" * 20
    assert _body(f"<div>{_paragraphs(BODY)}</div><div><p>{long}</p></div>") == [*BODY, long]
    assert _body(f"<div>{_paragraphs(BODY)}</div><div>{links}<p>{long}</p></div>") == BODY


def test_a_table_between_paragraphs_is_the_articles():
    rows = "".join(
        f"<tr><td>{place}</td><td>{n},400 tonnes</td></tr>" for n, place in enumerate(("Karst", "Lindal"), 1)
    )
    body = _body(f"<div>{_paragraphs(BODY[:2])}<table>{rows}</table>{_paragraphs(BODY[2:])}</div>")
    assert [line.split("\t")[0] for line in body] == [*BODY[:2], "Karst", "Lindal", *BODY[2:]]
