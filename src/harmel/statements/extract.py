"""Parsed report → statements: find the cues, give each its quotations, nest them, write them down."""

from __future__ import annotations

from harmel.language import ParsedReport
from harmel.records import Span, Statement, stable_id
from harmel.statements.according import prepositional
from harmel.statements.drafts import Draft, clip, holds, union
from harmel.statements.gate import idle
from harmel.statements.lexicon import lexicon
from harmel.statements.marks import Quotation, quotations
from harmel.statements.quoted import Page, attach
from harmel.statements.speakers import role_of, speaker_mention, words_of
from harmel.statements.stances import condition_of, stance_of
from harmel.statements.tree import Tree
from harmel.statements.typographic import typographic
from harmel.statements.verbs import verbal
from harmel.vocabulary import Quotation as QuotationKind

_ALL_QUOTED = 0.95


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
    text = parsed.report.text
    paragraphs = _paragraphs(parsed)
    quotes = quotations(text, paragraphs)
    drafts = _drafts(parsed, paragraphs, quotes)
    _nest(drafts, text)
    return _written(parsed, [d for d in drafts if d.content], quotes)


def _paragraphs(parsed: ParsedReport) -> list[Span]:
    found: dict[int, Span] = {}
    for s in parsed.sentences:
        start, _ = found.get(s.paragraph, (s.start, s.end))
        found[s.paragraph] = start, s.end
    return list(found.values())


def _drafts(parsed: ParsedReport, paragraphs: list[Span], quotes: list[Quotation]) -> list[Draft]:
    text, cues = parsed.report.text, lexicon()
    trees = [Tree(sentence) for sentence, _ in parsed.parsed()]
    named = list(typographic(text, paragraphs, quotes, trees)) if trees else []
    found = [d for tree in trees for d in (*verbal(tree, cues), *prepositional(tree, cues))]
    inside = [*(q.inner for q in quotes if q.depth == 0), *(s for d in named for s in d.content)]
    for draft in found:
        around = [s for s in inside if holds([s], draft.place)]
        if around:
            draft.content = clip(draft.content, around[:1])
            draft.within = True
    outside = sorted((d for d in found if not d.within), key=lambda d: d.place)
    found += attach(Page(text, paragraphs, outside, named), quotes)
    found = [d for d in found if not idle(d)]
    return sorted([*found, *named], key=lambda d: d.place)


def _nest(drafts: list[Draft], text: str) -> None:
    """Find the statement that each other one is part of, and keep the inner within the outer."""
    for draft in drafts:
        draft.content = list(union(draft.content, text))
    for draft in drafts:
        around = [d for d in drafts if d is not draft and holds(d.content, draft.place)]
        if around:
            draft.parent = min(around, key=lambda d: sum(e - s for s, e in d.content))
    for draft in drafts:
        if draft.parent is not None:
            draft.content = clip(draft.content, draft.parent.content)


def _written(parsed: ParsedReport, drafts: list[Draft], quotes: list[Quotation]) -> tuple[Statement, ...]:
    report = parsed.report
    ids = {id(d): stable_id("s", report.report_id, d.place, d.content) for d in drafts}
    return tuple(_statement(parsed, d, quotes, ids) for d in drafts)


def _statement(parsed: ParsedReport, draft: Draft, quotes: list[Quotation], ids: dict[int, str]) -> Statement:
    text = parsed.report.text
    mention = speaker_mention(parsed, draft.speaker, draft.source)
    words = words_of(text, draft.source)
    content = tuple(draft.content)
    about = {m.who.actor: None for s, e in content for m in parsed.mentions_in(s, e) if m.who.actor}
    return Statement(
        report_id=parsed.report.report_id,
        statement_id=ids[id(draft)],
        speaker=mention.who.actor if mention else "",
        speaker_name=(mention.who.name if mention else "") or words,
        speaker_span=draft.source,
        speaker_role=role_of(words, mention),
        addressee=words_of(text, draft.addressee),
        cue=words_of(text, draft.cue),
        cue_span=draft.cue,
        content=words_of(text, content),
        content_spans=content,
        quotation=_quotation(text, content, quotes),
        stance=stance_of(draft),
        condition_span=condition_of(draft),
        parent_statement=ids.get(id(draft.parent), ""),
        about=tuple(about),
    )


def _quotation(text: str, content: tuple[Span, ...], quotes: list[Quotation]) -> QuotationKind:
    """Say how much of a content stands in quotation marks: nearly all, some, none."""
    quoted = sum(_letters(text, s, e) for s, e in clip(content, [(q.start, q.end) for q in quotes if q.depth == 0]))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _ALL_QUOTED * sum(_letters(text, s, e) for s, e in content) else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end])
