"""The demo's input: a fictional rivalry, its actors, its pages, and what a careful human finds in them."""

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest

from harmel.settings import rivalry

DEMO = Path(str(files("harmel") / "demo"))
TRUTH = tomllib.loads((Path(__file__).parent / "truth.toml").read_text(encoding="utf-8"))
ACTORS = tomllib.loads((DEMO / "actors.toml").read_text(encoding="utf-8"))
PAGES = sorted((DEMO / "pages").iterdir())
KINDS = {"events": 5, "statements": 5, "figures": 5}


def test_the_rivalry_names_its_registry_and_only_actors_of_it():
    found = rivalry("straits")
    assert [p.resolve() for p in found.registry] == [DEMO / "actors.toml"]
    members = {m.actor for side in found.sides for m in side.members}
    assert members <= ACTORS["states"].keys() | ACTORS["organisations"].keys()
    assert found.side_of("XLO", date(2013, 9, 16)) is None
    assert found.side_of("XLO", date(2018, 10, 11)).key == "lita"
    assert found.side_of("XPE") is None


def test_fictional_states_have_codes_that_no_country_can_be_given():
    for code in ACTORS["states"]:
        assert code.startswith("X")
        assert pycountry.countries.get(alpha_3=code) is None


def test_no_office_of_the_fictional_world_has_two_holders_at_once():
    for offices in ACTORS["offices"].values():
        for terms in offices.values():
            days = [term.split(maxsplit=2)[:2] for term in terms]
            ends = [start for pair in days for start in pair]
            assert ends == sorted(ends)  # "now" sorts after every date


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_page_has_its_truth_and_every_truth_its_words(page):
    text = " ".join(page.read_text(encoding="utf-8").split())
    truth = TRUTH[page.name]
    for table, cells in KINDS.items():
        for row in truth.get(table, ()):
            assert len(row) == cells
            assert text.count(row[0]) == 1, row[0]
    assert all(words in text for words in truth["furniture"])
    start, end = truth["published"]
    assert start <= truth.get("written", start) <= end
    assert truth.get("written") or start == end


def test_the_pages_are_a_dozen_of_several_owners_in_text_and_html():
    assert {p.suffix for p in PAGES} == {".txt", ".html"}
    assert len(PAGES) == len(TRUTH) >= 12


def test_no_two_pages_share_a_paragraph_unless_they_carry_the_same_wire():
    seen = {}
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            if len(line.split()) > 25:
                seen.setdefault(line.strip(), []).append(page.name)
    for pages in seen.values():
        story = {TRUTH[p].get("copy_of", p) for p in pages}
        assert len(story) == 1


def test_the_registry_takes_the_fictional_world_in_and_resolves_it():
    from harmel.actors import Registry
    from harmel.intervals import Interval

    registry = Registry.load(rivalry("straits").registry)
    then = Interval.of("2018-10-11", "2018-10-11")
    expected = {
        "Kordavia": "XKO",
        "the Amber Palace": "XKO",
        "Tarsk": "XKO",
        "Kordavian military intelligence": "XKO",
        "Callund Foreign Minister Celia Thorne": "XCA",
        "Lothmere Prime Minister Ana Quillan": "XLO",
        "the Pesharan Foreign Minister": "XPE",
        "Estmark's Defence Minister": "XES",
    }
    assert {words: registry.resolve(words, then).country for words in expected} == expected
    assert registry.resolve("LITA Secretary General Joren Halvik", then).actor == "joren-halvik"
    assert registry.resolve("the Lindholt Treaty Alliance", then).actor == "LITA"
    assert registry.outlet("Tarsk Today").owner == registry.outlet("radiomeridian.example").owner


def test_every_person_who_holds_an_office_has_a_gender_for_its_pronouns():
    holders = {t.split(maxsplit=2)[2] for offices in ACTORS["offices"].values() for ts in offices.values() for t in ts}
    assert holders <= ACTORS["people"].keys()
