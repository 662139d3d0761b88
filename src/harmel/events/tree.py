"""One sentence's parse as plain lists: the coder asks for words many times, and a list answers fastest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "WDT", "DT", "JJ", "JJS", "VBG"})
COLUMNS = 7
WRAP = 1 << 64  # spaCy gives a head to the left as an unsigned difference
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
    patients: dict[int, list[int]] = field(default_factory=dict, repr=False)  # by verb, as far as asked for
    _phrases: dict[int, list[tuple[str, int, int]]] = field(default_factory=dict, repr=False)

    def kid(self, word: int, deps: Iterable[str]) -> int | None:
        """Give the first child with one of these ties."""
        return next((k for k in self.kids[word] if self.deps[k] in deps), None)

    def with_conjuncts(self, word: int) -> list[int]:
        """Give a word and everything coordinated with it, in text order."""
        found = [word]
        for k in self.kids[word]:
            if self.deps[k] == "conj":
                found += self.with_conjuncts(k)
        return found

    def under(self, word: int) -> Iterator[int]:
        """Go through a word's whole subtree, the word included."""
        yield word
        for k in self.kids[word]:
            yield from self.under(k)

    def preps(self, word: int) -> list[tuple[str, int, int]]:
        """Give preposition, its place and its object, for each prepositional phrase of a word, chains included.

        "because of X" and "out of X" give the inner preposition too, as parsers stack them.
        """
        if word not in self._phrases:
            heads = [k for k in self.kids[word] if self.deps[k] in PHRASES]
            self._phrases[word] = [phrase for k in heads for phrase in self._prep(k)]
        return self._phrases[word]

    def _prep(self, prep: int) -> Iterator[tuple[str, int, int]]:
        for k in self.kids[prep]:
            if self.deps[k] in ("pobj", "pcomp"):
                yield self.words[prep], prep, k
            elif self.deps[k] == "prep" or (self.deps[k] == "conj" and self.tags[k] == "IN"):
                yield from self._prep(k)

    def by(self, word: int) -> list[int]:
        """Give what stands behind "by" at a word or, as parsers often hang it, at the noun of its first phrase."""
        near = self.preps(word)
        far = [further for _, _, inner in near for further in self.preps(inner)]
        return [o for p, _, o in near + far if p == "by"]

    def span(self, word: int) -> tuple[int, int]:
        """Give where a word stands in the report."""
        return self.places[word], self.places[word] + self.lengths[word]

    def is_verb(self, word: int) -> bool:
        """Say whether a word is tagged as a verb."""
        return self.tags[word] in VERB_TAGS


def tree(doc: Doc, start: int) -> Tree:
    """Turn a parse into plain lists; ``start`` is where its sentence begins in the report."""
    strings = doc.vocab.strings
    columns = doc.to_array(["LOWER", "ORTH", "TAG", "DEP", "HEAD", "IDX", "LENGTH"]).T.tolist()
    lowers, written, tags, deps, offsets, places, lengths = columns or [[] for _ in range(COLUMNS)]
    heads = [i + (offset - WRAP if offset >= WRAP >> 1 else offset) for i, offset in enumerate(offsets)]
    kids: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    return Tree(
        words=[strings[w] for w in lowers],
        written=[strings[w] for w in written],
        tags=[strings[t] for t in tags],
        deps=[strings[d] for d in deps],
        heads=heads,
        kids=kids,
        places=[start + place for place in places],
        lengths=lengths,
    )
