"""Who does an act and to whom: the participants of a match, by where they stand in its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harmel.events.arguments import agents, owners, patients, subjects
from harmel.events.matching import Match
from harmel.events.ontology import table
from harmel.events.participants import Participant, participant
from harmel.events.tree import SUBJECTS, Tree
from harmel.language import ParsedReport

TARGET_PREPOSITIONS = tuple(table("grammar")["target_prepositions"].split())
WITH = ("with", "between", "to", "among", "and")
MOST_PAIRS = 12

Pair = tuple[Participant | None, Participant | None]


def pairs(tree: Tree, match: Match, parsed: ParsedReport, content: Match | None) -> list[Pair]:
    """Give every (source, target) of an act; a side that nobody is known for is ``None``."""
    side_one = _distinct(_people(tree, sources(tree, match), parsed))
    if match.entry.frame == "mutual":
        return _mutual(tree, match, parsed, side_one)
    side_two = _targets(tree, match, parsed, side_one, content)
    ones: list[Participant | None] = list(side_one) or [None]
    twos: list[Participant | None] = list(side_two) or [None]
    return [(one, two) for one in ones for two in twos][:MOST_PAIRS]


def _people(tree: Tree, words: Iterable[int], parsed: ParsedReport) -> Iterator[Participant]:
    return (participant(tree, word, parsed) for word in words)


def _distinct(found: Iterable[Participant]) -> list[Participant]:
    kept: list[Participant] = []
    for one in found:
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: Participant, other: Participant) -> bool:
    if one.span == other.span:
        return True
    if one.who.actor or other.who.actor:
        return one.who.actor == other.who.actor
    return bool(one.who.code) and one.who.code == other.who.code


def sources(tree: Tree, match: Match) -> list[int]:
    """Give the words for who acts."""
    if match.verb is None:
        return _noun_sources(tree, match)
    if match.entry.rule.startswith("adjectives/"):
        return subjects(tree, match.verb)
    if match.verb != match.word and match.word not in _objects(tree, match.verb):
        return subjects(tree, match.verb)
    return agents(tree, match.verb)


def _objects(tree: Tree, verb: int) -> list[int]:
    return patients(tree, verb)


def _noun_sources(tree: Tree, match: Match) -> list[int]:
    """Give whose act a noun is: "Iran's attack", "the attack by Iran", "the Iranian attack", "the retreat of Iran"."""
    noun = match.word
    found = [k for k in tree.kids[noun] if tree.deps[k] == "poss"] or _by(tree, noun)
    if not found and match.entry.frame == "own":
        found = [o for p, _, o in tree.preps(noun) if p == "of"]
    if not found:
        found = [k for k in tree.kids[noun] if tree.deps[k] in ("amod", "compound", "nmod")]
    return [w for word in found for w in tree.with_conjuncts(word)]


def _by(tree: Tree, noun: int) -> list[int]:
    """Find "by X" at a noun or, as parsers often hang it, at the noun of its first phrase."""
    phrases = list(tree.preps(noun))
    phrases += [further for _, _, inner in phrases for further in tree.preps(inner)]
    return [o for p, _, o in phrases if p == "by"]


def _mutual(tree: Tree, match: Match, parsed: ParsedReport, side_one: list[Participant]) -> list[Pair]:
    """Pair everyone with everyone: those who act, and those whom they act with."""
    with_whom = _distinct(p for group in _mutual_groups(tree, match) for p in _people(tree, group, parsed))
    others = [p for p in with_whom if p.known and not any(_same(p, s) for s in side_one)]
    if others:
        return _both_ways([(one, two) for one in side_one for two in others], [] if side_one else others)
    known = [p for p in side_one if p.known]
    if len(known) > 1:
        among: list[Pair] = [(one, two) for one in known for two in known if one is not two]
        return among[:MOST_PAIRS]
    return [(one, None) for one in side_one[:1]]


def _both_ways(across: list[tuple[Participant, Participant]], alone: list[Participant]) -> list[Pair]:
    if alone:
        across = [(one, two) for i, one in enumerate(alone) for two in alone[i + 1 :]]
        if not across:
            return [(alone[0], None)]
    both: list[Pair] = [pair for one, two in across for pair in ((one, two), (two, one))]
    return both[:MOST_PAIRS]


def _mutual_groups(tree: Tree, match: Match) -> Iterator[list[int]]:
    verb = match.word if match.verb is None else match.verb
    if match.verb == match.word:
        for noun in patients(tree, verb):
            if not match.uses or noun not in match.uses:
                yield [noun]
    heads = {verb, match.word, *match.uses, *(patients(tree, verb) if match.verb is not None else ())}
    for head in sorted(heads):
        for preposition, _, noun in tree.preps(head):
            if preposition in WITH:
                yield tree.with_conjuncts(noun)
    for noun in match.uses or ([match.word] if match.verb != match.word else []):
        yield [k for k in tree.kids[noun] if tree.deps[k] in ("poss", "amod", "compound", "nmod")]


def _targets(
    tree: Tree, match: Match, parsed: ParsedReport, side_one: list[Participant], content: Match | None
) -> list[Participant]:
    """Give the first group of words, in the order in which a target is likely, that names someone else."""
    for group in _groups(tree, match, content):
        people = _distinct(_people(tree, group, parsed))
        others = [p for p in people if p.known and not any(_same(p, s) for s in side_one)]
        if others:
            return others
    return []


def _groups(tree: Tree, match: Match, content: Match | None) -> Iterator[list[int]]:
    if match.entry.frame == "denial":
        yield from _denial(tree, match)
        return
    verb = match.verb
    if verb is None:
        yield from _noun_targets(tree, match.word)
        return
    objects = patients(tree, verb)
    if match.entry.particles and not match.entry.prep_objects:
        yield from _named(tree, verb, objects, match.entry.particles[-1])
    if verb == match.word and not match.uses:
        yield objects
    for used in match.uses:
        if tree.is_verb(used):
            yield patients(tree, used)
            yield from _phrases(tree, used)
    yield [k for k in tree.kids[verb] if tree.deps[k] == "dative" and tree.words[k] not in ("to", "for")]
    yield from _clause_subjects(tree, verb)
    yield from _phrases(tree, verb)
    if match.word != verb:
        yield from _phrases(tree, match.word)
    yield [k for noun in objects for k in tree.kids[noun] if tree.deps[k] == "poss"]
    for noun in objects:
        yield from _phrases(tree, noun)
        yield owners(tree, noun) if not _owned_by_subject(tree, noun) else []
    yield objects
    if content is not None and content.word != match.word:
        yield from _content(tree, content)


def _owned_by_subject(tree: Tree, noun: int) -> bool:
    return not any(tree.deps[k] == "poss" or tree.words[k] == "by" for k in tree.kids[noun])


def _named(tree: Tree, verb: int, objects: list[int], preposition: str) -> Iterator[list[int]]:
    """Give what stands behind the preposition that an entry names: nothing is likelier to be its target."""
    for head in (verb, *objects):
        for word, place, noun in tree.preps(head):
            if word == preposition and tree.deps[place] != "agent":
                yield tree.with_conjuncts(noun)


def _phrases(tree: Tree, word: int) -> Iterator[list[int]]:
    phrases = list(tree.preps(word))
    phrases += [further for _, _, noun in phrases for further in tree.preps(noun)]
    for wanted in TARGET_PREPOSITIONS:
        for preposition, place, noun in phrases:
            if preposition == wanted and tree.deps[place] != "agent" and not tree.is_verb(noun):
                yield tree.with_conjuncts(noun)


def _clause_subjects(tree: Tree, verb: int) -> Iterator[list[int]]:
    for k in tree.kids[verb]:
        if tree.deps[k] in ("ccomp", "xcomp"):
            own = [s for s in tree.kids[k] if tree.deps[s] in SUBJECTS or tree.deps[s] == "nsubjpass"]
            yield [w for s in own for w in tree.with_conjuncts(s)]


def _content(tree: Tree, content: Match) -> Iterator[list[int]]:
    inner = content.verb if content.verb is not None else content.word
    if content.verb is not None:
        yield patients(tree, inner) if inner == content.word and not content.uses else []
    yield from _phrases(tree, inner)
    for noun in patients(tree, inner) if content.verb is not None else ():
        yield from _phrases(tree, noun)
        yield [noun]
    yield [k for k in tree.kids[inner] if tree.deps[k] in ("poss", "amod", "compound", "nmod")]


def _noun_targets(tree: Tree, noun: int) -> Iterator[list[int]]:
    by = set(_by(tree, noun))
    for group in _phrases(tree, noun):
        yield [word for word in group if word not in by]
    yield [k for k in tree.kids[noun] if tree.deps[k] in ("compound", "amod")]


def _denial(tree: Tree, match: Match) -> Iterator[list[int]]:
    """Give whose accusation is denied: a denial is no act towards those whom the denied act would have hit."""
    for noun in patients(tree, match.word):
        yield [o for o in owners(tree, noun) if o not in agents(tree, match.word)]
        yield [k for k in tree.kids[noun] if tree.deps[k] in ("amod", "compound")]
    yield [o for word, place, o in tree.preps(match.word) if word in ("by", "from") and tree.deps[place] != "agent"]
