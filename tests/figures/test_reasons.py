"""Why a number was kept: each measure of the file can be told, and the words that give a kind are named."""

from harmel.figures import reason
from harmel.figures.measures import measures
from harmel.records import Figure


def told(sentence, **values):
    return reason(
        Figure(**({"report_id": "r", "figure_id": "f", "measure": "troops", "value": 3.0} | values)), sentence
    )


def test_every_measure_is_told():
    for measure in measures():
        lines = told("", measure=measure.name)
        assert measure.name in lines[0]
        assert len(lines) == 3


def test_the_words_of_a_kind_are_named():
    assert told("They must send three brigades.", kind="demand")[-1] == "Taken as demand by “must”."
    assert "stance of the statement" in told("They sent three brigades.", kind="demand")[-1]
    assert told("They sent three brigades.")[-1].startswith("No word around it")
