"""What the coder makes of whole sentences: who did what to whom, with what standing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.actors import Registry
from harmel.events import explain, extract, rule
from harmel.language.parse import parse
from harmel.records import Report, Statement

REGISTRY = Registry.load()


def report(text, *, date=""):
    return Report(
        report_id="r", source="t", text=text, body_spans=((0, len(text)),),
        published_earliest=date, published_latest=date,
    )  # fmt: skip


def coded(text, *, date="", statements=()):
    return extract(parse(report(text, date=date), REGISTRY), statements)[0]


def told(text, **options):
    return {(e.source_country, e.action[:2], e.target_country, e.status) for e in coded(text, **options)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia attacked Ukraine.", ("RUS", "19", "UKR", "actual")),
        ("Ukraine was attacked by Russia.", ("RUS", "19", "UKR", "actual")),
        (
            "Iran says Turkey alleges that Iran poses a danger in order to increase its presence on Iran's borders.",
            ("TUR", "15", "IRN", "alleged"),
        ),
        ("Russia said it had no plans to attack NATO.", ("RUS", "19", "IGO", "negated")),
        ("Iran and Turkey accused each other of breaking the ceasefire.", ("TUR", "11", "IRN", "actual")),
        ("Azerbaijan and Armenia initialled a peace deal.", ("AZE", "05", "ARM", "actual")),
        ("Russian troops are massing near the border with Ukraine.", ("RUS", "15", "UKR", "actual")),
        ("Iran was accused of espionage by Britain.", ("GBR", "11", "IRN", "actual")),
        ("Britain expelled an Iranian diplomat accused of spying.", ("", "11", "IRN", "alleged")),
        ("Syria was threatened with air strikes by Israel.", ("ISR", "13", "SYR", "actual")),
        ("Two Russian bombers were intercepted by British Typhoons over the sea.", ("GBR", "15", "RUS", "actual")),
        ("Norway said that Russia was in the area to attack Finland.", ("RUS", "19", "FIN", "planned")),
        ("Norway said that Russia is in a position to attack Finland.", ("RUS", "19", "FIN", "hypothetical")),
        ("Norway said that it was ready to expel Russia's ambassador.", ("NOR", "16", "RUS", "planned")),
        ("Japan stationed radars closer to China.", ("JPN", "15", "CHN", "actual")),
        ("India deployed missiles threatening Pakistan.", ("IND", "15", "PAK", "actual")),
        ("Iran warned that it would close the strait if Oman builds the port.", ("IRN", "13", "OMN", "actual")),
        ("Egypt will raise the alert unless Sudan pulls back, it warned.", ("EGY", "13", "SDN", "actual")),
        ("France and Germany condemned Iran.", ("DEU", "11", "IRN", "actual")),
        ("France condemned Iran and Syria.", ("FRA", "11", "SYR", "actual")),
        ("The United States urged Russia to remove its military from Georgia.", ("USA", "02", "RUS", "actual")),
        ("The United States urged Russia to remove its military from Georgia.", ("RUS", "08", "GEO", "demanded")),
        ("Turkey, which had condemned Israel, sent aid to Egypt.", ("TUR", "11", "ISR", "actual")),
        ("France held talks with Germany.", ("FRA", "04", "DEU", "actual")),
        ("France held talks with Germany.", ("DEU", "04", "FRA", "actual")),
        ("A meeting between France and Germany took place on Monday.", ("DEU", "04", "FRA", "actual")),
        ("Japan imposed sanctions on Myanmar.", ("JPN", "16", "MMR", "actual")),
        ("Japan lifted its sanctions on Myanmar.", ("JPN", "08", "MMR", "actual")),
        ("Syria withdrew its troops from Lebanon.", ("SYR", "08", "LBN", "actual")),
        ("Britain expelled 23 Russian diplomats.", ("GBR", "16", "RUS", "actual")),
        ("Iran did not attack Israel.", ("IRN", "19", "ISR", "negated")),
        ("Iran may attack Israel.", ("IRN", "19", "ISR", "hypothetical")),
        ("If Iran attacked Israel, the market would fall.", ("IRN", "19", "ISR", "hypothetical")),
        ("Iran threatened to attack Israel.", ("IRN", "13", "ISR", "actual")),
        ("Iran threatened to attack Israel.", ("IRN", "19", "ISR", "threatened")),
        ("Ukraine accused Russia of shelling Poland.", ("UKR", "11", "RUS", "actual")),
        ("Ukraine accused Russia of shelling Poland.", ("RUS", "19", "POL", "alleged")),
        ("Russia denied plans to attack Ukraine.", ("RUS", "19", "UKR", "denied")),
        ("Iran refused to hold talks with Iraq.", ("IRN", "12", "IRQ", "actual")),
        ("Hungary said it will send aid to Serbia.", ("HUN", "03", "SRB", "actual")),
        ("Hungary said it will send aid to Serbia.", ("HUN", "07", "SRB", "planned")),
        ("Cuba said it will not lift the ban on Spain.", ("CUB", "12", "ESP", "actual")),
        ("The United States said that China must release the prisoners.", ("USA", "10", "CHN", "actual")),
        ("The Israeli bombing of Syria continued on Monday.", ("ISR", "19", "SYR", "actual")),
        ("Macron said Italy had praised Spain.", ("ITA", "05", "ESP", "actual")),
        ("The minister told journalists that Poland had attacked Belarus.", ("POL", "19", "BLR", "actual")),
        ("Turkey stopped short of condemning Israel.", ("TUR", "11", "ISR", "negated")),
        ("China stopped short of imposing sanctions on Japan.", ("CHN", "16", "JPN", "negated")),
        ("Iran is open to talks with Iraq.", ("IRN", "03", "IRQ", "actual")),
        ("Russia dismissed reports that it had attacked Poland.", ("RUS", "19", "POL", "denied")),
        ("Poland rejected allegations that it had attacked Russia.", ("POL", "19", "RUS", "denied")),
        ("Tehran called Israel a menace to the region.", ("IRN", "11", "ISR", "actual")),
        ("Israel described Iran as a threat to peace.", ("ISR", "11", "IRN", "actual")),
        ("Israel dismissed reports by Iran that its jets were lost.", ("ISR", "01", "IRN", "actual")),
        ("Iran adopted a new nuclear doctrine against Israel.", ("IRN", "01", "ISR", "actual")),
        ("France stood by Poland.", ("FRA", "05", "POL", "actual")),
        ("The envoy insisted that Greece has continued to accuse Turkey.", ("GRC", "11", "TUR", "alleged")),
        ("Turkey insists that Greece has continued to allege that Turkey lied.", ("GRC", "11", "TUR", "alleged")),
    ],
)
def test_who_did_what_to_whom(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officials will hammer out the details on Monday.",
        "He would meet her again if he could.",
        "The exhibition demonstrates the skill of the painters.",
        "The committee met its target for the year.",
        "She asked for a glass of water.",
        "Guards stood outside the embassy of France by the river.",
        "Turkey said the border with Syria stayed open.",
    ],
)
def test_what_is_no_act_between_anybody_is_not_coded_as_one(text):
    assert not [e for e in coded(text) if e.status == "actual" and e.source_country and e.target_country]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("France told reporters to expect talks with Germany.", "10"),
        ("The border with Russia stayed open.", "03"),
        ("Under the league's founding treaty with Norway, the Danish king may visit Sweden.", "05"),
    ],
)
def test_a_habit_of_words_makes_no_act_of_any_standing(text, root):
    assert not [e for e in coded(text) if e.action.startswith(root)]


def test_an_act_told_by_a_verb_and_by_its_object_is_one():
    codes = [e.action for e in coded("Spain moved the deployment of its battalion to Estonia ahead by a month.")]
    assert codes == ["154"]


def test_whoever_is_called_a_threat_threatens_nobody():
    for one, other in (("Iran", "Israel"), ("Israel", "Iran")):
        events = coded(f"{one} called {other} a threat to the region.")
        assert {e.action[:2] for e in events} == {"11"}


def test_whoever_the_registry_does_not_know_keeps_the_name_that_the_text_gives():
    (event,) = coded("The Zarnian Front attacked Israel.")
    assert (event.source, event.source_name, event.target_country) == ("", "Zarnian Front", "ISR")
    (event,) = coded("Israel attacked the Zarnian Front.")
    assert (event.source_country, event.target, event.target_name) == ("ISR", "", "Zarnian Front")
    (event,) = coded("They attacked Israel.")
    assert event.source_name == ""


def test_a_longer_pattern_beats_a_shorter_one():
    (event,) = [e for e in coded("Prisoners began a hunger strike in Turkey.") if e.status == "actual"]
    assert event.action == "142"


def test_every_event_points_at_its_words_and_names_a_rule_that_can_be_looked_up():
    text = "In 2014 Russia annexed Crimea. Ukraine demanded that Russia withdraw its troops."
    for event in coded(text):
        ((start, end),) = event.trigger_span
        assert text[start:end].isalpha()
        assert rule(event.rule) is not None
        assert event.event_id.startswith("e_")


def test_reported_history_gets_its_own_date():
    events = coded("In 2014 Russia annexed Crimea from Ukraine.", date="2021-04-17")
    assert {(e.happened_earliest, e.happened_latest) for e in events} == {("2014-01-01", "2014-12-31")}


def test_the_words_that_decide_a_status_are_kept():
    text = "Russia denied plans to attack Ukraine."
    (attack,) = [e for e in coded(text) if e.action.startswith("19")]
    assert [text[a:b] for a, b in attack.status_span] == ["denied", "plans"]


def test_an_act_in_someones_words_rests_on_that_statement():
    text = "“Iran has attacked Israel,” said Macron."
    said = Statement(report_id="r", statement_id="s_1", content_spans=((1, 25),), speaker="FRA")
    (event,) = coded(text, statements=[said])
    assert event.statement_id == "s_1"


def test_we_is_whoever_speaks():
    text = "Macron spoke on Monday. “We have condemned Iran,” he said."
    start = text.index("We")
    said = Statement(
        report_id="r", statement_id="s_1", speaker="emmanuel-macron", speaker_span=((0, 6),),
        content_spans=((start, text.index(",”")),),
    )  # fmt: skip
    assert ("FRA", "111", "IRN") in {
        (e.source_country, e.action, e.target_country) for e in coded(text, statements=[said])
    }


def test_explain_says_what_fired_and_what_was_left_out():
    lines = list(explain(parse(report("Israel fought bravely, and France condemned Iran."), REGISTRY)))
    assert any(line.startswith("  coded     111") for line in lines)
    assert any(line.startswith("  left out") for line in lines)
    assert any(line.startswith("  parse") for line in lines)


NAMES = {
    "Russia": "RUS", "Ukraine": "UKR", "Iran": "IRN", "Israel": "ISR", "China": "CHN", "Taiwan": "TWN",
    "France": "FRA", "Serbia": "SRB", "Pakistan": "PAK", "India": "IND", "Cuba": "CUB", "Poland": "POL",
}  # fmt: skip
SENTENCES = [
    "{a} accused {b} of attacking a ship.",
    "{a} imposed sanctions on {b}.",
    "{a} denied that it had shelled {b}.",
    "{a} threatened to expel diplomats from {b}.",
    "{a} withdrew its troops from {b}.",
    "{a} and {b} signed a treaty.",
    "{a} said it would send aid to {b}.",
    "{a} demanded that {b} release the prisoners.",
]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(NAMES)))
def test_sides_can_be_swapped(sentence, one, two):
    """What is coded of one side doing something is coded of the other doing it: no actor is special."""
    if one == two:
        return
    sign = {NAMES[one]: "A", NAMES[two]: "B", "": ""}
    mirrored = {NAMES[one]: "B", NAMES[two]: "A", "": ""}

    def shape(text, names):
        return sorted((names[e.source_country], e.action, names[e.target_country], e.status) for e in coded(text))

    here, there = shape(sentence.format(a=one, b=two), sign), shape(sentence.format(a=two, b=one), mirrored)
    assert here == there, re.sub(r"\s+", " ", sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in Kyiv said Russian drones had struck a power station in Odesa.", {("RUS", "190", "UKR")}),
        ("Ethiopia and the rebels in Tigray traded blame for the failed talks.", {("ETH", "112", "ETH")}),
        ("The Philippines lodged a protest with China over a survey vessel.", {("PHL", "114", "CHN")}),
        ("Kenyan peacekeepers began deploying to Somalia on Friday.", {("KEN", "074", "SOM")}),
        ("Around 500 Fijian soldiers served in Lebanon as peacekeepers.", {("FJI", "074", "LBN")}),
        ("Norway gave 40 million euros to Mali.", {("NOR", "071", "MLI")}),
        (
            "India and Japan launched war games in the Bay of Bengal.",
            {("IND", "062", "JPN"), ("JPN", "062", "IND")},
        ),
        ("Seoul said North Korea fired a ballistic missile over Japan.", {("PRK", "150", "JPN")}),
        ("India summoned the Pakistani envoy over a ceasefire violation.", {("IND", "114", "PAK")}),
        ("Algeria recalled its ambassador from Madrid in protest at Spain's new line.", {("DZA", "161", "ESP")}),
        ("Rwandan peacekeepers arrived in Bangui.", {("RWA", "074", "CAF")}),
        ("Morocco and Israel signed a defence agreement in Rabat.", {("MAR", "057", "ISR"), ("ISR", "057", "MAR")}),
        ("Venezuela reopened its border with Colombia after seven years.", {("VEN", "086", "COL")}),
        ("Kinshasa expelled the Rwandan ambassador.", {("COD", "161", "RWA")}),
        ("Egypt and Sudan urged Ethiopia to sign a deal on the dam.", {("EGY", "027", "ETH"), ("SDN", "027", "ETH")}),
        (
            "Saudi Arabia and Iran agreed to restore diplomatic ties.",
            {("SAU", "032", "IRN"), ("IRN", "032", "SAU")},
        ),
        ("Kosovo banned Serbian officials from entering the country.", {("XKX", "172", "SRB")}),
        ("Kyrgyz and Tajik border guards exchanged fire.", {("KGZ", "190", "TJK"), ("TJK", "190", "KGZ")}),
        ("London froze the assets of 12 Iranian officials.", {("GBR", "163", "IRN")}),
        ("Turkey blocked Sweden's bid.", {("TUR", "129", "SWE")}),
        ("Poland will buy 250 tanks from the United States.", {("POL", "0312", "USA")}),
        ("Washington lifted a ban on arms sales to Vietnam.", {("USA", "081", "VNM")}),
        ("Cuba thanked Mexico for its help in putting out a fire.", {("CUB", "051", "MEX")}),
        ("Georgia refused to extradite the former minister to Ukraine.", {("GEO", "1213", "UKR")}),
        ("Chad closed its border with Sudan.", {("TCD", "160", "SDN")}),
        (
            "Jordan's king and the Syrian president spoke by phone.",
            {("JOR", "041", "SYR"), ("SYR", "041", "JOR")},
        ),
    ],
)
def test_the_acts_of_a_sentence_as_the_press_writes_it(text, expected):
    found = {(e.source_country, e.action, e.target_country) for e in coded(text) if e.status == "actual"}
    assert found == expected


def test_forces_that_have_not_left_are_said_to_stay():
    events = coded("Eritrean troops have not left Tigray, the rebels said.")
    assert ("ERI", "0874", "ETH", "negated") in {
        (e.source_country, e.action, e.target_country, e.status) for e in events
    }


def test_workers_who_strike_attack_nobody():
    assert not [e for e in coded("French workers struck a deal in Lyon.") if e.action.startswith("19")]


def test_those_whom_two_modifiers_name_are_looked_up_in_the_registry_that_the_report_was_read_with(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[states]\nXZA = { name = "Zarnia", adj = ["Zarnian"], capital = "Zarn", leader = "president" }\n',
        encoding="utf-8",
    )
    text = "Zarnian and Russian envoys condemned Iran."
    (page,) = [parse(report(text), Registry.load([own]))]
    assert {e.source_country for e in extract(page, ())[0]} == {"XZA", "RUS"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway accused Russia of cyberattacks. Moscow denied that it had carried out such attacks.", {"176"}),
        ("Russia carried out airstrikes in Finland. Moscow denied that it had carried out such strikes.", {"195"}),
        ("Norway accused Russia of cyberattacks. Moscow denied that it had carried out attacks.", {"176", "190"}),
    ],
)
def test_such_attacks_are_of_the_kind_that_was_told(text, expected):
    assert {e.action for e in coded(text) if e.action.startswith(("17", "18", "19"))} == expected


def test_who_will_spend_more_on_arms_threatens_nobody_by_saying_so():
    assert told("Norway will increase defence spending to 3 percent of GDP.") == {("NOR", "15", "", "planned")}
