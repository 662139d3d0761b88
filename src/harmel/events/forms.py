"""The forms of English words, made from the lexicon's own words: the parser is asked for tags, never for lemmas."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

VOWELS = frozenset("aeiou")


@cache
def irregular() -> dict[str, list[str]]:
    """Read the irregular forms: ``{lemma: [past, participle, …]}``."""
    path = files("harmel.events") / "data" / "irregular.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["forms"])


@cache
def doubled() -> frozenset[str]:
    """Read the verbs of more than one syllable that double their last letter ("admit", "transfer")."""
    path = files("harmel.events") / "data" / "irregular.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["doubled"])


def verb_forms(lemma: str) -> set[str]:
    """Give all forms of a verb.

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(verb_forms("hit"))
    ['hit', 'hits', 'hitting']
    """
    past = irregular().get(lemma)
    return {lemma, _s(lemma), _ing(lemma)} | (set(past) if past else {_ed(lemma)})


def past(verb: str) -> str:
    """Give the past tense of a verb that may have a particle.

    >>> past("break off"), past("deny"), past("be")
    ('broke off', 'denied', 'was')
    """
    lemma, *rest = verb.split()
    bent = irregular().get(lemma, [_ed(lemma)])
    return " ".join([bent[0], *rest])


def noun_forms(lemma: str) -> set[str]:
    """Give a noun's singular and plural.

    >>> sorted(noun_forms("ally"))
    ['allies', 'ally']
    """
    return {lemma, *irregular().get(f"{lemma}/n", [_s(lemma)])}


def _s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _doubles(word: str) -> bool:
    if len(word) < 3 or word[-1] in "wxyaeiou" or word[-2] not in VOWELS:  # noqa: PLR2004 - shortest: "bar"
        return False
    single = sum(c in VOWELS for c in word) == 1
    return word in doubled() or (single and word[-3] not in VOWELS) or (word.startswith("qu") and len(word) == 4)  # noqa: PLR2004 - quit, quiz


def _ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ied"
    return word + (word[-1] if _doubles(word) else "") + "ed"


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return word + (word[-1] if _doubles(word) else "") + "ing"
