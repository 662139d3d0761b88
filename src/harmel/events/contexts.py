"""What an act is about: the contexts of its code, and those whose words stand in its clause."""

from __future__ import annotations

from functools import cache

from harmel.events.lexicon import phrase_forms
from harmel.events.ontology import Action, table
from harmel.events.tree import Tree

CLAUSE = frozenset({"relcl", "parataxis", "advcl"})


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, row in table("contexts").items():
        for lemma in row["words"]:
            for form in phrase_forms(lemma):
                found.setdefault(form, []).append(name)
    return {form: tuple(names) for form, names in found.items()}


@cache
def _seconds() -> frozenset[str]:
    """Give the words that end a term of two words: only before them is the word before looked at."""
    return frozenset(form.split()[-1] for form in _words() if " " in form)


def contexts_of(tree: Tree, clause: int, kind: Action) -> tuple[str, ...]:
    """Give the contexts of an act, those of its code first.

    Only words below the act's own verb or noun count, other clauses left out, so that an aside about sanctions
    does not colour a visit.
    """
    found = dict.fromkeys(kind.contexts)
    known = _words()
    last = ""
    for word in sorted(_clause(tree, clause)):
        low = tree.words[word]
        names = known.get(low, ())
        if low in _seconds():
            names += known.get(f"{last} {low}", ())
        for name in names:
            found.setdefault(name)
        last = low
    return tuple(found)


def _clause(tree: Tree, word: int) -> list[int]:
    found = [word]
    for k in tree.kids[word]:
        if tree.deps[k] not in CLAUSE:
            found += _clause(tree, k)
    return found
