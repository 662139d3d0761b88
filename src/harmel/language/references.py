"""What refers back: the story so far, and whom a surname, a pronoun or a description takes up again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from harmel.actors import Registry, Resolution
from harmel.actors.lexicon import gender_of_name, title_pattern, titles
from harmel.intervals import Interval
from harmel.language.lists import Lists
from harmel.language.parsed import Mention
from harmel.records import Report

NEAR = 3  # sentences that a pronoun or "both leaders" looks back
MARGIN = 0.5
HE_SHE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_WHOLES = frozenset({"state", "alliance", "organisation", "body", "group", "company", "outlet"})
_RELATIVE = frozenset({"WDT", "WP", "EX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mention that has been read, with what makes it likely to be taken up again."""

    mention: Mention
    subject: bool = False
    plural: bool = False
    quoted: bool = False
    partners: tuple[int, ...] = ()

    @property
    def who(self) -> Resolution:
        """Give whom it names."""
        return self.mention.who


class Story:
    """Who has been mentioned so far in one report."""

    def __init__(self, registry: Registry, report: Report) -> None:
        self.registry = registry
        self.report = report
        self.on = Interval.of(report.published_earliest, report.published_latest)
        self.seen: list[Seen] = []
        self._sentences: list[int] = []  # of each in ``seen``, to look none of them up from the start
        self._named: dict[str, Resolution | None] = {}
        self._people: dict[str, Resolution] = {}
        self._titles: dict[str, tuple[str, ...]] = {}
        self._genders: dict[str, str] = {}

    def saw(self, seen: Seen) -> None:
        """Take a mention in; a person named in full can be called by the last part of the name from here on."""
        self.seen.append(seen)
        self._sentences.append(seen.mention.sentence)
        who = seen.who
        if who.actor and self.is_person(who):
            self._people[who.actor] = who
            words = self.report.text[seen.mention.start : seen.mention.end]
            if gender := _COURTESY.get(words.split()[0].rstrip(".")):
                self._genders[who.actor] = gender
            for title in title_pattern().findall(words):
                self._titles[who.actor] = (*self.titles_of(who.actor), *titles()[title.lower()])
            for name in self._short(who):
                had = self._named.get(name, who)
                self._named[name] = who if had and had.actor == who.actor else None

    def _short(self, who: Resolution) -> Iterator[str]:
        parts = who.name.split()
        yield from (" ".join(parts[i:]) for i in range(1, len(parts)))
        if (surname := self.registry.surname(who.actor)) not in parts[-1:]:
            yield surname

    def is_person(self, who: Resolution) -> bool:
        """Say whether a resolution is of a person, in the registry or introduced by the text."""
        actor = self.registry.actor(who.actor)
        return actor.kind == "person" if actor else bool(who.actor)

    def is_whole(self, who: Resolution) -> bool:
        """Say whether a resolution is of a state or a body, which "it" can stand for."""
        actor = self.registry.actor(who.actor)
        return actor is not None and actor.kind in _WHOLES

    def kind(self, who: Resolution) -> str:
        """Give the kind of actor, or nothing."""
        actor = self.registry.actor(who.actor)
        return actor.kind if actor else ""

    def called(self, name: str) -> Resolution | None:
        """Give the person that a surname stands for, if one such person has been introduced."""
        return self._named.get(name)

    def titles_of(self, actor: str) -> tuple[str, ...]:
        """Give the offices by whose titles the text introduced a person."""
        return self._titles.get(actor, ())

    def people(self) -> list[Resolution]:
        """Give the persons mentioned so far, each once."""
        return list(self._people.values())

    def last(self, fits: Callable[[Seen], bool], *, since: int = 0) -> Seen | None:
        """Give the latest mention that fits, from a sentence on."""
        for seen in reversed(self.seen):
            if seen.mention.sentence < since:
                return None
            if fits(seen):
                return seen
        return None

    def latest(self, fits: Callable[[Seen], bool], *, since: int = 0) -> list[Seen]:
        """Give the latest mentions that fit, the nearest first, one for each actor."""
        found: dict[str, Seen] = {}
        for seen in reversed(self.seen):
            if seen.mention.sentence < since:
                break
            if fits(seen):
                found.setdefault(seen.who.actor, seen)
        return list(found.values())

    def whole(self, seen: Seen | None) -> Resolution | None:
        """Give the actor of a mention itself, not the part of it that was mentioned ("NATO officials" → NATO)."""
        actor = self.registry.actor(seen.who.actor) if seen else None
        return self.registry.resolve(actor.name, self.on) if actor else None

    def _since(self, sentence: int) -> list[Seen]:
        """Give what was seen from a sentence on, in text order."""
        return self.seen[bisect_left(self._sentences, sentence) :]

    def latter(self, sentence: int) -> Resolution | None:
        """Give who was mentioned last, in the sentence of "the latter" or the one before."""
        seen = self.last(lambda s: self.is_person(s.who) or self.is_whole(s.who), since=sentence - 1)
        return seen.who if seen else None

    # -- pronouns -----------------------------------------------------------------------------------------------

    def pronoun(self, plain: Lists, word: int, sentence: int, start: int) -> Resolution | None:
        """Give whom a pronoun stands for, or nothing where two are about as likely.

        Parameters
        ----------
        plain, word
            The parse, and the number of the pronoun in it.
        sentence, start
            The number of its sentence, and where that begins in the report.
        """
        low = plain.words[word]
        if gender := HE_SHE.get(low):
            return self._person_meant(plain, word, sentence, start, gender)
        if low in IT and not _empty(plain, word) and (plain.tags[word] == "PRP$" or plain.deps[word] in _SUBJECTS):
            return self._subject_meant(plain, word, sentence, start, lambda s: self.is_whole(s.who) and not s.plural)
        if low in THEY:
            return self._subject_meant(plain, word, sentence, start, self._many)
        return None

    def _many(self, seen: Seen) -> bool:
        """Say whether "they" can stand for a mention: a group, or a state or body by its own name."""
        return seen.plural or (seen.mention.kind == "name" and self.is_whole(seen.who))

    def _person_meant(self, plain: Lists, word: int, sentence: int, start: int, gender: str) -> Resolution | None:
        quoted, barred = plain.in_quotes(word), self._barred(plain, word, sentence, start)
        best: dict[str, float] = {}
        whom: dict[str, Resolution] = {}
        for seen in self._since(sentence - NEAR):
            key = seen.who.actor
            if key == barred or seen.plural or key not in self._people:
                continue
            if self._gender(seen.who) in ("", gender):
                best[key] = max(best.get(key, -9.0), _salience(seen, sentence, quoted=quoted)) + 0.2 * (key in best)
                whom[key] = seen.who
        ranked = sorted(best, key=lambda k: -best[k])
        if not ranked or (len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < MARGIN):
            return None
        self._genders.setdefault(ranked[0], gender)
        return whom[ranked[0]]

    def _gender(self, who: Resolution) -> str:
        known = self.registry.gender(who.actor) or gender_of_name(who.name.split()[0])
        return known or self._genders.get(who.actor, "")

    def _barred(self, plain: Lists, word: int, sentence: int, start: int) -> str:
        """Give whom grammar keeps a pronoun from standing for: in "He met him" the two are two people."""
        if plain.deps[word] not in ("dobj", "dative", "pobj"):
            return ""
        verb = plain.heads[word]
        mine = plain.left(plain.heads[verb] if plain.deps[word] == "pobj" else verb, _SUBJECTS)
        seen = self._at(start + plain.starts[mine], sentence) if mine is not None else None
        return seen.who.actor if seen else ""

    def _subject_meant(
        self, plain: Lists, word: int, sentence: int, start: int, fits: Callable[[Seen], bool]
    ) -> Resolution | None:
        """Take up the subject of a clause above, or of the sentence before; any other kind of subject stops it."""
        noun = _subject_above(plain, word)
        noun = _told_of(plain, word) if noun is None else noun
        if noun is not None:
            seen = self._at(start + plain.starts[noun], sentence)
        else:
            seen = self.last(lambda s: s.subject and not s.quoted, since=sentence) or self._opening(sentence - 1)
        if seen is None:
            return None
        if seen.partners:
            return self._together(seen) if plain.words[word] in THEY else None
        return seen.who if fits(seen) else None

    def _opening(self, sentence: int) -> Seen | None:
        """Give the first subject of a sentence."""
        near = self._since(sentence)
        return next((s for s in near if s.mention.sentence == sentence and s.subject and not s.quoted), None)

    def _together(self, seen: Seen) -> Resolution | None:
        """Give the several who are joined by "and", if each is known."""
        others = [self._at(place, seen.mention.sentence) for place in seen.partners]
        known = distinct(s for s in (seen, *others) if s and s.who.actor)
        if len(known) <= len(others):
            return None
        return Resolution(name=" and ".join(w.name for w in known), members=tuple(w.actor for w in known))

    def _at(self, place: int, sentence: int) -> Seen | None:
        near = (s for s in reversed(self._since(sentence)) if s.mention.sentence == sentence)
        return next((s for s in near if s.mention.start <= place < s.mention.end), None)


def _told_of(plain: Lists, word: int) -> int | None:
    """Give the subject of the clause that a pronoun is behind: "**France** will pay if Spain does, it said"."""
    told = plain.left(plain.heads[word], ("ccomp",))
    if told is None or told >= word:
        return None
    noun = plain.left(told, _SUBJECTS)
    return None if noun is None or plain.in_quotes(noun) else noun


def _salience(seen: Seen, sentence: int, *, quoted: bool) -> float:
    score = -2.0 * (sentence - seen.mention.sentence) + 2.0 * seen.subject
    if seen.quoted and not quoted:
        score -= 3.0
    return score + (0.3 if seen.mention.kind == "name" else 0.0)


def _subject_above(plain: Lists, word: int) -> int | None:
    """Go up from a pronoun and give the first real subject that stands before it."""
    for verb in plain.above(word):
        for kid in plain.lefts(verb):
            if plain.deps[kid] in _SUBJECTS and kid < word and plain.tags[kid] not in _RELATIVE:
                if plain.firsts[kid] <= word <= plain.lasts[kid]:
                    continue
                return kid
    return None


def _empty(plain: Lists, word: int) -> bool:
    """Say whether "it" stands for nothing: "it is important to …", "it seems that …"."""
    if plain.deps[word] == "expl":
        return True
    verb = plain.heads[word]
    if plain.deps[word] not in _SUBJECTS or plain.words[verb] not in _COPULAS:
        return False
    return any(plain.deps[k] in _CLAUSES for k in plain.kids[verb])


_COURTESY = {"Mr": "m", "Sir": "m", "Lord": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Dame": "f", "Lady": "f"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "csubj", "acomp"})
_COPULAS = frozenset({"is", "was", "'s", "be", "been", "seems", "seemed", "appears", "appeared", "makes", "becomes"})


def distinct(seen: Iterable[Seen]) -> list[Resolution]:
    """Give the actors of some mentions, each once, in text order."""
    found: dict[str, Resolution] = {}
    for one in sorted(seen, key=lambda s: s.mention.start):
        found.setdefault(one.who.actor, one.who)
    return list(found.values())
