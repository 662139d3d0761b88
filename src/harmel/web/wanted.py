"""What a request asks for: the filters of each noun, as query parameters that a link can hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from harmel.errors import UsageError
from harmel.ledger import filter_names
from harmel.ledger.tables import kinds
from harmel.web.cursors import Cursor

FILTERS: dict[str, tuple[str, ...]] = {
    "reports": (
        "outlet", "owner", "language", "story_id", "published_basis", "actor", "year", "since", "until",
    ),
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
"""The filters that a page offers; a link may hold any of the noun's."""
FACETS: dict[str, tuple[str, ...]] = {
    "reports": ("outlet", "owner", "year", "actor", "story_id", "published_basis", "language"),
    "statements": ("speaker", "speaker_role", "stance", "quotation"),
    "events": ("source", "target", "plover_type", "status", "quad"),
    "figures": ("actor", "measure", "kind"),
    "links": ("kind",),
    "actors": ("kind",),
    "rejects": ("stage", "reason"),
}
MOST = 1000
PAGE = 50
VALUES = 100
"""How many values one filter may have."""
_NUMBER = re.compile(r"\d{1,6}")
_OTHERS = ("q", "cursor", "limit", "format")

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One question to a noun: its filters, words to search for, and which page of the answer."""

    table: str
    filters: Mapping[str, Value]
    words: str = ""
    cursor: Cursor | None = None
    limit: int = PAGE

    @classmethod
    def of(cls, table: str, query: Mapping[str, str] | Iterable[tuple[str, str]]) -> Wanted:
        """Read a query string; a filter that is there several times means any of its values.

        Raises
        ------
        UsageError
            If a parameter is unknown, a day is none, or a number is none; the message names it.

        >>> Wanted.of("events", {"status": "alleged", "limit": "5"}).filters
        {'status': 'alleged'}
        """
        given = _gathered(query.items() if isinstance(query, Mapping) else query)
        known = {*filter_names(table), *_OTHERS}
        if unknown := sorted(set(given) - known):
            raise UsageError(
                f"{table} cannot be filtered by {unknown[0]}", remedy=f"one of: {', '.join(sorted(known))}"
            )
        filters = {name: _value(name, values) for name, values in given.items() if name not in _OTHERS}
        for name in ("since", "until"):
            day(name, given.get(name, [""])[-1])
        _check_numbers(table, given)
        one = {name: values[-1] for name, values in given.items()}
        asked = cls(table, filters, one.get("q", "").strip(), None, _limit(one.get("limit", "")))
        if "cursor" not in one:
            return asked
        return cls(table, filters, asked.words, Cursor.read(one["cursor"], asked.question()), asked.limit)

    def question(self) -> str:
        """Write the question without its page: what a cursor belongs to."""
        return repr((self.table, sorted(self.filters.items()), self.words))

    def query(self, **changed: str | int) -> list[tuple[str, str]]:
        """Give the query string's parts, some of them changed; an empty one is left out."""
        parts: dict[str, Value] = {**self.filters, "q": self.words}
        if self.limit != PAGE:
            parts["limit"] = str(self.limit)
        parts |= {name: str(value) for name, value in changed.items()}
        return [(name, one) for name, value in parts.items() for one in each(value) if one]


def each(value: Value) -> Sequence[str]:
    """Give a filter's values, one or several.

    >>> each("RUS"), each(("RUS", "USA"))
    (('RUS',), ('RUS', 'USA'))
    """
    return (value,) if isinstance(value, str) else value


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if value:
            given.setdefault(name, []).append(value)
    return given


def _value(name: str, values: list[str]) -> Value:
    if len(values) > VALUES:
        raise UsageError(f"{name} has more than {VALUES} values", remedy="ask in several questions")
    return values[0] if len(values) == 1 else tuple(values)


def _check_numbers(table: str, given: Mapping[str, list[str]]) -> None:
    for name, kind in kinds(table).items():
        for value in given.get(name, ()) if kind in ("number", "whole") else ():
            try:
                fits = math.isfinite(float(value))
            except ValueError:
                fits = False
            if not fits:
                raise UsageError(f"{name} is no number: {value!r}", remedy="write it as -10 or 2.5")


def day(name: str, value: str) -> date | None:
    """Read a day that a parameter names; an empty one is none.

    Raises
    ------
    UsageError
        If it is no day; the message names the parameter.

    >>> day("since", "2018-10-01"), day("until", "")
    (datetime.date(2018, 10, 1), None)
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise UsageError(f"{name} is no day: {value!r}", remedy="write it as YYYY-MM-DD") from None


def _limit(value: str) -> int:
    if not value:
        return PAGE
    if not _NUMBER.fullmatch(value) or not 1 <= int(value) <= MOST:
        raise UsageError(f"limit is no number from 1 to {MOST}: {value!r}", remedy="leave it out")
    return int(value)
