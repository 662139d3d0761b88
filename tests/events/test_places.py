import pytest

from harmel.events import extract
from harmel.events.gazetteer import candidates, settle
from harmel.events.places import place_of
from harmel.events.tree import trees
from mentioned import parsed


def place(text, trigger):
    page = parsed(text)
    start = text.index(trigger)
    (sentence,) = [s for s in page.sentences if s.start <= start < s.end]
    view = trees(page)[sentence.index]
    return place_of(view, view.at(start), page)


@pytest.mark.parametrize(
    ("text", "trigger", "name", "country", "degrees"),
    [
        ("The ministers met in Helsinki on Friday.", "met", "Helsinki", "FIN", (60, 25)),
        ("He told officials at a conference in London on Thursday that it was over.", "told", "London", "GBR", (52, 0)),
        ("Russia held talks with Turkey in Sochi.", "talks", "Sochi", "RUS", (44, 40)),
        ("A former spy was poisoned in Salisbury, Britain said.", "poisoned", "Salisbury", "GBR", (51, -2)),
        ("Russian jets buzzed a British ship in the Black Sea.", "buzzed", "Black Sea", "", (43, 34)),
        ("Russia seized three Ukrainian ships off Crimea.", "seized", "Crimea", "", (45, 34)),
        ("US troops trained near Kiev.", "trained", "Kiev", "UKR", (50, 31)),
        ("Protests were held in Nizhny Novgorod.", "held", "Nizhny Novgorod", "RUS", (56, 44)),
        ("Two bombers were intercepted over the Baltic Sea.", "intercepted", "Baltic Sea", "", (58, 20)),
        ("At a summit in Warsaw, leaders agreed to send four battalions.", "agreed", "Warsaw", "POL", (52, 21)),
    ],
)
def test_a_place(text, trigger, name, country, degrees):
    found = place(text, trigger)
    assert found is not None
    assert (found.name, found.country) == (name, country)
    assert (round(found.latitude), round(found.longitude)) == degrees


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Moscow accused London of lying.", "accused"),
        ("Britain held talks with Moscow.", "talks"),
        ("Washington imposed sanctions on Moscow.", "imposed"),
        ("Relations between Washington and Moscow soured.", "soured"),
        ("Poland fears an attack by Moscow.", "attack"),
        ("The exercise ended in April.", "ended"),
        ("The US embassy in London rejected the charge.", "rejected"),
        ("He has no confidence in NATO.", "has"),
        ("Russia massed troops near Ukraine.", "massed"),
    ],
)
def test_no_place(text, trigger):
    assert place(text, trigger) is None


def test_a_country_is_a_place_without_a_point():
    found = place("Russian jets bombed rebels in Syria.", "bombed")
    assert (found.name, found.country, found.latitude) == ("Syria", "SYR", None)


def test_the_place_of_another_clause_is_not_taken():
    found = place("Russia condemned the strike, which killed ten people in Damascus.", "condemned")
    assert found is None


def test_a_name_that_no_place_stands_out_for_has_no_point_and_says_between_which_places():
    found = place("The two sides met in Valencia.", "met")
    assert found.latitude is None
    assert found.others[:3] == (
        "Valencia, Venezuela",
        "Valencia, Spain",
        "Valencia, California, United States",
    )


def test_the_countries_that_the_page_names_decide():
    found = place("Spanish officials met the minister in Valencia.", "met")
    assert (found.country, "Valencia, Venezuela" in found.others) == ("ESP", True)
    assert "Valencia, Spain" not in found.others


def test_an_american_city_is_told_apart_by_its_state():
    found = place("The envoys met in Paris.", "met")
    assert (found.country, found.others) == ("FRA", ("Paris, Texas, United States",))


def test_a_place_that_is_the_only_one_of_its_name_has_no_others():
    assert place("Protests were held in Nizhny Novgorod.", "held").others == ()


def test_an_event_says_what_its_place_could_also_mean():
    events, _ = extract(parsed("Russia held talks with Turkey in Paris."), ())
    assert {e.place_others for e in events} == {("Paris, Texas, United States",)}


def test_a_name_that_follows_decides():
    assert settle(candidates("Tripoli"), frozenset({"LBY"})).country == "LBY"
    assert place("They met in Tripoli, Libya, on Monday.", "met").country == "LBY"
