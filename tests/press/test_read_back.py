"""What the press writes as HTML and WARC comes back through the reader with its words, its title and its day."""

from pathlib import Path

import pytest

from harmel import reading
from harmel.actors import Registry
from harmel.press import Plan, press, registry_file, write
from harmel.records import Report

PLAN = Plan(seed=9, reports=24, days=60)
REGISTRY = Registry.load((registry_file(),))


@pytest.fixture(scope="module", params=["html", "warc"])
def read(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    write(PLAN, folder, form=request.param)
    found = list(reading.read_all([folder / "pages"], registry=REGISTRY))
    assert all(isinstance(report, Report) for report in found)
    return found


def _by_name(read):
    named = {Path(r.url or r.source).name.split(".")[0]: r for r in read}
    pages = {page.name: page for _, made in press(PLAN) for page in made}
    assert named.keys() == pages.keys()
    return [(pages[name], named[name]) for name in sorted(pages)]


def _body(report):
    return " ".join(" ".join(report.text[a:b] for a, b in report.body_spans).split())


def test_every_page_comes_back_with_its_paragraphs_and_its_title(read):
    for page, report in _by_name(read):
        told = " ".join(page.truth.report.text[a:b] for a, b in page.truth.report.body_spans[-1:])
        assert " ".join(told.split()) in _body(report)
        assert page.truth.report.title in report.title


def test_headlines_of_other_stories_stay_outside_the_article(read):
    for page, report in _by_name(read):
        for line in page.truth.report.furniture:
            if line.kind == "cross-link":
                ((start, end),) = line.span
                assert page.text[start:end].split(": ", 1)[-1] not in _body(report)


def test_a_dated_page_has_its_day_and_an_undated_one_holds_it(read):
    for page, report in _by_name(read):
        day = page.truth.report.published_earliest
        if page.edition.undated:
            assert report.published_earliest <= day <= (report.published_latest or "9999")
        else:
            assert (report.published_earliest, report.published_latest) == (day, day)
