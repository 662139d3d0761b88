"""Which sentences could tell of an act, by their words alone: the test of this room at the gate."""

from __future__ import annotations

import re
from functools import cache

from harmel.events.fields import everyday
from harmel.events.lexicon import Head, lexicon
from harmel.language.gate import Needs, Words, holds

_WORD = re.compile(r"\w+")


def may_tell(words: Words) -> bool:
    """Say whether a sentence could tell of an act: it has a trigger and what one of its entries asks for first.

    >>> [may_tell(Words.of(t)) for t in ("Peru held talks.", "Peru held water.", "The deal was in May.")]
    [True, False, True]
    """
    framed = not lexicon().telling.isdisjoint(words.among)
    return (framed or _has_noun(words) or holds(words, _verbs())) and not everyday(words.text)


def _has_noun(words: Words) -> bool:
    here, nouns = words.among, _nouns()
    return any(phrase <= here for last in here & nouns.keys() for phrase in nouns[last])


@cache
def _nouns() -> dict[str, list[frozenset[str]]]:
    """Give the nouns and adjectives by their last word, each as all of its words."""
    found: dict[str, list[frozenset[str]]] = {}
    for phrase in (*lexicon().nouns, *lexicon().adjectives):
        parts = _WORD.findall(phrase)
        found.setdefault(parts[-1], []).append(frozenset(parts))
    return found


@cache
def _verbs() -> dict[str, Needs]:
    return {form: _needs(head) for form, head in lexicon().verbs.items()}


def _needs(head: Head) -> Needs:
    """Give the words of which a verb needs one, by what each of its entries asks for first."""
    found: set[str] = set()
    for entry in (*head.by_object, *head.entries(head.by_particle)):
        asked = entry.objects or entry.prep_objects or entry.extras or entry.particles
        if not asked:
            return None
        found |= _last_words(frozenset(asked))
    return frozenset(found)


@cache
def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    """Give the last word of each phrase; many entries ask for the same class of words."""
    return frozenset(_WORD.findall(phrase)[-1] for phrase in phrases)
