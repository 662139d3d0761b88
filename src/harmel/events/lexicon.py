"""The lexicon: which words report which act. Its entries are TOML data, each with a sentence that is its test.

An entry's pattern is a verb, then what must stand with it: ``impose @sanction on`` is "impose" with an object of the
class ``sanction`` and a phrase with "on". ``@name`` is a class of ``classes.toml``, ``*`` any object, ``~word`` a word
somewhere below the verb, ``[to]`` an infinitive, ``[for]`` one with "for" and a subject, ``[that]`` a clause,
``[alone]`` no object. ``?`` is any verb that no entry begins with.
Every class is written out when the lexicon is read, so a match is a look-up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

from harmel.events.forms import noun_forms, verb_forms
from harmel.events.grammar import words
from harmel.events.ontology import table

PREPOSITIONS = words("prepositions")
EVERYDAY = words("everyday")
EXACT, CLASS, ANY, PARTICLE = 3.0, 2.5, 1.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pattern: ``objects`` and ``prep_objects`` are the words allowed there, empty where anything is.

    ``doers`` are the words for who must do it, where that decides: drones strike, workers do too.
    """

    rule: str
    code: str
    frame: str
    example: str
    particles: tuple[str, ...] = ()
    needs_object: bool = False
    objects: frozenset[str] = frozenset()
    prep_objects: frozenset[str] = frozenset()
    extras: tuple[str, ...] = ()
    weight: float = 0.0
    force: str = ""
    alone: str = ""
    clause: str = ""
    both: bool = False
    direct: bool = False
    doers: frozenset[str] = frozenset()
    order: int = 0  # of entries that fit equally well, the one that was read first wins


@dataclass(slots=True)
class Head:
    """The entries of a verb's form, by what they ask for first: a particle, an object, or neither."""

    plain: list[Entry] = field(default_factory=list)
    by_object: list[Entry] = field(default_factory=list)
    by_particle: dict[str, list[Entry]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)  # the words of all those objects

    def append(self, entry: Entry) -> None:
        """Take an entry in."""
        if entry.particles:
            self.by_particle.setdefault(entry.particles[0], []).append(entry)
        elif entry.objects:
            self.by_object.append(entry)
            self.asked |= entry.objects
        else:
            self.plain.append(entry)

    def entries(self, particles: Iterable[str]) -> list[Entry]:
        """Give the entries that ask for neither, and those that ask for one of these particles first."""
        return self.plain + [e for p in particles for e in self.by_particle.get(p, ())]


@dataclass(slots=True)
class Lexicon:
    """All entries, by the form of the word that they begin with."""

    verbs: dict[str, Head] = field(default_factory=lambda: defaultdict(Head))
    nouns: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    adjectives: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    light: dict[str, tuple[str, ...]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    unlisted: Head = field(default_factory=Head)  # frames that tell the act whatever the verb
    telling: frozenset[str] = frozenset()  # the nouns of which such a frame needs one
    triggers: frozenset[str] = frozenset()
    noun_words: frozenset[str] = frozenset()  # the first word of "act of war", the last of "peace talks"

    def may_speak(self, words: Iterable[str]) -> bool:
        """Say whether any word could be a trigger: the gate before any work on a sentence."""
        words = frozenset(words)
        return not (self.triggers.isdisjoint(words) and self.telling.isdisjoint(words))

    def head(self, verb: str) -> Head | None:
        """Give the entries of a verb's form: its own, or those of any verb that has none.

        >>> lexicon().head("whisked") is lexicon().unlisted
        True
        """
        own = self.verbs.get(verb)
        return own if own is not None or verb in EVERYDAY else self.unlisted


@cache
def classes() -> dict[str, dict[str, list[str]]]:
    """Read the word classes: ``{"nouns": {class: [lemma, …]}, "verbs": {…}}``."""
    return table("classes")


@cache
def noun_class(name: str) -> frozenset[str]:
    """Give every form of every noun of a class.

    >>> "sanctions" in noun_class("sanction")
    True
    """
    return frozenset(form for lemma in classes()["nouns"][name] for form in phrase_forms(lemma))


def phrase_forms(lemma: str) -> set[str]:
    """Give the forms of a noun of one word or more: the last word is the one that bends."""
    *before, last = lemma.split()
    forms = {" ".join([*before, form]) for form in noun_forms(last)}
    return forms | {form.replace("-", " - ") for form in forms}


@cache
def lexicon() -> Lexicon:
    """Read the whole lexicon.

    >>> lexicon().entries["verbs/condemn"].code
    '111'
    """
    made, order = Lexicon(), count()
    for kind, index in (("verbs", made.verbs), ("nouns", made.nouns), ("adjectives", made.adjectives)):
        for group in _groups(kind):
            for pattern, example in group["entries"].items():
                for head, entry in _compiled(kind, pattern, example, group):
                    made.entries.setdefault(entry.rule, entry)
                    read = replace(entry, order=next(order))
                    if head == "?":
                        made.unlisted.append(read)
                        continue
                    for form in _head_forms(kind, head):
                        index[form].append(read)
    for verb in classes()["verbs"]["light"]:
        lemma, *particles = verb.split()
        made.light |= dict.fromkeys(verb_forms(lemma), tuple(particles))
    made.noun_words = frozenset(part.split()[-1] for noun in made.nouns for part in (noun, noun.split(" of ")[0]))
    framed = (*made.unlisted.by_object, *made.unlisted.entries(made.unlisted.by_particle))
    made.telling = frozenset(noun.split()[-1] for entry in framed for noun in entry.prep_objects or entry.objects)
    made.triggers = frozenset(word.split()[-1] for index in (made.verbs, made.nouns, made.adjectives) for word in index)
    return made


def _groups(kind: str) -> Iterator[dict[str, Any]]:
    folder = files("harmel.events") / "data" / kind
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml")):
        yield from table(f"{kind}/{name.removesuffix('.toml')}")["group"]


def _head_forms(kind: str, head: str) -> set[str]:
    if kind == "verbs":
        return verb_forms(head)
    return phrase_forms(head) if kind == "nouns" else {head}


def _compiled(kind: str, pattern: str, example: str, group: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Write out a pattern: one entry for each verb of a verb class."""
    if kind == "nouns":
        yield pattern, _entry(kind, pattern, (), example, group)
        return
    first, *rest = pattern.split()
    heads = classes()["verbs"][first[1:]] if first.startswith("@") else [first]
    for head in heads:
        lemma, *particles = head.split()
        *before, last = lemma.split("-")
        yield last, _entry(kind, pattern, (*particles, *rest, *(f"~{word}" for word in before)), example, group)


def _entry(kind: str, pattern: str, rest: tuple[str, ...], example: str, group: dict[str, Any]) -> Entry:
    particles = tuple(w for w in rest if w in PREPOSITIONS)
    extras = tuple(w[1:] for w in rest if w.startswith("~"))
    before, _, behind = " ".join("|" if w in PREPOSITIONS else w for w in rest if w[0] not in "~[").partition("|")
    objects, prep_objects = before.strip(), behind.replace("|", " ").strip()
    weight = PARTICLE * len(particles) + EXACT * len(extras) - (0.5 if pattern.startswith("@") else 0.0)
    weight += _weight(objects) + _weight(prep_objects) + (1.0 if "[" in pattern else 0.0)
    return Entry(
        rule=f"{kind}/{pattern}" + (f", by @{group['doers']}" if "doers" in group else ""),
        code=group["code"],
        frame=group.get("frame", "plain"),
        force=group.get("force", ""),
        alone=group.get("alone", ""),
        clause=next((w[1:-1] for w in rest if w.startswith("[")), ""),
        both=group.get("both", False),
        direct=group.get("direct", False),
        doers=noun_class(group["doers"]) if "doers" in group else frozenset(),
        example=example,
        particles=particles,
        needs_object=bool(objects),
        objects=_allowed(objects),
        prep_objects=_allowed(prep_objects),
        extras=extras,
        weight=weight + group.get("weight", 0.0),
    )


def _weight(pattern: str) -> float:
    if pattern.startswith("@"):
        return CLASS
    return ANY if pattern == "*" else EXACT if pattern else 0.0


def _allowed(pattern: str) -> frozenset[str]:
    if pattern in ("*", ""):
        return frozenset()
    return noun_class(pattern[1:]) if pattern.startswith("@") else frozenset(phrase_forms(pattern))
