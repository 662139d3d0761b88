import tomllib
from pathlib import Path

import pytest

from harmel.events.causes import cues, declared
from harmel.events.tree import trees
from harmel.vocabulary import LinkKind, words
from marked import unmarked
from mentioned import parsed

DATA = Path(__file__).parent / "data"
FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["causes"]


def cases(name):
    found = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], []))
        elif line.startswith("= "):
            found[-1][1].append(tuple(part.strip() for part in line[2:].split("|")))
    return found


def linked(text, events):
    page = parsed(text)
    return declared(page, trees(page), events)


def links(marked):
    text, events = unmarked(marked)
    by_id = {e.event_id: e.action_name for e in events}
    return [(by_id[x.from_id], by_id[x.to_id], x.kind, x.basis) for x in linked(text, events)]


@pytest.mark.parametrize("name", ["causes", "causes_unseen"])
def test_precision_and_recall_stay_above_their_floors(name):
    right = found = wanted = 0
    for marked, expected in cases(f"{name}.txt"):
        got = links(marked)
        right += len(set(got) & set(expected))
        found += len(got)
        wanted += len(expected)
    assert right / found >= FLOORS[f"{name}_precision"]
    assert right / wanted >= FLOORS[f"{name}_recall"]


def test_the_basis_span_holds_the_basis():
    text, events = unmarked(cases("causes.txt")[0][0])
    (link,) = linked(text, events)
    ((start, end),) = link.basis_span
    assert text[start:end] == link.basis == "in response to"
    assert (link.from_table, link.to_table) == ("events", "events")


def test_after_alone_is_sequence_and_no_cause():
    assert [link[2] for link in links("Kiev {UKR>RUS 13 warned} Moscow after Moscow {RUS>UKR 17 seized} it.")] == [
        "follows"
    ]


def test_with_several_earlier_acts_and_none_done_to_this_side_nothing_is_tied():
    text = (
        "Turkey {TUR>SYR 19 bombed} it. Israel {ISR>SYR 19 shelled} it. In response, Iran {IRN>ISR 13 threatened} war."
    )
    assert [link[1] for link in links(text)] == ["shelled"]
    both = "Turkey {TUR>SYR 19 bombed} it, Israel {ISR>SYR 19 shelled} it. In response, Iran {IRN>USA 13 warned} all."
    assert links(both) == []


@pytest.mark.parametrize("text", ["It rained in response to nothing.", "", "After the rain, the sun."])
def test_without_acts_there_is_no_link(text):
    assert linked(text, []) == ()


def test_the_cues_keep_to_the_closed_list():
    assert {cue.kind for cue in cues()} <= set(words(LinkKind))
    assert all(0 < cue.score <= 1 for cue in cues())
