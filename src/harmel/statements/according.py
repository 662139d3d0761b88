"""Prepositional cues: "according to …", "in the words of …"."""

from __future__ import annotations

from collections.abc import Iterator

from harmel.statements.contents import trimmed
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import Lexicon, Use
from harmel.statements.sources import name_tokens, spans_of
from harmel.statements.tree import Tree

_LINKS = frozenset({"and", "but", "though", "although"})


def prepositional(tree: Tree, cues: Lexicon) -> Iterator[Draft]:
    """Find the prepositional cues of a sentence, each with the clause that it stands in."""
    here = cues.openers.intersection(tree.words)
    for phrase, stance in cues.prepositions.items() if here else ():
        words = phrase.split()
        for i in range(tree.size - len(words)) if words[0] in here else ():
            if tree.words[i] == words[0] and tree.words[i : i + len(words)] == words:
                draft = _draft(tree, i, i + len(words), Use(phrase, frozenset({"clause", "quotation"}), stance))
                if draft is not None:
                    yield draft


def _draft(tree: Tree, start: int, end: int, use: Use) -> Draft | None:
    last = end - 1
    named = tree.kid(last, ("pobj", "pcomp"))
    if named is None:
        return None
    phrase = {*range(start, end), *tree.below(start), *tree.below(named)}
    return Draft(
        tree=tree,
        head=start,
        use=use,
        way="mark",
        place=tree.starts[start],
        cue=spans_of(tree, list(range(start, end))),
        source=spans_of(tree, name_tokens(tree, named)),
        speaker=tree.starts[named],
        content=list(spans_of(tree, _host(tree, start, phrase))),
    )


def _host(tree: Tree, start: int, phrase: set[int]) -> list[int]:
    """Take the clause around the phrase: the verb above it with all that hangs from it, the phrase left out."""
    above = [h for h in tree.above(start) if tree.is_verb(h)]
    host = next((h for h in above if tree.deps[h] in {"ROOT", "ccomp", "conj", "advcl", "relcl"}), None)
    if host is None:
        host = next(iter(reversed(list(tree.above(start)))), start)
    kept = [t for t in range(tree.lefts[host], tree.rights[host] + 1) if t not in phrase]
    return trimmed(tree, [t for t in kept if t != kept[-1] or tree.words[t] not in _LINKS])
