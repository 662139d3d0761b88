"""What a request asks for: the filters of each noun, as query parameters that a link can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from harmel.errors import UsageError

FILTERS: dict[str, tuple[str, ...]] = {
    "reports": ("outlet", "owner", "language", "story_id", "published_basis", "since", "until"),
    "statements": ("report_id", "speaker", "speaker_role", "stance", "quotation", "parent_statement"),
    "events": (
        "report_id", "actor", "source", "target", "action", "plover_type", "quad", "status", "since", "until",
        "statement_id",
    ),
    "figures": ("report_id", "actor", "measure", "kind", "unit", "since", "until"),
    "links": ("report_id", "kind", "from_id", "to_id"),
    "actors": ("kind", "country", "sector"),
    "rejects": ("stage",),
}  # fmt: skip
FACETS: dict[str, tuple[str, ...]] = {
    "reports": ("outlet", "owner", "language", "published_basis"),
    "statements": ("speaker", "speaker_role", "stance", "quotation"),
    "events": ("source", "target", "plover_type", "status", "quad"),
    "figures": ("actor", "measure", "kind"),
    "links": ("kind",),
    "actors": ("kind",),
    "rejects": ("stage", "reason"),
}
MOST = 200
_CURSOR = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One question to a noun: its filters, words to search for, and which page of the answer."""

    table: str
    filters: Mapping[str, str]
    words: str = ""
    start: int = 0
    limit: int = 50

    @classmethod
    def of(cls, table: str, query: Mapping[str, str], *, limit: int = 50) -> Wanted:
        """Read a query string.

        Raises
        ------
        UsageError
            If a parameter is unknown, a day is none, or a number is none; the message names it.

        >>> Wanted.of("events", {"status": "alleged", "limit": "5"}).filters
        {'status': 'alleged'}
        """
        known = {*FILTERS[table], "q", "cursor", "limit", "format"}
        if unknown := sorted(set(query) - known):
            raise UsageError(
                f"{table} cannot be filtered by {unknown[0]}", remedy=f"one of: {', '.join(sorted(known))}"
            )
        filters = {name: value for name in FILTERS[table] if (value := query.get(name, ""))}
        for name in ("since", "until"):
            _check_day(name, filters.get(name, ""))
        start, most = _whole(query, "cursor", 0, 10**9), _whole(query, "limit", limit, MOST)
        return cls(table, filters, query.get("q", "").strip(), start, max(1, most))

    def query(self, **changed: str | int) -> dict[str, str]:
        """Give the query string's parts, some of them changed; an empty one is left out."""
        parts = {**self.filters, "q": self.words, **{k: str(v) for k, v in changed.items()}}
        return {name: value for name, value in parts.items() if value}


def _check_day(name: str, value: str) -> None:
    try:
        date.fromisoformat(value or "2000-01-01")
    except ValueError:
        raise UsageError(f"{name} is no day: {value!r}", remedy="write it as YYYY-MM-DD") from None


def _whole(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = query.get(name, "")
    if not value:
        return default
    if not _CURSOR.fullmatch(value):
        raise UsageError(f"{name} is no number: {value!r}", remedy="leave it out, or take it from `next`")
    return min(int(value), most)
