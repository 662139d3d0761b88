from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from synthetic_dates import Registry, pages

from harmel.intervals import Interval
from harmel.reading import read_text
from harmel.reading.dating import published
from harmel.records import DateEvidence


def check(drawn):
    true, url, text = drawn
    report = read_text(text, source="synthetic", url=url, registry=Registry())
    assert true in Interval.of(report.published_earliest, report.published_latest), report.published_evidence


@given(pages())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_true_date_lies_inside_whatever_is_added(drawn):
    check(drawn)


@pytest.mark.torture
@given(pages())
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_true_date_lies_inside_at_length(drawn):
    check(drawn)


def ground(basis, earliest="", latest=""):
    return DateEvidence(basis=basis, earliest=earliest, latest=latest)


def test_what_the_user_gives_is_not_overruled():
    found = published([ground("dateline", "2018-01-02", "2018-01-02"), ground("given", "2019-05-06", "2019-05-06")])
    assert found.when == Interval.day(date(2019, 5, 6))
    assert found.basis == "given"
    assert "contradicts" in found.evidence[0].note


def test_two_dates_that_differ_give_the_days_from_one_to_the_other():
    found = published([ground("metadata", "2018-01-02", "2018-01-02"), ground("url", "2018-01-04", "2018-01-04")])
    assert found.when.iso() == ("2018-01-02", "2018-01-04")


def test_a_month_in_the_address_is_made_precise_by_the_dateline():
    found = published([ground("url", "2018-01-01", "2018-01-31"), ground("dateline", "2018-01-04", "2018-01-04")])
    assert found.when.iso() == ("2018-01-04", "2018-01-04")


def test_offices_that_were_never_held_together_are_reported_and_leave_the_end_open():
    grounds = [
        ground("office-holders", "2009-01-20", "2017-01-20"),
        ground("office-holders", "2017-01-20", "2021-01-20"),
        ground("office-holders", "2021-01-20", "2025-01-20"),
        ground("page-clock", latest="2023-06-01"),
    ]
    found = published(grounds)
    assert found.when.iso() == ("2009-01-20", "2023-06-01")


def test_a_bare_date_line_that_the_offices_contradict_gives_way():
    found = published(
        [ground("dateline", "2021-04-17", "2021-04-17"), ground("office-holders", "2018-07-09", "2019-07-24")]
    )
    assert found.when.iso() == ("2018-07-09", "2021-04-17")


def test_nothing_known_is_unknown():
    found = published([])
    assert (found.when.iso(), found.basis) == (("", ""), "unknown")


def test_the_grounds_point_at_their_words():
    text = "Home\n09:10 GMT2 June 2023\nOstrian President Mira Holt said that nothing had been agreed by anyone."
    report = read_text(text, source="x", registry=Registry())
    words = {e.basis: [text[a:b] for a, b in e.span] for e in report.published_evidence}
    assert words == {"page-clock": ["2 June 2023"], "office-holders": ["Ostrian President Mira Holt"]}
    assert (report.published_earliest, report.published_latest) == ("2016-06-01", "2020-06-01")


BODY = (
    "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.\n"
    "A third round is planned for the autumn, though neither delegation would name a day for it.\n"
    "An official who was in the room said that the maps had been closer than ever before.\n"
)


def _dated(text, url=""):
    report = read_text(text, source="a", url=url)
    return report.published_earliest, report.published_latest


def test_an_address_may_have_the_section_between_the_year_and_the_day():
    assert _dated(BODY, "https://news.example/2018/WORLD/05/03/riga.talks/index.html") == ("2018-05-03", "2018-05-03")


def test_a_date_with_dots_begins_with_the_day_and_one_with_strokes_may_not():
    assert _dated(f"Talks end in Riga\n05.03.2018\n{BODY}") == ("2018-03-05", "2018-03-05")
    assert _dated(f"Talks end in Riga\n05/03/2018\n{BODY}") == ("2018-03-05", "2018-05-03")


def test_a_labelled_day_below_the_article_may_stand_there_twice_but_not_with_another():
    below = "Date 03.05.2018\nShare\nPrint\n"
    assert _dated(f"{BODY}{below}{below}") == ("2018-05-03", "2018-05-03")
    assert _dated(f"{BODY}{below}Date 09.05.2018\n") == ("", "")
