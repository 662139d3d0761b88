"""Nominal cues: "Moscow's claim that …", "a threat by the rebels to …", "his call for …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmel.statements.contents import trimmed
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import Lexicon, Use, lexicon
from harmel.statements.sources import NOBODY, Source, name_tokens, spans_of
from harmel.statements.tree import SUBJECTS, Tree

_OWNERS = frozenset({"by", "from"})


def nominal(tree: Tree, cues: Lexicon) -> Iterator[Draft]:
    """Find the nominal cues of a sentence that say whose they are."""
    for i, word in enumerate(tree.words):
        uses = cues.nouns.get(word)
        if uses and tree.tags[i].startswith("NN"):
            draft = _draft(tree, i, uses)
            if draft is not None:
                yield draft


def _draft(tree: Tree, noun: int, uses: Sequence[Use]) -> Draft | None:
    use, content, joins = _content(tree, noun, uses)
    source = _owner(tree, noun)
    if not content or source.head < 0:
        return None
    return Draft(
        tree=tree,
        head=noun,
        use=use,
        way="noun",
        place=tree.starts[noun],
        cue=spans_of(tree, sorted([noun, *joins])),
        source=spans_of(tree, [t for t in source.tokens if t not in content]),
        speaker=tree.starts[source.head],
        content=list(spans_of(tree, trimmed(tree, content))),
    )


def _content(tree: Tree, noun: int, uses: Sequence[Use]) -> tuple[Use, list[int], list[int]]:
    for use in uses:
        for kid in tree.kids[noun]:
            run = list(range(tree.lefts[kid], tree.rights[kid] + 1))
            if kid < noun:
                continue
            if tree.deps[kid] in {"acl", "ccomp", "relcl"} and _fits(tree, kid, use):
                return use, run, []
            if tree.deps[kid] == "prep" and tree.words[kid] in use.prepositions and len(run) > 1:
                return use, [t for t in run if t != kid], [kid]
    return uses[0], [], []


def _fits(tree: Tree, clause: int, use: Use) -> bool:
    opened = [tree.words[k] for k in tree.kids[clause] if k < clause and tree.deps[k] in {"mark", "aux"}]
    return ("clause" in use.takes and "that" in opened) or ("infinitive" in use.takes and "to" in opened)


def _owner(tree: Tree, noun: int) -> Source:
    """Find whose a noun is: the possessor, who it is by or from, or who makes it."""
    owner = tree.kid(noun, ("poss",))
    if owner is None:
        by = next((k for k in tree.kids[noun] if tree.words[k] in _OWNERS), None)
        owner = None if by is None else tree.kid(by, ("pobj",))
    if owner is None and tree.words[tree.heads[noun]] in lexicon().words["light"] and tree.deps[noun] == "dobj":
        owner = tree.kid(tree.heads[noun], SUBJECTS)
    return NOBODY if owner is None else Source([t for t in name_tokens(tree, owner) if tree.tags[t] != "POS"], owner)
