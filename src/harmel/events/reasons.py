"""What a rule's name means, in words: the lexicon's entry, what it asks for, its own sentence, how it was turned."""

from __future__ import annotations

from dataclasses import dataclass

from harmel.events.explain import rule
from harmel.events.forms import past
from harmel.events.lexicon import PREPOSITIONS, Entry, classes
from harmel.events.ontology import action

_SHOWN = 8  # words of a class
_KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
_CLAUSES = {
    "to": "an infinitive (“to …”)",
    "for": "“for” and a subject of its own",
    "that": "a clause (“that …”)",
    "alone": "no object",
}
_FRAMES = {
    "mutual": "It is done together: whoever takes part acts and is acted on.",
    "denial": "It denies: what it speaks of is coded as denied.",
    "doer": "Its source is whoever does what the noun names.",
    "own": "Its source is whoever the words belong to.",
}
_FORCES = {
    "accuse": "alleges", "appeal": "appeals for", "cease": "ends", "demand": "demands", "intent": "is willing to do",
    "plan": "means to do", "refuse": "refuses", "threat": "threatens",
}  # fmt: skip
_TURNS = {
    "announced": "The clause stands under “will”: what is coded is the announcement of the act.",
    "refused": "The clause is negated: not giving way, granting or accepting is coded as the refusal that it is.",
}
_MUST = "Someone says that someone else must do something: that is a demand, whatever it is that must be done."


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule in words: its pattern, what must stand there, its code, its own sentence, and how a clause turned it."""

    pattern: str
    asks: tuple[str, ...]
    code: str
    named: str
    example: str
    notes: tuple[str, ...]


def reason(name: str) -> Reason | None:
    """Say in words what a rule asks for, or ``None`` if there is no rule of that name.

    >>> reason("verbs/impose @sanction on").asks[0]
    'the verb “impose”'
    >>> reason("verbs/condemn + announced").notes
    ('The clause stands under “will”: what is coded is the announcement of the act.',)
    """
    first, *turns = name.split(" + ")
    turned = tuple(_TURNS[turn] for turn in turns if turn in _TURNS)
    if first == "must":
        return Reason("must", ("“must”, “should” or “have to” in what someone says",), "", "", "", (_MUST, *turned))
    entry = rule(first)
    if entry is None:
        return None
    kind, _, pattern = first.partition("/")
    asks = tuple(_asks(_KINDS.get(kind, kind), pattern.split(), nouns=kind != "verbs"))
    notes = (*_notes(entry), *turned)
    return Reason(pattern, asks, entry.code, action(entry.code).name, _example(entry, pattern.split()), notes)


def _example(entry: Entry, parts: list[str]) -> str:
    """Give the entry's sentence with the first word of each class that it leaves open."""
    plain = entry.example.translate(str.maketrans("", "", "{}<>"))
    if "@" in plain:
        plain = plain.replace("@", past(classes()["verbs"][parts[0][1:]][0]))
    if "#" in plain:
        plain = plain.replace("#", classes()["nouns"][next(p[1:] for p in parts[1:] if p[0] == "@")][0])
    return plain


def _asks(kind: str, parts: list[str], *, nouns: bool) -> list[str]:
    if nouns:
        return [f"the {kind} “{' '.join(parts)}”"]
    head, *rest = parts
    return [f"the {kind} {_one_of('verbs', head)}", *(_part(word) for word in rest)]


def _part(word: str) -> str:
    if word.startswith("["):
        return _CLAUSES[word[1:-1]]
    if word.startswith("~"):
        return f"the word “{word[1:]}” somewhere below it"
    if word == "*":
        return "any object"
    if word in PREPOSITIONS:
        return f"the word “{word}”"
    return f"an object: {_one_of('nouns', word)}"


def _one_of(kind: str, word: str) -> str:
    """Name a word, or a class by what it holds."""
    if not word.startswith("@"):
        return f"“{word}”"
    held = classes()[kind][word[1:]]
    more = f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
    return f"of the class “{word[1:]}” ({', '.join(held[:_SHOWN])}{more})"


def _notes(entry: Entry) -> list[str]:
    notes = [_FRAMES[entry.frame]] if entry.frame in _FRAMES else []
    if entry.force:
        notes.append(f"It {_FORCES[entry.force]} what it speaks of: the code names that act, too.")
    if entry.both:
        notes.append("It is coded only where both sides are known.")
    return notes
