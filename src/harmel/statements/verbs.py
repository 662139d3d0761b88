"""Verbal cues: a verb of saying or holding, with the source and the content that syntax gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmel.statements.contents import content_of
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import Lexicon, Use
from harmel.statements.sources import source_of, spans_of
from harmel.statements.tree import SUBJECTS, Tree

SPEAKING = frozenset({"said", "says", "told"})
_NEAR = 6
_AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
_UNLISTED = Use(":", frozenset({"quotation"}), "assert")


def verbal(tree: Tree, cues: Lexicon) -> Iterator[Draft]:
    """Find the verbal cues of a sentence; a cue that may take a quotation is given even while it has no content."""
    for i, word in enumerate(tree.words):
        uses = cues.verbs.get(word)
        if uses and (tree.is_verb(i) or word in SPEAKING or _misread(tree, i)):
            yield _draft(tree, i, uses)


def _misread(tree: Tree, i: int) -> bool:
    """Find the verb that was tagged as a noun: "But Minsk claims that …"."""
    follows = i + 1 < tree.size and tree.words[i + 1] == "that" and tree.tags[i + 1] == "IN"
    return follows and i > 0 and tree.tags[i] == "NNS" and tree.tags[i - 1] in {"NNP", "NNPS", "PRP"}


def _draft(tree: Tree, verb: int, uses: Sequence[Use]) -> Draft:
    found = content_of(tree, verb, uses)
    use, content = found.use, found.tokens
    taken = set(content)
    source = source_of(tree, verb, taken)
    return Draft(
        tree=tree,
        head=verb,
        use=use,
        way=found.way,
        place=tree.starts[verb],
        cue=spans_of(tree, [*_cue_tokens(tree, verb), *found.joins]),
        source=spans_of(tree, source.tokens),
        speaker=tree.starts[source.head] if source.head >= 0 else -1,
        content=list(spans_of(tree, content)),
        addressee=spans_of(tree, _addressee(tree, verb, use)),
    )


def _cue_tokens(tree: Tree, verb: int) -> list[int]:
    subject = tree.kid(verb, SUBJECTS)
    first = verb - _NEAR if subject is None or subject > verb or tree.words[verb - 1] == "not" else subject
    near = [k for k in tree.kids[verb] if tree.deps[k] in _AUXILIARY and first < k < verb + _NEAR]
    return sorted([verb, *near])


def _addressee(tree: Tree, verb: int, use: Use) -> list[int]:
    spoken_to = tree.kid(verb, ("dobj", "dative")) if use.told else None
    return [] if spoken_to is None else list(tree.below(spoken_to))


def unlisted(tree: Tree, place: int) -> Draft | None:
    """Make a cue of the verb of a clause that ends in a colon before a quotation: "gave this account: …"."""
    before = [i for i in range(tree.size) if tree.starts[i] < place and tree.is_verb(i)]
    verb = next((i for i in reversed(before) if tree.kid(i, ("nsubj",)) is not None), None)
    if verb is None:
        return None
    named = tree.kid(verb, ("dobj",))
    source = source_of(tree, verb, frozenset())
    return Draft(
        tree=tree,
        head=verb,
        use=_UNLISTED,
        place=tree.starts[verb],
        cue=spans_of(tree, [*_cue_tokens(tree, verb), *([] if named is None else [named])]),
        source=spans_of(tree, source.tokens),
        speaker=tree.starts[source.head] if source.head >= 0 else -1,
    )
