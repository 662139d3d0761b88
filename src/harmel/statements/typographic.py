"""Typographic cues: "Name: …" at the head of a paragraph, and "…" – Name at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from harmel.records import Span
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import Use, lexicon
from harmel.statements.marks import Quotation
from harmel.statements.tree import Tree

_NAME = r"(?:[A-Z][\w.'’-]*|\([A-Z][^)\n]{0,20}\))"
_COLON = re.compile(rf"[\"“'‘]?({_NAME}(?:[ \t]+(?:{_NAME}|of|the|and|for|de|von|van|al)){{0,7}})[ \t]?(:)[ \t]+(?=\S)")
_DASH = re.compile(
    rf"\s*([–—―-]{{1,2}})\s*(({_NAME})(?:[ \t,]+(?:{_NAME}|of|the|and|de|von|van)){{0,9}})\.?(?=\s*(?:$|\n|[“\"«‘]))"
)
_HEADLINE = 16  # words
_SPEAKING = frozenset({"i", "we", "you", "i'm", "i’m", "i've", "i’ve", "we're", "we’re", "my", "our", "your"})
_USE = Use(":", frozenset({"quotation", "clause"}), "assert")


def typographic(
    text: str, paragraphs: Sequence[Span], quotes: Sequence[Quotation], trees: Sequence[Tree]
) -> Iterator[Draft]:
    """Find the statements that only punctuation gives to someone."""
    heads = [_COLON.match(text, start, end) for start, end in paragraphs]
    often = Counter(found.group(1) for found in heads if found)
    for (start, end), found in zip(paragraphs, heads, strict=True):
        if found and _speaks(text, found, end, often[found.group(1)]):
            content = (found.end(), end)
            yield _draft(trees, found.span(1), found.span(2), content)
        for quote in quotes:
            if quote.depth == 0 and start <= quote.start and quote.end <= end:
                tail = _DASH.match(text, quote.end, end)
                if tail:
                    yield _draft(trees, tail.span(2), tail.span(1), (quote.start, quote.end))


def speaker_before_colon(sentence: str) -> bool:
    """Say whether a sentence begins as one does that only a colon gives to someone.

    >>> speaker_before_colon("Ms. Ruiz: No."), speaker_before_colon("It rained: no.")
    (True, False)
    """
    return _COLON.match(sentence) is not None


def _speaks(text: str, found: re.Match[str], end: int, times: int) -> bool:
    """Tell a speaker from a place before a colon: a headline is short, a transcript names its speakers again."""
    words = text[found.end() : end].split()
    if lexicon().words["not_names"] & set(found.group(1).lower().split()):
        return False
    return len(words) <= _HEADLINE or times > 1 or bool(_SPEAKING & {w.lower().strip(',.?!“"') for w in words})


def _draft(trees: Sequence[Tree], source: Span, cue: Span, content: Span) -> Draft:
    tree = next(t for t in reversed(trees) if t.sentence.start <= cue[0])
    return Draft(
        tree=tree,
        head=-1,
        use=_USE,
        way="mark",
        place=cue[0],
        cue=(cue,),
        source=(source,),
        speaker=source[1] - 1,
        content=[content],
        given=[content],
    )
