"""What lies on the desk while a brief is written: the records, the rivalry, and how to name an actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from harmel.actors import Registry
from harmel.brief.model import Piece, Source
from harmel.brief.once import told_once
from harmel.intervals import Interval
from harmel.ledger import Ledger
from harmel.records import Actor, Coded, Event, Figure, Link, Report, Spans, Statement
from harmel.schema import record
from harmel.settings import Rivalry

QUOTED_AT_MOST = 320


@dataclass(frozen=True, slots=True)
class Desk:
    """The records that a brief is written from, each table in the order of its report and its words.

    What copies of a story repeat is not on it.
    """

    rivalry: Rivalry
    reports: Mapping[str, Report]
    statements: Sequence[Statement]
    events: Sequence[Event]
    figures: Sequence[Figure]
    links: Sequence[Link]
    actor: Callable[[str], Actor | None]

    def words(self, report_id: str, spans: Spans) -> str:
        """Give the words under some spans as one line, shortened if they are many."""
        text = self.reports[report_id].text
        said = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
        return said if len(said) <= QUOTED_AT_MOST else said[: QUOTED_AT_MOST - 1].rsplit(" ", 1)[0] + " …"

    def name(self, actor: str) -> str:
        """Name an actor by the registry, or give an empty string."""
        known = self.actor(actor) if actor else None
        return known.name if known else ""

    def side(self, actor: str, report_id: str) -> str:
        """Name the side that an actor is on when a report was published, or give an empty string.

        A person is on the side of the office that they can have held then, never on that of their nationality.
        """
        report = self.reports[report_id]
        when = Interval.of(report.published_earliest, report.published_latest)
        known = self.actor(actor) if actor else None
        held = [o.of for o in known.offices if not (Interval.of(o.start, o.end) & when).empty] if known else []
        day = when.latest if when.latest != date.max else None
        sides = {side.name for one in (actor, *held) if one and (side := self.rivalry.side_of(one, day))}
        return sides.pop() if len(sides) == 1 else ""

    def who(self, actor: str, fallback: str, report_id: str) -> Piece:
        """Name an actor with its side: by the registry, else by the text's own words."""
        name = self.name(actor) or fallback or "someone unnamed"
        side = self.side(actor, report_id)
        return Piece(f"{name} ({side})" if side and side != name else name, "actor")


def at(record: Statement | Event | Figure, *spans: Spans) -> Source:
    """Point at a record's words: all of the given spans, in text order, each once."""
    return Source(record.report_id, tuple(sorted({span for group in spans for span in group})))


def when(earliest: str, latest: str) -> str:
    """Say an interval of days in words.

    >>> when("2018-10-01", "2018-10-31"), when("2018-10-25", "2018-10-25"), when("", "2021-04-17"), when("", "")
    ('2018-10-01 to 2018-10-31', '2018-10-25', 'up to 2021-04-17', '')
    """
    if earliest and latest:
        return earliest if earliest == latest else f"{earliest} to {latest}"
    return f"since {earliest}" if earliest else f"up to {latest}" if latest else ""


def desk_of(ledger: Ledger, rivalry: Rivalry, registry: Registry, *, newest: int) -> Desk:
    """Lay the newest reports of a ledger on the desk, with everything that was found in them.

    Parameters
    ----------
    newest
        How many reports at the most, by their latest possible day: a brief is read by a person.
    """
    wanted = ledger.sql(
        "SELECT report_id FROM reports ORDER BY coalesce(published_latest, '') DESC, report_id LIMIT ?", [newest]
    )
    found = [coded for key in wanted.column("report_id").to_pylist() if (coded := ledger.coded(key))]
    found.sort(key=_place_of_report)
    links = [record("links", cells) for c in found for cells in ledger.rows("links", report_id=c.report.report_id)]
    found = told_once(found)
    return Desk(
        rivalry=rivalry,
        reports={c.report.report_id: c.report for c in found},
        statements=[s for c in found for s in sorted(c.statements, key=_place_of_statement)],
        events=[e for c in found for e in sorted(c.events, key=_place_of_event)],
        figures=[f for c in found for f in sorted(c.figures, key=lambda f: f.span)],
        links=links,
        actor=registry.actor,
    )


def _place_of_report(coded: Coded) -> tuple[str, str, str]:
    """Order reports by when they were published, those of which nobody knows it last."""
    report = coded.report
    return (report.published_earliest or report.published_latest or "?", report.published_latest, report.source)


def _place_of_statement(statement: Statement) -> Spans:
    return statement.content_spans


def _place_of_event(event: Event) -> tuple[Spans, Spans, str]:
    return event.sentence_span, event.trigger_span, event.event_id
