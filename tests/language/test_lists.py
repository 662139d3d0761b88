"""A parse as lists says what the parser's own tokens say, and is made once."""

from __future__ import annotations

import pytest

from harmel.language.lists import lists
from harmel.language.parser import parses
from language.inference.salad import PLAIN, salads

QUOTED = 'The mayor said "we will stay" and left, but "not for long.'
DOCS = list(parses([*PLAIN, *salads(60), QUOTED, "Peru, Chile and Cuba met; Spain did not."]))


@pytest.mark.parametrize("doc", DOCS, ids=range(len(DOCS)))
def test_every_list_holds_what_the_tokens_say(doc):
    plain = lists(doc)
    assert plain.words == [t.lower_ for t in doc]
    assert plain.written == [t.text for t in doc]
    assert plain.tags == [t.tag_ for t in doc]
    assert plain.deps == [t.dep_ for t in doc]
    assert plain.heads == [t.head.i for t in doc]
    assert plain.starts == [t.idx for t in doc]
    assert plain.ends == [t.idx + len(t) for t in doc]
    assert plain.spaces == [bool(t.whitespace_) for t in doc]
    assert plain.firsts == [t.left_edge.i for t in doc]
    assert plain.lasts == [t.right_edge.i for t in doc]


@pytest.mark.parametrize("doc", DOCS, ids=range(len(DOCS)))
def test_every_question_is_answered_as_the_tokens_answer_it(doc):
    plain = lists(doc)
    for t in doc:
        assert plain.lefts(t.i) == [c.i for c in t.lefts]
        assert plain.rights(t.i) == [c.i for c in t.rights]
        assert plain.kids[t.i] == [c.i for c in t.children]
        assert list(plain.above(t.i)) == [a.i for a in t.ancestors]
        assert plain.joined(t.i) == [c.i for c in t.conjuncts]
        assert plain.left(t.i, ("det", "nsubj")) == next((c.i for c in t.lefts if c.dep_ in ("det", "nsubj")), None)
        assert plain.in_quotes(t.i) == (sum(w.text == '"' for w in doc[: t.i]) % 2 == 1)


def test_a_quotation_that_is_left_open_goes_on_to_the_end():
    plain = lists(next(parses([QUOTED])))
    assert [word for i, word in enumerate(plain.words) if plain.in_quotes(i) and word.isalpha()] == [
        *("we", "will", "stay"),
        *("not", "for", "long"),
    ]


def test_the_lists_of_a_parse_are_made_once():
    assert lists(DOCS[0]) is lists(DOCS[0])
