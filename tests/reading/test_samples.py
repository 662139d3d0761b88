"""The two real dumps that the project was begun with, read as a person reads them."""

import pytest

from harmel.reading import read_text
from shared import shared

GLUED = {
    "09:10 GMT17 April 2021": "clock",
    "Listen Live": "cross-link",
    "Get short URL": "social",
    "READ MORE: NATO Concerned": "cross-link",
    "READ MORE: NATO Expansion": "cross-link",
    "NATO Does Not Want to Isolate": "cross-link",
    "Russia Wants to Understand": "cross-link",
    "capabilities, alliance, strategy": "tags",
    "Community standardsDiscussion": "comments",
}
REPEATED = {
    "Moscow Fears The West": "subhead",
    "NATO Wants Strong Defense and Deterrence Against Russia, Moscow": "title",
    "Jens Stoltenberg Policy Networks": "caption",
    "Also Read: Russia Sends Out": "cross-link",
    "Also Read: Pentagon Starts": "cross-link",
    "Liked this story?": "advert",
    "About Precious": "bio",
    "Precious has more than": "bio",
    "More in World": "cross-link",
    "Good News": "cross-link",
    "To Top": "navigation",
}


@pytest.mark.parametrize(
    ("name", "roles", "paragraphs"),
    [("000_bca7244e961a0293.txt", GLUED, 10), ("004_4c838b0c2992f648.txt", REPEATED, 8)],
)
def test_every_line_of_a_real_dump_has_its_role(name, roles, paragraphs):
    text = shared(f"samples/{name}").read_text(encoding="utf-8")
    report = read_text(text, source=name)
    found = {text[f.span[0][0] : f.span[0][1]]: f.kind for f in report.furniture}
    assert {words: next((k for line, k in found.items() if line.startswith(words)), None) for words in roles} == roles
    assert len(report.body_spans) == paragraphs


def test_the_clock_of_the_dump_is_only_an_upper_bound():
    report = read_text(shared("samples/000_bca7244e961a0293.txt").read_text(encoding="utf-8"), source="a")
    assert report.published_latest < "2021-04-17"
    assert "page-clock" in {e.basis for e in report.published_evidence}
