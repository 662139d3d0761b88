"""Which entries of the lexicon fit which words of a sentence; of several that fit, the one that asks for most wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from harmel.events.arguments import agents, counted_forces, infinitive, patients
from harmel.events.grammar import words
from harmel.events.lexicon import Entry, Lexicon
from harmel.events.tree import Tree
from harmel.language.lists import VERB_TAGS

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


NONE: frozenset[int] = frozenset()
Reach = dict[str, tuple[float, int]]  # words about a verb: how far off, and where


@dataclass(slots=True)
class Match:
    """An entry that fits: the trigger word, the verb whose arguments count (if any), and what else fitted."""

    word: int
    entry: Entry
    verb: int | None
    code: str
    uses: frozenset[int] = NONE
    force_of: int | None = None
    passed_over: tuple[str, ...] = ()


@dataclass(slots=True)
class View:
    """What entries ask of a verb; what few of them ask for is worked out when the first one does."""

    tree: Tree
    word: int
    patients: list[int]
    particles: dict[str, float]  # particles and prepositions, with how far off they stand
    behind: dict[str, list[int]]  # the nouns behind each preposition
    parts: frozenset[str]
    _objects: Reach | None = None
    _behind: dict[str, Reach] = field(default_factory=dict)
    _below: dict[str, int] | None = None
    _clauses: frozenset[str] | None = None

    def objects(self) -> Reach:
        """Give the words of the verb's objects."""
        if self._objects is None:
            tree = self.tree
            ties = ("dative", "oprd", "attr")
            dative = [k for k in tree.kids[self.word] if tree.deps[k] in ties and tree.words[k] != "to"]
            self._objects = bag(tree, [*self.patients, *dative])
        return self._objects

    def prep_objects(self, preposition: str) -> Reach:
        """Give the words behind a preposition; behind a particle ("cut off aid") they are the verb's object."""
        found = self._behind.get(preposition)
        if found is None:
            found = {}
            for noun in self.behind.get(preposition, ()):
                found.update(bag(self.tree, [noun]))
            found = self._behind[preposition] = found or self.objects()
        return found

    def below(self) -> dict[str, int]:
        """Give the words below the verb with how far down they hang."""
        if self._below is None:
            self._below = _depths(self.tree, self.word)
        return self._below

    def clauses(self) -> frozenset[str]:
        """Give the kinds of clause that the verb governs."""
        if self._clauses is None:
            self._clauses = _clauses(self.tree, self.word, alone=not self.patients)
        return self._clauses


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
    if not lexicon.telling.isdisjoint(tree.words):
        triggers += [w for w in range(len(tree.words)) if tree.tags[w] in VERB_TAGS and w not in triggers]
    for word in triggers:
        match = _verb(tree, word, lexicon) or _adjective(tree, word, lexicon)
        if match:
            found[word] = match
    _take_in(tree, found)
    used = {u for m in found.values() for u in m.uses}
    for word, low in enumerate(tree.words):
        if low in lexicon.noun_words and word not in found and word not in used:
            noun = _noun(tree, word, lexicon)
            if noun and not _told_by_verb(tree, noun, found):
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
    if tree.tags[word] not in VERB_TAGS or tree.deps[word] in NO_ACT:
        return None
    head = lexicon.head(tree.words[word])
    if head is None:
        return None
    view = _view(tree, word)
    entries = head.entries(view.particles)
    if head.by_object and not head.asked.isdisjoint(there := view.objects()):
        entries += [entry for entry in head.by_object if not entry.objects.isdisjoint(there)]
    fitting = [(*fit, entry) for entry in entries if (fit := _fit(entry, view)) is not None]
    if not fitting:
        return None
    _, used, best = fitting[0] if len(fitting) == 1 else max(fitting, key=lambda f: (f[0], -f[2].order))
    passed = tuple(e.rule for _, _, e in fitting if e is not best)
    return Match(word=word, entry=best, verb=word, code=best.code, uses=used, passed_over=passed)


def _view(tree: Tree, word: int) -> View:
    words, objects = tree.words, patients(tree, word)
    near = [k for k in tree.kids[word] if k > word and tree.deps[k] in NEAR and not _of_time(tree, k)]
    particles = dict.fromkeys([words[k] for k in near], 0.0)
    behind: dict[str, list[int]] = {}
    for prep, place, noun in tree.preps(word):
        if place > word and words[noun] not in TIME_WORDS:
            particles.setdefault(prep, 0.1 if tree.heads[place] == word else 0.2)
            behind.setdefault(prep, []).append(noun)
    for noun in objects:
        for prep, _, inner in tree.preps(noun):
            particles.setdefault(prep, 0.5)
            behind.setdefault(prep, [inner])
    parts = frozenset([words[k] for k in near if tree.deps[k] == "prt" and words[k] != "up"])
    return View(tree, word, objects, particles, behind, parts)


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


def bag(tree: Tree, nouns: Iterable[int], depth: int = 2, cost: float = 0.0) -> Reach:
    """Give the words of noun phrases, alone and in pairs, with how far each lies from the head and where it stands."""
    found: Reach = {}
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


def _pairs_with_of(tree: Tree, noun: int, cost: float, found: Reach) -> None:
    for prep, _, inner in tree.preps(noun):
        if prep == "of":
            found.setdefault(f"{tree.words[noun]} of {tree.words[inner]}", (cost - PAIR, noun))


def _merge(into: Reach, more: Reach) -> None:
    for word, reach in more.items():
        into.setdefault(word, reach)


def _fit(entry: Entry, view: View) -> tuple[float, frozenset[int]] | None:
    """Score one entry against a view and tell the words that it uses; ``None`` if something it asks for is missing."""
    if not _has_parts(entry, view) or not _done_by(entry, view):
        return None
    score = entry.weight + (PAIR if entry.doers else 0.0)
    for particle in entry.particles:
        score -= view.particles[particle]
    for extra in entry.extras:
        score -= FURTHER * (view.below()[extra] - 1)
    if not (entry.objects or entry.prep_objects):
        return score, NONE
    used: set[int] = set()
    sought = [(entry.objects, view.objects())] if entry.objects else []
    if entry.prep_objects:
        sought.append((entry.prep_objects, view.prep_objects(entry.particles[-1])))
    for wanted, there in sought:
        hits = [reach for word, reach in there.items() if word in wanted]
        if not hits:
            return None
        cost, place = min(hits)
        score -= cost
        used.add(place)
    return score, frozenset(used)


def _with_means(entry: Entry, view: View) -> bool:
    """Say whether "with" names what a joint act is done with, and no partner: "held drills with 600 soldiers"."""
    beside = view.behind.get("with", ()) if entry.frame == "mutual" and entry.particles[-1:] == ("with",) else ()
    return any(counted_forces(view.tree, noun) for noun in beside)


def _has_parts(entry: Entry, view: View) -> bool:
    """Say whether a verb has what an entry asks for, its objects aside; "hammer out" is not "hammer"."""
    if view.parts and not view.parts & set(entry.particles):
        return False
    if entry.needs_object and not view.patients and not entry.objects:
        return False
    if any(p not in view.particles for p in entry.particles[1:]):
        return False  # its first particle is there, or the entry had not been looked up
    beside = entry.particles == ("by",) and not BESIDE.isdisjoint(view.particles)
    if beside or _with_means(entry, view):
        return False  # "stood outside the gate by the river" stands by nobody
    if entry.clause and entry.clause not in view.clauses():
        return False
    return not entry.extras or all(e in view.below() for e in entry.extras)


def _done_by(entry: Entry, view: View) -> bool:
    """Say whether someone of the kind that an entry asks for does it: drones strike a depot, workers strike a deal."""
    return not entry.doers or any(view.tree.words[k] in entry.doers for k in agents(view.tree, view.word))


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


def _told_by_verb(tree: Tree, noun: Match, found: dict[int, Match]) -> bool:
    """Say whether a noun's act is that of the verb which it is the object of: "moved the deployment of its troops"."""
    verb = found.get(tree.heads[noun.word]) if tree.deps[noun.word] == "dobj" else None
    return verb is not None and bool(verb.uses) and verb.code[:2] == noun.code[:2]


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
