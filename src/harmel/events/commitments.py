"""What "will", "must" and "did not" commit to: an announced act is no act done, but its announcement is.

"Hungary said it will support the resolution" declares a will to cooperate, "the United States will move a battery"
threatens, "Cuba will not lift the ban" and "did not give permission" refuse; "China must drop its barriers", in
someone's mouth, demands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmel.events.arguments import agents, infinitive, subjects
from harmel.events.grammar import words
from harmel.events.matching import Match
from harmel.events.speech import composed
from harmel.events.status import Decision
from harmel.events.tree import SUBJECTS, Tree

WILL = frozenset({"will", "'ll", "wo", "shall"})
WOULD = frozenset({"would", "'d"})
MUST = frozenset({"must", "should", "ought"})
HAVE = frozenset({"has", "have", "needs", "need"})
SAYING = words("saying")
NOBODY = frozenset({"it", "there", "this", "that", "what", "which"})
SPEECH = ("01", "02", "10", "12", "13")


@dataclass(frozen=True, slots=True)
class Commitment:
    """An announcement: its code, the rule that made it, and the words that decide it."""

    code: str
    rule: str
    words: tuple[int, ...]


def commitment(tree: Tree, match: Match, decision: Decision) -> Commitment | None:
    """Give the announcement that a match under "will" or under a negation makes, if any."""
    if match.verb is None or match.entry.rule.startswith("adjectives/") or not _someone(tree, match):
        return None
    if decision.status == "negated":
        here = any(tree.heads[w] == match.verb for w in decision.words)
        return _refusal(match, decision) if here else None
    if match.entry.force or match.code.startswith(SPEECH):
        return None
    auxiliary = _auxiliary(tree, match.verb)
    code = composed("plan", match.code) if auxiliary is not None else ""
    return Commitment(code, "announced", (auxiliary,)) if code and auxiliary is not None else None


def _refusal(match: Match, decision: Decision) -> Commitment | None:
    """Let a negated act of giving way, granting or accepting be the refusal that it is."""
    if match.entry.force in ("intent", "plan"):
        content = match.code
        code = "120" if content == "030" else composed("refuse", "")
    elif match.code.startswith(("08", "07", "04", "05", "06")) and not match.entry.force:
        code = composed("refuse", match.code)
    else:
        return None
    return Commitment(code, "refused", decision.words) if code else None


def _auxiliary(tree: Tree, verb: int) -> int | None:
    """Find the "will" of a verb, or its "would" if someone says so: a bare "would" only supposes."""
    for k in tree.kids[verb]:
        if tree.deps[k] != "aux":
            continue
        if tree.words[k] in WILL and not _conditional(tree, verb):
            return k
        if tree.words[k] in WOULD and tree.deps[verb] == "ccomp" and tree.words[tree.heads[verb]] in SAYING:
            return k
    head = tree.heads[verb]
    return head if tree.deps[verb] == "xcomp" and tree.words[head] in ("is", "are") and infinitive(tree, verb) else None


def _conditional(tree: Tree, verb: int) -> bool:
    return any(tree.deps[k] == "mark" and tree.words[k] in ("if", "unless", "whether") for k in tree.kids[verb])


def _someone(tree: Tree, match: Match) -> bool:
    who = agents(tree, match.verb) if match.verb is not None else []
    spoken = tree.deps[match.verb or 0] == "ccomp"
    return bool(who) and (spoken or tree.words[who[0]] not in NOBODY)


@dataclass(frozen=True, slots=True)
class Obligation:
    """Someone says that someone must: the verb, who says so, who must, and the words that decide it."""

    verb: int
    speakers: list[int]
    addressees: list[int]
    words: tuple[int, ...]


def obligations(tree: Tree) -> Iterator[Obligation]:
    """Go through the clauses in which someone is told what they must do."""
    for modal in range(len(tree.words)):
        verb = tree.heads[modal]
        if tree.words[modal] in MUST and tree.deps[modal] == "aux":
            yield from _obligation(tree, verb, (modal,))
        elif tree.words[modal] in HAVE and any(tree.deps[k] == "xcomp" for k in tree.kids[modal]):
            yield from _obligation(tree, modal, (modal,))


def _obligation(tree: Tree, verb: int, deciding: tuple[int, ...]) -> Iterator[Obligation]:
    speakers = speaker_of(tree, verb)
    if speakers:
        yield Obligation(verb, speakers, subjects(tree, verb), deciding)


def speaker_of(tree: Tree, verb: int) -> list[int]:
    """Give who says a clause: the subject of the verb of saying that governs it."""
    head = tree.heads[verb]
    if tree.deps[verb] == "ccomp" and tree.words[head] in SAYING:
        own = [k for k in tree.kids[head] if tree.deps[k] in SUBJECTS]
        return [w for k in own for w in tree.with_conjuncts(k)]
    return []
