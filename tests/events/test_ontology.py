"""The ontology against the published one, and its own consistency."""

from __future__ import annotations

from harmel.events import action, actions, cameo_of, contexts, plover_types, quad_of
from shared import shared

OURS = {  # where the published tables are silent or contradict each other, and the docs say what is taken
    "0813": "CONCEDE", "0814": "CONCEDE", "163": "SANCTION", "192": "ASSAULT",
}  # fmt: skip


def published():
    rows = [line.split("\t") for line in shared("data/cameo.tsv").read_text(encoding="utf-8").splitlines()]
    return {row[0]: row for row in rows if row[0].isdigit()}


def test_every_published_code_is_there_with_its_goldstein_score():
    table = published()
    assert set(actions()) == set(table)
    for code, row in table.items():
        assert action(code).goldstein == (float(row[4]) if row[4] else None), code


def test_quad_and_penta_classes_are_the_published_ones():
    for code, row in published().items():
        assert action(code).quad.replace("-", "_") == row[5], code
        assert action(code).penta.replace("-", "_") == row[6], code


def test_the_crosswalk_differs_from_the_published_one_only_where_we_say_so():
    for code, row in published().items():
        if row[7] and code not in OURS:
            assert action(code).plover_type == row[7], code
    assert all(action(code).plover_type == kind for code, kind in OURS.items())


def test_the_crosswalk_goes_both_ways():
    for code, one in actions().items():
        if one.plover_type:
            assert code in cameo_of(one.plover_type)
            assert one.plover_type in plover_types()
        if one.plover_mode and one.plover_type:
            assert code in cameo_of(one.plover_type, one.plover_mode)


def test_plover_scores_are_the_published_ones():
    rows = [r.split("\t") for r in shared("data/plover.tsv").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        if row[0] == "type" and row[1] != "ACCUSE":
            assert plover_types()[row[1]].score == float(row[4]), row[1]
    assert plover_types()["ACCUSE"].score == -3.0


def test_names_are_our_own():
    for code, row in published().items():
        assert action(code).name.lower() != row[3].lower().strip(" .") or len(row[3].split()) == 1, code


def test_a_finer_code_falls_back_on_its_parent():
    assert action("1905").code == "190"
    assert quad_of("057") == "verbal-cooperation"


def test_every_context_of_a_code_is_explained():
    assert {c for one in actions().values() for c in one.contexts} <= set(contexts())
