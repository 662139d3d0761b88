"""The cues: which words announce a statement, what may follow them, and what they mean for its stance."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from harmel.vocabulary import SpeakerRole, Stance


@dataclass(frozen=True, slots=True)
class Use:
    """One way in which a cue takes its content, with the stance that it then has."""

    lemma: str
    takes: frozenset[str]
    stance: Stance
    told: bool = False
    prepositions: frozenset[str] = frozenset()
    belief: bool = False
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues by every form in which they are written."""

    verbs: dict[str, tuple[Use, ...]]
    nouns: dict[str, tuple[Use, ...]]
    prepositions: dict[str, Stance]
    openers: frozenset[str]  # the first words of those phrases
    words: dict[str, frozenset[str]]
    roles: dict[SpeakerRole, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Read the cues that are shipped with harmel.

    >>> [use.stance for use in lexicon().verbs["vowed"]]
    ['promise']
    """
    table = tomllib.loads((files("harmel.statements") / "data" / "cues.toml").read_text(encoding="utf-8"))
    irregular = table["forms"]
    return Lexicon(
        _by_form(table["verbs"], lambda w: (w, *irregular.get(w, _verb_forms(w)))),
        _by_form(table["nouns"], lambda w: (w, _plural(w))),
        table["prepositions"],
        frozenset(phrase.split()[0] for phrase in table["prepositions"]),
        {name: frozenset(listed.split()) for name, listed in table["words"].items()},
        {role: frozenset(listed.split()) for role, listed in table["roles"].items()},
    )


def _by_form(groups: Iterable[dict[str, Any]], forms: Any) -> dict[str, tuple[Use, ...]]:  # noqa: ANN401 - a TOML table
    found: dict[str, tuple[Use, ...]] = {}
    for group in groups:
        for lemma in group["words"].split():
            use = Use(
                lemma,
                frozenset(group["takes"]),
                group["stance"],
                group.get("told", False),
                frozenset(group.get("with", ())),
                group.get("belief", False),
                group.get("particle", ""),
            )
            for form in forms(lemma):
                found[form] = (*found.get(form, ()), use)
    return found


def _verb_forms(lemma: str) -> tuple[str, ...]:
    """Spell the regular forms of a verb.

    >>> _verb_forms("deny"), _verb_forms("argue")
    (('denies', 'denied', 'denying'), ('argues', 'argued', 'arguing'))
    """
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    stem = lemma[:-1] + "i" if re.search(r"[^aeiou]y$", lemma) else lemma
    return _plural(lemma), stem + "ed", lemma + "ing"


def _plural(lemma: str) -> str:
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if re.search(r"(?:s|x|z|ch|sh)$", lemma) else "s")
