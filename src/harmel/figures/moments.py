"""As of when a figure holds: the time words that stand in its own clause, or in one that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from harmel.figures.scene import Scene, is_verb
from harmel.intervals import Interval
from harmel.language.times import TimeWords

_APART = {"appos", "relcl", "advcl", "acl", "parataxis", "conj"}
_WHEN = re.compile(r",?\s+when\b")


def moment_of(scene: Scene, doc: Doc, times: Sequence[TimeWords]) -> Interval:
    """Give the days as of which a figure holds; unknown if no time words are tied to it.

    Parameters
    ----------
    scene
        The amount in its sentence.
    doc
        The sentence's parse.
    times
        The sentence's time words, resolved.
    """
    tied = [(_governor(doc, t), t) for t in times if t.when.known]
    levels = [scene.noun, scene.root, *(g.token for g in scene.governors)]
    for level in levels:
        for governor, words in tied:
            if governor is not None and governor.i == level.i:
                return words.when
        if is_verb(level) and (before := _before_when(level, doc, times)):
            return before.when
    return Interval()


def _governor(doc: Doc, words: TimeWords) -> Token | None:
    """Find the verb or noun that time words belong to; none if they stand in an aside."""
    span = doc.char_span(words.start, words.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token = span.root
    while token.head.i != token.i:
        if token.dep_ in _APART:
            return None
        token = token.head
        if is_verb(token) or (token.tag_.startswith("NN") and token.i not in range(span.start, span.end)):
            return token
    return token


def _before_when(verb: Token, doc: Doc, times: Sequence[TimeWords]) -> TimeWords | None:
    """Take "last year" for the verb in "last year, when he told them": the words right before its "when"."""
    when = next((t for t in verb.lefts if t.lower_ == "when"), None)
    if when is None:
        return None
    return next((t for t in times if t.when.known and _WHEN.fullmatch(doc.text, t.end, when.idx + len(when))), None)
