import pytest

from harmel.reading import read_text
from harmel.reading.lines import lines
from harmel.reading.thread import thread_lines

ARTICLE = [
    "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.",
    "A third round is planned for the autumn, though neither delegation would name a day for it.",
    "An official who was in the room said that the maps of the two sides had been closer than ever before.",
]
NAMES = ["mira holt", "ilze", "tomas b", "old sailor", "Ann Lee"]
REMARK = "I do not believe a word of it, and I have lived there for years."


def _body(said):
    report = read_text("\n".join([*ARTICLE, *said]), source="a")
    return [report.text[a:b] for a, b in report.body_spans]


@pytest.mark.parametrize(
    "form",
    [
        "{name}\n{n} hours ago\n{words}\nReply",
        "{name} {n} min ago\n{words}",
        "{n} May 2018 at 3:14 pm\n{name}\n{words}",
        "{name}\n{words}\nReply Report",
        "{name} · yesterday\n{words}\n{words}",
    ],
)
def test_remarks_are_told_by_their_shape(form):
    said = [form.format(name=name, n=n, words=REMARK) for n, name in enumerate(NAMES, 2)]
    assert _body("\n".join(said).split("\n")) == ARTICLE


def test_the_entries_of_a_live_report_are_no_remarks():
    told = [line for n in range(9, 20) for line in (f"{n}:15", f"{ARTICLE[n % 3]} That was at {n}.")]
    assert _body(told) == [*ARTICLE, *told[1::2]]
    signed = [line for n in range(9, 20) for line in ("Ann Lee", f"{n} hours ago", ARTICLE[n % 3])]
    assert not thread_lines(lines("\n".join([*ARTICLE, *signed])))


def test_posts_quoted_in_an_article_are_no_remarks():
    posts = [line for name in NAMES for line in (REMARK, f"— {name} (@x{name[0]}) November 20, 2019")]
    assert not thread_lines(lines("\n".join([*ARTICLE, *posts])))


def test_an_article_under_its_own_date_is_none_of_the_remarks():
    said = [line for n, name in enumerate(NAMES) for line in (name, f"3 May 2018 at 3:1{n} pm", REMARK)]
    page = lines("\n".join(["They met again.", "Ann Lee", "3 May 2018, 10:00", *ARTICLE, *said]))
    assert page[thread_lines(page)[0]].text == NAMES[0]
