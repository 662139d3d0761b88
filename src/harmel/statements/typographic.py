"""Typographic cues: "Name: …" at the head of a paragraph, and "…" – Name at its end."""

from __future__ import annotations

import re
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
_USE = Use(":", frozenset({"quotation", "clause"}), "assert")


def typographic(
    text: str, paragraphs: Sequence[Span], quotes: Sequence[Quotation], trees: Sequence[Tree]
) -> Iterator[Draft]:
    """Find the statements that only punctuation gives to someone."""
    for start, end in paragraphs:
        found = _COLON.match(text, start, end)
        if found and not lexicon().words["not_names"] & set(found.group(1).lower().split()):
            content = (found.end(), end)
            yield _draft(trees, found.span(1), found.span(2), content)
        for quote in quotes:
            if quote.depth == 0 and start <= quote.start and quote.end <= end:
                tail = _DASH.match(text, quote.end, end)
                if tail:
                    yield _draft(trees, tail.span(2), tail.span(1), (quote.start, quote.end))


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
