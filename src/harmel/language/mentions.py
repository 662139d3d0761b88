"""Sentences → mentions: who is named, described or meant where.

One pass over the text in order. Names and descriptions are resolved by the registry; persons outside it by what the
text says of them; what refers back (a surname, a pronoun, "the alliance", "the former Prime Minister", "both
leaders") by who was mentioned before. What stays unsure is no mention, or one without an actor.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from harmel.actors import NameHit, Registry, Resolution
from harmel.actors.lexicon import agents, gender_of_name, titles, word_set
from harmel.actors.people import slug
from harmel.language.descriptions import DEFINITE, described
from harmel.language.lists import Lists, lists
from harmel.language.nominals import NOUNS, Nominal, apposed, first_of, nominal, nouns, speaks, subject
from harmel.language.parsed import Mention, MentionKind, Sentence
from harmel.language.parser import as_parsed
from harmel.language.references import Seen, Story
from harmel.records import Report

_NOBODY = frozenset({"UNK", "JNK", "PRE"})
PRONOUNS = frozenset({"PRP", "PRP$"})
_PROPER = frozenset({"NNP", "NNPS"})
_OTHERWISE = NOUNS | PRONOUNS
_FINITE = frozenset({"VBD", "VBZ"})
_WHERE = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "throughout"})
_DATELINE = re.compile(r"(?:, [A-Z][a-z]+\.?(?: \d{1,2})?(?:, \d{4})?)?(?: ?\([^)]{1,30}\))? ?[—–-]{1,2} ")


_NO_WORDS = Lists([], [], [], [], [], [], [], [], [], [], [], [])


def mentions(report: Report, sentences: Sequence[Sentence], registry: Registry) -> tuple[Mention, ...]:
    """Find who is mentioned where in a report.

    Parameters
    ----------
    report
        The report; its publication interval says which holder of an office is meant.
    sentences
        Its sentences in text order; one without a parse yields names only.
    registry
        Who is who.

    Returns
    -------
    tuple of Mention
        In text order, none inside another, each within its sentence.
    """
    story = Story(registry, report)
    names = registry.find(report.text)
    starts = [h.start for h in names]
    found: list[Mention] = []
    for sentence in sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        hits = [h for h in names[low:high] if h.end <= sentence.end]
        found += _Reader(story, sentence, hits).mentions()
    return tuple(found)


class _Reader:
    """The reading of one sentence from left to right, the longer phrase before what stands inside it."""

    def __init__(self, story: Story, sentence: Sentence, hits: Sequence[NameHit]) -> None:
        self._story = story
        self._sentence = sentence
        self._hits = hits
        self._text = story.report.text
        self._parsed = as_parsed(self._text[sentence.start : sentence.end])
        self._plain = _NO_WORDS if sentence.doc is None else lists(sentence.doc)
        self._apposed: dict[int, Resolution] = {}
        self._reached = self._after_dateline()

    def _after_dateline(self) -> int:
        """Give where the sentence begins once "BERLIN (AFP) - " is left out: a dateline names nobody."""
        start = self._sentence.start
        opening = self._hits[0] if self._hits and self._hits[0].start == start else None
        if opening is None or opening.form not in ("seat", "place"):
            return start
        shouted = self._text[start : opening.end].isupper() and self._text.startswith(":", opening.end)
        if shouted:
            return opening.end
        dateline = _DATELINE.match(self._text, opening.end, self._sentence.end)
        return dateline.end() if dateline else start

    def mentions(self) -> Iterator[Mention]:
        """Give the mentions in text order."""
        for start, _, what in self._candidates():
            if start < self._reached:
                continue
            if isinstance(what, Nominal) and (scene := self._scene(what)):
                self._reached = scene.end
                yield scene
                continue
            seen = self._of_hit(what) if isinstance(what, NameHit) else self._of_words(what)
            if seen is not None:
                self._reached = seen.mention.end
                self._story.saw(seen)
                yield seen.mention

    def _candidates(self) -> list[tuple[int, int, NameHit | Nominal | int]]:
        found: list[tuple[int, int, NameHit | Nominal | int]] = [(h.start, -h.end, h) for h in self._hits]
        phrases = (self._nominal(i) for i in nouns(self._plain) if self._may_name(i))
        found += [(p.start, -p.end - 1, p) for p in phrases]
        found += [(self._start_of(i), 0, i) for i in self._pronouns()]
        return sorted(found, key=lambda c: c[:2])

    def _nominal(self, head: int) -> Nominal:
        return nominal(self._sentence, self._parsed, self._plain, head)

    def _start_of(self, word: int) -> int:
        return self._sentence.start + self._plain.starts[word]

    def _may_name(self, head: int) -> bool:
        """Say cheaply whether a noun can name or describe anyone: most nouns of a text are neither."""
        plain = self._plain
        low = plain.words[head]
        return (
            plain.tags[head] in _PROPER
            or low in agents()
            or plain.deps[head] == "appos"
            or low == "others"
            or plain.words[first_of(plain, head)] in _openers()
            or (bool(self._hits) and self._hit_at(self._start_of(head)) is not None)
        )

    def _pronouns(self) -> list[int]:
        """Give the pronouns, and what is no noun to the parser and yet names someone."""
        tags, words = self._plain.tags, self._plain.words
        odd = {i - 1 for i, tag in enumerate(tags) if i and tag in _FINITE}
        if "latter" in words:
            odd |= {i for i, word in enumerate(words[:-1]) if word == "latter"}
        return [*(i for i, tag in enumerate(tags) if tag in PRONOUNS), *filter(self._is_odd, odd)]

    def _is_odd(self, word: int) -> bool:
        """Say whether a word that is no noun to the parser names someone: "latter", or "May" before a verb."""
        if self._plain.tags[word] in _OTHERWISE:
            return False
        name = self._plain.written[word]
        return _latter(self._plain, word) or (name[:1].isupper() and self._story.called(name) is not None)

    def _of_words(self, what: Nominal | int) -> Seen | None:
        return self._of_pronoun(what) if isinstance(what, int) else self._of_nominal(what)

    # -- names --------------------------------------------------------------------------------------------------

    def _of_hit(self, hit: NameHit) -> Seen | None:
        """Take a name that is no noun of its own: "Russian" in "the Russian threat", or in a sentence unparsed."""
        words = self._text[hit.start : hit.end]
        who = self._by_name(hit, words)
        if not who.known or hit.form == "place":
            return None
        return Seen(mention=self._mention(hit.start, hit.end, "name", who))

    def _by_name(self, hit: NameHit, words: str) -> Resolution:
        if hit.form == "surname" and (known := self._story.called(words)):
            return known
        return self._resolved(words)

    def _resolved(self, words: str) -> Resolution:
        return self._story.registry.resolve(words, self._story.on)

    # -- phrases ------------------------------------------------------------------------------------------------

    def _of_nominal(self, phrase: Nominal) -> Seen | None:
        plain, head = self._plain, phrase.head
        hit = self._hit_at(self._start_of(head))
        end = max(phrase.end, hit.end if hit else 0)
        kind, who = self._named(phrase, hit) if hit or phrase.proper else self._common(phrase)
        if not who.known and not who.name:
            return None
        same = apposed(plain, head)
        if (
            same is not None
            and self._story.is_person(who)
            and (plain.words[same] in agents() or plain.tags[same] == "NNP")
        ):
            self._apposed[same] = who
        return Seen(
            mention=self._mention(phrase.start, end, kind, who),
            subject=subject(plain, head) or (plain.deps[head] == "poss" and subject(plain, plain.heads[head])),
            plural=phrase.plural and not self._story.is_whole(who),
            quoted=plain.in_quotes(head),
            partners=tuple(map(self._start_of, plain.joined(head))),
        )

    def _scene(self, phrase: Nominal) -> Mention | None:
        """Take a seat of government for the mere place that it is in "talks in London"; nothing refers back to it."""
        plain, head = self._plain, phrase.head
        if plain.deps[head] != "pobj" or plain.words[plain.heads[head]] not in _WHERE:
            return None
        hit = self._hit_at(self._start_of(head))
        if hit is None or hit.form not in ("seat", "place"):
            return None
        state = self._story.registry.actor(hit.entries[0])
        return self._mention(hit.start, hit.end, "name", self._resolved(state.name)) if state else None

    def _hit_at(self, place: int) -> NameHit | None:
        return next((h for h in self._hits if h.start <= place < h.end), None)

    def _named(self, phrase: Nominal, hit: NameHit | None) -> tuple[MentionKind, Resolution]:
        words = phrase.words[: phrase.end - phrase.start]
        if phrase.noun in agents() and hit is None:
            return self._common(phrase)
        if known := self._story.called(words):
            return "name", known
        if hit is None and self._plain.left(phrase.head, ("poss",)) is not None:
            return "name", Resolution()
        who = self._apposed.get(phrase.head)
        if who is None:
            told = hit is not None or apposed(self._plain, phrase.head) is not None or _tells(words)
            who = self._resolved(self._with_apposition(phrase, words)) if told else Resolution()
        name = self._plain.written[phrase.head]
        if not who.known and (known := self._story.called(name)) and _bare(words[: -len(name)]):
            return "name", known
        if self._story.is_person(who) or (hit is not None and (who.actor or who.sector not in _NOBODY) and who.known):
            return "name", who
        return "name", self._stranger(phrase, words)

    def _with_apposition(self, phrase: Nominal, words: str) -> str:
        """Add what the text says beside a name: "Zoe Quill, Malta's foreign minister"."""
        beside = apposed(self._plain, phrase.head)
        if beside is None or self._plain.tags[phrase.head] == "NN":
            return words
        return f"{words}, {self._nominal(beside).words}"

    def _stranger(self, phrase: Nominal, words: str) -> Resolution:
        """Take a name that is in no registry for a person, if it is one by its given name or by what it does."""
        parts = [w for w in words.split() if w[:1].isupper() and w.lower().rstrip(".") not in word_set("courtesies")]
        person = len(parts) > 1 and (bool(gender_of_name(parts[0])) or speaks(self._plain, phrase.head))
        if not person or parts != words.split()[-len(parts) :]:
            return Resolution()
        name = " ".join(parts)
        return Resolution(actor=slug(name), name=name, role="person")

    def _common(self, phrase: Nominal) -> tuple[MentionKind, Resolution]:
        """Resolve a description or a group by its words, by an apposition, or by whom it takes up."""
        plain: MentionKind = "group" if phrase.plural else "description"
        if who := self._apposed.get(phrase.head):
            return "description", who
        if who := self._others(phrase) or described(self._story, phrase, self._sentence.index):
            return ("group" if phrase.plural or who.members else "description"), who
        agent = agents().get(phrase.noun)
        if agent is None or agent.sector in _NOBODY:
            return plain, Resolution()
        if named := self._named_beside(phrase):
            return "description", named
        who = self._resolved(self._with_owner(phrase))
        if not who.sector:  # whose it is counts, where it lies does not
            who = self._resolved(phrase.words[: phrase.end - phrase.start])
        if not who.known and not _speaks_up(phrase):
            return plain, Resolution()
        return plain, self._as_analyst(who, phrase)

    def _with_owner(self, phrase: Nominal) -> str:
        """Put the name of the state or body for "its" or "their" ("its army")."""
        plain = self._plain
        before = plain.lefts(phrase.head)
        owner = next((k for k in before if plain.deps[k] == "poss" and plain.tags[k] == "PRP$"), None)
        if owner is None or not phrase.words.lower().startswith(plain.words[owner]):
            return phrase.words
        who = self._story.pronoun(plain, owner, self._sentence.index, self._sentence.start)
        whole = who is not None and self._story.is_whole(who)
        return f"{who.name}'s{phrase.words[plain.lengths[owner] :]}" if who and whole else phrase.words

    def _as_analyst(self, who: Resolution, phrase: Nominal) -> Resolution:
        name = who.name or phrase.words[: phrase.end - phrase.start]
        if _explains(phrase):
            return replace(who, name=name, role="analyst")
        return replace(who, name=name)

    def _others(self, phrase: Nominal) -> Resolution | None:
        """Let "others" be more of the group before: "some analysts say …, while others …"."""
        if phrase.words.lower() != "others":
            return None
        before = self._story.last(lambda s: s.mention.kind == "group", since=self._sentence.index - 1)
        return Resolution(name=phrase.words, role=before.who.role if before else "unnamed")

    def _named_beside(self, phrase: Nominal) -> Resolution | None:
        """Give the person named beside a description: "the German foreign minister, Heiko Maas"."""
        beside = apposed(self._plain, phrase.head)
        if beside is None or self._plain.tags[beside] not in _PROPER:
            return None
        name = self._nominal(beside).words
        who = self._resolved(f"{name}, {phrase.words}")
        return who if self._story.is_person(who) else None

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _of_pronoun(self, word: int) -> Seen | None:
        who = self._meant(word)
        if who is None:
            return None
        plain, start = self._plain, self._start_of(word)
        tag = plain.tags[word]
        kind: MentionKind = "pronoun" if tag in PRONOUNS or _latter(plain, word) else "name"
        return Seen(
            mention=self._mention(start, start + plain.lengths[word], kind, who),
            subject=subject(plain, word) or (tag == "PRP$" and subject(plain, plain.heads[word])),
            plural=plain.words[word].startswith("th"),
            quoted=plain.in_quotes(word),
        )

    def _meant(self, word: int) -> Resolution | None:
        plain = self._plain
        if plain.tags[word] in PRONOUNS:
            return self._story.pronoun(plain, word, self._sentence.index, self._sentence.start)
        return (
            self._story.latter(self._sentence.index)
            if _latter(plain, word)
            else self._story.called(plain.written[word])
        )

    def _mention(self, start: int, end: int, kind: MentionKind, who: Resolution) -> Mention:
        return Mention(start=start, end=min(end, self._sentence.end), sentence=self._sentence.index, kind=kind, who=who)


@cache
def _openers() -> frozenset[str]:
    """Give the words that open a description of someone mentioned before: "the alliance", "both leaders"."""
    return DEFINITE | word_set("paired")


def _explains(phrase: Nominal) -> bool:
    return phrase.noun in word_set("analysts") or phrase.noun.removesuffix("s") in word_set("analysts")


def _speaks_up(phrase: Nominal) -> bool:
    """Say whether words that name nobody still mean someone who can speak: "critics", "an analyst"."""
    voice = any(w in word_set("voices") for w in (phrase.noun, phrase.noun.removesuffix("s")))
    return _explains(phrase) or (voice and phrase.plural) or phrase.noun in ("critics", "allies", "spokesmen")


def _tells(words: str) -> bool:
    """Say whether a name stands with a word for what its bearer does, without which the registry cannot know more."""
    return any(w in agents() or w in titles() for w in words.lower().replace(".", "").split()[:-1])


def _bare(before: str) -> bool:
    """Say whether what stands before a surname is nothing but a title or a courtesy."""
    words = before.replace(".", "").split()
    return all(w.islower() or w.lower() in word_set("courtesies") or w.lower() in agents() for w in words)


def _latter(plain: Lists, word: int) -> bool:
    """Say whether a word is "latter" without a noun: "… after Hunt's speech, in which the latter accused Russia"."""
    return plain.words[word] == "latter" and plain.deps[word] not in ("amod", "compound")
