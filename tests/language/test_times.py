from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.intervals import Interval
from harmel.language.calendar_words import MONTHS, WEEKDAYS
from harmel.language.time_patterns import MOVING, NEEDS, fixed, present
from harmel.language.times import times

MONDAY = Interval.day(date(2018, 10, 29))
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
SENTENCES = [
    "The envoy left for Vienna {}.",
    "Moscow said {} that the drill had ended.",
    "He had promised it {}, and nothing came of it.",
    "The two ministers will meet {}.",
    "The alliance would send a reply {}, the paper wrote.",
]
EXPRESSIONS = [
    "on Thursday",
    "last Thursday",
    "this Friday",
    "next Tuesday",
    "yesterday",
    "tomorrow",
    "last week",
    "this week",
    "next month",
    "last year",
    "in April",
    "last April",
    "on October 25",
    "on 3 March",
    "on February 29",
    "two years ago",
    "ten days ago",
    "a couple of months ago",
    "a decade ago",
    "over the past two decades",
    "in the next few weeks",
    "at the weekend",
    "late last year",
    "earlier this month",
    "since June",
    "since 2014",
    "by 2024",
    "before Friday",
    "after 1999",
    "from May to July",
    "this summer",
    "last winter",
    "years ago",
    "in recent months",
    "overnight",
]


def only(text, published=MONDAY, **options):
    (found,) = times(text, published=published, **options)
    return found


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("He told officials in London on Thursday that NATO won't wait.", "Thursday", "2018-10-25", "2018-10-25"),
        ("He said on Monday that it was over.", "Monday", "2018-10-29", "2018-10-29"),
        ("The two will meet on Thursday.", "Thursday", "2018-11-01", "2018-11-01"),
        ("On Friday, the ministers will sign.", "Friday", "2018-11-02", "2018-11-02"),
        ("The summit on Friday will be short.", "Friday", "2018-11-02", "2018-11-02"),
        ("They would meet on Thursday, he had said.", "Thursday", "2018-10-25", "2018-11-01"),
        ("He was there last Thursday.", "last Thursday", "2018-10-18", "2018-10-25"),
        ("The strategy was adopted this week.", "this week", "2018-10-28", "2018-11-04"),
        ("Last week it fired a missile.", "Last week", "2018-10-21", "2018-10-28"),
        ("In April, he said so.", "April", "2018-04-01", "2018-04-30"),
        ("In December, he said so.", "December", "2017-12-01", "2017-12-31"),
        ("The base will open in December.", "December", "2018-12-01", "2018-12-31"),
        ("In a speech last year he asked for more.", "last year", "2017-01-01", "2017-12-31"),
        ("In 2014 it was annexed.", "2014", "2014-01-01", "2014-12-31"),
        ("The 2014 annexation changed that.", "2014", "2014-01-01", "2014-12-31"),
        ("Two years ago it had none.", "Two years ago", "2016-01-01", "2017-04-29"),
        ("He died three days ago.", "three days ago", "2018-10-26", "2018-10-26"),
        ("It began on October 25.", "October 25", "2018-10-25", "2018-10-25"),
        ("It began on 25 October.", "25 October", "2018-10-25", "2018-10-25"),
        ("It began on the 25th of October.", "the 25th of October", "2018-10-25", "2018-10-25"),
        ("It began on Oct. 25, 2016.", "Oct. 25, 2016", "2016-10-25", "2016-10-25"),
        ("It began on Thursday, 25 October 2018.", "Thursday, 25 October 2018", "2018-10-25", "2018-10-25"),
        ("The note is dated 2018-10-25.", "2018-10-25", "2018-10-25", "2018-10-25"),
        ("The note is dated 03/04/2018.", "03/04/2018", "2018-03-04", "2018-04-03"),
        ("The note is dated 25.10.2018.", "25.10.2018", "2018-10-25", "2018-10-25"),
        ("In March 2017 they signed.", "March 2017", "2017-03-01", "2017-03-31"),
        ("It is the largest since the end of the Cold War.", "since the end of the Cold War",
         "1989-11-09", "2018-10-29"),
        ("It has grown since 2014.", "since 2014", "2014-01-01", "2018-10-29"),
        ("All of them will pay by 2024.", "by 2024", "2018-10-29", "2024-12-31"),
        ("All of them signed before 2004.", "before 2004", "", "2004-12-31"),
        ("From 2014 to 2018 it shrank.", "2014 to 2018", "2014-01-01", "2018-12-31"),
        ("Between May and July it grew.", "May and July", "2018-05-01", "2018-07-31"),
        ("In 2016-17 the share fell.", "2016-17", "2016-01-01", "2017-12-31"),
        ("In the 1990s it shrank.", "1990s", "1990-01-01", "1999-12-31"),
        ("In the early 1990s it shrank.", "the early 1990s", "1990-01-01", "1994-12-31"),
        ("In the second quarter of 2016 it fell.", "second quarter of 2016", "2016-04-01", "2016-06-30"),
        ("It was decided late last year.", "late last year", "2017-07-02", "2017-12-31"),
        ("He came at the weekend.", "the weekend", "2018-10-27", "2018-10-28"),
        ("He came yesterday.", "yesterday", "2018-10-28", "2018-10-28"),
        ("He came the day before yesterday.", "day before yesterday", "2018-10-27", "2018-10-27"),
        ("They will come in the next two weeks.", "next two weeks", "2018-10-29", "2018-11-15"),
        ("It grew over the past two decades.", "past two decades", "1993-10-29", "2018-10-29"),
        ("In recent years it grew.", "In recent years", "", "2018-10-29"),
        ("A day after the talks he left.", "A day after", "", ""),
        ("He left the following week.", "the following week", "", ""),
        ("Relations broke down in May.", "May", "2018-05-01", "2018-05-31"),
    ],
)  # fmt: skip
def test_words_and_days(text, words, earliest, latest):
    found = only(text)
    assert text[found.start : found.end] == words
    assert found.when.iso() == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 troops and 1950 tanks arrived.",
        "Mrs May said that they may march.",
        "Talks with May failed.",
        "The Black Friday sales were poor.",
        "It has 1,950 ships.",
        "The alliance shrugged off Cold War rhetoric.",
        "He praised the second half of the programme.",
        "A shell of 2014 mm was found.",
        "They paid $2014 for it.",
    ],
)
def test_no_time_words(text):
    assert times(text, published=MONDAY) == []


def test_the_caller_may_say_that_the_words_look_ahead():
    assert only("A meeting on Thursday.", ahead=True).when == Interval.day(date(2018, 11, 1))
    assert only("A meeting on Thursday.", ahead=False).when == Interval.day(date(2018, 10, 25))


def test_an_unknown_publication_date_leaves_moving_words_unknown_and_fixed_ones_known():
    assert not only("He came on Thursday.", Interval()).when.known
    assert not only("He came last year.", Interval()).when.known
    assert only("He came in May 2014.", Interval()).when == Interval.month(2014, 5)


def test_a_wide_publication_date_gives_a_wide_answer():
    spring = Interval.of("2018-10-01", "2018-12-31")
    assert only("He came on Thursday.", spring).when.iso() == ("2018-09-27", "2018-12-27")
    assert only("He came last year.", spring).when == Interval.year(2017)


def test_a_date_that_does_not_exist_is_unknown():
    assert not only("It is dated February 30, 2018.").when.known


@given(expression=st.sampled_from(EXPRESSIONS), sentence=st.sampled_from(SENTENCES), day=DAYS,
       back=st.integers(0, 700), on=st.integers(0, 700))  # fmt: skip
def test_a_wider_publication_interval_never_loses_what_the_true_day_gives(expression, sentence, day, back, on):
    text = sentence.format(expression)
    exact = times(text, published=Interval.day(day))
    wide = times(text, published=Interval(day - timedelta(back), day + timedelta(on)))
    assert [(t.start, t.end) for t in exact] == [(t.start, t.end) for t in wide]
    assert exact
    for narrow, loose in zip(exact, wide, strict=True):
        assert narrow.when | loose.when == loose.when


@given(published=DAYS, back=st.integers(0, 6))
def test_a_past_weekday_is_found(published, back):
    happened = published - timedelta(back)
    name = WEEKDAYS[happened.weekday()]
    assert only(f"The missile was fired on {name}.", Interval.day(published)).when == Interval.day(happened)


@given(published=DAYS, forward=st.integers(0, 6))
def test_a_coming_weekday_is_found(published, forward):
    happens = published + timedelta(forward)
    name = WEEKDAYS[happens.weekday()]
    assert only(f"The missile will be fired on {name}.", Interval.day(published)).when == Interval.day(happens)


@given(published=DAYS, back=st.integers(0, 364), wide=st.integers(0, 40))
def test_a_day_of_the_last_year_is_found(published, back, wide):
    happened = published - timedelta(back)
    during = Interval(published - timedelta(wide), published + timedelta(wide))
    for words in (f"{MONTHS[happened.month - 1]} {happened.day}", f"{happened.day} {MONTHS[happened.month - 1]}"):
        assert happened in only(f"The missile was fired on {words}.", during).when


@given(published=DAYS, back=st.integers(0, 334), wide=st.integers(0, 40))
def test_a_month_of_the_last_eleven_is_found(published, back, wide):
    happened = published - timedelta(back)
    during = Interval(published - timedelta(wide), published + timedelta(wide))
    assert happened in only(f"The missile was fired in {MONTHS[happened.month - 1]}.", during).when


@given(published=DAYS, back=st.integers(1, 20), unit=st.sampled_from(["day", "week", "month", "year"]))
def test_some_units_ago_is_found(published, back, unit):
    days = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit]
    happened = published - timedelta(round(back * days))
    assert happened in only(f"It fell {back} {unit}s ago.", Interval.day(published)).when


@given(st.text(max_size=200), st.dates(), st.dates())
def test_any_text_and_any_dates_are_survived(text, one, two):
    published = Interval(min(one, two), max(one, two))
    for found in times(text, published=published):
        assert 0 <= found.start < found.end <= len(text)
        assert not found.when.empty


@given(st.sampled_from(EXPRESSIONS), st.sampled_from([date.min, date.max, date(1, 1, 5), date(9999, 12, 30)]))
def test_the_ends_of_the_calendar_are_survived(expression, day):
    for found in times(f"It came {expression}.", published=Interval.day(day)):
        assert not found.when.empty


def test_every_pattern_asks_for_signs_that_are_looked_for():
    asked = {need for needs, _, _ in (*fixed(), *MOVING) for need in needs}
    assert asked == {"era", *NEEDS}


@pytest.mark.parametrize(
    "words",
    [
        "the end of the COLD WAR",
        "the fall of the Berlin Wall",
        "the collapse of the Soviet Union",
        "the break-up of the USSR",
        "World War II",
        "the First World War",
        "the Cuban missile crisis",
        "9/11",
        "the September 11 attacks",
        "Russia's annexation of Crimea",
    ],
)
def test_the_signs_of_an_era_let_its_words_through(words):
    assert "era" in present(words)
    assert [w.when.known for w in times(f"It dates from {words}.", published=Interval())] == [True]
