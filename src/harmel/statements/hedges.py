"""Hedges: the words by which a speaker commits to less than the bare claim."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.records import Spans
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import lexicon
from harmel.statements.spans import holds
from harmel.statements.tree import Tree

_MODALS = frozenset({"may", "might", "could"})


def hedges_of(draft: Draft, trees: Sequence[Tree]) -> Spans:
    """Find the hedges of a content; those of a statement inside it are that one's speaker's as well.

    A modal counts as an auxiliary only: the month is no hedge, and neither is "could not", which denies.
    """
    words = lexicon().words["hedges"]
    found = {
        (tree.starts[i], tree.ends[i])
        for tree in trees
        if not words.isdisjoint(tree.words)
        for i in range(tree.size)
        if tree.words[i] in words and holds(draft.content, tree.starts[i]) and _hedges(tree, i)
    }
    return tuple(sorted(found))


def _hedges(tree: Tree, word: int) -> bool:
    if tree.words[word] not in _MODALS:
        return True
    refused = any(tree.deps[k] == "neg" for k in tree.kids[tree.heads[word]])
    return tree.tags[word] == "MD" and not (refused and tree.words[word] == "could")
