"""Who speaks, by syntax: the subject of a cue, found along the path of dependencies."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from harmel.records import Spans
from harmel.statements.lexicon import lexicon
from harmel.statements.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree, runs

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMB = frozenset(
    {
        "conj",
        "xcomp",
        "advcl",
        "pcomp",
        "prep",
        "ccomp",
        "aux",
        "auxpass",
        "parataxis",
        "dep",
        "acomp",
        "advmod",
        "oprd",
    }
)
_INNER = frozenset({"relcl", "ccomp", "xcomp", "acl"})
_OBJECTS = ("dobj", "dative")
_NAMING = ("DT", "JJ", "NN", "NNP", "PRP", "POS", "CD", "HYPH", "WP")
_SKIPPED = ("RB", "MD", "VBZ", "VBP", "VBD", "-RRB-")
_HIGHEST = 6


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens that name a source, and the token to resolve: the head, of the antecedent if the words are "who"."""

    tokens: list[int]
    head: int


NOBODY = Source([], -1)


def source_of(tree: Tree, verb: int, taken: AbstractSet[int]) -> Source:
    """Find the source of a verb among the tokens that its content has not taken."""
    if _agentless(tree, verb):
        return agent_of(tree, verb)
    head = _subject(tree, verb)
    if head < 0 or head in taken:
        return beside(tree, verb, taken)
    if tree.words[head] in _RELATIVE and (noun := _antecedent(tree, head)) is not None:
        return Source([head], noun)
    return Source([t for t in name_tokens(tree, head) if t not in taken], head)


def name_tokens(tree: Tree, head: int) -> list[int]:
    """Give the noun phrase under a head, without the clauses that hang from it."""
    tokens = set(tree.below(head))
    for kid in tree.kids[head]:
        if tree.deps[kid] in {"relcl", "acl", "advcl", "punct"} or (
            tree.deps[kid] in {"cc", "conj", "prep"} and _holds_clause(tree, kid)
        ):
            tokens -= set(tree.below(kid))
    tokens.add(head)
    return sorted(tokens)


def _holds_clause(tree: Tree, kid: int) -> bool:
    return any(tree.deps[t] in {"relcl", "ccomp", "advcl"} for t in tree.below(kid))


def _antecedent(tree: Tree, relative: int) -> int | None:
    clause = next((h for h in tree.above(relative) if tree.deps[h] == "relcl"), None)
    return None if clause is None else tree.heads[clause]


def _agentless(tree: Tree, verb: int) -> bool:
    passive = any(tree.deps[k] in {"auxpass", "nsubjpass", "csubjpass", "agent"} for k in tree.kids[verb])
    bare_participle = tree.tags[verb] == "VBN" and tree.deps[verb] in {"acl", "advcl"}
    return passive or (bare_participle and not any(tree.deps[k] in {"aux", "nsubj"} for k in tree.kids[verb]))


def agent_of(tree: Tree, verb: int) -> Source:
    """Find who a verb is said to be done by."""
    by = next((k for k in tree.kids[verb] if tree.words[k] == "by" and k > verb), None)
    named = None if by is None else tree.kid(by, ("pobj",))
    return NOBODY if named is None else Source(name_tokens(tree, named), named)


def _subject(tree: Tree, verb: int) -> int:
    own = tree.kid(verb, SUBJECTS)
    return own if own is not None else _inherited(tree, verb)


def _inherited(tree: Tree, verb: int) -> int:
    """Climb to the clause that lends the verb its subject: coordination, infinitive, participle, "by saying"."""
    here = verb
    for _ in range(_HIGHEST):
        dep, head = tree.deps[here], tree.heads[here]
        if dep in {"acl", "relcl"} and not tree.is_verb(head):
            return head
        if dep not in _CLIMB or head == here:
            return -1
        if dep == "pcomp" and tree.words[head] in {"for", "from"}:  # "arrested a man for threatening …"
            owner = tree.kid(tree.heads[head], _OBJECTS)
            if owner is not None:
                return owner
        if dep == "xcomp" and tree.words[head] in lexicon().words["object_control"]:
            owner = tree.kid(head, _OBJECTS)
            if owner is not None:
                return owner
        if dep == "advcl" and tree.tags[here] == "VBG" and tree.words[here - 1] == ",":
            head = _main_verb(tree, head)
        subject = tree.kid(head, SUBJECTS | PASSIVE_SUBJECTS)
        if subject is not None and subject != here:
            return subject
        here = head
    return -1


def _main_verb(tree: Tree, verb: int) -> int:
    """Climb from a clause within a content to the main verb: its subject is who goes on ", saying …"."""
    while tree.deps[verb] in _INNER:
        above = next((h for h in tree.above(verb) if tree.is_verb(h)), verb)
        if above == verb:
            break
        verb = above
    return verb


def beside(tree: Tree, verb: int, taken: AbstractSet[int]) -> Source:
    """Read the source off the words beside a verb where the parse gives none: "…," the envoy said, said the envoy."""
    if tree.tags[verb] not in {"VBD", "VBZ", "VBP", "VB", "VBN"} or any(tree.words[k] == "to" for k in tree.kids[verb]):
        return NOBODY
    before = verb - 1
    while before >= 0 and tree.tags[before] in _SKIPPED:
        before -= 1
    if tree.words[before] == "," and taken and max(taken) < before:  # "…," Orav, the envoy, said
        opening = next((t for t in range(max(taken) + 1, before) if tree.tags[t].startswith(_NAMING)), before)
        found = _chunk(tree, range(opening, before), taken)
        if found is not None:
            return found
    found = _chunk(tree, range(before, -1, -1), taken)
    inverted = verb == 0 or verb - 1 in taken or tree.tags[verb - 1] in {"''", ","}
    if found is None and inverted and tree.tags[verb] != "VB":
        found = _chunk(tree, range(verb + 1, tree.size), taken)
    return found or NOBODY


def _chunk(tree: Tree, way: range, taken: AbstractSet[int]) -> Source | None:
    tokens: list[int] = []
    for t in way:
        if t in taken or not tree.tags[t].startswith(_NAMING):
            break
        tokens.append(t)
    tokens.sort()
    nouns = [t for t in tokens if tree.tags[t].startswith(("NN", "PRP", "WP")) and tree.tags[t] != "PRP$"]
    if not nouns or tree.words[nouns[-1]] in lexicon().words["time"]:
        return None
    return Source(tokens, nouns[-1])


def spans_of(tree: Tree, tokens: list[int]) -> Spans:
    """Give where some tokens stand in the report."""
    return tuple(tree.span(run) for run in runs(tokens))
