"""Where a target stands: groups of words about an act, the likeliest first.

The entry's own preposition comes first ("imposed sanctions *on*"), then what the act is done to, then the phrases of
its object and of its verb, then what the clause below it is done to ("urged Russia to remove its military *from*
Georgia"). Whoever is named first and is not the source is the target; words that name nobody are passed over, so
that not every object becomes one.
"""

from __future__ import annotations

from collections.abc import Iterator

from harmel.events.arguments import agents, infinitive, owners, passive, patients
from harmel.events.grammar import words
from harmel.events.lexicon import noun_class
from harmel.events.matching import Match
from harmel.events.ontology import table
from harmel.events.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree

TARGET_PREPOSITIONS = {p: i for i, p in enumerate(table("grammar")["target_prepositions"].split())}
TIME_WORDS = words("time")
HANDED_OVER = ("04", "06", "07", "084", "15", "03", "13")  # acts whose object is the thing given, sent or said
OWN_CLAUSE = ("intent", "plan", "threat")  # acts whose clause has the speaker's own side as its subject
RALLYING = "113"  # a call for sanctions is aimed at those who would be hit, not at those who are called on
THREAT = "13"
POISED = ("15", "0873", "0874")  # acts with forces, whose object may say whom they face
CONDITIONS = frozenset({"if", "unless", "until"})
NEAR = frozenset({"close", "closer", "near", "nearer", "next", "opposite", "adjacent"})
DEPTH = 3

Groups = Iterator[list[int]]


def target_groups(tree: Tree, match: Match, found: dict[int, Match]) -> Groups:
    """Go through the words that may name an act's target."""
    verb = match.verb
    if match.entry.frame == "denial":
        yield from _denial(tree, match)
    elif verb is None:
        yield from _of_noun(tree, match.word)
    else:
        spoken = found.get(match.force_of) if match.force_of is not None else None
        if match.code == RALLYING and spoken is not None:
            yield from _of_content(tree, spoken)
        yield from _of_verb(tree, match, verb)
        if spoken is not None:
            yield from _of_content(tree, spoken)
        for head in dict.fromkeys((match.word, verb)):
            yield from _below(tree, head, DEPTH)
        if match.code.startswith(THREAT):
            yield from _conditioned(tree, verb if spoken is None or spoken.verb is None else spoken.verb, DEPTH)


def _of_verb(tree: Tree, match: Match, verb: int) -> Groups:
    objects = [] if passive(tree, verb) and match.word != verb else patients(tree, verb)
    done_to = [noun for noun in objects if noun not in match.uses or tree.words[noun] not in noun_class("complaint")]
    if match.entry.frame == "doer":
        yield from (_doers(tree, noun) for noun in objects)
    if match.entry.particles and not match.entry.prep_objects:
        yield from _behind(tree, verb, objects, match.entry.particles[-1])
    if verb == match.word and not match.entry.objects:
        yield done_to
    yield [k for k in tree.kids[verb] if tree.deps[k] in ("dative", "oprd") and tree.words[k] not in ("to", "for")]
    if match.entry.force not in OWN_CLAUSE:
        yield from _clause_subjects(tree, verb)
    if not match.code.startswith(HANDED_OVER):
        yield from ([noun] for noun in done_to)
    yield from phrases(tree, verb)
    if match.word != verb:
        yield from phrases(tree, match.word)
    for noun in objects:
        yield from phrases(tree, noun)
        if match.code.startswith(POISED):
            yield from (patients(tree, k) for k in tree.kids[noun] if tree.deps[k] == "acl" and tree.tags[k] == "VBG")
        yield _holders(tree, noun)
    yield done_to


def _doers(tree: Tree, noun: int) -> list[int]:
    """Give who did what is looked into: "crimes committed by", "abuses by"."""
    return tree.by(noun) + [o for k in tree.kids[noun] if tree.deps[k] == "acl" for o in tree.by(k)]


def _holders(tree: Tree, noun: int) -> list[int]:
    poss_or_by = any(tree.deps[k] == "poss" or tree.words[k] == "by" for k in tree.kids[noun])
    return owners(tree, noun) if poss_or_by else []


def _behind(tree: Tree, verb: int, objects: list[int], preposition: str) -> Groups:
    """Give what stands behind the preposition that an entry names: nothing is likelier to be its target."""
    for head in (verb, *objects):
        for word, place, noun in tree.preps(head):
            if word == preposition and tree.deps[place] != "agent":
                yield tree.with_conjuncts(noun)


def phrases(tree: Tree, word: int) -> Groups:
    """Give the objects of a word's phrases, the likeliest prepositions first, then those of the phrases below."""
    own = tree.preps(word) + [p for k in tree.kids[word] if tree.words[k] in NEAR for p in tree.preps(k)]
    near = [p for p in own if _may_hold(tree, p)]
    through = [p for p in own if p[0] == "as"] + near
    far = [further for _, _, noun in through for further in tree.preps(noun) if _may_hold(tree, further)]
    for level in (near, far):
        for _, _, noun in sorted(level, key=lambda p: TARGET_PREPOSITIONS[p[0]]):
            if not tree.is_verb(noun):
                yield tree.with_conjuncts(noun)


def _may_hold(tree: Tree, phrase: tuple[str, int, int]) -> bool:
    """Say whether a phrase may name a target: not one of time or source, and no passive's agent."""
    word, place, noun = phrase
    if word not in TARGET_PREPOSITIONS or tree.words[noun] in TIME_WORDS or tree.deps[place] == "agent":
        return False
    return tree.words[tree.heads[place]] != "according"


def _clause_subjects(tree: Tree, verb: int) -> Groups:
    for k in tree.kids[verb]:
        if tree.deps[k] in ("ccomp", "xcomp") or infinitive(tree, k):
            own = [s for s in tree.kids[k] if tree.deps[s] in SUBJECTS or tree.deps[s] in PASSIVE_SUBJECTS]
            yield [w for s in own for w in tree.with_conjuncts(s)]
            if not own and tree.deps[k] == "xcomp":
                yield from _clause_subjects(tree, k)  # "would like to see members pay"


def _conditioned(tree: Tree, verb: int, depth: int) -> Groups:
    """Give whose doing is made the condition of what is threatened: "unless Norway answers"."""
    for k in tree.kids[verb]:
        if tree.deps[k] == "advcl" and any(
            tree.deps[m] == "mark" and tree.words[m] in CONDITIONS for m in tree.kids[k]
        ):
            yield [w for s in tree.kids[k] if tree.deps[s] in SUBJECTS for w in tree.with_conjuncts(s)]
        elif depth and tree.deps[k] in ("ccomp", "xcomp"):
            yield from _conditioned(tree, k, depth - 1)


def _of_content(tree: Tree, content: Match) -> Groups:
    """Give whom the act that is spoken of would be done to."""
    verb = content.verb
    if verb is None:
        yield from phrases(tree, content.word)
        yield [k for k in tree.kids[content.word] if tree.deps[k] in ("poss", "amod", "compound", "nmod")]
    else:
        yield from _of_verb(tree, content, verb)


def _below(tree: Tree, verb: int, depth: int) -> Groups:
    """Go down the clauses below a verb that say what it is for: "willing to send material to help defend X"."""
    for k in tree.kids[verb]:
        if depth and (tree.deps[k] in ("xcomp", "ccomp") or infinitive(tree, k)):
            yield patients(tree, k)
            yield from phrases(tree, k)
            for noun in patients(tree, k):
                yield from phrases(tree, noun)
            yield from _below(tree, k, depth - 1)
    for noun in patients(tree, verb) if depth else ():
        yield from (patients(tree, k) for k in tree.kids[noun] if infinitive(tree, k))


def _of_noun(tree: Tree, noun: int) -> Groups:
    by = set(tree.by(noun))
    for group in phrases(tree, noun):
        yield [word for word in group if word not in by]
    yield [k for k in tree.kids[noun] if tree.deps[k] in ("compound", "amod")]


def _denial(tree: Tree, match: Match) -> Groups:
    """Give whose accusation is denied: a denial is no act towards those whom the denied act would have hit."""
    deniers = agents(tree, match.word)
    for noun in patients(tree, match.word):
        yield [o for o in owners(tree, noun) if o not in deniers]
        yield [k for k in tree.kids[noun] if tree.deps[k] in ("amod", "compound")]
    yield [o for word, place, o in tree.preps(match.word) if word in ("by", "from") and tree.deps[place] != "agent"]
