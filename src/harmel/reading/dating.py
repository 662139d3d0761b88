"""When a report was published: every ground that the page gives, joined into one interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from harmel.intervals import Interval
from harmel.records import DateEvidence
from harmel.vocabulary import PublishedBasis

_SAID: tuple[PublishedBasis, ...] = ("given", "metadata", "url", "dateline")  # in the order in which they are believed
_FIRM = {"given", "metadata", "url"}
_OFFICES: set[PublishedBasis] = {"office-holders"}
_FACTS: set[PublishedBasis] = {"events-cited", "stated"}
_CLOCKS: set[PublishedBasis] = {"page-clock"}
_BOUNDS: tuple[PublishedBasis, ...] = ("stated", "office-holders", "events-cited", "page-clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The publication interval of a report, with its grounds."""

    when: Interval = Interval()
    basis: PublishedBasis = "unknown"
    evidence: tuple[DateEvidence, ...] = ()


def published(evidence: Iterable[DateEvidence]) -> Published:
    """Join the grounds of a date into one interval.

    What a page says of its own publication is believed first; grounds that say different days give the interval over
    them all. Where nothing firm is said, bounds are intersected: the terms of the offices named, the events cited, the
    page's clock. Bounds that contradict each other cannot all be right, so what they leave open stays open. Every
    ground is kept, and one that contradicts the outcome says so in its note.

    >>> terms = [("2014-10-01", "2024-09-30"), ("2018-07-09", "2019-07-24")]
    >>> published(DateEvidence(basis="office-holders", earliest=a, latest=b) for a, b in terms).when.iso()
    ('2018-07-09', '2019-07-24')
    """
    grounds = tuple(evidence)
    said = [g for g in grounds if g.basis in _SAID]
    bounds = [g for g in grounds if g.basis in _BOUNDS]
    when = _given(said) or _said(said, bounds) or _bounded(bounds)
    if not when.known:
        return Published(evidence=grounds)
    helped = [g for g in (said or bounds) if interval_of(g).known]
    basis: PublishedBasis = min(helped, key=_weight).basis if helped else "unknown"
    return Published(when=when, basis=basis, evidence=tuple(_noted(g, when) for g in grounds))


def interval_of(ground: DateEvidence) -> Interval:
    """Give the days that a ground allows.

    >>> interval_of(DateEvidence(basis="page-clock", latest="2021-04-17")).latest.isoformat()
    '2021-04-17'
    """
    return Interval.of(ground.earliest, ground.latest)


def _weight(ground: DateEvidence) -> tuple[int, int]:
    """Order grounds by how far they are believed, bounds by how much they leave open."""
    when = interval_of(ground)
    return (_SAID.index(ground.basis), 0) if ground.basis in _SAID else (len(_SAID), (when.latest - when.earliest).days)


def _given(said: Sequence[DateEvidence]) -> Interval | None:
    """Give the date that the user gave: nothing on the page overrules it."""
    return next((interval_of(g) for g in said if g.basis == "given"), None)


def _said(said: Sequence[DateEvidence], bounds: Sequence[DateEvidence]) -> Interval | None:
    """Join what the page says of itself; a line of the page that its own words contradict gives way on that side."""
    if not said:
        return None
    common = reduce(Interval.__and__, map(interval_of, said))
    when = reduce(Interval.__or__, map(interval_of, said)) if common.empty else common
    if any(g.basis in _FIRM for g in said):
        return when
    inner = _bounded(bounds)
    if not inner.known:
        return when
    both = when & inner
    return when | inner if both.empty else both


def _bounded(bounds: Sequence[DateEvidence]) -> Interval:
    """Intersect bounds kind by kind; where that leaves no day, only the earliest beginning is kept."""
    return reduce(_joined, (_joined_all(bounds, bases) for bases in (_OFFICES, _FACTS, _CLOCKS)))


def _joined_all(bounds: Sequence[DateEvidence], bases: set[PublishedBasis]) -> Interval:
    whens = [interval_of(g) for g in bounds if g.basis in bases]
    common = reduce(Interval.__and__, whens, Interval())
    if common.earliest < common.latest or common in whens:
        return common
    return Interval(earliest=min(when.earliest for when in whens))  # one day left: a handover, or no day at all


def _joined(one: Interval, other: Interval) -> Interval:
    both = one & other
    return Interval(earliest=min(one.earliest, other.earliest)) if both.empty else both


def _noted(ground: DateEvidence, when: Interval) -> DateEvidence:
    if not (interval_of(ground) & when).empty:
        return ground
    return replace(ground, note="; ".join(n for n in (ground.note, "contradicts the other grounds") if n))
