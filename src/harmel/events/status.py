"""What standing a reported act has: done, denied, demanded, planned … and the words that decide it.

The nearest word that decides wins: first what stands at the verb itself (a modal, a negation, "allegedly", "if"),
then, going up, each verb or noun that governs it ("planned to", "accused of", "plans for"). A verb that only
carries on ("began to", "continued") is looked through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from harmel.events.arguments import infinitive
from harmel.events.forms import noun_forms, verb_forms
from harmel.events.grammar import words
from harmel.events.ontology import table
from harmel.events.tree import SUBJECTS, Tree
from harmel.vocabulary import Status

CLIMBING = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "conj",
        "advcl",
        "pobj",
        "dobj",
        "prep",
        "nsubj",
        "nsubjpass",
        "compound",
        "attr",
        "appos",
        "poss",
        "agent",
        "oprd",
        "dative",
    }
)
SHARING = frozenset({"xcomp", "dobj", "nsubj", "nsubjpass", "attr", "oprd"})
OVERRIDDEN = frozenset({"planned", "alleged"})  # "denied plans to attack", "denied allegations that it attacked"
OVERRIDING = frozenset({"denied", "alleged", "negated"})
DESIRES = frozenset({"like", "love", "prefer", "welcome"})  # "would like" is a wish of now
VIEWING = frozenset({"see", "sees", "saw", "seen"})  # "sees no problem in increasing"
BE = frozenset({"is", "are", "was", "were"})  # "is to supply"
WOULD = frozenset({"would", "'d"})
TELLING = words("telling")
INSISTING = words("insisting")
CONTRASTS = frozenset({"but", "yet"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A status and the words of the tree that decide it."""

    status: Status
    words: tuple[int, ...] = ()


@cache
def deciders() -> dict[str, dict[str, Status]]:
    """Read the deciding words: auxiliaries, adverbs, adjectives, and every form of every governor."""
    rows = table("status")
    governors: dict[str, Status] = {}
    for status, lemmas in rows["governors"].items():
        for lemma in lemmas:
            for form in verb_forms(lemma) | noun_forms(lemma):
                governors.setdefault(form, status)
    return {
        "auxiliaries": rows["auxiliaries"],
        "adverbs": rows["adverbs"],
        "adjectives": rows["adjectives"],
        "governors": governors,
        "marks": dict.fromkeys(rows["marks"]["words"], "hypothetical"),
    }


def status(tree: Tree, word: int) -> Decision:
    """Decide the status of the act at a word.

    >>> from harmel.language.parser import parses
    >>> from harmel.events.tree import tree
    >>> status(tree(next(parses(["Iran did not attack Iraq."])), 0), 3).status
    'negated'
    """
    own = at_word(tree, word)
    if own is not None:
        return own
    first: Decision | None = None
    for head, dep, decided in _governors(tree, word):
        if decided is not None and first is None:
            if decided.status not in OVERRIDDEN:
                return decided
            first = decided
        elif decided is not None and first is not None and decided.status in OVERRIDING:
            return Decision(decided.status, (*decided.words, *first.words))
        elif dep in SHARING and first is None:
            passed = at_word(tree, head)
            if passed is not None and (passed.status != "negated" or dep == "xcomp"):
                return passed
    return first or Decision("actual")


def _governors(tree: Tree, word: int) -> Iterator[tuple[int, str, Decision | None]]:
    """Climb from an act to what governs it: each head, by which tie, and what it decides."""
    for _ in range(len(tree.words)):
        head, dep = tree.heads[word], tree.deps[word]
        if head == word or not (dep in CLIMBING or _noun_clause(tree, word)):
            return
        yield head, dep, _from_head(tree, word)
        if dep == "ccomp" and tree.words[head] not in deciders()["governors"]:
            return
        word = head


def _noun_clause(tree: Tree, word: int) -> bool:
    """Say whether "to" hangs on a noun that decides ("in a position to attack"), which parsers call relative too."""
    named = tree.words[tree.heads[word]] in deciders()["governors"]
    return tree.deps[word] == "relcl" and named and infinitive(tree, word)


def at_word(tree: Tree, word: int) -> Decision | None:
    """Decide by the words at a verb or noun itself, if any of them decides."""
    known = deciders()
    found: list[tuple[Status, int]] = []
    for k in tree.kids[word]:
        low, dep = tree.words[k], tree.deps[k]
        if dep in ("neg", "advmod", "det", "preconj") and low in known["adverbs"]:
            found.append((known["adverbs"][low], k))
        elif (
            (dep == "aux" or tree.tags[k] == "MD")
            and low in known["auxiliaries"]
            and not (low in WOULD and tree.words[word] in DESIRES)
        ):
            found.append((known["auxiliaries"][low], k))
        elif (dep == "mark" and low in known["marks"]) or (dep == "advmod" and low in ("if", "whether")):
            found.append(("hypothetical", k))
        elif dep in ("amod", "det", "compound") and low in known["adjectives"] and not tree.is_verb(word):
            found.append((known["adjectives"][low], k))
    if not found:
        return None
    rank = {"negated": 0, "alleged": 1, "hypothetical": 2}
    best = min(found, key=lambda f: rank.get(f[0], 3))
    return Decision(best[0], tuple(k for _, k in found))


def _from_head(tree: Tree, word: int) -> Decision | None:
    """Decide by what an act hangs on, and by which tie."""
    head, dep = tree.heads[word], tree.deps[word]
    if dep == "conj":
        own_clause = any(tree.deps[k] in SUBJECTS for k in tree.kids[word])
        return None if own_clause else _shared(tree, head)
    if dep == "advcl" and not infinitive(tree, word):
        return status(tree, head)
    if dep == "pcomp" and tree.tags[word] == "VBG":
        return _gerund(tree, head)
    return _governed(tree, word, head, dep)


def _governed(tree: Tree, word: int, head: int, dep: str) -> Decision | None:
    if dep == "ccomp" and tree.words[head] in TELLING | INSISTING and not infinitive(tree, word):
        # what is told that it happened is not asked for, and what is insisted rests on the one who insists
        alleged = tree.words[head] in INSISTING and _of_another(tree, word)
        return Decision("alleged", (head,)) if alleged else None
    if tree.words[head] == "order" and tree.words[tree.heads[head]] == "in":
        return Decision("planned", (tree.heads[head], head))
    if dep == "xcomp" and tree.words[head] in BE and infinitive(tree, word):
        return Decision("planned", (head,))
    governed = deciders()["governors"].get(tree.words[head])
    if governed is not None and dep not in ("nsubj", "poss", "agent", "compound", "advcl"):
        return None if governed == "actual" else _by_governor(tree, head, governed)
    if dep in ("acl", "advcl") and infinitive(tree, word):
        return Decision("planned", tuple(k for k in tree.kids[word] if tree.words[k] == "to"))
    return None


def _by_governor(tree: Tree, head: int, decided: Status) -> Decision:
    """Take what a governing word decides, or the reverse where there is none of it: "has no plans to attack"."""
    none = tuple(k for k in tree.kids[head] if tree.words[k] == "no" and tree.deps[k] == "det")
    return Decision("negated", (*none, head)) if none and decided != "negated" else Decision(decided, (head,))


def _of_another(tree: Tree, word: int) -> bool:
    """Say whether a clause tells of someone else than whoever insists on it; a pronoun may mean either."""
    return any(tree.deps[k] in SUBJECTS and tree.tags[k] != "PRP" for k in tree.kids[word])


def _gerund(tree: Tree, prep: int) -> Decision | None:
    """Decide for "problem in increasing", "is about improving": an act that is only spoken of as a thing to do."""
    governor = tree.heads[prep]
    if tree.words[governor] == "short" and tree.words[prep] == "of":
        return Decision("negated", (tree.heads[governor], governor))
    decided = deciders()["governors"].get(tree.words[governor])
    if decided is not None:
        return None if decided == "actual" else Decision(decided, (governor,))
    spoken_of = not tree.is_verb(governor) or tree.words[prep] == "about" or tree.words[governor] in VIEWING
    return Decision("planned", (governor, prep)) if spoken_of and tree.deps[governor] != "agent" else None


def _shared(tree: Tree, head: int) -> Decision | None:
    """Pass on a modal to a coordinated verb ("will meet and sign"); a negation only reaches past "or" and "nor"."""
    at_head = at_word(tree, head)
    if at_head is None:
        return None
    joined = {tree.words[k] for k in tree.kids[head] if tree.deps[k] == "cc"}
    if at_head.status == "negated" and not joined & {"or", "nor"}:
        return None
    return None if joined & CONTRASTS else at_head
