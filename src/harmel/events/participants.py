"""Words → who they are: the mention at a noun, or the one that its phrase hangs on.

"Russian warships", "members of the Taliban", "opposition leaders in Chad", "a NATO decision": the head noun often
names nobody, and the actor stands in a possessive, an adjective or a phrase below it. Which word it was is kept,
so that a record points at it.
"""

from __future__ import annotations

from collections.abc import Iterator

from harmel.actors import Registry, Resolution
from harmel.events.grammar import words
from harmel.events.ontology import table
from harmel.events.sides import Participant
from harmel.events.tree import SUBJECTS, Tree

NESTED = {d: i for i, d in enumerate(("poss", "amod", "compound", "nmod", "nn", "npadvmod", "appos"))}
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
HOLDING = {p: i for i, p in enumerate(table("grammar")["holding"].split())}
TIES = frozenset({"by", "from", "in", "to", "of"})
SAYING = words("saying")
QUANTITIES = words("quantities")
LINES = words("lines")
DEPTH = 3
PROPER = frozenset({"NNP", "NNPS"})
NOUNS = PROPER | {"NN", "NNS"}


def participants(tree: Tree, word: int) -> list[Participant]:
    """Give whom a noun stands for: one, or several where its modifiers name several ("U.S. and Russian envoys").

    Where nobody is known, it is the noun itself with an empty actor.
    """
    known = tree.people.get(word)
    if known is None:
        known = tree.people[word] = _participants(tree, word)
    return known


def _participants(tree: Tree, word: int) -> list[Participant]:
    several = _several(tree, word) or _counted(tree, word)
    if several:
        return several
    found = _first(tree, word, DEPTH)
    if found is None and tree.tags[word] == "PRP":
        found = _of_the_speaker(tree, word)
    if found is None:
        return [Participant(Resolution(name=_own_words(tree, word)), tree.span(word))]
    if not found.who.country and found.who.sector:
        return [_with_country(tree, word, found)]
    return [found]


def _own_words(tree: Tree, word: int) -> str:
    """Give the name of someone whom the registry does not know, as the text has it: "Jonas Verrel", "Zarnian front"."""
    before = [k for k in tree.kids[word] if tree.deps[k] in ("compound", "amod", "nmod") and k < word]
    phrase = range(min(before, default=word), word + 1)
    if tree.tags[word] not in NOUNS or not any(tree.tags[k] in PROPER or tree.written[k][0].isupper() for k in phrase):
        return ""
    if len(phrase) == 1 and tree.tags[word] not in PROPER:
        return ""  # a plain noun at the beginning of a sentence
    return tree.page[tree.places[phrase[0]] : tree.span(word)[1]]


def _several(tree: Tree, noun: int) -> list[Participant]:
    """Tell apart those whom coordinated modifiers name: each with the noun that they share."""
    for k in tree.kids[noun]:
        if k > noun:
            break
        heads = tree.with_conjuncts(k) if tree.deps[k] in MODIFIERS else []
        if len(heads) > 1 and max(heads) < noun:
            shared = " ".join(tree.words[max(heads) + 1 : noun + 1])
            registry = tree.registry or Registry.load()
            found = [(registry.resolve(f"{tree.written[h]} {shared}"), h) for h in heads]
            if all(who.country or who.actor for who, _ in found):
                return [Participant(who, tree.span(h)) for who, h in found]
    return []


def _counted(tree: Tree, noun: int) -> list[Participant]:
    """Look through a word of number: "scores of refugees", "a group of leaders"."""
    if tree.words[noun] not in QUANTITIES:
        return []
    of = [inner for prep, _, inner in tree.preps(noun) if prep == "of"]
    return [p for inner in of for one in tree.with_conjuncts(inner) for p in participants(tree, one) if p.known]


def _first(tree: Tree, word: int, depth: int) -> Participant | None:
    """Give the likeliest that a noun names: what ``_candidates`` gives first, in a third of its time."""
    mention = tree.mentions[word]
    if mention is not None and (mention.who.actor or mention.who.country or mention.who.sector):
        return Participant(mention.who, (mention.start, mention.end))
    if depth and tree.kids[word]:
        for below in _below(tree, word):
            found = _first(tree, below, depth - 1)
            if found is not None:
                return found
    return None


def _candidates(tree: Tree, word: int, depth: int) -> Iterator[Participant]:
    mention = tree.mentions[word]
    if mention is not None and (mention.who.actor or mention.who.country or mention.who.sector):
        yield Participant(mention.who, (mention.start, mention.end))
    if depth:
        for below in _below(tree, word):
            yield from _candidates(tree, below, depth - 1)


def _below(tree: Tree, word: int) -> Iterator[int]:
    """Go through the words below a noun, the likeliest to say whose it is first."""
    deps, tags, kids = tree.deps, tree.tags, tree.kids[word]
    # "his Chinese counterpart" is Chinese
    yield from sorted([k for k in kids if deps[k] in NESTED], key=lambda k: (tags[k] == "PRP$", NESTED[deps[k]]))
    for clause in kids:
        if deps[clause] == "acl":
            yield from (noun for prep, _, noun in tree.preps(clause) if prep in TIES)
    held = [p for p in tree.preps(word) if p[0] in HOLDING and deps[p[1]] != "agent" and tree.words[p[2]] not in LINES]
    yield from [noun for _, _, noun in sorted(held, key=lambda p: HOLDING[p[0]])]


def _of_the_speaker(tree: Tree, word: int) -> Participant | None:
    """Let a pronoun in reported speech that nothing else explains be its speaker: "Syria says it is willing"."""
    verb = tree.heads[word]
    while tree.deps[verb] in ("ccomp", "xcomp", "conj") and tree.heads[verb] != verb:
        verb = tree.heads[verb]
        if tree.words[verb] in SAYING:
            own = [k for k in tree.kids[verb] if tree.deps[k] in SUBJECTS and k < word]
            found = next(filter(None, (_first(tree, k, DEPTH) for k in own)), None)
            return Participant(found.who, tree.span(word)) if found else None
    return None


def _with_country(tree: Tree, word: int, found: Participant) -> Participant:
    """Join an unnamed group with the country that its phrase gives: "opposition leaders in Chad"."""
    for other in _candidates(tree, word, DEPTH):
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
