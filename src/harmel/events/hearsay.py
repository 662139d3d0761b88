"""Whose word a clause rests on: what "according to" one side says of the other is alleged, and not known to be done."""

from __future__ import annotations

from collections.abc import Iterator

from harmel.events.arguments import patients
from harmel.events.grammar import words
from harmel.events.matching import Match
from harmel.events.participants import participants
from harmel.events.sides import Pair
from harmel.events.status import Decision
from harmel.events.tree import Tree

AUDIENCE = words("audience")
PRESS = "MED"
INNER = frozenset({"ccomp", "xcomp", "conj", "advcl", "relcl"})


def by_the_other_side(tree: Tree, verb: int, pair: Pair) -> Decision | None:
    """Say that an act is alleged if its clause is told "according to" whoever it was done to, or nobody else.

    A witness, an agency or a third state may tell what it saw; a state that tells what another has done to it, or to
    nobody named, is a party. Both sides are treated alike.
    """
    doer, other = pair
    if doer is None or not doer.who.country:
        return None
    third = other.who.country if other is not None else ""
    for place, teller in _tellers(tree, verb):
        for who in participants(tree, teller):
            country = who.who.country
            if country and country != doer.who.country and third in ("", country):
                return Decision("alleged", (place,))
    return None


def _tellers(tree: Tree, verb: int) -> Iterator[tuple[int, int]]:
    """Go up the clauses from an act: each "according", and the noun behind its "to"."""
    while True:
        for k in tree.kids[verb]:
            if tree.words[k] == "according":
                yield from ((k, noun) for to in tree.kids[k] for noun in tree.kids[to] if tree.deps[noun] == "pobj")
        if tree.deps[verb] not in INNER or tree.heads[verb] == verb:
            return
        verb = tree.heads[verb]


def told_to_the_public(tree: Tree, match: Match) -> bool:
    """Tell "told reporters to expect talks", which demands nothing of reporters, from "told Sweden to extradite"."""
    if match.entry.force != "demand" or match.verb != match.word:
        return False
    hearers = patients(tree, match.word)
    if not hearers or not all(tree.words[h] in AUDIENCE for h in hearers):
        return False
    return not any(p.who.country and p.who.sector != PRESS for h in hearers for p in participants(tree, h))
