"""The records of a brief as the table that measures read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmel.schema import arrow_schema, row

if TYPE_CHECKING:
    import pyarrow as pa

    from harmel.brief.desk import Desk
    from harmel.dynamics import EventTable


def events_of(desk: Desk) -> EventTable:
    """Give the events on the desk as a table, an act once however many of the reports tell it.

    Raises
    ------
    RefusalError
        If no event has a day, a source and a target.
    """
    from harmel.dynamics import read_events

    return read_events(
        _table("events", desk.events),
        reports=_table("reports", list(desk.reports.values())),
        links=_table("links", desk.links),
    )


def _table(name: str, records: Sequence[object]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist([row(record) for record in records], schema=arrow_schema(name))
