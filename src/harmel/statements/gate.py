"""Which verbal cues announce nothing: forms in which a verb of the lexicon reports no one's words."""

from __future__ import annotations

from harmel.statements.drafts import Draft
from harmel.statements.lexicon import lexicon
from harmel.statements.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree

_BOUND = frozenset({"acl", "relcl"})
_NAMED = frozenset({"object", "passive", "preposition", "pair", "infinitive"})


def idle(draft: Draft) -> bool:
    """Say whether a verbal cue that no quotation has filled reports nothing.

    So it is with a verb that has nobody to speak (a condition that a passive with a clause is free of), with
    "you know", "let's say", "goes without saying", with what things do ("a rule that prohibits …", "a stream called
    …") and with the purpose of something ("a way to report profits").
    """
    tree, verb = draft.tree, draft.head
    if draft.way in {"noun", "mark"} or draft.given or not draft.content:
        return False
    passive = tree.kid(verb, PASSIVE_SUBJECTS) is not None
    asked = draft.use.lemma == "ask" and tree.tags[verb] == "VBN"
    if not draft.source and not asked and not (passive and draft.way in {"clause", "infinitive", "pair"}):
        return True
    return (
        _deed(tree, verb, draft)
        or _addressed(tree, verb, draft)
        or _purpose(tree, verb, draft)
        or _thing(tree, verb, draft)
    )


def _deed(tree: Tree, verb: int, draft: Draft) -> bool:
    """Say whether a verb that is as often a deed as a word lacks what makes it a word."""
    words, lemma = lexicon().words, draft.use.lemma
    links = {tree.words[k] for k in tree.kids[verb] if tree.deps[k] == "prep"}
    if lemma in words["deeds"]:
        return not links & {"as", "for", "over"}
    if lemma in words["publishing"]:
        named = tree.kid(verb, ("dobj", *PASSIVE_SUBJECTS))
        return named is not None and tree.words[named] not in words["documents"]
    if lemma in words["naming"] and draft.way == "pair":
        return "as" not in links and tree.kid(verb, ("oprd", "ccomp", "xcomp", "attr", "acomp")) is None
    return False


def _addressed(tree: Tree, verb: int, draft: Draft) -> bool:
    subject = tree.kid(verb, SUBJECTS)
    said_to = "" if subject is None else tree.words[subject]
    governor = tree.words[tree.heads[verb]]
    fixed = governor in {"let", "lets"} or (governor == "without" and tree.deps[verb] == "pcomp")
    you = said_to == "you" or [tree.words[tree.at(s)] for s, _ in draft.source] == ["you"]
    return fixed or (you and draft.use.belief)


def _purpose(tree: Tree, verb: int, draft: Draft) -> bool:
    if not any(tree.words[k] == "to" for k in tree.kids[verb] if k < verb):
        return draft.use.belief and tree.deps[verb] == "pcomp"
    if tree.deps[verb] in _BOUND:
        return draft.way in _NAMED
    return tree.deps[verb] == "xcomp" and tree.words[tree.heads[verb]] not in lexicon().words["aspect"]


def _thing(tree: Tree, verb: int, draft: Draft) -> bool:
    subject = tree.kid(verb, SUBJECTS)
    if subject is not None and tree.words[subject] == "that" and tree.deps[verb] == "relcl":
        return draft.way in _NAMED
    if tree.deps[verb] == "acl" and subject is None and tree.tags[verb] in {"VBG", "VBN"}:
        return tree.words[tree.heads[verb]] not in lexicon().words["documents"]
    return False
