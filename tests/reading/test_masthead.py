from dataclasses import dataclass

import pytest

from harmel.reading import Known, read_html, read_text

BODY = (
    "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.\n"
    "A third round is planned for the autumn, though neither delegation would name a day for it.\n"
)


@dataclass(frozen=True)
class Paper:
    name: str
    owner: str
    country: str = "XXA"


PAPERS = {"tarsk today": Paper("Tarsk Today", "The State"), "the courier": Paper("The Courier", "Ann Lee")}


class Press:
    def outlet(self, name_or_domain):
        return PAPERS.get(name_or_domain.lower())

    def offices_named(self, _text):
        return []


def _read(text):
    return read_text(text, source="a", registry=Press())


@pytest.mark.parametrize("line", ["Tarsk Today", "TARSK TODAY", "Tarsk Today | Truth since 1871", "Tarsk Today - news"])
def test_a_masthead_names_the_outlet_and_its_owner(line):
    report = _read(f"{line}\nHome\nMinisters leave Riga\nBy Ann Lee\n{BODY}Terms of use")
    assert (report.outlet, report.owner, report.title) == ("Tarsk Today", "The State", "Ministers leave Riga")


def test_a_masthead_is_no_title_where_no_title_is_found():
    assert _read(f"The Courier | Every morning since 1871\n{BODY}").title == ""


@pytest.mark.parametrize(
    "page",
    [
        f"Home\n{BODY}Tarsk Today said that it had seen the maps.\n",
        f"Ministers leave Riga\nBy Tarsk Today\n{BODY}",
        f"Home\nMinisters leave Riga\nTarsk Today says that talks are over.\n{BODY}",
        f"Tarsk Today\nThe Courier\nMinisters leave Riga\n{BODY}",
        f"Home\nMinisters leave Riga\n{BODY}Most popular\nTarsk Today\n",
    ],
    ids=["in the article", "a byline", "a sentence", "two papers", "a link below"],
)
def test_a_name_that_is_no_masthead_names_no_outlet(page):
    assert (_read(page).outlet, _read(page).owner) == ("", "")


def test_the_masthead_of_an_html_page_counts_where_its_mark_up_names_no_outlet():
    body = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
    head = "<html><head><title>Ministers leave Riga</title></head><body><div><a href='/'>The Courier</a></div>"
    html = f"{head}<article><h1>Ministers leave Riga</h1>{body}</article></body></html>"
    assert read_html(html, known=Known(source="a"), registry=Press()).owner == "Ann Lee"


@pytest.mark.parametrize(
    ("line", "basis"),
    [
        ("daily - Friday, 12 October 2018", "dateline"),
        ("Issue 41, 12 October 2018", "dateline"),
        ("12 October 2018", "page-clock"),
    ],
)
def test_the_date_of_an_issue_is_that_of_the_report_and_a_bare_one_far_above_is_the_day_of_the_visit(line, basis):
    words = "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts."
    menu = "Home\nWorld\nSport\nCulture"
    page = (
        f"Latest headlines from Riga\n{line}\n{menu}\nMinisters leave Riga without a deal\n{words}\nThey will be back."
    )
    report = read_text(page, source="a", url="https://a.example/ministers-leave-riga-without-a-deal")
    assert (report.published_basis, report.published_latest) == (basis, "2018-10-12")
