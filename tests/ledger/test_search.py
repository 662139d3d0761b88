"""Full text search: ranked, with snippets, and no input is a syntax error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmel.ledger import Ledger
from harmel.ledger.search import expression
from ledgers import coded


@pytest.fixture(scope="module")
def ledger():
    with Ledger.open(":memory:") as opened:
        for number in range(9):
            opened.add(coded(number))
        yield opened


def test_words_are_found_whatever_their_form_and_marks(ledger):
    assert len(ledger.search("accusing")) == 3
    assert len(ledger.search("naive", table="statements")) == 9


def test_a_phrase_a_beginning_and_a_word_left_out(ledger):
    assert len(ledger.search('"over the strait"')) == 9
    assert ledger.search('"strait the over"') == []
    assert len(ledger.search("shel*")) == 3
    assert len(ledger.search("strait -shelled")) == 6


def test_the_snippet_says_which_words_were_found(ledger):
    hit = ledger.search("envoy shelled", limit=1)[0]
    assert {hit.snippet[a:b] for a, b in hit.found} >= {"envoy"}
    assert "\ue000" not in hit.snippet


def test_pages_of_hits_do_not_overlap(ledger):
    pages = [ledger.search("strait", limit=4, offset=o) for o in (0, 4, 8)]
    ids = [hit.id for page in pages for hit in page]
    assert len(ids) == len(set(ids)) == 9


@given(st.text(max_size=40) | st.text('"*-^:(){}+ANDORNTE \x00', max_size=20))
def test_no_input_is_a_syntax_error(words):
    with Ledger.open(":memory:") as empty:
        assert empty.search(words) == []


def test_nothing_asked_is_nothing_found():
    assert expression(' "" - * ') == ""


def test_filters_hold_inside_a_search_and_words_are_a_filter(ledger):
    found = ledger.search("strait", outlet="Outlet 1", limit=50)
    kept = {row["report_id"] for row in ledger.rows("reports", words="strait", outlet="Outlet 1")}
    assert {hit.id for hit in found} == kept
    assert ledger.count("reports", words="strait", outlet="Outlet 1") == len(found) == 2
    assert ledger.count("reports", words="-only") == 0
