"""Facets of reports that no single column holds: the years in which they may lie, the actors in them, their stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harmel.ledger import where
from harmel.web.desk import Desk

MADE = (("reports", "year"), ("reports", "actor"), ("reports", "story_id"))
MOST_FOUND = 3_000
"""Hits of a search for words whose facets are counted; of more, only what the file counts by itself."""
_QUERIES = {
    "year": (
        "SELECT printf('%04d', year) AS value, count(*) AS n FROM (SELECT unnest(range("
        "TRY_CAST(left(published_earliest, 4) AS INTEGER), 1 + TRY_CAST(left(published_latest, 4) AS INTEGER)))"
        " AS year FROM reports WHERE {condition}) GROUP BY 1 ORDER BY value DESC LIMIT {most}"
    ),
    "actor": (
        "SELECT value, count(DISTINCT report_id) AS n FROM (SELECT report_id, speaker AS value FROM statements"
        " UNION SELECT report_id, source FROM events UNION SELECT report_id, target FROM events)"
        " WHERE value <> '' AND report_id IN (SELECT report_id FROM reports WHERE {condition})"
        " GROUP BY 1 ORDER BY n DESC, value LIMIT {most}"
    ),
    "story_id": (
        "SELECT story_id AS value, count(*) AS n FROM reports WHERE {condition} AND story_id <> ''"
        " GROUP BY 1 HAVING n > 1 ORDER BY n DESC, value LIMIT {most}"
    ),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """One column's values under the same question, each with its count; ``names`` say what a bare id does not."""

    column: str
    values: tuple[tuple[str, int], ...]
    names: Mapping[str, str] = field(default_factory=dict)


def counted_reports(desk: Desk, filters: Mapping[str, Any], *, most: int) -> list[Facet]:
    """Count reports by year, by actor and by story, each under the question without its own filter."""
    made = []
    for _, column in MADE:
        others = {name: value for name, value in filters.items() if name != column}
        within = _condition(desk, others)
        if within is not None:
            query = _QUERIES[column].format(condition=within[0], most=most)
            found = desk.snapshot.ask(query, within[1]).to_pydict()
            values = tuple(zip(found["value"], found["n"], strict=True))
            made.append(Facet(column, values, _titles(desk, found["value"]) if column == "story_id" else {}))
    return made


def _condition(desk: Desk, filters: dict[str, Any]) -> tuple[str, list[Any]] | None:
    """Write a question's condition for the ledger's picture; what only the file answers becomes a list of reports."""
    if desk.snapshot.holds("reports", filters):
        condition, values = where("reports", filters)
        return ("true" if condition == "1" else condition), values
    condition, values = where("reports", filters)
    query = f"SELECT report_id FROM reports WHERE {condition} LIMIT {MOST_FOUND + 1}"  # noqa: S608 - our own condition
    ids = desk.ledger.sql(query, values, seconds=5.0).column("report_id").to_pylist()
    return ("report_id IN (SELECT unnest(?))", [ids]) if len(ids) <= MOST_FOUND else None


def _titles(desk: Desk, stories: list[str]) -> dict[str, str]:
    """Name stories by the headline of their origin, or its first words."""
    if not stories:
        return {}
    marks = ", ".join("?" * len(stories))
    query = (
        "SELECT report_id, coalesce(nullif(title, ''),"  # noqa: S608 - marks for values
        " substr(text, coalesce(json_extract(body_spans, '$[0][0]'), 0) + 1, 60)) AS name"
        f" FROM reports WHERE report_id IN ({marks})"
    )
    found = desk.ledger.sql(query, stories, seconds=5.0).to_pydict()
    return dict(zip(found.get("report_id", []), found.get("name", []), strict=True))
