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


@cache
def _telling() -> frozenset[str]:
    return _seconds() | frozenset(_words())


def contexts_of(tree: Tree, clause: int, kind: Action) -> tuple[str, ...]:
    """Give the contexts of an act, those of its code first.

    Only words below the act's own verb or noun count, other clauses left out, so that an aside about sanctions
    does not colour a visit.
    """
    found = dict.fromkeys(kind.contexts)
    known, telling = _words(), _telling()
    if telling.isdisjoint(tree.words):
        return kind.contexts
    for word, low in enumerate(tree.words):
        if low in telling and _within(tree, word, clause):
            for name in known.get(low, ()):
                found.setdefault(name)
            if low in _seconds():
                last = next((w for w in range(word - 1, -1, -1) if _within(tree, w, clause)), None)
                for name in known.get(f"{tree.words[last]} {low}", ()) if last is not None else ():
                    found.setdefault(name)
    return tuple(found)


def _within(tree: Tree, word: int, clause: int) -> bool:
    """Say whether a word hangs below another in the same clause."""
    while word != clause:
        if tree.deps[word] in CLAUSE or tree.heads[word] == word:
            return False
        word = tree.heads[word]
    return True
