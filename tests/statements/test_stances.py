"""What a speaker does by a statement, and under which condition."""

import pytest

from said import statements, words


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The envoy said that the gate was open.", "assert"),
        ("The envoy denied that the gate was open.", "deny"),
        ("The envoy again denied having opened the gate.", "deny"),
        ("The envoy did not deny that the gate was open.", "assert"),
        ("The envoy ruled out a ceasefire.", "deny"),
        ("The envoy refused to rule out a strike.", "assert"),
        ("The envoy refused to open the gate.", "deny"),
        ("The envoy accused the guards of firing first.", "accuse"),
        ("The envoy demanded that the guards leave.", "demand"),
        ("The envoy said that the guards must leave.", "demand"),
        ("The envoy urged the guards to leave.", "appeal"),
        ("The envoy promised to return the prisoners.", "promise"),
        ("The envoy said that he will return the prisoners.", "promise"),
        ("The envoy threatened to close the strait.", "threaten"),
        ("The envoy warned that the strait could close.", "warn"),
        ("The envoy said that he will not accept the plan.", "deny"),
        ("The envoy said that he will not fire first.", "promise"),
        ("Farmers called on the envoy to resign.", "demand"),
        ("The envoy condemned the raid.", "criticise"),
        ("The envoy praised the rescue.", "praise"),
        ("The envoy proposed a new date.", "propose"),
    ],
)
def test_a_stance_follows_the_cue_its_negation_and_what_is_said(text, stance):
    assert statements(text)[0].stance == stance


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("“If they cross the river, we will strike,” the general said.", "If they cross the river"),
        ("The general said that talks would end unless the guns fell silent.", "unless the guns fell silent"),
        ("The ministry said it will not ignore actions which harm its ships.", "actions which harm its ships"),
    ],
)
def test_a_condition_is_found_with_its_words(text, condition):
    assert words(text, statements(text)[0].condition_span) == condition


def test_an_act_under_a_condition_is_a_warning():
    assert statements("“If they cross the river, we will strike,” the general said.")[0].stance == "warn"
    assert statements("The ministry said it will not ignore actions which harm its ships.")[0].stance == "warn"
