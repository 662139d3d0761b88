import importlib.util
import json
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.errors import Rejected
from harmel.reading import Known, read_text
from harmel.reading.page import read_page
from shared import shared

PAGE = """Riga Courier
Home
World
08:15 GMT2 June 2023
Ministers leave Riga without a deal
Ministers leave Riga without a deal - Riga Courier
Talks on the border posts are to go on in the autumn, both delegations said late on Friday
By Ilze Kalna
Published 2 June 2019, 18:40
The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.
“We have said what we came to say,” the Latvian minister told reporters after the meeting had ended.
READ MORE: Fishing fleet waits for its permits
What comes next
A third round is planned for the autumn, though neither of the delegations would name a day for it.
The delegation leaves its hotel in Riga. (Photo: Ilze Kalna)
An official who was in the room said that the maps of the two sides had been closer than ever before.
Also Read: The long road to the harbour
About Ilze Kalna
Ilze has covered diplomacy in the Baltic states for eleven years and lives in Riga with two dogs.
border, talks, Riga, foreign ministers, Latvia
Most popular
Harbour strike enters its second week
Mayor wants trams back by spring
Community standardsDiscussion
Terms of UsePrivacy Policy
© 2019 Riga Courier. All rights reserved.
"""

GERMAN = (
    "Die Minister trafen sich am Donnerstag in Riga und vereinbarten, die Gespräche im Herbst fortzusetzen.\n"
    "Ein Beamter sagte, die Karten der beiden Seiten seien sich so nah gewesen wie nie zuvor in dieser Sache."
)
MET = "The ministers of both countries met in Riga on Friday and agreed to talk again."


@pytest.fixture(scope="module")
def report():
    return read_text(PAGE, source="page.txt", url="https://rigacourier.example/world/ministers-leave-riga-without-deal")


def role(report, words):
    place = PAGE.index(words)
    kinds = [f.kind for f in report.furniture if f.span[0][0] <= place < f.span[0][1]]
    return kinds[0] if kinds else "body"


def test_every_line_is_either_article_or_furniture_with_a_role(report):
    spans = sorted([*report.body_spans, *(f.span[0] for f in report.furniture)])
    assert [report.text[a:b] for a, b in spans] == PAGE.splitlines()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Home", "navigation"),
        ("08:15 GMT2 June 2023", "clock"),
        ("Ministers leave Riga without a deal", "title"),
        ("Talks on the border posts are to", "subtitle"),
        ("By Ilze Kalna", "byline"),
        ("Published 2 June 2019", "dateline"),
        ("The foreign ministers of both", "body"),
        ("READ MORE: Fishing", "cross-link"),
        ("What comes next", "subhead"),
        ("A third round", "body"),
        ("The delegation leaves its hotel", "caption"),
        ("An official who was in the room", "body"),
        ("Also Read:", "cross-link"),
        ("About Ilze Kalna", "bio"),
        ("Ilze has covered diplomacy", "bio"),
        ("border, talks, Riga", "tags"),
        ("Harbour strike enters", "cross-link"),
        ("Community standardsDiscussion", "comments"),
        ("Terms of UsePrivacy Policy", "legal"),
        ("© 2019", "legal"),
    ],
)
def test_lines_have_the_role_that_a_reader_gives_them(report, words, kind):
    assert role(report, words) == kind


def test_heading_is_kept(report):
    assert (report.title, report.outlet, report.byline) == (
        "Ministers leave Riga without a deal",
        "Riga Courier",
        "Ilze Kalna",
    )
    assert report.subtitle.startswith("Talks on the border posts")
    assert report.text[slice(*report.title_span[0])] == report.title


def test_the_page_clock_is_an_upper_bound_and_no_publication_date(report):
    assert (report.published_earliest, report.published_latest, report.published_basis) == (
        "2019-06-02",
        "2019-06-02",
        "dateline",
    )
    undated = read_text(PAGE.replace("Published 2 June 2019, 18:40\n", ""), source="page.txt")
    assert (undated.published_earliest, undated.published_latest) == ("", "2023-06-02")
    assert undated.published_basis == "page-clock"


def test_a_text_without_furniture_is_all_article():
    text = "The ministers met in Riga.\n\nThey agreed to meet again."
    assert read_text(text, source="a").body_spans == ((0, 26), (28, 54))


def test_one_short_sentence_is_an_article():
    assert read_text("The talks ended.", source="a").body_spans == ((0, 16),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("Home\nWorld\nSport\nTerms of use", "no article"),
        (
            GERMAN,
            "not English but de",
        ),
    ],
)
def test_what_is_no_report_is_rejected_with_a_reason(text, reason):
    with pytest.raises(Rejected, match=reason) as caught:
        read_text(text, source="a.txt")
    assert caught.value.where == "a.txt"


@given(
    st.text(st.characters(codec="utf-8"), max_size=400),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x00", "\u202e"]),
)
def test_spans_hold_over_any_text(noise, between):
    text = f"{noise}{between}{MET}{between}{noise}"
    try:
        found = read_text(text, source="x")
    except Rejected:
        return  # noise may well outweigh the one sentence; that it is said so is enough
    spans = sorted([*found.body_spans, *(f.span[0] for f in found.furniture)])
    assert found.text == text
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert sum(1 for c in text if not c.isspace()) <= sum(b - a for a, b in spans) + text.count("\x1f") + len(noise)


def _f1(rows):
    score = _scorer(shared("score/score_textdump.py"))
    found = {r["id"]: read_text(r["text"], source=r["id"], url=r["url"]) for r in rows}
    bodies = {i: "\n".join(f.text[a:b] for a, b in f.body_spans) for i, f in found.items()}
    return score(rows, bodies, boot=0)["f1"]


def _scorer(path: Path):
    spec = importlib.util.spec_from_file_location("score_textdump", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


@pytest.mark.parametrize("variant", ["page", "container"])
def test_article_from_furniture_keeps_its_floor(variant):
    floors = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["reading"]
    lines = shared("data/page_dumps_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [r for r in map(json.loads, lines) if r["lang"] == "en" and r["variant"] == variant]
    assert _f1(rows) >= floors[f"body_f1_{variant}"]


NEWS = (
    "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.\n"
    "A third round is planned for the autumn, though neither delegation would name a day for it.\n"
    "An official who was in the room said that the maps had been closer than ever before.\n"
)


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("By Ilze Kalna on May 3, 2018", "Ilze Kalna"),
        ("Written by: Ilze Kalna | Thursday 3 May 2018", "Ilze Kalna"),
        ("Ilze Kalna @ilzekalna", "Ilze Kalna @ilzekalna"),
        ("Text Size\nBy Ilze Kalna", "Ilze Kalna"),
        ("Email Article\n3 May 2018", ""),
        ("Ilze Kalna\n3 May 2018", "Ilze Kalna"),
    ],
)
def test_a_writer_is_named_by_a_byline_and_by_no_label(line, writer):
    assert read_text(f"Talks end in Riga\n{line}\n{NEWS}", source="a").byline == writer


def test_a_writer_that_the_mark_up_names_comes_before_a_name_that_stands_alone():
    known = Known(source="a", title="Talks end in Riga", byline="Jan Ek")
    assert read_page(f"Talks end in Riga\nIlze Kalna\n{NEWS}", known).byline == "Jan Ek"
    assert read_page(f"Talks end in Riga\nBy Ilze Kalna\n{NEWS}", known).byline == "Ilze Kalna"


def test_a_line_with_a_date_is_no_subtitle():
    line = "Ilze Kalna, 3 May 2018, 3:17 pm, read by 1,209 people"
    assert read_text(f"Talks end in Riga\n{line}\n{NEWS}", source="a").subtitle == ""
