"""Which reports were read, and how each was dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    """List the reports, each with its interval of publication, the words that it rests on, and its copies under it."""
    copies: dict[str, list[Report]] = {}
    for report in desk.reports.values():
        origin = report.duplicate_of if report.duplicate_of in desk.reports else ""
        copies.setdefault(origin, []).append(report)
    lines = tuple(_line(desk, report, copies) for report in copies.get("", ()))
    stories = {r.story_id or r.report_id for r in desk.reports.values()}
    lead = (
        f"{len(desk.reports)} reports, {len(stories)} independent stories; what copies of a story repeat is told once."
    )
    return Section(
        "reports", "What was read, and how it was dated", lead if lines else "No report is in the ledger.", lines
    )


def _line(desk: Desk, report: Report, copies: Mapping[str, Sequence[Report]]) -> Line:
    outlet = f"{report.outlet} ({report.owner})" if report.owner and report.owner != report.outlet else report.outlet
    published = when(report.published_earliest, report.published_latest)
    pieces = [Piece("copied: ", "status")] if report.duplicate_of in desk.reports else []
    pieces.append(Piece(called(report), "words"))
    pieces += [Piece(f", {outlet}")] if outlet else []
    pieces.append(Piece(f": published {published}, " if published else ": "))
    pieces.append(Piece(BASIS[report.published_basis], "note"))
    if report.duplicate_of and report.duplicate_of not in desk.reports:
        pieces.append(Piece("; a copy of an older report", "status"))
    grounds = [e for e in report.published_evidence if binds(report, e)]
    plain = report.published_earliest == report.published_latest and all(
        e.earliest in ("", report.published_earliest) and e.latest in ("", report.published_latest) for e in grounds
    )
    whole = [Source(report.report_id, report.title_span or report.body_spans[:1])]
    whole += [Source(report.report_id, e.span) for e in grounds if plain and e.span]
    under = [] if plain else [_ground(desk, report, e) for e in grounds]
    under += [_line(desk, copy, copies) for copy in copies.get(report.report_id, ())]
    return Line(tuple(pieces), tuple(dict.fromkeys(whole)), tuple(under))


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


def _ground(desk: Desk, report: Report, evidence: DateEvidence) -> Line:
    words = desk.words(report.report_id, evidence.span)
    pieces = [Piece(f"“{words}”", "words"), Piece(": ")] if words else []
    pieces.append(Piece(when(evidence.earliest, evidence.latest) or "no bound"))
    pieces.append(Piece(f" ({evidence.note or BASIS[evidence.basis]})", "note"))
    return Line(tuple(pieces), (Source(report.report_id, evidence.span),) if evidence.span else ())
