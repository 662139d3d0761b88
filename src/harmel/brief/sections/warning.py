"""Warning signs: which kinds of act stand above their own past."""

from __future__ import annotations

from collections.abc import Iterator

from harmel.brief.desk import Desk
from harmel.brief.measured import events_of
from harmel.brief.model import Line, Piece, Section
from harmel.dynamics import indicator_table, warn
from harmel.dynamics.warning import Warnings
from harmel.errors import RefusalError, UsageError

TITLE = "Warning signs"
LEAD = (
    "The last three months against the months before, both sides together, given how much was reported; tested "
    "together, so that one false alarm in twenty is the rate over all of them."
)


def warning(desk: Desk) -> Section:
    """Say of each kind of act whether it stands above its own past, and which are too few to tell."""
    try:
        found = warn(indicator_table(events_of(desk), desk.rivalry))
    except RefusalError as refusal:
        return Section("warning", TITLE, f"Not tested: {refusal.what}.")
    except UsageError as missing:  # a brief is due without the libraries of the models, too
        return Section("warning", TITLE, f"Not tested: {missing.what} ({missing.remedy}).")
    return Section("warning", TITLE, LEAD, tuple(_lines(found)))


def _lines(found: Warnings) -> Iterator[Line]:
    tested = [one for one in found.indicators if one.p is not None]
    for one in sorted(tested, key=lambda one: not one.raised):
        verdict = "above its past" if one.raised else "not above its past"
        pieces = (
            Piece(one.name, "actor"),
            Piece(f": {one.seen:.0f} seen, {one.expected or 0:.1f} expected: "),
            Piece(verdict, "status"),
            Piece(f" (p = {one.adjusted:.2f} over all)", "note"),
        )
        yield Line(pieces)
    few = [one.name for one in found.indicators if one.p is None]
    if few:
        yield Line((Piece(f"too few in the baseline to test: {', '.join(few)}", "note"),))
