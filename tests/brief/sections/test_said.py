"""Statements in words: a cue stands where the content alone would say the reverse."""

import pytest

from harmel.actors import Registry
from harmel.brief.desk import desk_of
from harmel.brief.sections.disputes import CHANGED, disputes
from harmel.brief.sections.said import statement_pieces
from harmel.ledger import Ledger
from harmel.pipeline import code
from harmel.reading import read_text
from harmel.settings import rivalry

REGISTRY = Registry.load()


@pytest.fixture
def desk(request):
    with Ledger.open(":memory:") as ledger:
        ledger.add(code(read_text(request.param, source="t", registry=REGISTRY), REGISTRY))
        yield desk_of(ledger, rivalry("nato-russia"), REGISTRY, newest=1)


def told(desk):
    return ["".join(p.text for p in statement_pieces(desk, s)) for s in desk.statements]


@pytest.mark.parametrize("desk", ["“Talks go on, and we do not want a new race for arms,” Norway said."], indirect=True)
def test_what_is_not_wanted_is_not_told_as_asserted(desk):
    assert any("(“do not want”)" in line for line in told(desk))


@pytest.mark.parametrize("desk", ["Norway said that the talks would go on."], indirect=True)
def test_a_clause_needs_no_cue(desk):
    assert told(desk) == ["Norway (NATO) · assertion: that the talks would go on"]


@pytest.mark.parametrize(
    "desk",
    ["Norway demanded that NATO members pay 2 percent of GDP on defence, a shift from the 4 percent it demanded."],
    indirect=True,
)
def test_who_changes_a_demand_contradicts_nobody(desk):
    assert CHANGED in [line.pieces[0].text for line in disputes(desk).lines]
