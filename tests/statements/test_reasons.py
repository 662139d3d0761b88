"""Why words were taken as a statement: the cue's entry, what turned its stance, and quotation marks without a cue."""

from harmel.records import Statement
from harmel.statements import reason


def said(**values):
    return reason(Statement(report_id="r", statement_id="s", **values))


def test_the_entry_of_the_cue_is_named_with_its_stance():
    assert "“accuse” announces words" in said(cue="had accused", stance="accuse")[0]
    assert "as accuse" in said(cue="had accused", stance="accuse")[0]


def test_of_several_uses_the_one_with_the_stance_is_told():
    assert "as demand" in said(cue="told", stance="demand")[0]
    assert "as assert" in said(cue="told", stance="assert")[0]


def test_words_that_turn_the_stance_are_told():
    assert said(cue="said", stance="deny")[1] == "What is said, or how the cue is turned, makes it deny instead."


def test_quotation_without_a_cue():
    assert said(quotation="direct") == (
        "No cue: the words stand in quotation marks beside the one who is named as their speaker.",
        "All of the words stand in quotation marks.",
    )
