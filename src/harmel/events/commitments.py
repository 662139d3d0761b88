"""What "will" and "must" commit to: an announced act is no act done, but its announcement is.

"Hungary said it will support the resolution" declares a will to cooperate, "the United States will move a battery"
threatens, "Cuba will not lift the ban" refuses; "China must drop its barriers", in someone's mouth, demands.
"""

from __future__ import annotations

from collections.abc import Iterator

from harmel.events.arguments import agents
from harmel.events.grammar import words
from harmel.events.matching import Match
from harmel.events.roles import Pair
from harmel.events.speech import composed
from harmel.events.status import Decision
from harmel.events.tree import SUBJECTS, Tree

WILL = frozenset({"will", "'ll", "wo", "shall"})
WOULD = frozenset({"would", "'d"})
SAYING = words("saying")
NOBODY = frozenset({"it", "there", "this", "that", "what", "which"})

Commitment = tuple[str, str, tuple[int, ...], Pair]


def commitments(tree: Tree, match: Match, sides: list[Pair], decision: Decision) -> Iterator[Commitment]:
    """Give the announcement that a match under "will" makes: code, rule, deciding words, and who to whom."""
    if match.verb is None or match.entry.force or match.code[:2] in ("01", "02", "03", "10", "12", "13"):
        return
    auxiliary = _auxiliary(tree, match.verb)
    if auxiliary is None or not _someone(tree, match):
        return
    negated = decision.status == "negated"
    code = composed("refuse" if negated else "plan", match.code)
    if code and decision.status in ("planned", "hypothetical", "negated"):
        rule = "announced refusal" if negated else "announced"
        yield from ((code, rule, (auxiliary,), pair) for pair in sides if pair[0] is not None)


def _auxiliary(tree: Tree, verb: int) -> int | None:
    """Find the "will" of a verb, or its "would" if someone says so: a bare "would" only supposes."""
    for k in tree.kids[verb]:
        if tree.deps[k] != "aux":
            continue
        if tree.words[k] in WILL and not _conditional(tree, verb):
            return k
        if tree.words[k] in WOULD and tree.deps[verb] == "ccomp" and tree.words[tree.heads[verb]] in SAYING:
            return k
    return None


def _conditional(tree: Tree, verb: int) -> bool:
    return any(tree.deps[k] == "mark" and tree.words[k] in ("if", "unless", "whether") for k in tree.kids[verb])


def _someone(tree: Tree, match: Match) -> bool:
    who = agents(tree, match.verb) if match.verb is not None else []
    spoken = tree.deps[match.verb or 0] == "ccomp"
    return bool(who) and (spoken or tree.words[who[0]] not in NOBODY)


def speaker_of(tree: Tree, verb: int) -> list[int]:
    """Give who says a clause: the subject of the verb of saying that governs it."""
    head = tree.heads[verb]
    if tree.deps[verb] == "ccomp" and tree.words[head] in SAYING:
        own = [k for k in tree.kids[head] if tree.deps[k] in SUBJECTS]
        return [w for k in own for w in tree.with_conjuncts(k)]
    return []
