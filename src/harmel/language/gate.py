"""Which sentences go to the parser: those in which some extractor sees words that could become a record.

A test asks for what a record cannot do without, so that what is left out would have yielded nothing. It sees words,
not a parse, and lets through what it cannot tell apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harmel.language.parsed import Sentence

_FULL_NAME = re.compile(r"(?:[A-Z][\w’'.-]+ (?:[a-z]{2,3} )?)+([A-Z][\w-]+)")
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_WORD = re.compile(r"\w+|[^\w\s]")
_BEFORE_NOUNS = """
    a an the this these those no any some every each another both such whose my your his her its our their s
    of in into on at by for from with as per between
"""
_OPENS_A_NOUN = frozenset(_BEFORE_NOUNS.split())


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's text, and its words and marks in small letters: ``run`` in their order, ``among`` each once."""

    text: str
    run: list[str]
    among: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Cut a sentence into words and marks.

        >>> Words.of("He didn't go.").run
        ['he', 'didn', "'", 't', 'go', '.']
        """
        run = _WORD.findall(text.lower())
        return cls(text, run, frozenset(run))


Test = Callable[[Words], bool]
Needs = frozenset[str] | None  # of which words one must stand beside a form, ``None`` if the form is enough


def holds(words: Words, forms: Mapping[str, Needs]) -> bool:
    """Say whether a sentence has one of some forms of verbs, where it can be a verb, with a word that it needs.

    After an article, a possessive or a preposition a form is a noun ("the state", "in support").

    >>> forms = {"support": None, "back": frozenset({"to"})}
    >>> [holds(Words.of(t), forms) for t in ("In support of it.", "They support it.", "They back it.")]
    [False, True, False]
    """
    for form in words.among & forms.keys():
        need = forms[form]
        if (need is None or not need.isdisjoint(words.among)) and _may_be_verb(words.run, form):
            return True
    return False


def _may_be_verb(run: list[str], form: str) -> bool:
    return any(word == form and (at == 0 or run[at - 1] not in _OPENS_A_NOUN) for at, word in enumerate(run))


def passing(text: str, sentences: Sequence[Sentence], tests: Sequence[Test]) -> Iterator[bool]:
    """Say of each sentence of a report whether it goes to the parser.

    It does if a test holds, if it lies within a quotation, or if it is the first to give someone's full name of which
    the report elsewhere has the last part only: who that is, the parse of the first tells.

    >>> text = "Ana Ruiz sat down. It rained. Ruiz spoke."
    >>> cut = [Sentence(index=i, start=a, end=b, paragraph=0) for i, (a, b) in enumerate([(0, 18), (19, 29), (30, 41)])]
    >>> list(passing(text, cut, [lambda words: "spoke" in words.among]))
    [True, False, True]
    """
    often = Counter(_CAPITAL.findall(text))
    known: set[str] = set()
    paragraph = begins = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, begins = sentence.paragraph, sentence.start
        here = text[sentence.start : sentence.end]
        lasts = {name for name in _FULL_NAME.findall(here) if often[name] > 1}
        words = Words.of(here)
        passes = any(test(words) for test in tests) or not lasts <= known or _quoted(text, begins, sentence.start)
        if passes:
            known |= lasts
        yield passes


def _quoted(text: str, begins: int, place: int) -> bool:
    """Say whether a quotation that opened in the same paragraph is still open at a place."""
    opened, closed, straight = (text.count(mark, begins, place) for mark in '“”"')
    return opened > closed or straight % 2 == 1
