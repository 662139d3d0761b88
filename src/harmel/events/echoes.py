"""What "such attacks" are: an act told again under a general noun is of the kind that was told before."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.events.acts import Act
from harmel.events.tree import OBJECTS, Tree

POINTING = frozenset({"such", "these", "those"})
NO_FINER_KIND = "0"
_REACH = 12  # acts back: about a paragraph
Told = tuple[tuple[str, ...], str]
"""The words of an act that was told, and its code."""


def echoed(parse: Tree, act: Act, told: Sequence[Told]) -> str:
    """Give the code of an act: that of an act told before, if its noun points back and says no finer kind by itself.

    "Cyberattacks … such attacks" are cyberattacks. ``told`` is the report's earlier acts, in text order.
    """
    noun = _pointing_back(parse, act.word) if told and act.code.endswith(NO_FINER_KIND) else ""
    if not noun:
        return act.code
    named = (code for words, code in reversed(told[-_REACH:]) if any(word.endswith(noun) for word in words))
    return next((code for code in named if not code.endswith(NO_FINER_KIND)), act.code)


def told_as(parse: Tree, act: Act, code: str) -> Told:
    """Note an act for those that point back at it: its word and what that has for an object, in the singular."""
    return tuple(_singular(parse.words[word]) for word in _nouns(parse, act.word)), code


def _nouns(parse: Tree, word: int) -> list[int]:
    return [word, *(k for k in parse.kids[word] if parse.deps[k] in OBJECTS)]


def _pointing_back(parse: Tree, word: int) -> str:
    """Give the noun of an act that points back ("such attacks", "carried out such attacks"), or an empty string."""
    pointing = (n for n in _nouns(parse, word) if any(parse.words[k] in POINTING for k in parse.kids[n]))
    noun = next(pointing, None)
    return "" if noun is None else _singular(parse.words[noun])


def _singular(words: str) -> str:
    return words.lower().removesuffix("s")
