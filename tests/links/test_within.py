import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from harmel.links import within
from harmel.records import Coded, Figure, Report
from marked_records import coded
from shared import shared

DATA = Path(__file__).parent / "data" / "cases.txt"
FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["links"]


def cases():
    found = []
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], set()))
        elif line.startswith("= "):
            found[-1][1].add(tuple(line[2:].split()))
    return found


def ties(records):
    return {(link.from_id, link.kind, link.to_id) for link in within(records)}


def test_precision_and_recall_stay_above_their_floors():
    right = found = wanted = 0
    for marked, expected in cases():
        got = ties(coded(marked))
        right += len(got & expected)
        found += len(got)
        wanted += len(expected)
    assert right / found >= FLOORS["precision"]
    assert right / wanted >= FLOORS["recall"]


def test_there_are_at_least_sixty_texts():
    texts = [text for text, _ in cases()]
    assert len(set(texts)) == len(texts) >= 60


def test_every_basis_span_holds_words_of_the_text():
    for marked, _ in cases():
        records = coded(marked)
        for link in within(records):
            assert link.basis
            assert link.basis_span
            assert all(0 <= a < b <= len(records.report.text) for a, b in link.basis_span)


def test_the_words_of_change_are_the_basis():
    two, four = "<share NATO demand 2018 2|2 %>", "<share NATO demand 2017 4|4 %>"
    text = f"He asks [1 USA demand NATO|for {two}], a shift from [2 USA demand NATO|{four}]."
    (link,) = within(coded(text))
    assert (link.basis, link.score) == ("a shift from", 0.9)


def test_the_sample_page_ties_moscows_denial_to_hunts_accusation_and_two_percent_to_four():
    from harmel.actors import Registry
    from harmel.pipeline import code_many

    text = shared("samples/000_bca7244e961a0293.txt").read_text(encoding="utf-8")
    report = Report(report_id="r", source="sample", text=text, language="en", body_spans=((0, len(text)),),
                    published_earliest="2018-10-29", published_latest="2018-10-29")  # fmt: skip
    (found,) = code_many([report], Registry.load())
    statements = {s.statement_id: s for s in found.statements}
    denied = {
        (statements[x.from_id].content.split()[-1], statements[x.to_id].speaker)
        for x in found.links
        if x.kind == "denies" and x.to_table == "statements"
    }
    assert ("states", "jeremy-hunt") in denied
    figures = {f.figure_id: f.value for f in found.figures}
    changed = [(figures[x.from_id], figures[x.to_id], x.basis) for x in found.links if x.from_table == "figures"]
    assert changed == [(4, 2, "a shift from")]


def test_two_sayings_contradict_by_the_words_that_they_share_and_not_by_names():
    two_say = "NATO says [1 NATO assert RUS|that Russia {}]. Moscow says [2 RUS assert RUS|that Russia {}]."
    text = two_say.format("poses a threat", "poses no threat")
    (link,) = within(coded(text))
    assert (link.basis, link.score) == ("poses threat", 0.5)
    assert within(coded(two_say.format("and Putin came", "and Putin did not"))) == ()


FIGURES = st.builds(
    Figure,
    report_id=st.just("r"),
    figure_id=st.uuids().map(str),
    actor=st.sampled_from(["", "RUS", "USA"]),
    measure=st.sampled_from(["troops", "tanks"]),
    value=st.floats(0, 1e6),
    kind=st.sampled_from(["actual", "estimate", "demand", "change"]),
    statement_id=st.sampled_from(["", "s1", "s2"]),
    span=st.integers(0, 50).map(lambda n: ((n, n + 1),)),
)


@settings(max_examples=60)
@given(st.lists(FIGURES, max_size=8))
def test_figures_of_different_things_never_contradict(figures):
    records = Coded(report=Report(report_id="r", source="s", text="x" * 60), figures=tuple(figures))
    by_id = {f.figure_id: f for f in figures}
    for link in within(records):
        one, two = by_id[link.from_id], by_id[link.to_id]
        assert (one.measure, one.actor, one.unit) == (two.measure, two.actor, two.unit)
        assert one.actor
        assert one.figure_id != two.figure_id


def test_the_order_of_the_records_does_not_matter():
    for marked, _ in cases():
        records = coded(marked)
        backwards = Coded(
            report=records.report,
            statements=records.statements[::-1],
            events=records.events[::-1],
            figures=records.figures[::-1],
        )
        assert ties(records) == ties(backwards)
