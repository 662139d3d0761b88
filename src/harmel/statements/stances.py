"""What a speaker does by a statement: the cue's stance, turned by negation, and the condition that it stands under."""

from __future__ import annotations

from harmel.records import Spans
from harmel.statements.drafts import Draft, clip
from harmel.statements.sources import spans_of
from harmel.vocabulary import Stance

_TURNED: dict[Stance, Stance] = {"deny": "assert", "accuse": "assert", "criticise": "assert", "praise": "criticise"}
_IF = frozenset({"if", "unless", "provided", "should"})


def stance_of(draft: Draft) -> Stance:
    """Give the stance of a statement, polarity included: "did not deny" asserts."""
    stance = draft.use.stance
    tree = draft.tree
    if draft.head >= 0 and any(tree.deps[k] == "neg" for k in tree.kids[draft.head]):
        return _TURNED.get(stance, stance)
    return stance


def condition_of(draft: Draft) -> Spans:
    """Find the words of the condition in a statement's content: "if …", "unless …"."""
    tree = draft.tree
    for i in range(tree.size):
        mark = tree.kid(i, ("mark",)) if tree.deps[i] == "advcl" else None
        if mark is not None and tree.words[mark] in _IF:
            spans = spans_of(tree, list(range(tree.lefts[i], tree.rights[i] + 1)))
            inside = clip(spans, draft.content)
            if inside:
                return tuple(inside)
    return ()
