"""One sentence's parse as plain lists: the coder asks for words many times, and a list answers fastest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "WP", "WDT", "DT", "JJ", "JJS", "VBG"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(slots=True)
class Tree:
    """The words of one sentence, each with its tag, its tie and its head; ``places`` are offsets in the report.

    >>> import spacy
    >>> from spacy.tokens import Doc
    >>> doc = Doc(spacy.blank("en").vocab, words=["Iran", "left"], heads=[1, 1], deps=["nsubj", "ROOT"],
    ...           tags=["NNP", "VBD"])
    >>> tree(doc, 0).kid(1, SUBJECTS)
    0
    """

    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    kids: list[list[int]]
    places: list[int]
    lengths: list[int]

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

    def preps(self, word: int) -> Iterator[tuple[str, int, int]]:
        """Give preposition, its place and its object, for each prepositional phrase of a word, chains included.

        "because of X" and "out of X" give the inner preposition too, as parsers stack them.
        """
        for k in self.kids[word]:
            if self.deps[k] in ("prep", "agent", "dative"):
                yield from self._prep(k)

    def _prep(self, prep: int) -> Iterator[tuple[str, int, int]]:
        for k in self.kids[prep]:
            if self.deps[k] in ("pobj", "pcomp"):
                yield self.words[prep], prep, k
            elif self.deps[k] == "prep" or (self.deps[k] == "conj" and self.tags[k] == "IN"):
                yield from self._prep(k)

    def span(self, word: int) -> tuple[int, int]:
        """Give where a word stands in the report."""
        return self.places[word], self.places[word] + self.lengths[word]

    def is_verb(self, word: int) -> bool:
        """Say whether a word is tagged as a verb."""
        return self.tags[word] in VERB_TAGS


def tree(doc: Doc, start: int) -> Tree:
    """Turn a parse into plain lists; ``start`` is where its sentence begins in the report."""
    strings = doc.vocab.strings
    table = doc.to_array(["DEP", "HEAD", "TAG"]).tolist()
    size = len(table)
    heads = [(i + _signed(row[1])) for i, row in enumerate(table)]
    kids: list[list[int]] = [[] for _ in range(size)]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    return Tree(
        words=[t.lower_ for t in doc],
        tags=[strings[row[2]] for row in table],
        deps=[strings[row[0]] for row in table],
        heads=heads,
        kids=kids,
        places=[start + t.idx for t in doc],
        lengths=[len(t) for t in doc],
    )


def _signed(offset: int) -> int:
    return offset - (1 << 64) if offset >= 1 << 63 else offset
