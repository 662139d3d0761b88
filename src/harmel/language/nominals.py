"""Parse → noun phrases that might name an actor: the head, its base phrase, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmel.language.lists import Lists
from harmel.language.parsed import Sentence

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
INSIDE = frozenset({"compound", "nmod", "amod"})
BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "predet", "quantmod", "case"})
HOLDS = frozenset({"of", "in", "at", "from", "for", "near", "across", "based"})
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun with its base phrase; ``words`` is the phrase with the prepositional parts that say whose or where.

    ``head`` is the number of the noun in its sentence, ``noun`` the word itself in lower case.
    """

    start: int
    end: int
    words: str
    head: int
    noun: str
    proper: bool
    plural: bool


def nouns(plain: Lists) -> Iterator[int]:
    """Go through the heads of noun phrases, in text order; a noun that only modifies another is none."""
    tags, deps, heads = plain.tags, plain.deps, plain.heads
    for i, tag in enumerate(tags):
        if tag in NOUNS and not (deps[i] in INSIDE and heads[i] > i and tags[heads[i]] in NOUNS):
            yield i


def nominal(sentence: Sentence, text: str, plain: Lists, head: int) -> Nominal:
    """Give the phrase of one noun of a sentence whose parse reads as ``text``."""
    start, end = plain.starts[first_of(plain, head)], plain.ends[head]
    stop = min(_reach(plain, head), start + LONGEST)
    tag = plain.tags[head]
    return Nominal(
        start=sentence.start + start,
        end=sentence.start + end,
        words=text[start : max(end, stop)],
        head=head,
        noun=plain.words[head],
        proper=tag.startswith("NNP"),
        plural=tag in PLURALS,
    )


def first_of(plain: Lists, head: int) -> int:
    """Give the first word of a noun's base phrase: modifiers before the head, with no gap."""
    first = head
    for child in reversed(plain.lefts(head)):
        if plain.deps[child] not in BEFORE or plain.lasts[child] != first - 1:
            break
        first = plain.firsts[child]
    return first


def _reach(plain: Lists, head: int) -> int:
    """Give where the phrase ends with the parts that say whose or where ("the head of the FSB", "rebels in Chad")."""
    end = plain.ends[head]
    for child in plain.rights(head):
        if plain.deps[child] == "prep" and plain.words[child] in HOLDS:
            noun = _held(plain, child)
            if noun is not None:
                end = max(_reach(plain, noun), plain.ends[noun])
        elif plain.deps[child] not in ("case", "punct"):
            break
    return end


def _held(plain: Lists, preposition: int) -> int | None:
    behind = plain.rights(preposition)
    return next((k for k in behind if plain.deps[k] == "pobj" and plain.tags[k] in NOUNS), None)


def apposed(plain: Lists, head: int) -> int | None:
    """Give the noun that says the same once more: "Heiko Maas, the German foreign minister"."""
    return next((k for k in plain.rights(head) if plain.deps[k] == "appos" and plain.tags[k] in NOUNS), None)


def subject(plain: Lists, word: int) -> bool:
    """Say whether a noun is the subject of its clause, by itself or joined to one by "and"."""
    while plain.deps[word] == "conj" and plain.tags[plain.heads[word]] in NOUNS:
        word = plain.heads[word]
    return plain.deps[word] in ("nsubj", "nsubjpass")


def speaks(plain: Lists, head: int) -> bool:
    """Say whether a noun is the subject of a verb of saying."""
    return subject(plain, head) and plain.words[plain.heads[head]] in SAYING


SAYING = frozenset(
    {
        *("said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "noted", "notes", "argued"),
        *("argues", "claimed", "claims", "stated", "explained", "insisted", "warned", "tweeted", "recalled", "replied"),
        *("believes", "thinks", "announced", "acknowledged", "admitted", "suggested", "complained", "observed"),
    }
)
