"""Who does an act and to whom: the participants of a match, by where they stand in its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harmel.events.arguments import agents, counted_forces, infinitive, owners, passive, patients, subjects
from harmel.events.grammar import words
from harmel.events.lexicon import noun_class
from harmel.events.matching import Match
from harmel.events.participants import participants
from harmel.events.sides import Pair, Participant
from harmel.events.targets import THREAT, target_groups
from harmel.events.tree import Tree

WITH = words("with")
OWN_FORCES = ("15", "0873", "0874", "07")  # acts whose object is the actor's own: forces moved, aid given
JOINT = ("03", "04", "05", "06", "0871")  # acts that several who do them do with each other
MOST_PAIRS = 12
TAKING_PART = words("taking_part")


def pairs(tree: Tree, match: Match, found: dict[int, Match]) -> list[Pair]:
    """Give every (source, target) of an act; a side that nobody is known for is ``None``."""
    if match.entry.direct and not any(_is_somebody(tree, w) for w in patients(tree, match.word)):
        return []
    side_one = distinct(_doers(tree, match))
    if len(side_one) > 1 and match.verb is not None and _each_other(tree, match.verb):
        return _among(side_one)
    if match.entry.frame == "mutual":
        together = _mutual(tree, match, side_one)
        if not match.entry.alone or any(two is not None for _, two in together):
            return together
        match.code = match.entry.alone
    side_two = _targets(tree, match, side_one, found)
    if not any(p.who.country for p in side_two) and match.code.startswith(JOINT) and sum(p.known for p in side_one) > 1:
        return _among([p for p in side_one if p.known])
    ones: list[Participant | None] = list(side_one) or [None]
    twos: list[Participant | None] = list(side_two) or [None]
    return [(one, two) for one in ones for two in twos][:MOST_PAIRS]


def _doers(tree: Tree, match: Match) -> Iterator[Participant]:
    """Give who acts; a paper that condemns speaks for whoever issued it, and a modifier acts only if it is someone."""
    for word in sources(tree, match):
        for one in participants(tree, word):
            if one.known or match.verb is not None:
                behind = [] if one.known else people(tree, owners(tree, word))
                yield next((p for p in behind if p.known), one)


def _each_other(tree: Tree, verb: int) -> bool:
    """Say whether those who act do so to each other."""
    return any(
        tree.words[k] == "each" for noun in patients(tree, verb) for k in tree.kids[noun] if tree.words[noun] == "other"
    )


def _is_somebody(tree: Tree, word: int) -> bool:
    """Say whether a noun is a person or a state itself, and not a thing of theirs: a guest is, a letter is not."""
    return tree.mentions[word] is not None or tree.words[word] in noun_class("guest")


def people(tree: Tree, heads: Iterable[int]) -> Iterator[Participant]:
    """Give whom some words stand for."""
    return (p for word in heads for p in participants(tree, word))


def distinct(found: Iterable[Participant]) -> list[Participant]:
    """Keep each participant once."""
    found = list(found)
    if len(found) < 2:  # noqa: PLR2004 - one is distinct
        return found
    kept: list[Participant] = []
    for one in found:
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: Participant, other: Participant) -> bool:
    if one.span == other.span:
        return True
    return bool(one.who.code or one.who.actor) and (one.who.actor, one.who.code) == (other.who.actor, other.who.code)


def sources(tree: Tree, match: Match) -> list[int]:
    """Give the words for who acts."""
    verb = match.verb
    if verb is None:
        return _noun_sources(tree, match)
    if match.entry.rule.startswith("adjectives/"):
        return subjects(tree, verb)
    found = agents(tree, verb)
    if not found and passive(tree, verb):
        found = _of_passive(tree, match, verb)
    if not found and match.entry.frame == "own" and passive(tree, verb):
        found = [o for patient in patients(tree, verb) for o in owners(tree, patient)]  # "its doctrine was revised"
    return found


def _of_passive(tree: Tree, match: Match, verb: int) -> list[int]:
    """Give who does what a passive says that names nobody beside it.

    "Were engaged in ethnic cleansing": its subject. "Was accused of spying by": whoever parsers hang on the noun, but
    what stands so behind "to" belongs there ("was opposed to a plan by").
    """
    carried = match.uses or frozenset({match.word})
    if tree.words[verb] in TAKING_PART and not carried & set(patients(tree, verb)):
        return subjects(tree, verb)
    return [o for prep, _, noun in tree.preps(verb) if prep != "to" for o in tree.by(noun)]


def _noun_sources(tree: Tree, match: Match) -> list[int]:
    """Give whose act a noun is: "Iran's attack", "the attack by Iran", "the Iranian attack", "the retreat of Iran"."""
    noun = match.word
    found = [k for k in tree.kids[noun] if tree.deps[k] == "poss"] or tree.by(noun)
    if not found and match.entry.frame == "own":
        found = [o for p, _, o in tree.preps(noun) if p == "of"]
    if not found and match.code.startswith("15"):
        near = tree.preps(noun)
        found = [o for p, _, o in near + [q for _, _, inner in near for q in tree.preps(inner)] if p == "from"]
    if not found:
        found = _accused(tree, noun)
    if not found:
        found = [k for k in tree.kids[noun] if tree.deps[k] in ("amod", "compound", "nmod")]
    return [w for word in found for w in tree.with_conjuncts(word)]


def _accused(tree: Tree, noun: int) -> list[int]:
    """Give who is accused of an act: "accused Russia of cyberattacks"."""
    prep = tree.heads[noun]
    verb = tree.heads[prep]
    of = tree.deps[noun] == "pobj" and tree.words[prep] in ("of", "for", "with") and tree.is_verb(verb)
    return patients(tree, verb) if of and tree.words[verb] in words("accusing") else []


def _mutual(tree: Tree, match: Match, side_one: list[Participant]) -> list[Pair]:
    """Pair everyone with everyone: those who act, and those whom they act with."""
    with_whom = distinct(p for group in _mutual_groups(tree, match) for p in people(tree, group))
    others = [p for p in with_whom if p.known and not any(_same(p, s) for s in side_one)]
    if others and side_one:
        both: list[Pair] = [pair for one in side_one for two in others for pair in ((one, two), (two, one))]
        return both[:MOST_PAIRS]
    known = others or [p for p in side_one if p.known]
    return _among(known) if len(known) > 1 else [(one, None) for one in (known or side_one)[:1]]


def _among(people: list[Participant]) -> list[Pair]:
    every: list[Pair] = [(one, two) for one in people for two in people if one is not two]
    return every[:MOST_PAIRS]


def _mutual_groups(tree: Tree, match: Match) -> Iterator[list[int]]:
    verb = match.word if match.verb is None else match.verb
    objects = patients(tree, verb) if match.verb is not None else []
    if match.verb == match.word:
        yield from ([noun] for noun in objects if noun not in match.uses and _is_somebody(tree, noun))
    heads = sorted({verb, match.word, *match.uses, *objects})
    for head in heads:
        for preposition, _, noun in tree.preps(head):
            if preposition in WITH and not counted_forces(tree, noun):
                yield tree.with_conjuncts(noun)
    if match.verb is not None:
        yield from (_meeting(tree, k) for k in tree.kids[verb] if infinitive(tree, k))
    for noun in match.uses or ([match.word] if match.verb != match.word else []):
        yield [k for k in tree.kids[noun] if tree.deps[k] in ("poss", "amod", "compound", "nmod")]


def _meeting(tree: Tree, verb: int) -> list[int]:
    return [noun for preposition, _, noun in tree.preps(verb) if preposition in WITH]


def _targets(tree: Tree, match: Match, side_one: list[Participant], found: dict[int, Match]) -> list[Participant]:
    """Give the first group of words, in the order in which a target is likely, that names someone else.

    Someone of a known country is preferred to an unnamed group; one's own forces are no target of moving them.
    """
    mine = {p.who.country for p in side_one if p.who.country}
    own = mine if match.code.startswith(OWN_FORCES) else set()
    unnamed: list[Participant] = []
    unheard: list[Participant] = []
    acted_on = patients(tree, match.word) if match.verb == match.word and any(p.known for p in side_one) else []
    for group in target_groups(tree, match, found):
        if not group:
            continue
        named = distinct(people(tree, group))
        others = [p for p in named if p.known and not any(_same(p, s) for s in side_one)]
        others = [p for p in others if p.who.country not in own or not p.who.country]
        if match.code.startswith(THREAT):
            others = [p for p in others if p.who.sector != "MIL" or p.who.country not in mine]
        if any(p.who.country or p.who.actor for p in others):
            return others
        unheard = unheard or [p for p in named if p.who.name and not p.known and group == acted_on and not match.uses]
        unnamed = unnamed or [p for p, w in zip(others, group, strict=False) if not _ones_own(tree, w)]
    return unnamed or unheard


def _ones_own(tree: Tree, noun: int) -> bool:
    """Say whether a noun is "its troops", "their leader": the source's own."""
    return any(tree.deps[k] == "poss" and tree.tags[k] == "PRP$" for k in tree.kids[noun])
