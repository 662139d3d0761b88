"""Who speaks, by syntax: the subject of a cue, found along the path of dependencies."""

from __future__ import annotations

from harmel.statements.lexicon import lexicon
from harmel.statements.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree, runs

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux", "auxpass", "parataxis", "dep"})
_OBJECTS = ("dobj", "dative")


def source_of(tree: Tree, verb: int) -> tuple[list[int], int]:
    """Find the source of a verb: the tokens that name it, and the token that heads them (-1 if there is none)."""
    head = _subject(tree, verb)
    if head < 0:
        return [], -1
    if tree.words[head] in _RELATIVE and (noun := _antecedent(tree, head)) is not None:
        return [*name_tokens(tree, noun), head], noun
    return name_tokens(tree, head), head


def name_tokens(tree: Tree, head: int) -> list[int]:
    """Give the noun phrase under a head, without the clauses that hang from it at its end."""
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


def _subject(tree: Tree, verb: int) -> int:
    agent = tree.kid(verb, ("agent",))
    if agent is not None:
        named = tree.kid(agent, ("pobj",))
        return -1 if named is None else named
    if tree.kid(verb, PASSIVE_SUBJECTS) is not None or tree.kid(verb, ("auxpass",)) is not None:
        return -1
    own = tree.kid(verb, SUBJECTS)
    return own if own is not None else _inherited(tree, verb)


def _inherited(tree: Tree, verb: int) -> int:
    """Climb to the clause that lends the verb its subject: coordination, infinitive, participle, "by saying"."""
    here = verb
    for _ in range(6):
        dep, head = tree.deps[here], tree.heads[here]
        if dep in {"acl", "relcl"} and not tree.is_verb(head):
            return head
        if dep not in _CLIMB or head == here:
            return -1
        if dep == "xcomp" and tree.words[head] in lexicon().words["object_control"]:
            owner = tree.kid(head, _OBJECTS)
            if owner is not None:
                return owner
        subject = tree.kid(head, SUBJECTS | PASSIVE_SUBJECTS)
        if subject is not None and subject != here:
            return subject
        here = head
    return -1


def spans_of(tree: Tree, tokens: list[int]) -> tuple[tuple[int, int], ...]:
    """Give where some tokens stand in the report."""
    return tuple(tree.span(run) for run in runs(tokens))
