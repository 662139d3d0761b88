"""Which reports were read, and how each was dated."""

from __future__ import annotations

from harmel.brief.desk import Desk, when
from harmel.brief.model import Line, Piece, Section, Source
from harmel.records import DateEvidence, Report

BASIS = {
    "metadata": "by the page's own metadata",
    "url": "by its address",
    "dateline": "by its dateline",
    "stated": "by a date that it states",
    "page-clock": "no later than the page's clock",
    "office-holders": "by the offices that people are named in",
    "events-cited": "by the events that it cites",
    "given": "as given",
    "unknown": "undated",
}


def reports(desk: Desk) -> Section:
    """List the reports, each with its interval of publication and the words that it rests on."""
    lines = tuple(_line(desk, report) for report in desk.reports.values())
    stories = {r.story_id or r.report_id for r in desk.reports.values()}
    lead = f"{len(lines)} reports, {len(stories)} independent stories." if lines else "No report is in the ledger."
    return Section("reports", "What was read, and how it was dated", lead, lines)


def _line(desk: Desk, report: Report) -> Line:
    outlet = f"{report.outlet} ({report.owner})" if report.owner and report.owner != report.outlet else report.outlet
    published = when(report.published_earliest, report.published_latest)
    pieces = [Piece(called(report), "words")]
    pieces += [Piece(f", {outlet}")] if outlet else []
    pieces.append(Piece(f": published {published}, " if published else ": "))
    pieces.append(Piece(BASIS[report.published_basis], "note"))
    if report.duplicate_of:
        pieces.append(Piece(f"; a copy of {_title(desk, report.duplicate_of)}", "status"))
    whole = Source(report.report_id, report.title_span or report.body_spans[:1])
    return Line(
        tuple(pieces), (whole,), tuple(_ground(desk, report, e) for e in report.published_evidence if binds(report, e))
    )


def binds(report: Report, evidence: DateEvidence) -> bool:
    """Say whether a ground sets a bound of the interval, or contradicts it: the others are kept, and not told here.

    >>> report = Report(report_id="r", source="", text="", published_earliest="2018-01-01")
    >>> binds(report, DateEvidence(basis="office-holders", earliest="2018-01-01"))
    True
    >>> binds(report, DateEvidence(basis="office-holders", earliest="2012-01-01"))
    False
    """
    sets = report.published_earliest == evidence.earliest != "" or report.published_latest == evidence.latest != ""
    before = "" < evidence.latest < report.published_earliest
    return sets or before or "" < report.published_latest < evidence.earliest


def called(report: Report) -> str:
    """Name a report: by its headline, else by its file or address.

    >>> called(Report(report_id="r", source="pages/a.txt", text=""))
    'a.txt'
    """
    return f"“{report.title}”" if report.title else report.source.rstrip("/").rpartition("/")[2]


def _title(desk: Desk, report_id: str) -> str:
    origin = desk.reports.get(report_id)
    return called(origin) if origin else report_id


def _ground(desk: Desk, report: Report, evidence: DateEvidence) -> Line:
    words = desk.words(report.report_id, evidence.span)
    pieces = [Piece(f"“{words}”", "words"), Piece(": ")] if words else []
    pieces.append(Piece(when(evidence.earliest, evidence.latest) or "no bound"))
    pieces.append(Piece(f" ({evidence.note or BASIS[evidence.basis]})", "note"))
    return Line(tuple(pieces), (Source(report.report_id, evidence.span),) if evidence.span else ())
