"""Verbs of English, inflected by rule, with the exceptions named in the grammar's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Irregular = Mapping[str, Sequence[str]]
_VOWELS = "aeiou"


def past(verb: str, irregular: Irregular) -> str:
    """Give the simple past.

    >>> past("deny", {}), past("seize", {}), past("send", {"send": ["sent", "sent"]})
    ('denied', 'seized', 'sent')
    """
    return irregular[verb][0] if verb in irregular else _regular_past(verb)


def participle(verb: str, irregular: Irregular) -> str:
    """Give the past participle.

    >>> participle("throw", {"throw": ["threw", "thrown"]})
    'thrown'
    """
    return irregular[verb][1] if verb in irregular else _regular_past(verb)


def gerund(verb: str, irregular: Irregular) -> str:
    """Give the form in -ing; a consonant is doubled where the past doubles it.

    >>> gerund("seize", {}), gerund("ram", {"ram": ["rammed", "rammed"]}), gerund("fly", {})
    ('seizing', 'ramming', 'flying')
    """
    if _doubles(verb, irregular):
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def present(verb: str) -> str:
    """Give the third person of the present.

    >>> present("deny"), present("push"), present("hold")
    ('denies', 'pushes', 'holds')
    """
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + "ed"


_DOUBLE_IN_ING = frozenset({"begin", "cut", "shut", "put", "sit"})


def _doubles(verb: str, irregular: Irregular) -> bool:
    doubled = verb in irregular and irregular[verb][0].startswith(verb + verb[-1])
    return doubled or verb in _DOUBLE_IN_ING
