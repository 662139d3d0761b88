"""GDELT 1.0 events: GDELT 2.0's columns without the three second-level provinces; older files have no address."""

from __future__ import annotations

from harmel.ledger.formats import foreign
from harmel.ledger.formats.gdelt import give as give_second
from harmel.ledger.formats.gdelt import take
from harmel.ledger.formats.layout import Cells
from harmel.records import Event, Report

__all__ = ["give", "take", "write"]


def give(event: Event, report: Report) -> Cells:
    """Write an event; the day that it was added has no time of day here."""
    cells = give_second(event, report)
    return cells | {"DATEADDED": cells["DATEADDED"][:8]}


write = foreign.writer("gdelt1", give)
