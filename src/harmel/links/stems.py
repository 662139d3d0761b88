"""The words that two statements share, by rough stems: enough to see that "such attacks" speaks of "cyberattacks"."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-zA-Zäöüéèáíóúçñ]{3,}")
_ENDING = re.compile(r"(?:ations?|ings?|ies|ed|es|s|ment|ly|e|y)$")
_SHORTEST = 3
_INSIDE = 6
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """that this these those such they their them there have been being were will would could should with from into
        over what which when where while about against other others some several many much more most than also even ever
        never not none its his her our your any all and the for had has was are did does done made make said says say
        told carried carry out plan plans country countries state states nation nations people claim claims claimed
        allegation allegations accusation accusations charge charges report reports alleged allege denied deny denies
        accused accuse government president minister official officials repeatedly order new year years month week day
        time""",
    )
)
_POINTED_AT = (
    r"(?:allegations?|accusations?|charges?|claims?|reports?|involvement|assertions?|suggestions?|responsibility|"
    r"wrongdoing|role)"
)
_ANAPHOR = re.compile(
    rf"\b(?:such|the|these|those|this|that|all|any|its|similar|latest|so-called)\s+(?:\w+\s+){{0,2}}?{_POINTED_AT}\b|"
    r"^(?:it|this|that|them|any|doing so|having done so)\W*$|^(?:involvement|responsibility|wrongdoing|any part)\b|^$",
    re.IGNORECASE,
)


def stems(words: str) -> frozenset[str]:
    """Give the stems of the words that carry content; names, which all speakers share, are left out.

    >>> sorted(stems("carried out such attacks on hospitals"))
    ['attack', 'hospital']
    """
    found = (m[0].lower() for m in _WORD.finditer(words) if m.start() == 0 or m[0][0].islower())
    return frozenset(_stem(w) for w in found if w not in _EMPTY)


def _stem(word: str) -> str:
    short = _ENDING.sub("", word)
    return short if len(short) >= _SHORTEST else word


def shared(one: frozenset[str], two: frozenset[str]) -> frozenset[str]:
    """Give the stems of one that stand in the other, also inside a compound.

    >>> sorted(shared(stems("such attacks"), stems("perpetrating cyberattacks")))
    ['attack']
    """
    return frozenset(
        s for s in one if any(s == t or (len(s) >= _INSIDE and (s in t)) or (len(t) >= _INSIDE and t in s) for t in two)
    )


def points_back(words: str) -> bool:
    """Say whether words speak of a charge made elsewhere: "the allegations", "involvement", "it".

    >>> points_back("the accusations"), points_back("that it shelled the town")
    (True, False)
    """
    return bool(_ANAPHOR.search(words))
