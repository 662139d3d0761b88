"""Whether a figure is how things are, a target, a demand, a pledge, an estimate or a change."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from harmel.figures.scene import Scene, is_verb
from harmel.records import Statement
from harmel.vocabulary import FigureKind, Stance

_HEDGES = (
    r"(?:(?:more than|at least|up to|about|around|some|nearly|almost|over|less than|roughly|just|only|an|a|"
    r"another)\s+)*$"
)
_CHANGES = r"(?:increase|rise|hike|boost|cut|reduction|drop|fall|jump|growth|decline|surge|decrease)"
_BY = re.compile(rf"\b(?:by|{_CHANGES}s? of)\s+{_HEDGES}", re.IGNORECASE)
_MORE_BEFORE = re.compile(r"\b(?:another|additional|extra|further|an additional|an extra)\s+$", re.IGNORECASE)
_UP_OR_DOWN = re.compile(r"\b(?:up|down)\s+$", re.IGNORECASE)
_MORE_AFTER = re.compile(
    rf"(?:\s+(?:in|of))?\s+(?:more|additional|extra|fewer|further)\b|\s+(?:\w+\s+)?{_CHANGES}\b", re.IGNORECASE
)
_ESTIMATED = re.compile(r"\b(?:an estimated|estimated at|estimated to be|believed to be)\s+\S*\s*$", re.IGNORECASE)
_BY_STANCE: dict[Stance, FigureKind] = {
    "demand": "demand",
    "appeal": "demand",
    "promise": "pledge",
    "propose": "target",
}
_BE = frozenset({"be", "is", "are", "was", "were"})
_ORDER: tuple[FigureKind, ...] = ("demand", "pledge", "target", "estimate")
_LEVEL_BEFORE = re.compile(rf"\b(?:to|at|of|from)\s+{_HEDGES}", re.IGNORECASE)


@cache
def word_lists() -> dict[str, dict[str, frozenset[str]]]:
    """Give the words of ``data/kinds.toml`` as sets.

    >>> "urged" in word_lists()["demand"]["verbs"]
    True
    """
    table = tomllib.loads((files("harmel.figures") / "data" / "kinds.toml").read_text(encoding="utf-8"))
    return {kind: {part: frozenset(words.split()) for part, words in lists.items()} for kind, lists in table.items()}


def kind_of(scene: Scene, statement: Statement | None) -> FigureKind:
    """Say what sort of figure it is, from the nearest governing word that tells, else from its statement's stance.

    A change comes before all else: "urged it to raise the budget by 10 %" must never be read as a level of 10 %; the
    demand is kept by the statement.

    Parameters
    ----------
    scene
        The amount in its sentence.
    statement
        The innermost statement that the amount stands in, if any.
    """
    if is_change(scene):
        return "change"
    before = scene.text[: scene.amount.start]
    if _ESTIMATED.search(before):
        return "estimate"
    below = next((t for t in scene.noun.rights if t.dep_ in {"relcl", "acl"} and is_verb(t)), None)
    if below is not None and (said := _said_by(below, clause=False)):
        return said
    for governor in scene.governors:
        kind = _said_by(governor.token, clause=governor.clause) or _said_of(governor.token)
        if kind:
            return kind
    return _BY_STANCE.get(statement.stance, "actual") if statement else "actual"


def _said_by(token: Token, *, clause: bool) -> FigureKind | None:
    word = token.lower_
    for kind in _ORDER:
        lists = word_lists()[kind]
        if not is_verb(token):
            if word in lists["nouns"]:
                return kind
            continue
        if word in lists["direct"] or (clause and word in lists["verbs"] and _governs(token, word)):
            return kind
        if any(t.lower_ in lists["modals"] for t in token.lefts if t.dep_ == "aux"):
            return kind
    return None


def _said_of(verb: Token) -> FigureKind | None:
    """Look at what an infinitive is said to be: "the goal for Norway is to spend", "its pledge was to reach"."""
    if verb.lower_ not in _BE:
        return None
    subjects = (t for t in verb.lefts if t.dep_ == "nsubj")
    return next((kind for t in subjects for kind in _ORDER if t.lower_ in word_lists()[kind]["nouns"]), None)


def _governs(verb: Token, word: str) -> bool:
    """Hold back the verbs that only sometimes ask for something: "would like", "has to", "told them to"."""
    if word in {"like", "liked"}:
        return any(t.lower_ in {"would", "'d", "’d"} for t in verb.lefts)
    if word in {"tell", "tells", "told", "telling", "ask", "asks", "asked", "asking", "has", "have", "had", "forced"}:
        return any(t.dep_ in {"xcomp", "ccomp"} and _infinitive(t) for t in verb.rights)
    return True


def _infinitive(verb: Token) -> bool:
    return any(t.dep_ == "aux" and t.tag_ == "TO" for t in verb.lefts)


def is_change(scene: Scene) -> bool:
    """Say whether an amount is how much something changed and not how much there is.

    "by 10 %", "another 1,000 troops", "a 5 % rise", "rose 5 %" are changes; "rose to 5 %" is a level.
    """
    amount, text = scene.amount, scene.text
    before = text[: amount.start]
    if amount.of == "times" or amount.unit == "percentage points":
        return True
    if amount.of == "distance":
        return False
    if _BY.search(before) or _MORE_BEFORE.search(before):
        return bool(_MORE_BEFORE.search(before)) or not _passive_by(scene)
    if _MORE_AFTER.match(text, amount.end) or (amount.of == "%" and _UP_OR_DOWN.search(before)):
        return True
    return not _LEVEL_BEFORE.search(before) and _is_measured_out(scene)


def _passive_by(scene: Scene) -> bool:
    """Tell "killed by 12 soldiers", where the soldiers act, from "cut by 12 soldiers"."""
    by = scene.noun.head
    return by.dep_ == "agent" and by.head.lower_ not in word_lists()["change"]["verbs"]


def _is_measured_out(scene: Scene) -> bool:
    """Find "rose 5 %", "cut 2,000 troops", "an increase of $54bn": the amount itself is what was added or taken."""
    if not scene.governors:
        return False
    above = scene.governors[0].token
    if is_verb(above):
        return above.lower_ in word_lists()["change"]["verbs"] and scene.root.dep_ in {"dobj", "npadvmod"}
    return False
