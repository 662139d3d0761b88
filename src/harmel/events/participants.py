"""Words → who they are: the mention at a noun, or the one that its phrase hangs on.

"Russian warships", "members of the Taliban", "opposition leaders in Chad", "a NATO decision": the head noun often
names nobody, and the actor stands in a possessive, an adjective or a phrase below it. Which word it was is kept,
so that a record points at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmel.actors import Resolution
from harmel.events.tree import Tree
from harmel.language import ParsedReport
from harmel.records import Span

NESTED = ("poss", "amod", "compound", "nmod", "nn", "appos")
HOLDING = (
    "of",
    "from",
    "by",
    "in",
    "at",
    "for",
    "between",
    "with",
    "against",
    "on",
    "to",
    "near",
    "within",
    "outside",
    "over",
)
TIES = frozenset({"by", "from", "in", "to", "of"})
DEPTH = 3


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part: the actor, if known, and the words that say so."""

    who: Resolution
    span: Span

    @property
    def known(self) -> bool:
        """Say whether anything is known of who this is."""
        return bool(self.who.actor or self.who.country or self.who.code or self.who.sector)


def participant(tree: Tree, word: int, parsed: ParsedReport) -> Participant:
    """Give who a noun stands for; where nobody is known, the noun itself with an empty actor."""
    found = next(_candidates(tree, word, parsed, DEPTH), None)
    if found is None:
        return Participant(Resolution(), tree.span(word))
    if not found.who.country and found.who.sector:
        return _with_country(tree, word, parsed, found)
    return found


def _candidates(tree: Tree, word: int, parsed: ParsedReport, depth: int) -> Iterator[Participant]:
    mention = parsed.mention_at(tree.places[word])
    if mention is not None and (mention.who.actor or mention.who.country or mention.who.sector):
        yield Participant(mention.who, (mention.start, mention.end))
    if depth:
        for below in _below(tree, word):
            yield from _candidates(tree, below, parsed, depth - 1)


def _below(tree: Tree, word: int) -> Iterator[int]:
    """Go through the words below a noun, the likeliest to say whose it is first."""
    for dep in NESTED:
        yield from (k for k in tree.kids[word] if tree.deps[k] == dep)
    for clause in tree.kids[word]:
        if tree.deps[clause] == "acl":
            yield from (noun for prep, _, noun in tree.preps(clause) if prep in TIES)
    for preposition, place, noun in sorted(tree.preps(word), key=_nearest):
        if preposition in HOLDING and tree.deps[place] != "agent":
            yield noun


def _nearest(phrase: tuple[str, int, int]) -> int:
    return HOLDING.index(phrase[0]) if phrase[0] in HOLDING else len(HOLDING)


def _with_country(tree: Tree, word: int, parsed: ParsedReport, found: Participant) -> Participant:
    """Join an unnamed group with the country that its phrase gives: "opposition leaders in Chad"."""
    for other in _candidates(tree, word, parsed, DEPTH):
        if other.who.country:
            who = Resolution(
                name=found.who.name,
                country=other.who.country,
                sector=found.who.sector,
                code=other.who.country + found.who.sector,
                role=found.who.role,
            )
            return Participant(who, found.span)
    return found
