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

from spacy.tokens import Doc, Token

from harmel.actors import NameHit, Registry, Resolution
from harmel.actors.lexicon import agents, gender_of_name, titles, word_set
from harmel.actors.people import slug
from harmel.language.descriptions import described
from harmel.language.nominals import NOUNS, Nominal, apposed, nominal, nominals, speaks, subject, tags_of
from harmel.language.parsed import Mention, MentionKind, Sentence
from harmel.language.parser import as_parsed
from harmel.language.references import Seen, Story, in_quotes
from harmel.records import Report

_NOBODY = frozenset({"UNK", "JNK", "PRE"})
PRONOUNS = frozenset({"PRP", "PRP$"})
_WHERE = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "throughout"})
_DATELINE = re.compile(r"(?:, [A-Z][a-z]+\.?(?: \d{1,2})?(?:, \d{4})?)?(?: ?\([^)]{1,30}\))? ?[—–-]{1,2} ")


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
        self._says_latter = "latter" in self._parsed.lower()
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

    def _candidates(self) -> list[tuple[int, int, NameHit | Nominal | Token]]:
        found: list[tuple[int, int, NameHit | Nominal | Token]] = [(h.start, -h.end, h) for h in self._hits]
        doc = self._sentence.doc
        if doc is not None:
            tags = tags_of(doc)
            found += [(p.start, -p.end - 1, p) for p in nominals(self._sentence, doc, self._parsed, tags)]
            places = [i for i, tag in enumerate(tags) if tag in PRONOUNS or self._odd(doc, i, tags)]
            found += [(self._sentence.start + t.idx, 0, t) for t in map(doc.__getitem__, places)]
        return sorted(found, key=lambda c: c[:2])

    def _odd(self, doc: Doc, i: int, tags: Sequence[str]) -> bool:
        """Say whether a word that is no noun to the parser names someone: "latter", or "May" before a verb."""
        if tags[i] in NOUNS or i + 1 >= len(tags):
            return False
        if tags[i + 1] in ("VBD", "VBZ"):
            token = doc[i]
            return _latter(token) or (token.text[:1].isupper() and self._story.called(token.text) is not None)
        return self._says_latter and _latter(doc[i])

    def _of_words(self, what: Nominal | Token) -> Seen | None:
        return self._of_pronoun(what) if isinstance(what, Token) else self._of_nominal(what)

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
        head = phrase.head
        hit = self._hit_at(self._sentence.start + head.idx)
        end = max(phrase.end, hit.end if hit else 0)
        kind, who = self._named(phrase, hit) if hit or phrase.proper else self._common(phrase)
        if not who.known and not who.name:
            return None
        same = apposed(head)
        if same is not None and self._story.is_person(who) and (same.lower_ in agents() or same.tag_ == "NNP"):
            self._apposed[same.i] = who
        return Seen(
            mention=self._mention(phrase.start, end, kind, who),
            subject=subject(head) or (head.dep_ == "poss" and subject(head.head)),
            plural=phrase.plural and not self._story.is_whole(who),
            quoted=in_quotes(head),
            partners=tuple(self._sentence.start + c.idx for c in head.conjuncts),
        )

    def _scene(self, phrase: Nominal) -> Mention | None:
        """Take a seat of government for the mere place that it is in "talks in London"; nothing refers back to it."""
        hit = self._hit_at(self._sentence.start + phrase.head.idx)
        head = phrase.head
        if hit is None or hit.form not in ("seat", "place") or head.dep_ != "pobj" or head.head.lower_ not in _WHERE:
            return None
        state = self._story.registry.actor(hit.entries[0])
        return self._mention(hit.start, hit.end, "name", self._resolved(state.name)) if state else None

    def _hit_at(self, place: int) -> NameHit | None:
        return next((h for h in self._hits if h.start <= place < h.end), None)

    def _named(self, phrase: Nominal, hit: NameHit | None) -> tuple[MentionKind, Resolution]:
        words = phrase.words[: phrase.end - phrase.start]
        if phrase.head.lower_ in agents() and hit is None:
            return self._common(phrase)
        if known := self._story.called(words):
            return "name", known
        if hit is None and any(c.dep_ == "poss" for c in phrase.head.lefts):
            return "name", Resolution()
        who = self._apposed.get(phrase.head.i)
        if who is None:
            told = hit is not None or apposed(phrase.head) is not None or _tells(words)
            who = self._resolved(self._with_apposition(phrase, words)) if told else Resolution()
        if not who.known and _bare(phrase, words) and (known := self._story.called(phrase.head.text)):
            return "name", known
        if self._story.is_person(who) or (hit is not None and (who.actor or who.sector not in _NOBODY) and who.known):
            return "name", who
        return "name", self._stranger(phrase, words)

    def _with_apposition(self, phrase: Nominal, words: str) -> str:
        """Add what the text says beside a name: "Zoe Quill, Malta's foreign minister"."""
        beside = apposed(phrase.head)
        if beside is None or phrase.head.tag_ == "NN":
            return words
        return f"{words}, {nominal(self._sentence, self._parsed, beside).words}"

    def _stranger(self, phrase: Nominal, words: str) -> Resolution:
        """Take a name that is in no registry for a person, if it is one by its given name or by what it does."""
        parts = [w for w in words.split() if w[:1].isupper() and w.lower().rstrip(".") not in word_set("courtesies")]
        person = len(parts) > 1 and (bool(gender_of_name(parts[0])) or speaks(phrase.head))
        if not person or parts != words.split()[-len(parts) :]:
            return Resolution()
        name = " ".join(parts)
        return Resolution(actor=slug(name), name=name, role="person")

    def _common(self, phrase: Nominal) -> tuple[MentionKind, Resolution]:
        """Resolve a description or a group by its words, by an apposition, or by whom it takes up."""
        plain: MentionKind = "group" if phrase.plural else "description"
        if who := self._apposed.get(phrase.head.i):
            return "description", who
        if who := self._others(phrase) or described(self._story, phrase, self._sentence.index):
            return ("group" if phrase.plural or who.members else "description"), who
        agent = agents().get(phrase.head.lower_)
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
        owner = next((c for c in phrase.head.lefts if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
        if owner is None or not phrase.words.lower().startswith(owner.lower_):
            return phrase.words
        who = self._story.pronoun(owner, self._sentence.index, self._sentence.start)
        whole = who is not None and self._story.is_whole(who)
        return f"{who.name}'s{phrase.words[len(owner) :]}" if who and whole else phrase.words

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
        beside = apposed(phrase.head)
        if beside is None or not beside.tag_.startswith("NNP"):
            return None
        name = nominal(self._sentence, self._parsed, beside).words
        who = self._resolved(f"{name}, {phrase.words}")
        return who if self._story.is_person(who) else None

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _of_pronoun(self, token: Token) -> Seen | None:
        who = self._meant(token)
        if who is None:
            return None
        start = self._sentence.start + token.idx
        kind: MentionKind = "pronoun" if token.tag_ in PRONOUNS or _latter(token) else "name"
        return Seen(
            mention=self._mention(start, start + len(token), kind, who),
            subject=subject(token) or (token.tag_ == "PRP$" and subject(token.head)),
            plural=token.lower_.startswith("th"),
            quoted=in_quotes(token),
        )

    def _meant(self, token: Token) -> Resolution | None:
        if token.tag_ in PRONOUNS:
            return self._story.pronoun(token, self._sentence.index, self._sentence.start)
        return self._story.latter(self._sentence.index) if _latter(token) else self._story.called(token.text)

    def _mention(self, start: int, end: int, kind: MentionKind, who: Resolution) -> Mention:
        return Mention(start=start, end=min(end, self._sentence.end), sentence=self._sentence.index, kind=kind, who=who)


def _explains(phrase: Nominal) -> bool:
    head = phrase.head.lower_
    return head in word_set("analysts") or head.removesuffix("s") in word_set("analysts")


def _speaks_up(phrase: Nominal) -> bool:
    """Say whether words that name nobody still mean someone who can speak: "critics", "an analyst"."""
    voice = any(w in word_set("voices") for w in (phrase.head.lower_, phrase.head.lower_.removesuffix("s")))
    return _explains(phrase) or (voice and phrase.plural) or phrase.head.lower_ in ("critics", "allies", "spokesmen")


def _tells(words: str) -> bool:
    """Say whether a name stands with a word for what its bearer does, without which the registry cannot know more."""
    return any(w in agents() or w in titles() for w in words.lower().replace(".", "").split()[:-1])


def _bare(phrase: Nominal, words: str) -> bool:
    """Say whether a name is a surname with nothing before it but a title or a courtesy."""
    before = words[: -len(phrase.head)].replace(".", "").split()
    return all(w.islower() or w.lower() in word_set("courtesies") or w.lower() in agents() for w in before)


def _latter(token: Token) -> bool:
    """Say whether a word is "latter" without a noun: "… after Hunt's speech, in which the latter accused Russia"."""
    return token.lower_ == "latter" and token.dep_ not in ("amod", "compound")
