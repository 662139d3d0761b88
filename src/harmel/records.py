"""The nouns: every record that harmel makes, as frozen classes.

A span is half-open, ``(start, end)``, in Unicode code points of ``Report.text``. Every column whose name
ends in ``_span`` or ``_spans`` holds a tuple of spans (words need not stand side by side: "told … that"), in
text order; an empty tuple means that there are no such words. Dates are ISO strings (``2018-10-25``) in pairs
``*_earliest`` and ``*_latest``, both inclusive, equal when the day is known; an empty string is unknown.

``harmel.schema`` gives the same nouns as Arrow schemas and JSON rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from harmel.vocabulary import (
    ActorKind,
    Bound,
    FigureKind,
    FurnitureKind,
    LinkKind,
    PublishedBasis,
    Quad,
    Quotation,
    SpeakerRole,
    Stance,
    Status,
    Table,
)

Span = tuple[int, int]
Spans = tuple[Span, ...]


def stable_id(kind: str, *parts: object) -> str:
    """Name a record by its content, so that the same input gives the same id everywhere.

    Parameters
    ----------
    kind
        One letter for the table: ``r``, ``s``, ``e``, ``f``, ``l``.
    parts
        What tells this record from its neighbours; compared by their ``repr``.

    >>> stable_id("s", "r1", ((0, 5),)) == stable_id("s", "r1", ((0, 5),))
    True
    >>> stable_id("e", "r1", 3)[:2]
    'e_'
    """
    return f"{kind}_{blake2b(repr(parts).encode(), digest_size=10).hexdigest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """One line of a page that is not the article, with its role."""

    span: Spans
    kind: FurnitureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One ground for a report's publication interval, with its words."""

    basis: PublishedBasis
    earliest: str = ""
    latest: str = ""
    span: Spans = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One page of the press: its whole text, and which part of it is the article."""

    report_id: str
    source: str
    text: str
    outlet: str = ""
    owner: str = ""
    url: str = ""
    title: str = ""
    title_span: Spans = ()
    subtitle: str = ""
    byline: str = ""
    language: str = ""
    body_spans: Spans = ()
    furniture: tuple[Furniture, ...] = ()
    published_earliest: str = ""
    published_latest: str = ""
    published_basis: PublishedBasis = "unknown"
    published_evidence: tuple[DateEvidence, ...] = ()
    duplicate_of: str = ""
    story_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Someone's words or reported words."""

    report_id: str
    statement_id: str
    speaker: str = ""
    speaker_name: str = ""
    speaker_span: Spans = ()
    speaker_role: SpeakerRole | None = None
    addressee: str = ""
    cue: str = ""
    cue_span: Spans = ()
    content: str = ""
    content_spans: Spans = ()
    quotation: Quotation = "indirect"
    stance: Stance = "assert"
    condition_span: Spans = ()
    hedge_span: Spans = ()
    relayed_by: str = ""
    parent_statement: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, coded."""

    report_id: str
    event_id: str
    source: str = ""
    source_code: str = ""
    source_name: str = ""
    source_country: str = ""
    source_sector: str = ""
    target: str = ""
    target_code: str = ""
    target_name: str = ""
    target_country: str = ""
    target_sector: str = ""
    action: str
    action_name: str
    plover_type: str = ""
    plover_mode: str = ""
    contexts: tuple[str, ...] = ()
    quad: Quad
    goldstein: float | None = None
    status: Status = "actual"
    status_span: Spans = ()
    happened_earliest: str = ""
    happened_latest: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_others: tuple[str, ...] = ()
    trigger_span: Spans = ()
    source_span: Spans = ()
    target_span: Spans = ()
    sentence_span: Spans = ()
    statement_id: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a report names, with whose it is and what it counts."""

    report_id: str
    figure_id: str
    actor: str = ""
    measure: str
    value: float
    value_to: float | None = None
    bound: Bound = "exact"
    unit: str = ""
    kind: FigureKind = "actual"
    as_of_earliest: str = ""
    as_of_latest: str = ""
    span: Spans = ()
    statement_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two records, with the words or the rule that it rests on."""

    report_id: str
    link_id: str
    kind: LinkKind
    from_table: Table
    from_id: str
    to_table: Table
    to_id: str
    basis: str = ""
    basis_span: Spans = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A dated tie of an actor: an office held or a membership; an empty date is open."""

    of: str
    role: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who can speak or act: a state, an organisation, a person."""

    actor: str
    name: str
    kind: ActorKind
    country: str = ""
    sector: str = ""
    memberships: tuple[Term, ...] = ()
    offices: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Everything that harmel found in one report."""

    report: Report
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[Link, ...] = ()
    actors: tuple[Actor, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input that was not taken in, and why."""

    source: str
    reason: str
    remedy: str = ""
    stage: str = "reading"
