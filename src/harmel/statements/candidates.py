"""Which sentences could hold a statement, by their words alone: the test of this room at the gate."""

from __future__ import annotations

from functools import cache

from harmel.language.gate import Needs, Words, holds
from harmel.statements.lexicon import Use, lexicon
from harmel.statements.typographic import speaker_before_colon
from harmel.statements.verbs import SPEAKING

_QUOTES = frozenset("\"“”«»„‘’'")
_CERTAIN = frozenset('"“”«»„')
_ENOUGH = frozenset({"clause", "infinitive", "object", "pair"})
_OWNERS = frozenset({"'", "’", "by", "from", "my", "your", "his", "her", "its", "our", "their", "whose"})


def may_tell(words: Words) -> bool:
    """Say whether a sentence could hold a statement.

    It needs a quotation mark, a colon at its end or after a speaker, or a cue: a verb with what it takes, a phrase such
    as "according to", or a noun with an owner.

    >>> [may_tell(Words.of(t)) for t in ("She denied it.", "In the state of Ohio it rained.", "“Rain.”")]
    [True, False, True]
    """
    here = words.among
    return (
        not _CERTAIN.isdisjoint(here)
        or not SPEAKING.isdisjoint(here)
        or holds(words, _verbs())
        or any(phrase <= here for phrase in _phrases())
        or (not here.isdisjoint(lexicon().nouns) and not here.isdisjoint(_owners()))
        or (":" in here and (words.run[-1] == ":" or speaker_before_colon(words.text)))
    )


@cache
def _verbs() -> dict[str, Needs]:
    return {form: _needs(uses) for form, uses in lexicon().verbs.items()}


def _needs(uses: tuple[Use, ...]) -> Needs:
    found: frozenset[str] = frozenset()
    for use in uses:
        if use.particle:
            found |= {use.particle}
        elif use.takes & _ENOUGH:
            return None
        else:
            found |= use.prepositions | (_QUOTES if "quotation" in use.takes else frozenset())
    return found


@cache
def _phrases() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(phrase.split()) for phrase in lexicon().prepositions)


@cache
def _owners() -> frozenset[str]:
    return _OWNERS | lexicon().words["light"]
