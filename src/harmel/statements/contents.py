"""What is said, by syntax: the tokens that a verbal cue takes as its content, in each way that the lexicon names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from harmel.statements.lexicon import Use, lexicon
from harmel.statements.tails import settled
from harmel.statements.tree import PASSIVE_SUBJECTS, Tree, runs

Way = Literal["clause", "infinitive", "pair", "object", "passive", "preposition", "quotation"]
_FAR = 14
_TAKES = {"passive": "object"}
_COMPLEMENTS = frozenset({"dobj", "oprd", "ccomp", "xcomp", "acomp", "attr", "dative"})
_PAIRED = frozenset({"as", "of", "for", "with", "to", "from", "on", "against", "into", "over", "in"})
_OBJECT_TAIL = frozenset({"as", "for", "over"})
_OBJECT_LINKS = frozenset({"about", "on", "of", "between", "among", "against", "after"})
_PUNCTUATION = frozenset({",", ".", ";", ":", "-", "—", "–", "--", "("})


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue takes: its use, the way, the tokens, and the token that joins the cue ("called **for** …")."""

    use: Use
    way: Way
    tokens: list[int]
    joins: list[int]


def content_of(tree: Tree, verb: int, uses: Sequence[Use]) -> Content:
    """Try what each use of a verb can take, the surest way first.

    A content without tokens is of the way "quotation": only a quotation beside the cue can still fill it.
    """
    particles = {"", *(tree.words[k] for k in tree.kids[verb] if tree.deps[k] == "prt")}
    other = particles & lexicon().words["particles"]
    fitting = [u for u in uses if u.particle in (other or particles)]
    beside = tree.words[verb + 1] if verb + 1 < tree.size else ""
    if any(beside in u.prepositions for u in fitting) and (found := _by_preposition(tree, verb, fitting)):
        return found
    for way, find in _FINDERS:
        for use in fitting:
            if _TAKES.get(way, way) in use.takes and (content := find(tree, verb)):
                return Content(use, way, _bounded(tree, verb, content), [])
    if found := _by_preposition(tree, verb, fitting):
        return found
    return Content(next((u for u in fitting if "quotation" in u.takes), uses[0]), "quotation", [], [])


def _by_preposition(tree: Tree, verb: int, uses: Sequence[Use]) -> Content | None:
    for use in uses:
        for kid in tree.kids[verb]:
            if kid > verb and tree.words[kid] in use.prepositions and tree.deps[kid] in {"prep", "prt", "advmod"}:
                content = _after_preposition(tree, verb, kid)
                if content:
                    return Content(use, "preposition", _bounded(tree, verb, content), [kid])
    return None


def _bounded(tree: Tree, verb: int, content: Iterable[int]) -> list[int]:
    return trimmed(tree, settled(tree, verb, sorted(set(content))))


def _after_preposition(tree: Tree, verb: int, preposition: int) -> list[int]:
    """Take what a preposition governs, with the infinitive that follows it: "called on Kyiv to talk"."""
    governed = [t for t in tree.below(preposition) if t > preposition]
    if not governed:
        governed = [t for k in tree.kids[verb] if tree.deps[k] == "dobj" and k > preposition for t in tree.below(k)]
    if not governed:
        return []
    later = [k for k in tree.kids[verb] if k > preposition and tree.deps[k] in {"xcomp", "ccomp"}]
    return list(range(min(governed), max([*governed, *(tree.rights[k] for k in later)]) + 1))


def _clause(tree: Tree, verb: int) -> list[int]:
    clauses = [k for k in tree.kids[verb] if tree.deps[k] == "ccomp"]
    right = [k for k in clauses if k > verb]
    if right:
        start = min(tree.lefts[k] for k in right)
        return _without(
            tree, range(_reduced(tree, verb, right[0], start), max(tree.rights[k] for k in right) + 1), verb
        )
    if clauses:
        return _around(tree, clauses[0], verb)
    return _host_clause(tree, verb) or _far_clause(tree, verb)


def _far_clause(tree: Tree, verb: int) -> list[int]:
    """Take the that-clause that the parse hung on a word between: "told a meeting of leaders that …"."""
    for t in range(verb + 1, min(verb + _FAR, tree.size)):
        if tree.is_verb(t) or tree.tags[t] == "CC":
            return []
        if tree.words[t] == "that" and tree.deps[t] in {"mark", "advmod"}:
            head = tree.heads[t]
            return list(range(t, tree.rights[head] + 1)) if head > t and tree.is_verb(head) else []
    return []


def _without(tree: Tree, run: Iterable[int], verb: int) -> list[int]:
    return [t for t in run if t > verb or tree.heads[t] != verb]


def _reduced(tree: Tree, verb: int, clause: int, start: int) -> int:
    """Begin with the object where the parse took its bare relative clause for a complement: "remarks he had made"."""
    named = tree.kid(verb, ("dobj",))
    told = any(u.told for u in lexicon().verbs[tree.words[verb]])
    bare = tree.kid(clause, ("mark",)) is None and tree.rights[named] + 1 == start if named is not None else False
    return tree.lefts[named] if named is not None and bare and not told else start


def _around(tree: Tree, clause: int, verb: int) -> list[int]:
    """Give a clause before its cue without the cue's own words, which may stand in its middle."""
    own = {verb}
    for kid in tree.kids[verb]:
        if kid != clause:
            own.update(tree.below(kid))
    return [t for t in range(tree.lefts[clause], tree.rights[clause] + 1) if t not in own]


def _host_clause(tree: Tree, verb: int) -> list[int]:
    """Take the clause that a cue in parenthesis, or after "as", stands in."""
    subject = tree.kid(verb, ("nsubj",))
    if subject is None:
        return []
    first = tree.lefts[subject]
    as_before = first > 0 and tree.words[first - 1] == "as"
    if not as_before and tree.deps[verb] != "parataxis":
        return []
    last = max([verb, *(k for k in tree.kids[verb] if tree.deps[k] == "prt")])
    if last + 1 < tree.size and as_before and tree.tags[last + 1] not in {",", ".", ":", "''", "IN"}:
        return []
    host = tree.heads[verb]
    while tree.deps[verb] == "parataxis" and tree.heads[host] != host:
        host = tree.heads[host]
    if host == verb:
        own = set(range(first - 1, last + 1))
        return [t for t in range(tree.lefts[verb], tree.rights[verb] + 1) if t not in own] if as_before else []
    own = set(tree.below(verb))
    return [t for t in range(tree.lefts[host], tree.rights[host] + 1) if t not in own]


def _infinitive(tree: Tree, verb: int) -> list[int]:
    clause = tree.kid(verb, ("xcomp",))
    if clause is None or clause < verb or not any(tree.words[k] == "to" for k in tree.kids[clause]):
        return []
    return _with_passive_subject(tree, verb, range(tree.lefts[clause], tree.rights[clause] + 1))


def _object(tree: Tree, verb: int) -> list[int]:
    """Take the object, with the "as …" or "for …" that tells what it is named or blamed for."""
    named = tree.kid(verb, ("dobj",))
    if named is None or named < verb:
        gerund = next((k for k in tree.kids[verb] if tree.deps[k] == "xcomp" and _gerund(tree, k)), None)
        if gerund is not None:
            return list(range(tree.lefts[gerund], tree.rights[gerund] + 1))
        return [] if named is None else list(tree.below(named))
    end = tree.rights[named]
    for k in tree.kids[verb]:
        beside = tree.lefts[k] == end + 1 and tree.words[k] in _OBJECT_LINKS
        if k > named and tree.deps[k] == "prep" and (beside or tree.words[k] in _OBJECT_TAIL):
            end = max(end, tree.rights[k])
    return list(range(tree.lefts[named], end + 1))


def _gerund(tree: Tree, verb: int) -> bool:
    """Say whether a clause is a gerund: "denied **attacking** it", "denied **having** attacked it"."""
    return tree.tags[verb] == "VBG" or any(tree.words[k] == "having" for k in tree.kids[verb])


def _passive(tree: Tree, verb: int) -> list[int]:
    """Take the subject of a passive: "the plan was condemned"."""
    subject = tree.kid(verb, PASSIVE_SUBJECTS)
    return [] if subject is None else list(tree.below(subject))


def _pair(tree: Tree, verb: int) -> list[int]:
    """Take an object with what is said of it: "called it a threat", "accused Moscow of lying"."""
    right = [
        k
        for k in tree.kids[verb]
        if k > verb and (tree.deps[k] in _COMPLEMENTS or (tree.deps[k] == "prep" and tree.words[k] in _PAIRED))
    ]
    fronted = next((k for k in tree.kids[verb] if k < verb and tree.deps[k] == "dobj"), None)  # what he called …
    whole = fronted is not None or tree.kid(verb, PASSIVE_SUBJECTS) is not None
    if not right or not (whole or any(tree.deps[k] in _COMPLEMENTS for k in right)):
        return []
    run = range(min(tree.lefts[k] for k in right), max(tree.rights[k] for k in right) + 1)
    return _with_passive_subject(tree, verb, run if fronted is None else (fronted, *run))


def _with_passive_subject(tree: Tree, verb: int, run: Iterable[int]) -> list[int]:
    subject = tree.kid(verb, PASSIVE_SUBJECTS)
    agent = tree.kid(verb, ("agent",))
    by = set() if agent is None else set(tree.below(agent))
    return [t for t in (*(() if subject is None else tree.below(subject)), *run) if t not in by]


_FINDERS: tuple[tuple[Way, Callable[[Tree, int], list[int]]], ...] = (
    ("clause", _clause),
    ("infinitive", _infinitive),
    ("pair", _pair),
    ("object", _object),
    ("passive", _passive),
)


def trimmed(tree: Tree, content: Iterable[int]) -> list[int]:
    """Leave out punctuation at both ends of each run, quotation marks excepted."""
    return [t for run in runs(content) for t in _within(tree, *run)]


def _within(tree: Tree, start: int, end: int) -> range:
    while start < end and (tree.words[end - 1] in _PUNCTUATION or tree.tags[end - 1] == "CC"):
        end -= 1
    while start < end and tree.words[start] in _PUNCTUATION:
        start += 1
    return range(start, end)
