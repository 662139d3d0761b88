"""Descriptions that take someone up again: "the alliance", "the NATO chief", "the former premier", "both leaders"."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.actors import Resolution
from harmel.actors.lexicon import group_sectors, titles, word_set
from harmel.actors.terms import term_days
from harmel.language.nominals import Nominal
from harmel.language.references import NEAR, Seen, Story, distinct
from harmel.records import Actor

FAR = 8
PAIR = 2
DEFINITE = frozenset({"the", "this", "that", "its"})


def described(story: Story, phrase: Nominal, sentence: int) -> Resolution | None:
    """Give whom a description takes up, or nothing.

    Parameters
    ----------
    story
        Who has been mentioned so far.
    phrase
        The description.
    sentence
        The number of its sentence.
    """
    words = phrase.words[: phrase.end - phrase.start].lower().replace("’", "'").split()
    if set(words[:1]) & word_set("paired") or words[:2] == ["the", "two"]:
        return _both(story, words[-1], sentence)
    if len(words) < PAIR or words[0] not in DEFINITE:
        return None
    return (
        _by_office(story, phrase, words, sentence)
        or _by_noun(story, words[1:], sentence)
        or _by_kind(story, words[1:], sentence)
    )


def _both(story: Story, noun: str, sentence: int) -> Resolution | None:
    if noun in word_set("person_plurals"):
        near = story.latest(lambda s: story.is_person(s.who), since=sentence - NEAR)
    elif noun in word_set("state_plurals"):
        near = story.latest(lambda s: story.kind(s.who) in ("state", "alliance"), since=sentence - NEAR)
    else:
        return None
    if len(near) < PAIR:
        return None
    pair = distinct(near[:PAIR])
    return Resolution(name=noun, sector=_shared(pair), members=tuple(p.actor for p in pair), role=pair[0].role)


def _shared(pair: Sequence[Resolution]) -> str:
    return pair[0].sector if len({p.sector for p in pair}) == 1 else ""


def _by_noun(story: Story, words: list[str], sentence: int) -> Resolution | None:
    """Take up what the registry says can be called so: "the alliance" after NATO."""
    called = story.registry.tables.called
    fitting = called.get(" ".join(words)) or (called.get(words[-1]) if len(words) <= PAIR else None)
    if words[-1] == "allies":
        fitting = called.get("alliance")
    if not fitting:
        return None
    return story.whole(story.last(lambda s: s.who.actor in fitting, since=sentence - 3 * FAR))


def _by_kind(story: Story, words: list[str], sentence: int) -> Resolution | None:
    """Take up a state, an outlet or a body by the noun for its kind."""
    noun, since = words[-1], sentence - FAR
    if len(words) > PAIR:
        return None
    if noun in word_set("state_nouns"):
        seen = story.last(lambda s: story.kind(s.who) == "state", since=since)
    elif noun in word_set("outlet_nouns"):
        seen = story.last(lambda s: story.kind(s.who) == "outlet", since=since)
    elif noun in group_sectors():
        seen = story.last(lambda s: _is_group(story, s, noun), since=since)
    else:
        return None
    return story.whole(seen)


def _is_group(story: Story, seen: Seen, noun: str) -> bool:
    return story.kind(seen.who) in ("group", "body", "company") and seen.who.sector in group_sectors()[noun]


def _by_office(story: Story, phrase: Nominal, words: list[str], sentence: int) -> Resolution | None:
    """Take up a person by the office: of a body that is named, or of any if only one person comes into question."""
    title = _title(words)
    if not title or phrase.plural:
        return None
    former = any(w.strip(",") in word_set("former") for w in words)
    lead = phrase.words[: phrase.words.lower().find(title.split()[0])] if former else phrase.words
    bodies = {a for h in story.registry.find(lead) for a in h.entries}
    fitting = [p for p in story.people() if _held(story, p, titles()[title], bodies, former=former)]
    if len(fitting) > 1:
        near = {s.who.actor for s in story.latest(lambda s: story.is_person(s.who), since=sentence - 1)}
        fitting = [p for p in fitting if p.actor in near]
    return fitting[0] if len(fitting) == 1 else None


def _title(words: list[str]) -> str:
    """Give the longest title of office at the end of a phrase, or before its "of"."""
    upto = words.index("of") if "of" in words else len(words)
    return next((t for i in range(upto) if (t := " ".join(words[i:upto])) in titles()), "")


def _held(story: Story, who: Resolution, roles: Sequence[str], bodies: set[str], *, former: bool) -> bool:
    actor: Actor | None = story.registry.actor(who.actor)
    if actor is None:
        return not bodies and not former and bool(set(story.titles_of(who.actor)) & set(roles))
    terms = [t for t in actor.offices if t.role in roles and (not bodies or t.of in bodies)]
    if former:
        return any(term_days(t).latest < story.on.latest for t in terms)
    return any(not (term_days(t) & story.on).empty for t in terms)
