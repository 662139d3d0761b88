"""Drafts → ``Statement`` records."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.language import Mention, ParsedReport
from harmel.records import Span, Spans, Statement, stable_id
from harmel.statements.drafts import Draft
from harmel.statements.hedges import hedges_of
from harmel.statements.marks import Quotation
from harmel.statements.spans import SpanIndex, clip
from harmel.statements.speakers import role_of, speaker_mention, words_of
from harmel.statements.stances import condition_of, stance_of
from harmel.statements.tree import Tree
from harmel.vocabulary import Quotation as QuotationKind

_ALL_QUOTED = 0.95
_FIRST_PERSON = frozenset({"i", "me", "my", "myself"})


class Page:
    """A report with what its statements are written from: parses and quotations, found by place."""

    def __init__(self, parsed: ParsedReport, trees: Sequence[Tree], quotes: Sequence[Quotation]) -> None:
        self.parsed = parsed
        self.text = parsed.report.text
        self.trees = SpanIndex(((t.sentence.start, t.sentence.end), t) for t in trees)
        self.quotes = SpanIndex(((q.start, q.end), (q.start, q.end)) for q in quotes if q.depth == 0)


def written(page: Page, drafts: Sequence[Draft]) -> tuple[Statement, ...]:
    """Write statements down, in the order of the drafts, each with a stable id."""
    report_id = page.parsed.report.report_id
    ids = {id(d): stable_id("s", report_id, d.place, d.content) for d in drafts}
    return tuple(_statement(page, d, ids) for d in drafts)


def _statement(page: Page, draft: Draft, ids: dict[int, str]) -> Statement:
    mention = _speaker(page, draft)
    words = words_of(page.text, draft.source)
    content = tuple(draft.content)
    trees = [t for start, end in content for t in page.trees.over(start, end)]
    return Statement(
        report_id=page.parsed.report.report_id,
        statement_id=ids[id(draft)],
        speaker=mention.who.actor if mention else "",
        speaker_name=(mention.who.name if mention else "") or words,
        speaker_span=draft.source,
        speaker_role=role_of(words, mention),
        addressee=_name(page, draft.addressee, draft.addressee[0][0] if draft.addressee else -1),
        cue=words_of(page.text, draft.cue),
        cue_span=draft.cue,
        content=words_of(page.text, content),
        content_spans=content,
        quotation=_quotation(page, content),
        stance=stance_of(draft, trees),
        condition_span=condition_of(draft, trees),
        hedge_span=hedges_of(draft, trees),
        relayed_by=_name(page, draft.relay, draft.carrier),
        parent_statement=ids.get(id(draft.parent), ""),
        about=_about(page, content),
    )


def _speaker(page: Page, draft: Draft) -> Mention | None:
    """Find who speaks; "I" within a quotation is whoever is quoted."""
    own = words_of(page.text, draft.source).lower() in _FIRST_PERSON
    if own and draft.within and draft.parent is not None:
        return _speaker(page, draft.parent)
    return speaker_mention(page.parsed, draft.speaker, draft.source)


def _name(page: Page, spans: Spans, place: int) -> str:
    """Name who some words stand for, or give the words themselves."""
    mention = speaker_mention(page.parsed, place, spans)
    return (mention.who.name if mention else "") or words_of(page.text, spans)


def _about(page: Page, content: Spans) -> tuple[str, ...]:
    mentioned = (m.who.actor for start, end in content for m in page.parsed.mentions_in(start, end))
    return tuple(dict.fromkeys(actor for actor in mentioned if actor))


def _quotation(page: Page, content: Spans) -> QuotationKind:
    """Say how much of a content stands in quotation marks: nearly all, some, none."""
    marked = [q for start, end in content for q in page.quotes.over(start, end)]
    quoted = _letters(page, clip(content, dict.fromkeys(marked)))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _ALL_QUOTED * _letters(page, content) else "mixed"


def _letters(page: Page, spans: Sequence[Span]) -> int:
    return sum(sum(map(str.isalnum, page.text[start:end])) for start, end in spans)
