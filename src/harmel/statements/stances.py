"""What a speaker does by a statement: the cue's stance, turned by negation and by what is said, and its condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmel.records import Spans
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import lexicon
from harmel.statements.sources import spans_of
from harmel.statements.spans import clip, holds
from harmel.statements.tree import SUBJECTS, Tree
from harmel.vocabulary import Stance

_TURNED: dict[Stance, Stance] = {"deny": "assert", "accuse": "assert", "criticise": "assert", "praise": "criticise"}
_OWN = frozenset({"i", "we", "he", "she", "they", "it"})
_MAY_CONDITION = frozenset({"advcl", "prep", "ccomp", "dobj"})
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})


def stance_of(draft: Draft, trees: Sequence[Tree]) -> Stance:
    """Give the stance of a statement: "did not deny" asserts, "said that X must leave" demands.

    Parameters
    ----------
    draft
        The statement.
    trees
        The parses of the sentences that its content lies in.
    """
    stance = draft.use.stance
    if _negated(draft):
        return _TURNED.get(stance, stance)
    if draft.use.lemma in {"refuse", "decline"}:
        return "assert" if _withheld_speech(draft) else stance
    if stance == "assert" and not draft.use.belief and draft.way in {"clause", "quotation", "mark"}:
        return next((s for t in trees for s in _by_content(draft, t)), stance)
    return stance


def _negated(draft: Draft) -> bool:
    """Say whether the cue is denied: "did not praise", "refused to condemn", "stopped short of accusing"."""
    tree, cue = draft.tree, draft.head
    if cue < 0:
        return False
    if any(tree.deps[k] == "neg" for k in tree.kids[cue]):
        return True
    governor = tree.words[tree.heads[cue]]
    return tree.deps[cue] in {"xcomp", "pcomp"} and governor in lexicon().words["withheld"]


def _withheld_speech(draft: Draft) -> bool:
    """Find "refused to rule out", "declined to comment": words withheld deny nothing, an act refused does."""
    tree = draft.tree
    act = tree.kid(draft.head, ("xcomp",))
    return act is not None and any(not u.belief for u in lexicon().verbs.get(tree.words[act], ()))


def _by_content(draft: Draft, tree: Tree) -> Iterator[Stance]:
    """Read the stance off the main clause of the content: obligation demands, a threatened act threatens."""
    for verb in _heads(draft, tree):
        modals = {tree.words[k] for k in tree.kids[verb] if tree.tags[k] == "MD"}
        subject = tree.kid(verb, SUBJECTS)
        own = subject is not None and tree.words[subject] in _OWN
        negative = any(tree.deps[k] == "neg" for k in tree.kids[verb])
        if modals & _WILL:
            if negative and tree.words[verb] in lexicon().words["tolerate"]:
                yield "warn" if condition_of(draft, [tree]) else "deny"
            elif not negative and tree.words[verb] in lexicon().words["retaliate"]:
                yield "warn" if condition_of(draft, [tree]) else "threaten"
            elif own and tree.words[verb] not in {"be", "have"}:
                yield "promise"
        elif "must" in modals and not own:
            yield "warn" if tree.words[verb] in lexicon().words["reckon"] else "demand"
        elif own and not negative and _wish_for_others(tree, verb):
            yield "demand"
        elif _nothing(tree, verb):
            yield "deny"


def _wish_for_others(tree: Tree, verb: int) -> bool:
    """Find the demand put as a wish: "he would like to see the members pay", "she wants them to leave"."""
    if tree.words[verb] not in lexicon().words["wish"]:
        return False
    inner = tree.kid(verb, ("xcomp", "ccomp"))
    if inner is None:
        return False
    seen = tree.kid(inner, ("ccomp", "xcomp"))
    doer = tree.kid(inner, SUBJECTS)
    if doer is None and seen is not None and tree.words[inner] == "see":
        doer = tree.kid(seen, SUBJECTS)
    return doer is not None and tree.words[doer] not in _OWN


def _nothing(tree: Tree, verb: int) -> bool:
    """Find the denial that needs no verb of denying: "there was no such order"."""
    there = any(tree.deps[k] == "expl" for k in tree.kids[verb])
    named = tree.kid(verb, ("attr", "nsubj"))
    return there and named is not None and any(tree.words[k] == "no" for k in tree.kids[named])


def _heads(draft: Draft, tree: Tree) -> Iterator[int]:
    """Give the main verbs of a content: those whose head lies outside it, and what is coordinated with them."""
    for i in range(tree.size):
        if not tree.is_verb(i) or not holds(draft.content, tree.starts[i]):
            continue
        top = i
        while tree.deps[top] == "conj" and tree.heads[top] != top:
            top = tree.heads[top]
        if tree.heads[top] == top or not holds(draft.content, tree.starts[tree.heads[top]]):
            yield i


def condition_of(draft: Draft, trees: Sequence[Tree]) -> Spans:
    """Find the words of the condition in a content: "if …", "unless …", "will not ignore **actions which …**"."""
    for tree in trees:
        for i, dep in enumerate(tree.deps):
            if dep in _MAY_CONDITION and (tokens := _conditional(tree, i)):
                spans = spans_of(tree, tokens)
                if holds(draft.content, spans[0][0]):
                    return tuple(clip(spans, draft.content))
    return ()


def _conditional(tree: Tree, i: int) -> list[int]:
    if tree.deps[i] != "dobj":
        mark = tree.kid(i, ("mark",))
        opened = tree.words[tree.lefts[i]] if mark is None else tree.words[mark]
        if opened in lexicon().words["conditions"]:
            return _whole(tree, i)
    elif tree.kid(i, ("relcl",)) is not None:
        verb = tree.heads[i]
        willing = any(tree.words[k] in _WILL for k in tree.kids[verb])
        refused = any(tree.deps[k] == "neg" for k in tree.kids[verb])
        if willing and refused and tree.words[verb] in lexicon().words["tolerate"]:
            return _whole(tree, i)
    return []


def _whole(tree: Tree, i: int) -> list[int]:
    return list(range(tree.lefts[i], tree.rights[i] + 1))
