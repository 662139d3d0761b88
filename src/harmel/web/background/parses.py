"""The parse of one sentence, on demand: the language model is loaded only when somebody asks how a record was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harmel.records import Report, Spans
from harmel.web.background.jobs import Job
from harmel.web.desk import Desk

if TYPE_CHECKING:
    from harmel.events import Account

LONGEST, AROUND = 40_000, 8_000  # characters of an article that is parsed whole; of a longer one, around the record


def parsed(desk: Desk, report: Report, place: int) -> Job:
    """Ask for the accounts of a report's sentences: the same as ``harmel code --explain``, in parts."""
    window = (place // AROUND) if _length(report.body_spans) > LONGEST else -1
    return desk.parses.ask((report.report_id, window), lambda: _accounts(desk, report, place, whole=window < 0))


def account_at(accounts: tuple[Account, ...], place: int) -> Account | None:
    """Give the account of the sentence at a place."""
    return next((a for a in accounts if a.start <= place < a.end), None)


def _accounts(desk: Desk, report: Report, place: int, *, whole: bool) -> tuple[Account, ...]:
    from harmel import events
    from harmel.language.parse import parse

    if not whole:
        report = replace(report, body_spans=_clipped(report.body_spans, place - 2 * AROUND, place + AROUND))
    return tuple(events.accounts(parse(report, desk.registry)))


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _clipped(spans: Spans, low: int, high: int) -> Spans:
    return tuple((max(a, low), min(b, high)) for a, b in spans if a < high and b > low)
