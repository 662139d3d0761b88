"""What cannot be said from these reports."""

from __future__ import annotations

from collections.abc import Iterator

from harmel.brief.desk import Desk
from harmel.brief.model import Line, Piece, Section

FEW = 30
WIDE_DAYS = 31


def limits(desk: Desk) -> Section:
    """Say what the records do not carry, each line with its count."""
    lines = tuple(Line((Piece(words),)) for words in _limits(desk))
    return Section("limits", "What cannot be said from these reports", "", lines)


def _limits(desk: Desk) -> Iterator[str]:
    yield from _few(desk)
    yield from _unknown(desk)
    yield from _one_sided(desk)


def _few(desk: Desk) -> Iterator[str]:
    stories = len({r.story_id or r.report_id for r in desk.reports.values()})
    if stories < FEW:
        yield f"Trends, action and reaction: {stories} independent stories are too few for any series or model."
    undated = sum(not (r.published_earliest and r.published_latest) for r in desk.reports.values())
    if undated:
        yield f"The order of things: {undated} of {len(desk.reports)} reports have no closed interval of publication."
    wide = sum(_days(r.published_earliest, r.published_latest) > WIDE_DAYS for r in desk.reports.values())
    if wide:
        yield f"The day: {wide} of {len(desk.reports)} reports are dated only to an interval of more than a month."


def _days(earliest: str, latest: str) -> int:
    from datetime import date

    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days if earliest and latest else 0


def _unknown(desk: Desk) -> Iterator[str]:
    nameless = sum(not s.speaker for s in desk.statements)
    if nameless:
        yield f"Who speaks: in {nameless} of {len(desk.statements)} statements the speaker is no actor that is known."
    timeless = sum(not e.happened_earliest and not e.happened_latest for e in desk.events)
    if timeless:
        yield f"When it happened: the reports do not say for {timeless} of {len(desk.events)} events."
    ownerless = sum(not f.actor for f in desk.figures)
    if ownerless:
        yield f"Whose figure it is: not said for {ownerless} of {len(desk.figures)} figures."


def _one_sided(desk: Desk) -> Iterator[str]:
    owners = {r.owner or r.outlet for r in desk.reports.values() if r.owner or r.outlet}
    if len(owners) == 1:
        yield f"Whether others report the same: all identified outlets belong to {next(iter(owners))}."
    unknown = sum(not r.outlet for r in desk.reports.values())
    if unknown:
        yield f"How independent the reports are: {unknown} of {len(desk.reports)} name no outlet that is known."
    for side in desk.rivalry.sides:
        if not any(desk.side(s.speaker, s.report_id) == side.name for s in desk.statements):
            yield f"What {side.name} says: none of its members speaks in these reports."
