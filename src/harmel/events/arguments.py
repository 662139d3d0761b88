"""Who stands where about a verb: its subject and its object, whatever clause it is in.

Passives, coordination, relative clauses, participles, infinitives under control: each is a way for the grammatical
place to differ from the logical one, and each has its function here. All answers are words of the tree.
"""

from __future__ import annotations

from harmel.events.grammar import words
from harmel.events.lexicon import noun_class
from harmel.events.tree import OBJECTS, PASSIVE_SUBJECTS, RELATIVES, SUBJECTS, Tree

OBJECT_CONTROL = frozenset({"of", "for", "from", "into", "with"})
INHERITING = frozenset({"pcomp", "acl", "relcl", "conj", "xcomp", "ccomp", "advcl", "acomp", "dep", "parataxis"})
SAYING = words("saying")
SUBJECT_CONTROL = words("subject_control")
STATES = words("states_of_things")


def counted_forces(tree: Tree, noun: int) -> bool:
    """Say whether a noun counts soldiers or arms: with "600 soldiers" something is done, not together with them."""
    forces = noun_class("troop") | noun_class("weapon") | noun_class("warship")
    whose = any(tree.mentions[k] is not None for k in tree.kids[noun] if tree.deps[k] in ("amod", "compound", "poss"))
    return tree.words[noun] in forces and tree.kid(noun, ("nummod",)) is not None and not whose


def passive(tree: Tree, verb: int) -> bool:
    """Say whether a verb's surface subject is its object."""
    known = tree.passives.get(verb)
    if known is None:
        known = tree.passives[verb] = _passive(tree, verb)
    return known


def _passive(tree: Tree, verb: int) -> bool:
    deps = [tree.deps[k] for k in tree.kids[verb]]
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if tree.tags[verb] != "VBN" or "aux" in deps:
        return (
            tree.deps[verb] == "conj" and tree.tags[verb] == "VBN" and not deps_have_subject(deps) and _like(tree, verb)
        )
    return "agent" in deps or tree.deps[verb] in ("acl", "advcl", "relcl") or _like(tree, verb)


def deps_have_subject(deps: list[str]) -> bool:
    """Say whether a subject is among the ties of a verb's children."""
    return any(d in SUBJECTS for d in deps)


def _like(tree: Tree, verb: int) -> bool:
    head = tree.heads[verb]
    own_object = tree.kid(verb, OBJECTS) is not None
    return tree.deps[verb] == "conj" and head != verb and not own_object and tree.is_verb(head) and passive(tree, head)


def agents(tree: Tree, verb: int) -> list[int]:
    """Give who does what a verb says."""
    if verb not in tree.agents:
        tree.agents[verb] = _agents(tree, verb)
    return tree.agents[verb]


def _agents(tree: Tree, verb: int) -> list[int]:
    if passive(tree, verb):
        by = [k for k in tree.kids[verb] if tree.deps[k] == "agent" or tree.words[k] == "by"]
        found = [o for p in by for o in tree.kids[p] if tree.deps[o] == "pobj"]
        return _spread(tree, found)
    return subjects(tree, verb)


def subjects(tree: Tree, verb: int) -> list[int]:
    """Give the surface subjects of a verb, going up to where it inherits one."""
    own = [k for k in tree.kids[verb] if tree.deps[k] in SUBJECTS or tree.deps[k] in PASSIVE_SUBJECTS]
    if own:
        return _spread(tree, [_antecedent(tree, verb, k) for k in own[-1:]])
    return _inherited(tree, verb)


def _antecedent(tree: Tree, verb: int, word: int) -> int:
    """Give what a relative pronoun stands for."""
    if tree.words[word] not in RELATIVES:
        return word
    up = verb
    while tree.deps[up] in ("conj", "ccomp", "xcomp") and tree.heads[up] != up:
        up = tree.heads[up]
    return tree.heads[up] if tree.deps[up] == "relcl" else word


def _spread(tree: Tree, heads: list[int]) -> list[int]:
    return [w for word in heads for w in tree.with_conjuncts(word)]


def _inherited(tree: Tree, verb: int) -> list[int]:
    """Find the subject that a clause without one takes from the clause that it hangs on."""
    head, dep = tree.heads[verb], tree.deps[verb]
    if head == verb or dep not in INHERITING:
        return []
    if dep == "pcomp":
        return _of_gerund(tree, head)
    if dep in ("acl", "relcl"):
        return _of_noun_clause(tree, verb, head)
    controlled = patients(tree, head) if dep in ("xcomp", "ccomp") and tree.words[head] not in SUBJECT_CONTROL else []
    if controlled and controlled != [verb]:
        return controlled
    return subjects(tree, _meant(tree, verb, head) if dep == "advcl" else head)


def _meant(tree: Tree, verb: int, head: int) -> int:
    """Give the verb whose subject a clause beside it takes: what is said rather than the saying, or the reverse."""
    if infinitive(tree, verb) and _tells_a_state(tree, head):
        return tree.heads[head]
    told = tree.kid(head, ("ccomp",)) if tree.words[head] in SAYING else None
    return head if told is None or told == verb else told


def _tells_a_state(tree: Tree, verb: int) -> bool:
    """Say whether a verb only tells how things are said to be: the purpose is then that of whoever says so."""
    return tree.words[verb] in STATES and tree.deps[verb] == "ccomp" and tree.is_verb(tree.heads[verb])


def _of_gerund(tree: Tree, prep: int) -> list[int]:
    """Find the subject of "of sending tanks": what the governor acts on, or else the governor's own subject."""
    governor = tree.heads[prep]
    if tree.words[governor] == "short":
        governor = tree.heads[governor]  # "stopped short of attacking"
    if not tree.is_verb(governor):
        return owners(tree, governor)
    if tree.words[prep] in OBJECT_CONTROL:
        return patients(tree, governor) or subjects(tree, governor)
    return subjects(tree, governor)


def _of_noun_clause(tree: Tree, verb: int, noun: int) -> list[int]:
    """Find the subject of a clause that hangs on a noun: the noun, or for an infinitive whoever holds it."""
    if tree.tags[verb] == "VBG" or (tree.deps[verb] == "relcl" and tree.kid(verb, SUBJECTS) is not None):
        return _spread(tree, [noun])
    if tree.tags[verb] == "VB":
        said = tree.heads[tree.heads[noun]]
        purpose = tree.words[noun] == "order" and _tells_a_state(tree, said)
        return subjects(tree, tree.heads[said]) if purpose else owners(tree, noun)
    return _spread(tree, [noun]) if passive(tree, verb) else []


def owners(tree: Tree, noun: int) -> list[int]:
    """Give whose act a noun is: "Iran's plan", "the plan by Iran", or the subject of the verb whose object it is."""
    mine = [k for k in tree.kids[noun] if tree.deps[k] == "poss"]
    if mine:
        return _spread(tree, mine[:1])
    by = [o for word, _, o in tree.preps(noun) if word == "by"]
    if by:
        return _spread(tree, by)
    head = tree.heads[noun]
    if tree.deps[noun] in OBJECTS and tree.is_verb(head):
        return agents(tree, head)
    if tree.deps[noun] == "pobj" and tree.is_verb(tree.heads[head]):
        return agents(tree, tree.heads[head])
    return []


def patients(tree: Tree, verb: int) -> list[int]:
    """Give what a verb acts on."""
    if verb not in tree.patients:
        tree.patients[verb] = _patients(tree, verb)
    return tree.patients[verb]


def _patients(tree: Tree, verb: int) -> list[int]:
    if passive(tree, verb):
        own = [k for k in tree.kids[verb] if tree.deps[k] in PASSIVE_SUBJECTS]
        if own:
            return _spread(tree, [_antecedent(tree, verb, own[-1])])
        if tree.deps[verb] == "acl":
            return _spread(tree, [tree.heads[verb]])
        return _inherited(tree, verb)
    own = [k for k in tree.kids[verb] if tree.deps[k] in OBJECTS]
    if own:
        return _spread(tree, [_antecedent(tree, verb, own[0])])
    return _up_to(tree, verb) or _shared_object(tree, verb)


def infinitive(tree: Tree, verb: int) -> bool:
    """Say whether a word is an infinitive with its "to"."""
    return verb in tree.infinitives


def _up_to(tree: Tree, verb: int) -> list[int]:
    """Find the object that parsers hang on its "up to": "kidnapped up to 16 advisers"."""
    for prep, place, noun in (p for k in tree.kids[verb] if tree.words[k] == "up" for p in tree.preps(k)):
        if prep == "to" and place + 1 < len(tree.tags) and tree.tags[place + 1] == "CD":
            return _spread(tree, [noun])
    return []


def _shared_object(tree: Tree, verb: int) -> list[int]:
    """Find an object that stands elsewhere: after a later verb ("rejected and condemned X"), or before a relative."""
    for k in tree.kids[verb]:
        if tree.deps[k] == "conj" and tree.is_verb(k) and tree.tags[k] == tree.tags[verb] and k < verb + 4:
            return [w for o in tree.kids[k] if tree.deps[o] in OBJECTS for w in tree.with_conjuncts(o)]
    has_own = tree.kid(verb, SUBJECTS)
    if tree.deps[verb] == "relcl" and has_own is not None and tree.words[has_own] not in RELATIVES:
        return _spread(tree, [tree.heads[verb]])
    return []
