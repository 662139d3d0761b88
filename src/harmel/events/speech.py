"""Speech acts that speak of other acts: "agreed to withdraw", "demanded the release of", "refused to meet".

What such an act is called depends on its force and on the act spoken of; ``composition.toml`` holds both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from harmel.events.arguments import infinitive, patients
from harmel.events.lexicon import noun_class
from harmel.events.matching import Match, bag
from harmel.events.ontology import table
from harmel.events.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree

CLAUSES = ("xcomp", "ccomp", "advcl")
SPOKEN_OF = frozenset({"of", "for", "to", "on", "with", "about", "over", "against", "in", "from", "into", "at"})
DEPTH = 3


@cache
def forces() -> dict[str, dict[str, Any]]:
    """Read the forces: what each makes of the act that it speaks of."""
    return dict(table("composition")["forces"])


@cache
def content_nouns() -> dict[str, str]:
    """Read which nouns stand for an act when they are spoken of: ``{"weapons": "072", …}``."""
    found: dict[str, str] = {}
    for name, code in table("composition")["content"].items():
        for form in noun_class(name):
            found.setdefault(form, code)
    return found


def composed(force: str, content: str) -> str:
    """Name the speech act of a force that speaks of an act; an empty string if there is no such act.

    >>> composed("intent", "0874")
    '0356'
    >>> composed("threat", "190")
    '138'
    """
    rule = forces()[force]
    if not content:
        return "" if rule.get("needs_content") else str(rule["base"])
    known = rule["map"]
    return str(next((known[content[:n]] for n in range(len(content), 1, -1) if content[:n] in known), rule["base"]))


def contents(tree: Tree, match: Match) -> Iterator[int]:
    """Go through the words that a speech act may speak of, the clause first, then its objects, then its phrases."""
    word = match.word
    for k in tree.kids[word]:
        if (
            tree.deps[k] in CLAUSES
            and (tree.deps[k] != "advcl" or infinitive(tree, k))
            and not _opinion(tree, match, k)
        ):
            yield k
    if match.entry.force == "plan" and not match.entry.needs_object:
        return
    nouns = patients(tree, word) if match.verb == word else []
    for noun in nouns:
        yield from (k for k in tree.kids[noun] if tree.deps[k] in ("acl", "relcl") and infinitive(tree, k))
        yield noun
    for prep, _, inner in tree.preps(word):
        if prep in SPOKEN_OF:
            yield inner


def _opinion(tree: Tree, match: Match, clause: int) -> bool:
    """Tell "agreed that an attack could follow", an opinion, from "agreed to attack" and "promised that it would"."""
    own = [k for k in tree.kids[clause] if tree.deps[k] in SUBJECTS or tree.deps[k] in PASSIVE_SUBJECTS]
    return match.entry.force in ("intent", "plan") and any(tree.tags[k] != "PRP" for k in own)


def content(tree: Tree, match: Match, found: dict[int, Match]) -> tuple[str, int | None]:
    """Find the act that a speech act speaks of: its code and its word; both empty if there is none."""
    for word in contents(tree, match):
        code, place = act_at(tree, word, found)
        if code:
            return code, place
    return "", None


def act_at(tree: Tree, word: int, found: dict[int, Match], depth: int = DEPTH) -> tuple[str, int | None]:
    """Find the act at a word or in what hangs on it: its code and its word."""
    hit = found.get(word)
    if hit is not None:
        return hit.code, word
    if depth == 0:
        return "", None
    carried = next((m for m in found.values() if m.verb == word and m.word != word), None)
    if carried is not None:
        return carried.code, carried.word
    if tree.is_verb(word) and tree.deps[word] != "pobj":
        return _inside_verb(tree, word, found, depth)
    return _inside_noun(tree, word, found, depth)


def _inside_verb(tree: Tree, word: int, found: dict[int, Match], depth: int) -> tuple[str, int | None]:
    """Look through a verb that carries no act of its own: "to help end the war"."""
    for k in tree.kids[word]:
        if tree.deps[k] in ("xcomp", "ccomp", "dobj", "conj"):
            code, place = act_at(tree, k, found, depth - 1)
            if code:
                return code, place
    return "", None


def _inside_noun(tree: Tree, word: int, found: dict[int, Match], depth: int) -> tuple[str, int | None]:
    for k in tree.kids[word]:
        if tree.deps[k] in ("acl", "pcomp") and tree.is_verb(k):
            code, place = act_at(tree, k, found, depth - 1)
            if code:
                return code, place
    nouns = content_nouns()
    hits = [(cost, nouns[w], place) for w, (cost, place) in bag(tree, [word], 0).items() if w in nouns]
    if hits:
        _, code, place = min(hits)
        return code, place
    for prep, _, inner in tree.preps(word):
        if prep in SPOKEN_OF:
            code, at = act_at(tree, inner, found, depth - 1)
            if code:
                return code, at
    return "", None


def _only_opinion(tree: Tree, match: Match) -> bool:
    if match.entry.force not in ("intent", "plan"):
        return False
    that = any(tree.words[k] == "that" and k == match.word + 1 for k in tree.kids[match.word])
    return that or any(tree.deps[k] == "ccomp" and _opinion(tree, match, k) for k in tree.kids[match.word])


def compose(tree: Tree, found: dict[int, Match]) -> None:
    """Name every speech act of a sentence, innermost first, so that "agreed to urge" rests on "urge"."""
    for word in sorted(found, reverse=True):
        match = found[word]
        if not match.entry.force:
            continue
        code, place = content(tree, match, found)
        match.code = "" if not code and _only_opinion(tree, match) else composed(match.entry.force, code)
        match.force_of = place
    for word in [w for w, m in found.items() if not m.code]:
        del found[word]
