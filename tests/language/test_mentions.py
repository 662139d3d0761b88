"""Who is mentioned where: names, strangers, surnames, pronouns, descriptions, groups; and the two page dumps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.actors import Registry
from harmel.language.parse import parse
from harmel.records import Report
from shared import shared

REGISTRY = Registry.load()


def read(text, earliest="2018-10-25", latest="2018-10-25"):
    report = Report(
        report_id="r",
        source="test",
        text=text,
        body_spans=((0, len(text)),),
        published_earliest=earliest,
        published_latest=latest,
    )
    return parse(report, REGISTRY)


def meant(text, words, nth=0):
    """Give whom the nth mention of some words stands for."""
    found = [m for m in read(text).mentions if text[m.start : m.end] == words]
    return found[nth].who if len(found) > nth else None


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Moscow denied it, and the Kremlin said so.", "the Kremlin", "RUSGOV"),
        ("Portuguese soldiers left the port.", "Portuguese soldiers", "PRTMIL"),
        ("Rebels in Chad fired.", "Rebels", "TCDREB"),
        ("The head of the FSB resigned.", "The head", "RUSSPY"),
        ("Maltese Foreign Minister Zebedee Quill spoke.", "Maltese Foreign Minister Zebedee Quill", "MLTGOV"),
        ("Igor Brack, a spokesman for the Estonian Defence Ministry, spoke.", "Igor Brack", "ESTGOV"),
        ("Zoe Quill, Malta's foreign minister, spoke. Quill then left.", "Quill", "MLTGOV"),
        ("The German foreign minister, Heiko Maas, spoke.", "The German foreign minister", "DEUGOV"),
        ("Putin's spokesman denied it.", "Putin's spokesman", "RUSGOV"),
        ("NATO met. The alliance agreed.", "The alliance", "IGONATO"),
        ("NATO officials met. The bloc agreed.", "The bloc", "IGONATO"),
        ("Turkey said it would send troops.", "it", "TUR"),
        ("Russia will shut the strait unless Turkey opens its ports, it warned.", "it", "RUS"),
        ("Greece said so. Its army is large.", "Its army", "GRCMIL"),
    ],
)
def test_code(text, words, code):
    assert meant(text, words).code == code


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Angela Merkel met Emmanuel Macron. She left.", "She", "angela-merkel"),
        ("Angela Merkel met Emmanuel Macron. He left.", "He", "emmanuel-macron"),
        ("Theresa May spoke. May said nothing new.", "May", "theresa-may"),
        ("Jens Stoltenberg spoke in Oslo. Others agreed with the NATO chief.", "the NATO chief", "jens-stoltenberg"),
        (
            "Jens Stoltenberg met Theresa May. Russia objected, said the former Norwegian Prime Minister.",
            "the former Norwegian Prime Minister",
            "jens-stoltenberg",
        ),
        ("Putin spoke after Jeremy Hunt's speech, in which the latter accused him.", "latter", "jeremy-hunt"),
        ("The paper Bild said so. The newspaper cited an aide.", "The newspaper", "bild"),
        ("Barack Obama criticised Donald Trump. The president was angry.", "The president", "donald-trump"),
        ("Russia is large. Few think that the country is poor.", "the country", "RUS"),
    ],
)
def test_actor(text, words, actor):
    assert meant(text, words).actor == actor


def test_two_are_meant_together():
    text = "Angela Merkel met Emmanuel Macron. Both leaders want talks. Russia and Ukraine met; they disagreed."
    assert meant(text, "Both leaders").members == ("angela-merkel", "emmanuel-macron")
    assert meant(text, "they").members == ("RUS", "UKR")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vladimir Putin and Donald Trump met. He was pleased.", "He"),
        ("It is important to talk, said NATO.", "It"),
        ("BERLIN (AFP) - The talks failed.", "BERLIN"),
        ("The president left.", "The president"),
        ("The anti-Russian mood grew.", "Russian"),
    ],
)
def test_what_is_unsure_or_no_actor_is_left_out(text, words):
    who = meant(text, words)
    assert who is None or not (who.actor or who.country)


def test_a_seat_of_government_can_be_only_a_place():
    text = "Talks were held in London. The country was not named."
    assert meant(text, "London").code == "GBR"
    assert meant(text, "The country") is None


def test_an_unnamed_group_stays_unnamed():
    text = "Some analysts say that Russia is no threat, while others believe that it is."
    for words in ("Some analysts", "others"):
        who = meant(text, words)
        assert (who.actor, who.role) == ("", "analyst")


def test_a_namesake_is_not_the_state():
    assert meant("Michael Jordan spoke.", "Michael Jordan").code == ""


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Putin",
                "he",
                "the alliance",
                '"',
                "“",
                "\n",
                "\n\n",
                ".",
                ",",
                "said",
                "of",
                "US",
                "NATO's",
                "İ",
                "&amp;",
                "both",
            ]
        ),
        max_size=25,
    ).map(" ".join)
    | st.text(max_size=80)
)
def test_spans_lie_inside_whatever_comes(text):
    parsed = read(text)
    ends = [0]
    for mention in parsed.mentions:
        sentence = parsed.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end
        assert mention.start >= ends[-1]
        ends.append(mention.end)


def test_the_strategy_page():
    text = shared("samples/000_bca7244e961a0293.txt").read_text(encoding="utf-8")
    body = text[text.index("Moscow has") : text.index("\n\n\n    NATO Does")]
    text = "\n\n".join(p for p in body.split("\n\n") if "READ MORE" not in p)
    codes = {
        ("the alliance", 0): "IGONATO",
        ("NATO Secretary General Jens Stoltenberg", 0): "IGONATO",
        ("Stoltenberg", 0): "IGONATO",
        ("he", 1): "IGONATO",  # … when necessary”, he said
        ("he", 2): "USAGOV",  # Trump said that he would like
        ("He", 0): "IGONATO",  # He noted that NATO officials
        ("UK Foreign Minister Jeremy Hunt", 0): "GBRGOV",
        ("latter", 0): "GBRGOV",
        ("The Kremlin", 0): "RUSGOV",
    }
    found = {(words, nth): meant_in(text, words, nth, "2018-07-09", "2019-07-24").code for words, nth in codes}
    assert found == codes


def test_the_roundtable_page():
    text = shared("samples/004_4c838b0c2992f648.txt").read_text(encoding="utf-8")
    text = text[text.index("NATO’s stance") : text.index("Also Read: Pentagon")]
    dates = ("2014-12-01", "2017-01-17")
    actors = {
        ("the country", 0): "RUS",
        ("the organization", 0): "NATO",
        ("RT", 0): "rt",
        ("European Council President Donald Tusk", 0): "donald-tusk",
        ("the NATO chief", 0): "jens-stoltenberg",
        ("the former Norwegian Prime Minister", 0): "jens-stoltenberg",
        ("Ted Galen Carpenter", 0): "ted-galen-carpenter",
        ("the country", 2): "RUS",
        ("others", 0): "",
    }
    assert {k: meant_in(text, *k, *dates).actor for k in actors} == actors


def meant_in(text, words, nth, earliest, latest):
    found = [m for m in read(text, earliest, latest).mentions if text[m.start : m.end] == words]
    return found[nth].who
