"""One sentence as the coder sees it: its parse and its mentions as plain lists, made once and asked many times.

A parser's token costs a function call for every question; a list answers fastest. What the rules ask of a word again
and again (its phrases, its patients, whom it stands for) is kept beside it once it has been worked out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from harmel.actors import Registry
from harmel.events.sides import Participant
from harmel.language import Mention, ParsedReport
from harmel.language.lists import VERB_TAGS, lists

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
PHRASES = frozenset({"prep", "agent", "dative"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(slots=True)
class Tree:
    """The words of one sentence, in lower case and as ``written``; ``places`` are their offsets in the report.

    >>> import spacy
    >>> from spacy.tokens import Doc
    >>> doc = Doc(spacy.blank("en").vocab, words=["Iran", "left"], heads=[1, 1], deps=["nsubj", "ROOT"],
    ...           tags=["NNP", "VBD"])
    >>> tree(doc, 0).kid(1, SUBJECTS)
    0
    """

    words: list[str]
    written: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    kids: list[list[int]]
    places: list[int]
    lengths: list[int]
    spaces: list[int]  # 1 where a space follows
    mentions: list[Mention | None]  # who is named at each word
    page: str = field(default="", repr=False)  # the report's text, where names are read as written
    registry: Registry | None = field(default=None, repr=False)  # that the report was read with
    infinitives: frozenset[int] = frozenset()  # words with their "to"
    passives: dict[int, bool] = field(default_factory=dict, repr=False)  # by verb, as far as asked for
    agents: dict[int, list[int]] = field(default_factory=dict, repr=False)  # by verb, as far as asked for
    patients: dict[int, list[int]] = field(default_factory=dict, repr=False)  # by verb, as far as asked for
    people: dict[int, list[Participant]] = field(default_factory=dict, repr=False)  # by noun, as far as asked for
    _text: str = field(default="", repr=False)
    _phrases: dict[int, list[tuple[str, int, int]]] = field(default_factory=dict, repr=False)

    def kid(self, word: int, deps: Container[str]) -> int | None:
        """Give the first child with one of these ties."""
        for k in self.kids[word]:
            if self.deps[k] in deps:
                return k
        return None

    def with_conjuncts(self, word: int) -> list[int]:
        """Give a word and everything coordinated with it, in text order."""
        found = [word]
        for k in self.kids[word]:
            if self.deps[k] == "conj":
                found += self.with_conjuncts(k)
        return found

    def under(self, word: int) -> list[int]:
        """Give a word's whole subtree, level by level, the word first."""
        found = [word]
        for w in found:  # grows while it is gone through
            found += self.kids[w]
        return found

    def preps(self, word: int) -> list[tuple[str, int, int]]:
        """Give preposition, its place and its object, for each prepositional phrase of a word, chains included.

        "because of X" and "out of X" give the inner preposition too, as parsers stack them.
        """
        known = self._phrases.get(word)
        if known is None:
            known = self._phrases[word] = []
            for k in self.kids[word]:
                if self.deps[k] in PHRASES:
                    self._prep(k, known)
        return known

    def _prep(self, prep: int, found: list[tuple[str, int, int]]) -> None:
        for k in self.kids[prep]:
            dep = self.deps[k]
            if dep in ("pobj", "pcomp"):
                found.append((self.words[prep], prep, k))
            elif dep == "prep" or (dep == "conj" and self.tags[k] == "IN"):
                self._prep(k, found)

    def by(self, word: int) -> list[int]:
        """Give what stands behind "by" at a word or, as parsers often hang it, at the noun of its first phrase."""
        near = self.preps(word)
        far = [further for _, _, inner in near for further in self.preps(inner)]
        return [o for p, _, o in near + far if p == "by"]

    def span(self, word: int) -> tuple[int, int]:
        """Give where a word stands in the report."""
        return self.places[word], self.places[word] + self.lengths[word]

    def at(self, place: int) -> int:
        """Give the word that stands at a place of the report."""
        return max(0, bisect_right(self.places, place) - 1)

    def is_verb(self, word: int) -> bool:
        """Say whether a word is tagged as a verb."""
        return self.tags[word] in VERB_TAGS

    def phrase(self, first: int, last: int) -> str:
        """Give the words from one to another as the parser read them."""
        words = zip(self.written[first:last], self.spaces[first:last], strict=True)
        return "".join([word + " " if space else word for word, space in words]) + self.written[last]

    def text(self) -> str:
        """Give the sentence as the parser read it."""
        if not self._text and self.written:
            self._text = self.phrase(0, len(self.written) - 1)
        return self._text


def tree(doc: Doc, start: int, parsed: ParsedReport | None = None) -> Tree:
    """Turn a parse into plain lists.

    Parameters
    ----------
    doc
        The parse.
    start
        Where its sentence begins in the report.
    parsed
        The report, whose mentions say who is named; without it nobody is.
    """
    plain = lists(doc)
    words, ties, heads = plain.words, plain.deps, plain.heads
    places = [start + place for place in plain.starts]
    mentions = parsed.mentions_in(start, places[-1] + 1) if parsed and places else ()
    return Tree(
        words=words,
        written=plain.written,
        tags=plain.tags,
        deps=ties,
        infinitives=frozenset([heads[i] for i, low in enumerate(words) if low == "to" and ties[i] == "aux"]),
        heads=heads,
        kids=plain.kids,
        places=places,
        lengths=plain.lengths,
        spaces=plain.spaces,
        mentions=_named(places, mentions),
        page=parsed.report.text if parsed else "",
        registry=parsed.registry if parsed else None,
    )


def trees(parsed: ParsedReport) -> dict[int, Tree]:
    """Turn every parse of a report into lists, by the index of its sentence."""
    return {sentence.index: tree(doc, sentence.start, parsed) for sentence, doc in parsed.parsed()}


def _named(places: list[int], mentions: Iterable[Mention]) -> list[Mention | None]:
    """Give the mention at each word, the longest if several lie over it."""
    found: list[Mention | None] = [None] * len(places)
    for mention in mentions:
        for word in range(bisect_left(places, mention.start), bisect_left(places, mention.end)):
            had = found[word]
            if had is None or had.end - had.start < mention.end - mention.start:
                found[word] = mention
    return found
