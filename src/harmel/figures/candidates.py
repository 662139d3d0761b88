"""Which sentences could hold a figure, by their words alone: the test of this room at the gate."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from harmel.figures.deadlines import may_set_deadline
from harmel.figures.measures import measures
from harmel.language.gate import Words

_NUMBER = re.compile(
    r".*\d.*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|thousands?|"
    r"[mb]illions?|half|halv\w+|thirds?|quarters?|doubl\w+|tripl\w+|quadrupl\w+)"
)
_STEMS = (3, 4, 5)  # letters
_LITERAL = re.compile(r"(?<!\\)(?:[a-z]{3,}(?=[a-z]\?)|[a-z]{3,})")
_COMMON = "the and for its our his has had was are not that this with from their over into than more most some were"
_EVERYWHERE = frozenset(_COMMON.split())
_WORDS_OF_TIME = "by until till before within deadline ultimatum hours days weeks months"
_OF_TIME = frozenset(_WORDS_OF_TIME.split())
_SHARE = frozenset({"%", "per", "perce", "pct", "pc"})


def may_tell(words: Words) -> bool:
    """Say whether a sentence could hold a figure: a number with the words that a measure asks for, or a deadline.

    The words by which a sentence goes on about a measure that one before has named count as well.

    >>> [may_tell(Words.of(t)) for t in ("It sent 200 troops.", "It sent troops.", "It rained for 200 hours.")]
    [True, False, False]
    """
    if not _OF_TIME.isdisjoint(words.among) and may_set_deadline(words.text):
        return True
    if not any(map(_counts, words.among)):
        return False
    stems = {word[:length] for word in words.among for length in _STEMS}
    return any(all(not asked.isdisjoint(stems) for asked in measure) for measure in _measures())


@lru_cache(maxsize=1 << 16)
def _counts(word: str) -> bool:
    """Say whether a word in small letters is a number or has one in it: nearly every word has been asked for before."""
    return _NUMBER.fullmatch(word) is not None


@cache
def _measures() -> tuple[tuple[frozenset[str], ...], ...]:
    """Give what each measure asks for: for each of its patterns the beginnings of its words."""
    asked = [[_stems(p) for p in (m.counted, m.verb, m.clause, m.sentence) if p] for m in measures()]
    carried = {_stems(m.carried) for m in measures() if m.carried}
    return tuple(tuple(filter(None, measure)) for measure in (*asked, *([stems, _SHARE] for stems in carried)))


def _stems(pattern: re.Pattern[str]) -> frozenset[str]:
    return frozenset(word[: _STEMS[-1]] for word in _LITERAL.findall(pattern.pattern) if word not in _EVERYWHERE)
