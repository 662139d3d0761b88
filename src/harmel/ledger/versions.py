"""The other reports of a report's story: copies by other outlets, and other versions at the same address."""

from __future__ import annotations

from dataclasses import dataclass

from harmel.ledger import opening
from harmel.ledger.asking import dicts
from harmel.ledger.store import Ledger

MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Another report of the same story; ``same_address`` if it is another version of the same page."""

    report_id: str
    outlet: str
    owner: str
    title: str
    source: str
    published_earliest: str
    published_latest: str
    duplicate_of: str
    same_address: bool
    noticed: str


def versions(ledger: Ledger, report_id: str) -> tuple[Version, ...]:
    """Give the other reports of a story, in the order of time; ``noticed`` is when a correction was seen.

    >>> with Ledger.open(":memory:") as ledger:
    ...     versions(ledger, "r_1")
    ()
    """
    names = "o.report_id, coalesce(o.outlet, '') AS outlet, coalesce(o.owner, '') AS owner"
    days = (
        "coalesce(o.published_earliest, '') AS published_earliest, coalesce(o.published_latest, '') AS published_latest"
    )
    query = (
        f"SELECT {names}, coalesce(o.title, '') AS title, o.source, {days},"
        " coalesce(o.duplicate_of, '') AS duplicate_of,"
        " coalesce(o.url = m.url, 0) AS same_address, coalesce((SELECT max(\"at\") FROM log WHERE kind = 'correct' AND"
        " (log.report_id = o.report_id OR log.report_id = m.report_id) AND o.url = m.url), '') AS noticed"
        " FROM reports m JOIN reports o ON (o.story_id = m.story_id OR o.url = m.url) AND o.report_id <> m.report_id"
        " WHERE m.report_id = ? ORDER BY o.published_earliest IS NULL, o.published_earliest, o.report_id LIMIT ?"
    )
    with opening.translated(ledger.path), ledger.reading() as connection:
        rows = dicts(connection, query, (report_id, MOST))
    return tuple(Version(**(row | {"same_address": bool(row["same_address"])})) for row in rows)
