"""Parsed report → statements: find the cues, give each its quotations, nest them, write them down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from harmel.language import ParsedReport
from harmel.records import Span, Statement
from harmel.statements.according import prepositional
from harmel.statements.drafts import Draft
from harmel.statements.gate import idle
from harmel.statements.lexicon import lexicon
from harmel.statements.marks import Quotation, quotations
from harmel.statements.nouns import nominal
from harmel.statements.quoted import attach
from harmel.statements.relays import relayed
from harmel.statements.spans import SpanIndex, clip, union
from harmel.statements.tree import Tree
from harmel.statements.typographic import typographic
from harmel.statements.verbs import verbal
from harmel.statements.written import Page, written


def extract(parsed: ParsedReport) -> tuple[Statement, ...]:
    """Find who said what in a report, both what is said and what is said to have been said.

    Parameters
    ----------
    parsed
        The report with its sentences, their parses and its mentions; a sentence without a parse yields nothing.

    Returns
    -------
    tuple of Statement
        In the order of their cues; a statement within another names it as ``parent_statement``.
    """
    trees = [Tree(sentence, doc) for sentence, doc in parsed.parsed()]
    paragraphs = _paragraphs(parsed)
    quotes = quotations(parsed.report.text, paragraphs)
    drafts = _drafts(parsed.report.text, trees, paragraphs, quotes)
    _nest(drafts, parsed.report.text)
    return written(Page(parsed, trees, quotes), [d for d in drafts if d.content])


def _paragraphs(parsed: ParsedReport) -> list[Span]:
    found: dict[int, Span] = {}
    for s in parsed.sentences:
        start, _ = found.get(s.paragraph, (s.start, s.end))
        found[s.paragraph] = start, s.end
    return list(found.values())


def _drafts(text: str, trees: Sequence[Tree], paragraphs: list[Span], quotes: list[Quotation]) -> list[Draft]:
    if not trees:
        return []
    cues = lexicon()
    named = list(typographic(text, paragraphs, quotes, trees))
    found = [d for tree in trees for d in (*verbal(tree, cues), *prepositional(tree, cues), *nominal(tree, cues))]
    inside = SpanIndex(
        [(s, s) for s in (*(q.inner for q in quotes if q.depth == 0), *(s for d in named for s in d.content))]
    )
    for draft in found:
        around = next(inside.at(draft.place), None)
        if around is not None:
            draft.content = clip(draft.content, [around])
            draft.within = True
    outside = sorted((d for d in found if not d.within), key=lambda d: d.place)
    found += attach(text, paragraphs, quotes, cues=outside, named=named, trees=trees)
    _lend(sorted(found, key=lambda d: d.place))
    found = [d for d in relayed(found) if not idle(d)]
    for draft in found:
        if draft.like is not None:
            draft.source, draft.speaker = draft.like.source, draft.like.speaker
            draft.relay, draft.carrier = draft.like.relay, draft.like.carrier
    return sorted([*found, *named], key=lambda d: d.place)


def _lend(found: list[Draft]) -> None:
    """Give "…, adding: “…”" the source of the cue before it where the parse has lost the tie."""
    for before, draft in pairwise(found):
        if draft.given and not draft.source and before.tree is draft.tree and draft.tree.tags[draft.head] == "VBG":
            draft.source, draft.speaker = before.source, before.speaker


def _nest(drafts: list[Draft], text: str) -> None:
    """Find the statement that each other one is part of, and keep the inner within the outer."""
    for draft in drafts:
        draft.content = list(union(draft.content, text))
    contents = SpanIndex([(span, d) for d in drafts for span in d.content])
    for draft in drafts:
        around = [d for d in contents.at(draft.place) if d is not draft]
        if around:
            draft.parent = min(around, key=lambda d: sum(e - s for s, e in d.content))
    for draft in drafts:
        if draft.parent is not None:
            draft.content = clip(draft.content, draft.parent.content)
