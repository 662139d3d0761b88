"""Published reference series, such as military spending by year: kept beside the figures that reports name."""

from __future__ import annotations

from collections.abc import Iterable

from harmel.ledger.adding import note
from harmel.ledger.store import Ledger


def keep_series(
    ledger: Ledger, rows: Iterable[tuple[str, int, float]], *, source: str, measure: str, unit: str, section: str = ""
) -> int:
    """Keep a series of ``actor, year, value``; a later table of the same source takes the place of an earlier one.

    >>> with Ledger.open(":memory:") as ledger:
    ...     keep_series(ledger, [("NOR", 2018, 1.7)], source="SIPRI", measure="share", unit="percent of GDP")
    1
    """
    with ledger.transaction() as connection:
        kept = [(source, measure, actor, section, year, value, unit) for actor, year, value in rows]
        connection.executemany("INSERT OR REPLACE INTO reference_series VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
        note(connection, "import", "", source, f"{len(kept)} values of {measure}")
    return len(kept)


def kept_series(ledger: Ledger, measures: Iterable[str]) -> list[tuple[str, int, float, str, str]]:
    """Give the kept values of some measures: ``actor, year, value, measure, source``.

    >>> with Ledger.open(":memory:") as ledger:
    ...     _ = keep_series(ledger, [("NOR", 2018, 1.7)], source="SIPRI", measure="share", unit="percent of GDP")
    ...     kept_series(ledger, ["share"])
    [('NOR', 2018, 1.7, 'share', 'SIPRI')]
    """
    wanted = list(dict.fromkeys(measures))
    places = ", ".join("?" * len(wanted))
    found = ledger.sql(
        "SELECT actor, year, value, measure, source FROM reference_series "
        f"WHERE measure IN ({places}) ORDER BY measure, actor, year, source",
        wanted,
    )
    return [tuple(row.values()) for row in found.to_pylist()]
