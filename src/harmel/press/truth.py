"""A page in ink → its plain text and the records that a perfect coder would find in it, in our schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from harmel.press.acting import Deed
from harmel.press.articles import Article
from harmel.press.ink import lift
from harmel.press.stories import Edition, Story
from harmel.press.world import owner
from harmel.records import Coded, Event, Figure, Furniture, Link, Report, Spans, Statement, stable_id
from harmel.vocabulary import FurnitureKind, LinkKind, Table

Lifted = dict[str, Spans]
_KINDS: tuple[FurnitureKind, ...] = get_args(FurnitureKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the press with its truth, and what it was made from."""

    name: str
    text: str
    truth: Coded
    article: Article
    edition: Edition
    story: Story


def page(name: str, inked: str, article: Article, edition: Edition, story: Story, first: str) -> Page:
    """Read a page's truth off its ink; what an editor cut out is not in it.

    Parameters
    ----------
    first
        The name of the page whose text this one carries, if it is a copy or a correction.
    """
    text, spans = lift(inked)
    report_id = stable_id("r", name, text)
    day = edition.published.isoformat()
    report = Report(
        report_id=report_id,
        source=name,
        text=text,
        outlet=edition.outlet.name,
        owner=owner(edition.outlet.name),
        title=article.title,
        title_span=spans.get("title", ()),
        language="en",
        body_spans=spans["body"],
        furniture=_furniture(spans),
        published_earliest=day,
        published_latest=day,
        published_basis="office-holders" if edition.undated else "stated",
        duplicate_of=first if edition.kind in ("copy", "correction") else "",
        story_id=f"story-{story.number}",
    )
    events = _events(report_id, article, spans)
    statements = _statements(report_id, text, article, spans)
    links = _links(report_id, article, events, statements)
    coded = Coded(
        report=report,
        statements=tuple(statements.values()),
        events=tuple(events.values()),
        figures=_figures(report_id, article, spans),
        links=links,
    )
    return Page(name=name, text=text, truth=coded, article=article, edition=edition, story=story)


def _furniture(spans: Lifted) -> tuple[Furniture, ...]:
    lines = [Furniture(span=(span,), kind=kind) for kind in _KINDS for span in spans.get(f"furniture.{kind}", ())]
    return tuple(sorted(lines, key=lambda line: line.span))


def _events(report_id: str, article: Article, spans: Lifted) -> dict[str, Event]:
    found = {}
    for label, note in article.notes.events.items():
        home = note.get("inside", label)
        if f"{home}.sentence" not in spans:
            continue
        deed: Deed = note["deed"]
        day = deed.day.isoformat() if note["status"] in _HAPPENED and note.get("dated", True) else ""
        found[label] = Event(
            report_id=report_id,
            event_id=stable_id("e", report_id, label),
            source=deed.source.actor,
            source_name=deed.source.name,
            source_country=deed.source.actor if deed.source.state else "",
            target=deed.target.actor,
            target_name=deed.target.name,
            target_country=deed.target.actor if deed.target.state else "",
            action=deed.act.action,
            action_name=deed.act.key,
            quad=deed.act.quad,
            status=note["status"],
            happened_earliest=day,
            happened_latest=day,
            trigger_span=spans.get(f"{label}.trigger", ()),
            source_span=spans.get(f"{label}.source", ()),
            target_span=spans.get(f"{label}.target", ()),
            sentence_span=spans[f"{home}.sentence"],
            statement_id=stable_id("s", report_id, note["statement"]) if note["statement"] else "",
            rule=deed.form,
        )
    return found


_HAPPENED = ("actual", "alleged", "denied")


def _statements(report_id: str, text: str, article: Article, spans: Lifted) -> dict[str, Statement]:
    found = {}
    for label, note in article.notes.statements.items():
        content = spans.get(f"{note['whole']}.sentence" if "whole" in note else f"{label}.content", ())
        if not content:
            continue
        found[label] = Statement(
            report_id=report_id,
            statement_id=stable_id("s", report_id, label),
            speaker=note["speaker"],
            speaker_name=note["name"],
            speaker_span=spans.get(f"{label}.speaker", ()),
            speaker_role=note["role"],
            cue=" ".join(text[a:b] for a, b in spans.get(f"{label}.cue", ())),
            cue_span=spans.get(f"{label}.cue", ()),
            content=" ".join(text[a:b] for a, b in content),
            content_spans=content,
            quotation=note["quotation"],
            stance=note["stance"],
            relayed_by=note.get("relayed_by", ""),
        )
    return found


def _figures(report_id: str, article: Article, spans: Lifted) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            report_id=report_id,
            figure_id=stable_id("f", report_id, label),
            actor=note["actor"],
            measure=note["measure"],
            value=note["value"],
            unit="percent of GDP",
            kind=note["kind"],
            span=spans[f"{label}.span"],
        )
        for label, note in article.notes.figures.items()
        if f"{label}.span" in spans
    )


def _links(
    report_id: str, article: Article, events: dict[str, Event], statements: dict[str, Statement]
) -> tuple[Link, ...]:
    """Link each denial to what it denies, and each answer to the act that it is declared to answer."""
    denials = [
        _link(report_id, "denies", "statements", statements[said].statement_id, events[done].event_id)
        for said, done in article.notes.denials
        if said in statements and done in events
    ]
    answers = [
        _link(report_id, "responds-to", "events", events[answer].event_id, events[cause].event_id)
        for answer, cause in article.notes.answers
        if answer in events
    ]
    return (*denials, *answers)


def _link(report_id: str, kind: LinkKind, table: Table, from_id: str, to_id: str) -> Link:
    return Link(
        report_id=report_id,
        link_id=stable_id("l", report_id, from_id, to_id),
        kind=kind,
        from_table=table,
        from_id=from_id,
        to_table="events",
        to_id=to_id,
    )


def act_row(story: Story, reports: int) -> dict[str, Any]:
    """Give the row of ``acts``: what truly happened, whether or not it was reported, and what brought it about.

    ``true`` is false where nothing happened and the side was accused all the same.
    """
    deed = story.deed
    return {
        "act": f"story-{story.number}",
        "happened": deed.day.isoformat(),
        "source": deed.source.actor,
        "target": deed.target.actor,
        "action": deed.act.action,
        "kind": deed.act.key,
        "quad": deed.act.quad,
        "weight": deed.act.weight,
        "side": story.side,
        "cause": story.cause,
        "alleged": story.alleged,
        "true": story.true,
        "reports": reports,
    }
