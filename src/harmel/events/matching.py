"""Which entries of the lexicon fit which words of a sentence; of several that fit, the one that asks for most wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from harmel.events.arguments import agents, infinitive, patients
from harmel.events.grammar import words
from harmel.events.lexicon import Entry, Lexicon
from harmel.events.tree import Tree

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG"})
NOUN_PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "conj", "attr", "ROOT", "appos", "dep", "compound"})
INNER = frozenset({"of", "on", "for", "to", "in", "against", "from", "over", "about", "with", "between"})
NO_ACT = frozenset({"amod", "compound", "aux", "auxpass", "nmod", "case", "mark"})
FURTHER, BELOW, PAIR = 0.6, 1.0, 1.5
TIME_WORDS = words("time")
NEAR = frozenset({"prt", "prep", "advmod", "agent", "dative"})
STANDING = words("standing")
BESIDE = frozenset({"outside", "inside", "near", "beside"})
MONTHS = frozenset({"march", "may"})


@dataclass(slots=True)
class Match:
    """An entry that fits: the trigger word, the verb whose arguments count (if any), and what else fitted."""

    word: int
    entry: Entry
    verb: int | None
    code: str
    uses: frozenset[int] = frozenset()
    force_of: int | None = None
    passed_over: tuple[str, ...] = ()


@dataclass(slots=True)
class View:
    """What entries ask of a verb: its particles and prepositions, and its objects' words with their distance."""

    particles: dict[str, float]
    objects: dict[str, tuple[float, int]]
    prep_objects: dict[str, dict[str, tuple[float, int]]]
    has_object: bool
    below: dict[str, int] = field(default_factory=dict)
    clauses: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


def matches(tree: Tree, lexicon: Lexicon) -> dict[int, Match]:
    """Match every word of a sentence; the answer is by trigger word.

    >>> from harmel.events.lexicon import lexicon
    >>> from harmel.language.parser import parses
    >>> from harmel.events.tree import tree
    >>> sentence = tree(next(parses(["Ecuador imposed sanctions on Peru."])), 0)
    >>> [m.entry.rule for m in matches(sentence, lexicon()).values()]
    ['verbs/impose @sanction on']
    """
    found: dict[int, Match] = {}
    triggers = [word for word, low in enumerate(tree.words) if low in lexicon.triggers]
    for word in triggers:
        match = _verb(tree, word, lexicon) or _adjective(tree, word, lexicon)
        if match:
            found[word] = match
    _take_in(tree, found)
    used = {u for m in found.values() for u in m.uses}
    for word in range(len(tree.words)):
        if tree.words[word] in lexicon.noun_words and word not in found and word not in used:
            noun = _noun(tree, word, lexicon)
            if noun:
                _place_noun(tree, noun, found, lexicon)
    return found


def _take_in(tree: Tree, found: dict[int, Match]) -> None:
    """Let an entry that names a word below it ("tried to ~assassinate") speak for that word too."""
    for match in [m for m in found.values() if m.entry.extras]:
        inner = {w for w in tree.under(match.word) if w != match.word and tree.words[w] in match.entry.extras}
        match.uses |= inner
        for word in inner:
            found.pop(word, None)


def _verb(tree: Tree, word: int, lexicon: Lexicon) -> Match | None:
    entries = lexicon.verbs.get(tree.words[word])
    if not entries or not tree.is_verb(word) or tree.deps[word] in NO_ACT:
        return None
    view = _view(tree, word, entries)
    fitting = [(score, used, entry) for entry in entries for score, used in [_fit(entry, view)] if score is not None]
    if not fitting:
        return None
    _, used, best = max(fitting, key=lambda f: f[0] or 0.0)
    passed = tuple(e.rule for _, _, e in fitting if e is not best)
    return Match(word=word, entry=best, verb=word, code=best.code, uses=used, passed_over=passed)


def _view(tree: Tree, word: int, entries: list[Entry]) -> View:
    objects = patients(tree, word)
    dative = [k for k in tree.kids[word] if tree.deps[k] in ("dative", "oprd", "attr") and tree.words[k] != "to"]
    near = [k for k in tree.kids[word] if k > word and tree.deps[k] in NEAR and not _of_time(tree, k)]
    particles = {tree.words[k]: 0.0 for k in near}
    prep_objects: dict[str, dict[str, tuple[float, int]]] = {}
    for prep, place, noun in tree.preps(word):
        if place < word or tree.words[noun] in TIME_WORDS:
            continue
        particles.setdefault(prep, 0.1 if tree.heads[place] == word else 0.2)
        prep_objects.setdefault(prep, {}).update(bag(tree, [noun]))
    for noun in objects:
        for prep, _, inner in tree.preps(noun):
            particles.setdefault(prep, 0.5)
            prep_objects.setdefault(prep, bag(tree, [inner]))
    below = _depths(tree, word) if any(e.extras for e in entries) else {}
    clauses = _clauses(tree, word, alone=not objects)
    parts = frozenset(tree.words[k] for k in near if tree.deps[k] == "prt" and tree.words[k] != "up")
    return View(particles, bag(tree, [*objects, *dative]), prep_objects, bool(objects), below, clauses, parts)


def _depths(tree: Tree, word: int) -> dict[str, int]:
    """Give the words below a verb with how far down they hang, the nearest of each counting."""
    found: dict[str, int] = {}
    level, depth = tree.kids[word], 1
    while level:
        for k in level:
            found.setdefault(tree.words[k], depth)
        level, depth = [kid for k in level for kid in tree.kids[k]], depth + 1
    return found


def _of_time(tree: Tree, prep: int) -> bool:
    return any(tree.deps[k] == "pobj" and tree.words[k] in TIME_WORDS for k in tree.kids[prep])


def _clauses(tree: Tree, word: int, *, alone: bool) -> frozenset[str]:
    found = {"alone"} if alone else set()
    for k in tree.kids[word]:
        if tree.deps[k] in ("xcomp", "ccomp", "advcl") and infinitive(tree, k):
            found.add("to")
            if any(tree.words[m] == "for" for m in tree.kids[k]):
                found.add("for")
        elif tree.deps[k] == "ccomp":
            found.add("that")
    return frozenset(found)


def bag(tree: Tree, nouns: Iterable[int], depth: int = 2, cost: float = 0.0) -> dict[str, tuple[float, int]]:
    """Give the words of noun phrases, alone and in pairs, with how far each lies from the head and where it stands."""
    found: dict[str, tuple[float, int]] = {}
    for noun in nouns:
        compounds = [k for k in tree.kids[noun] if tree.deps[k] in ("compound", "amod", "nmod") and k < noun]
        if tree.tags[noun] != "NNP" or tree.words[noun] not in MONTHS:
            found.setdefault(tree.words[noun], (cost, noun))
        for k in compounds:
            pair = " ".join(tree.words[k : noun + 1])
            found.setdefault(pair, (cost - PAIR, noun))
            if tree.deps[k] != "amod" or tree.tags[k] in ("NN", "NNS"):
                found.setdefault(tree.words[k], (cost + FURTHER, k))
        for k in tree.kids[noun]:
            if tree.deps[k] == "conj":
                _merge(found, bag(tree, [k], depth, cost + 0.1))
        if depth:
            inner = [o for prep, _, o in tree.preps(noun) if prep in INNER]
            _merge(found, bag(tree, inner, depth - 1, cost + BELOW))
            _pairs_with_of(tree, noun, cost, found)
    return found


def _pairs_with_of(tree: Tree, noun: int, cost: float, found: dict[str, tuple[float, int]]) -> None:
    for prep, _, inner in tree.preps(noun):
        if prep == "of":
            found.setdefault(f"{tree.words[noun]} of {tree.words[inner]}", (cost - PAIR, noun))


def _merge(into: dict[str, tuple[float, int]], more: dict[str, tuple[float, int]]) -> None:
    for word, reach in more.items():
        into.setdefault(word, reach)


def _fit(entry: Entry, view: View) -> tuple[float | None, frozenset[int]]:
    """Score one entry against a view: ``None`` if something that it asks for is missing."""
    if (entry.objects and entry.objects.isdisjoint(view.objects)) or not _has_parts(entry, view):
        return None, frozenset()
    if not (entry.objects or entry.prep_objects or entry.extras or entry.particles):
        return entry.weight, frozenset()
    score = entry.weight - sum(view.particles[p] for p in entry.particles)
    score -= sum(FURTHER * (view.below[extra] - 1) for extra in entry.extras)
    used: set[int] = set()
    sought = [(entry.objects, view.objects)] if entry.objects else []
    if entry.prep_objects:
        sought.append((entry.prep_objects, _behind(entry, view)))
    for wanted, there in sought:
        hits = [(cost, place) for word, (cost, place) in there.items() if word in wanted]
        if not hits:
            return None, frozenset()
        cost, place = min(hits)
        score -= cost
        used.add(place)
    return score, frozenset(used)


def _has_parts(entry: Entry, view: View) -> bool:
    """Say whether a verb has what an entry asks for, its objects aside; "hammer out" is not "hammer"."""
    if view.parts and not view.parts & set(entry.particles):
        return False
    if entry.particles == ("by",) and not BESIDE.isdisjoint(view.particles):
        return False  # "stood outside the gate by the river" stands by nobody
    if entry.needs_object and not view.has_object and not entry.objects:
        return False
    if entry.clause and entry.clause not in view.clauses:
        return False
    if entry.particles and not all(p in view.particles for p in entry.particles):
        return False
    return not entry.extras or all(e in view.below for e in entry.extras)


def _behind(entry: Entry, view: View) -> dict[str, tuple[float, int]]:
    """Give the words behind an entry's preposition; behind a particle ("cut off aid") they are the verb's object."""
    found: dict[str, tuple[float, int]] = {}
    for particle in entry.particles[-1:]:
        _merge(found, view.prep_objects.get(particle, {}))
    if not found:
        _merge(found, view.objects)
    return found


def _adjective(tree: Tree, word: int, lexicon: Lexicon) -> Match | None:
    entries = lexicon.adjectives.get(tree.words[word])
    head = tree.heads[word]
    if not entries or tree.deps[word] not in ("acomp", "oprd", "ROOT", "conj", "amod", "acl"):
        return None
    if tree.deps[word] in ("amod", "acl") and tree.tags[word] != "JJ":
        return None
    if tree.deps[word] == "amod" and not tree.kids[word]:
        return None
    copula = head if tree.deps[word] in ("acomp", "oprd", "conj") else word
    behind = {tree.words[k] for place in (word, copula) for k in tree.kids[place] if k > word}
    if not behind.issuperset(entries[0].particles):
        return None
    return Match(word=word, entry=entries[0], verb=copula, code=entries[0].code)


def _noun(tree: Tree, word: int, lexicon: Lexicon) -> Match | None:
    if tree.tags[word] == "NNP" and tree.words[word] in MONTHS:
        return None
    if tree.tags[word] not in NOUN_TAGS or tree.deps[word] not in NOUN_PLACES:
        return None
    if any(tree.words[k] in STANDING for k in tree.kids[word]):
        return None
    for first in range(max(0, word - 2), word + 1):
        entries = lexicon.nouns.get(" ".join(tree.words[first : word + 1]))
        if entries:
            return Match(word=word, entry=entries[0], verb=None, code=entries[0].code)
    for _, _, inner in tree.preps(word):
        entries = lexicon.nouns.get(f"{tree.words[word]} of {tree.words[inner]}")
        if entries:
            return Match(word=word, entry=entries[0], verb=None, code=entries[0].code)
    return None


def _place_noun(tree: Tree, noun: Match, found: dict[int, Match], lexicon: Lexicon) -> None:
    """Give a noun the verb that carries it, if that verb is a light one: "launched an attack on"."""
    if tree.deps[noun.word] == "compound":
        return
    verb = _carrier(tree, noun.word)
    if verb is not None and tree.words[verb] in lexicon.light:
        other = found.get(verb)
        particles = lexicon.light[tree.words[verb]]
        there = {tree.words[k] for k in tree.kids[verb]}
        if all(p in there for p in particles) and (other is None or not (other.entry.objects or other.entry.force)):
            noun.verb = verb
            found.pop(verb, None)
    found[noun.word] = noun


def _carrier(tree: Tree, noun: int) -> int | None:
    head = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "nsubjpass") and tree.is_verb(head) and noun in patients(tree, head):
        return head
    if tree.deps[noun] == "pobj" and tree.words[head] in ("in", "on", "into", "to", "for"):
        verb = tree.heads[head]
        return verb if tree.is_verb(verb) and agents(tree, verb) else None
    return None
