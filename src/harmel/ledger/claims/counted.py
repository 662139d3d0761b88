"""Claims of figures: numbers for the same measure, actor and time that differ, and what published series say."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from harmel.ledger import filters, opening
from harmel.ledger.asking import dicts
from harmel.ledger.claims.model import Claim, Reference, Voice, in_time, voice
from harmel.ledger.store import Ledger
from harmel.records import stable_id

_FIGURES = (
    "SELECT f.figure_id AS id, f.actor, f.measure, f.value, f.value_to, f.bound, f.unit, f.kind, f.span,"
    " f.as_of_earliest, f.as_of_latest, r.report_id, r.outlet, r.published_earliest, r.published_latest, r.text,"
    " s.speaker, s.speaker_name, s.relayed_by, s.statement_id"
    " FROM figures f JOIN reports r ON r.report_id = f.report_id"
    " LEFT JOIN statements s ON s.statement_id = f.statement_id"
)
_ABOUT = 0.05
_AROUND = 60
Row = dict[str, Any]


def rows_of(ledger: Ledger, wanted: dict[str, Any]) -> list[Row]:
    """Give the figures that pass the filters, with their reports and statements."""
    condition, values = filters.where("figures", wanted)
    with opening.translated(ledger.path), ledger.reading() as connection:
        chosen = f"SELECT figure_id FROM figures WHERE {condition}"
        query = f"{_FIGURES} WHERE f.figure_id IN ({chosen}) AND r.duplicate_of IS NULL ORDER BY id"
        return dicts(connection, query, values)


def counted(ledger: Ledger, **wanted: Any) -> Iterator[Claim]:  # noqa: ANN401 - a filter's value
    """Go through the measures whose figures differ, or that a published series speaks of."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows_of(ledger, wanted):
        year = (
            (row["as_of_earliest"] or "")[:4]
            if (row["as_of_earliest"] or "")[:4] == (row["as_of_latest"] or "")[:4]
            else ""
        )
        groups[row["actor"] or "", row["measure"], row["unit"] or "", row["kind"], year].append(row)
    for key, group in sorted(groups.items()):
        actor, measure, unit, kind, year = key
        against = references(ledger, actor, measure, year) if kind in ("actual", "estimate") else ()
        apart = any(differ(one, other) for one, other in combinations(group, 2))
        if apart or against:
            yield Claim(
                claim_id=stable_id("c", *key),
                kind="figure",
                about=f"{actor or 'unnamed'}: {measure} ({kind}{f', {year}' if year else ''}, {unit or 'no unit'})",
                voices=in_time([voice_of(row) for row in group]),
                independent_reports=len({row["report_id"] for row in group}),
                references=against,
                differs=apart,
            )


def _year(first: str, last: str) -> str:
    return first[:4] if first[:4] == last[:4] else ""


def voice_of(row: Row) -> Voice:
    """Give who names a figure: the speaker whose words it is in, else the report."""
    spans = tuple((start, end) for start, end in json.loads(row["span"] or "[]"))
    low, high = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    words = row["text"][max(0, low - _AROUND) : high + _AROUND].strip() if spans else f"{row['value']:g}"
    role = "reports" if not row["statement_id"] else "relays" if row["relayed_by"] else "asserts"
    return voice(role, row, table="figures", spans=spans, words=" ".join(words.split()))  # type: ignore[arg-type]


def differ(one: Row, other: Row) -> bool:
    """Say whether two figures cannot both hold."""
    (low, high), (least, most) = reach(one), reach(other)
    return high < least or most < low


def reach(figure: Row) -> tuple[float, float]:
    """Give the least and the most that a figure allows; ``about`` is taken to mean within a twentieth.

    >>> reach({"value": 2.0, "value_to": None, "bound": "at-least"})
    (2.0, inf)
    """
    value, bound = figure["value"], figure["bound"]
    if bound == "range":
        return value, figure["value_to"] if figure["value_to"] is not None else value
    if bound in ("at-least", "more-than"):
        return value, math.inf
    if bound in ("at-most", "less-than"):
        return -math.inf, value
    slack = abs(value) * _ABOUT if bound == "about" else 0.0
    return value - slack, value + slack


def references(ledger: Ledger, actor: str, measure: str, year: str) -> tuple[Reference, ...]:
    """Give what published series say of a measure, an actor and a year."""
    if not (actor and year):
        return ()
    with opening.translated(ledger.path), ledger.reading() as connection:
        rows = connection.execute(
            "SELECT source, year, value, unit FROM reference_series WHERE measure = ? AND actor = ? AND year = ?"
            " ORDER BY source",
            (measure, actor, int(year)),
        ).fetchall()
    return tuple(Reference(source=s, year=y, value=v, unit=u) for s, y, v, u in rows)
