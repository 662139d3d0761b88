"""Parse → noun phrases that might name an actor: the head, its base phrase, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from harmel.language.parsed import Sentence
from harmel.language.parser import spelt

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
INSIDE = frozenset({"compound", "nmod", "amod"})
BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "predet", "quantmod", "case"})
HOLDS = frozenset({"of", "in", "at", "from", "for", "near", "across", "based"})
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun with its base phrase; ``words`` is the phrase with the prepositional parts that say whose or where."""

    start: int
    end: int
    words: str
    head: Token
    proper: bool
    plural: bool


def tags_of(doc: Doc) -> list[str]:
    """Give the tags of a parse, many times faster than its tokens do.

    >>> from harmel.language.parser import parses
    >>> tags_of(next(parses(["Norway denied it."])))
    ['NNP', 'VBD', 'PRP', '.']
    """
    return spelt(doc.to_array("TAG").tolist(), doc.vocab.strings)


def nominals(sentence: Sentence, doc: Doc, text: str, tags: Sequence[str]) -> Iterator[Nominal]:
    """Go through the noun phrases of a sentence, in text order; a noun that only modifies another is no phrase."""
    for i, tag in enumerate(tags):
        if tag in NOUNS and not _modifies(token := doc[i]):
            yield nominal(sentence, text, token)


def nominal(sentence: Sentence, text: str, head: Token) -> Nominal:
    """Give the phrase of one noun; ``text`` is the parse's own, which is slow to ask for."""
    first = _first(head)
    start, end = head.doc[first].idx, head.idx + len(head)
    stop = min(_reach(head), start + LONGEST)
    return Nominal(
        start=sentence.start + start,
        end=sentence.start + end,
        words=text[start : max(end, stop)],
        head=head,
        proper=head.tag_.startswith("NNP"),
        plural=head.tag_ in PLURALS,
    )


def _modifies(token: Token) -> bool:
    return token.dep_ in INSIDE and token.head.i > token.i and token.head.tag_ in NOUNS


def _first(head: Token) -> int:
    """Give the first token of the base phrase: modifiers before the head, with no gap."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in BEFORE or child.right_edge.i != first - 1:
            break
        first = child.left_edge.i
    return first


def _reach(head: Token) -> int:
    """Give where the phrase ends with the parts that say whose or where ("the head of the FSB", "rebels in Chad")."""
    end = head.idx + len(head)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in HOLDS:
            noun = next((c for c in child.rights if c.dep_ == "pobj" and c.tag_ in NOUNS), None)
            if noun is not None:
                end = max(_reach(noun), noun.idx + len(noun))
        elif child.dep_ not in ("case", "punct"):
            break
    return end


def apposed(head: Token) -> Token | None:
    """Give the noun that says the same once more: "Heiko Maas, the German foreign minister"."""
    return next((c for c in head.rights if c.dep_ == "appos" and c.tag_ in NOUNS), None)


def subject(token: Token) -> bool:
    """Say whether a noun is the subject of its clause, by itself or joined to one by "and"."""
    while token.dep_ == "conj" and token.head.tag_ in NOUNS:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def speaks(head: Token) -> bool:
    """Say whether a noun is the subject of a verb of saying."""
    return subject(head) and head.head.lower_ in SAYING


SAYING = frozenset(
    {
        *("said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "noted", "notes", "argued"),
        *("argues", "claimed", "claims", "stated", "explained", "insisted", "warned", "tweeted", "recalled", "replied"),
        *("believes", "thinks", "announced", "acknowledged", "admitted", "suggested", "complained", "observed"),
    }
)
