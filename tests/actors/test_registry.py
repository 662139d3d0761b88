"""The registry: what it finds, whom it resolves, and that its data is consistent."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.actors import Registry
from harmel.actors.lexicon import roles
from harmel.actors.load import dated, facts
from harmel.actors.table import table
from harmel.actors.terms import term_days
from harmel.errors import RegistryError
from harmel.intervals import Interval

REGISTRY = Registry.load()
OCT_2018 = Interval.of("2018-10-25", "2018-10-25")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Moscow", "RUSGOV"),
        ("the Kremlin", "RUSGOV"),
        ("Downing Street", "GBRGOV"),
        ("the White House", "USAGOV"),
        ("the Pentagon", "USAMIL"),
        ("NATO", "IGONATO"),
        ("the North Atlantic Alliance", "IGONATO"),
        ("NATO troops", "IGONATOMIL"),
        ("EU lawmakers", "IGOEURLEG"),
        ("Germany", "DEU"),
        ("German", "DEU"),
        ("Portuguese sailors", "PRTMIL"),
        ("Estonia's parliament", "ESTLEG"),
        ("rebels in Chad", "TCDREB"),
        ("the U.S.", "USA"),
        ("an official of the Danish foreign ministry", "DNKGOV"),
        ("the deputy head of the FSB", "RUSSPY"),
        ("British farmers' union", "GBRLAB"),
        ("PERU", "PER"),
    ],
)
def test_names_and_phrases_resolve_to_a_code(words, code):
    assert REGISTRY.resolve(words, OCT_2018).code == code


@pytest.mark.parametrize(
    ("words", "day", "actor", "code"),
    [
        ("Jens Stoltenberg", "2012-06-01", "jens-stoltenberg", "NORGOV"),
        ("Jens Stoltenberg", "2018-06-01", "jens-stoltenberg", "IGONATO"),
        ("Stoltenberg", "2025-06-01", "jens-stoltenberg", "NORGOV"),
        ("Donald Trump", "2018-06-01", "donald-trump", "USAGOV"),
        ("Donald Trump", "2022-06-01", "donald-trump", "USAELI"),
        ("President Bush", "1990-06-01", "george-h-w-bush", "USAGOV"),
        ("President Bush", "2005-06-01", "george-w-bush", "USAGOV"),
        ("the NATO chief", "2018-06-01", "jens-stoltenberg", "IGONATO"),
        ("the NATO chief", "2010-06-01", "anders-fogh-rasmussen", "IGONATO"),
        ("the German Foreign Minister", "2020-01-01", "heiko-maas", "DEUGOV"),
        ("Xi", "2018-06-01", "xi-jinping", "CHNGOV"),
        ("Assad", "2018-06-01", "bashar-al-assad", "SYRGOV"),
        ("former French president Nicolas Sarkozy", "2018-06-01", "nicolas-sarkozy", "FRAELI"),
        ("Prime Minister May", "2018-06-01", "theresa-may", "GBRGOV"),
        ("the Turkish president", "2018-06-01", "recep-tayyip-erdogan", "TURGOV"),
    ],
)
def test_a_person_is_what_he_is_on_the_day(words, day, actor, code):
    found = REGISTRY.resolve(words, Interval.of(day, day))
    assert (found.actor, found.code) == (actor, code)


@pytest.mark.parametrize(
    "words", ["", "Xanthe Quillfeather", "Jordan Smith", "the proposal", "???", "May", "He Yafeng"]
)
def test_who_is_not_known_is_not_guessed(words):
    assert not REGISTRY.resolve(words, OCT_2018).known


def test_a_title_and_a_state_name_someone_outside_the_registry():
    found = REGISTRY.resolve("Maltese Foreign Minister Zebedee Quillfeather", OCT_2018)
    assert (found.country, found.sector, found.code) == ("MLT", "GOV", "MLTGOV")


def test_two_bearers_of_a_name_share_what_they_share():
    found = REGISTRY.resolve("Rajapaksa", Interval.year(2020))
    assert (found.actor, found.code) == ("", "LKAGOV")


def test_a_title_that_nobody_of_that_name_held_names_nobody_of_it():
    assert REGISTRY.resolve("King Merkel", OCT_2018).actor == ""


def test_find_takes_whole_words_of_the_right_case():
    text = "Tell us: the US, Nigeria, Niger and Romanians met Oman; anti-Russian Greeks did not."
    assert [text[h.start : h.end] for h in REGISTRY.find(text)] == [
        "US",
        "Nigeria",
        "Niger",
        "Romanians",
        "Oman",
        "Greeks",
    ]


@given(st.text(max_size=300))
def test_anything_may_be_asked(text):
    assert all(0 <= h.start < h.end <= len(text) and h.entries for h in REGISTRY.find(text))
    REGISTRY.resolve(text)
    assert all(0 <= h.start < h.end <= len(text) for h in REGISTRY.offices_named(text))


def test_offices_bound_the_time_of_writing():
    text = "UK Foreign Minister Jeremy Hunt met US President Donald Trump and former Prime Minister Tony Blair."
    hits = REGISTRY.offices_named(text)
    assert {h.office for h in hits} == {"foreign_minister of GBR", "president of USA"}
    assert all(text[h.start : h.end] in ("Foreign Minister Jeremy Hunt", "President Donald Trump") for h in hits)


def test_two_outlets_of_one_owner_are_told():
    assert REGISTRY.outlet("sputniknews.com").owner == REGISTRY.outlet("RT").owner
    assert REGISTRY.outlet("https://www.bbc.co.uk/news/1").name == "BBC"
    assert REGISTRY.outlet("no-such-outlet.example") is None


PRECISION = {4: 366, 7: 31, 10: 1}  # a date's length as written, and how far a handover may then overlap, in days


def seats():
    """Go through the single seats as they are written: the office, and its terms with the slack of their dates."""
    for _, of, table_ in facts().rows("offices"):
        for role, rows in table_.items():
            if roles()[role].single:
                yield f"{role} of {of}", sorted(map(term, rows))


def term(row):
    when, name = dated(row)
    start, end = row.split()[:2]
    return when, name.split("|")[0], PRECISION.get(len(start), 1), PRECISION.get(len(end), 1)


def test_single_seats_have_one_holder_at_a_time():
    wrong = [
        f"{seat}: {one} and {other}"
        for seat, terms in seats()
        for (first, one, _, end), (second, other, start, _) in pairwise(terms)
        if not (both := first & second).empty and (both.latest - both.earliest).days > max(end, start)
    ]
    assert wrong == []


def test_dates_are_in_order_and_places_exist():
    actors = REGISTRY.tables.actors
    for person in (a for a in actors.values() if a.kind == "person"):
        for term in person.offices:
            assert term.of in actors or term.of == "none", f"{person.name}: {term.of}"
            assert term.role.isupper() or term.role in roles(), f"{person.name}: {term.role}"
            assert not term_days(term).empty, f"{person.name}: {term}"
    for actor in actors.values():
        assert actor.country in actors or actor.country in ("", "IGO", "EUR", "UNO", "NGO"), actor
        assert all(m.of in actors and not term_days(m).empty for m in actor.memberships)


def test_every_name_resolves_to_something():
    silent = [n for n, senses in REGISTRY.tables.names.items() if len(senses) == 1 and not REGISTRY.resolve(n).known]
    assert silent == []


def test_nearly_every_state_with_a_seat_has_a_head():
    heads = {
        of
        for of, role in REGISTRY.tables.holders
        if role in ("president", "monarch", "prime_minister", "supreme_leader")
    }
    assert len([h for h in heads if REGISTRY.actor(h).kind == "state"]) >= 192


def test_users_add_their_own(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[states]\nVLD = { name = "Valdoria", adj = ["Valdorian"], capital = "Port Ister" }\n'
        '[organisations]\nSKP = { name = "Skerry Pact", kind = "alliance", country = "IGO", sector = "IGO" }\n'
        '[offices.VLD]\nprime_minister = ["2020-01-01 now Ilse Marrow"]\n',
        encoding="utf-8",
    )
    registry = Registry.load((mine,))
    assert registry.resolve("the Valdorian Prime Minister", OCT_2018).actor == "VLD"
    assert registry.resolve("the Valdorian Prime Minister", Interval.year(2021)).actor == "ilse-marrow"
    assert registry.resolve("Port Ister").code == "VLDGOV"
    assert registry.resolve("Skerry Pact troops").country == "IGO"


@pytest.mark.parametrize(
    "text", ["[states", "[nonsense]\na = 1", '[organisations]\nNATO = { name = "X", country = "IGO", sector = "IGO" }']
)
def test_a_bad_file_is_named(tmp_path, text):
    bad = tmp_path / "bad.toml"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=r"bad\.toml"):
        table(facts((Path(bad),)))
