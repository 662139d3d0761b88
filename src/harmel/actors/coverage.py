"""What the registry covers, in numbers, so that a user knows what silence means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from harmel.actors.table import Table
from harmel.actors.terms import term_days

MAIN = ("president", "monarch", "supreme_leader", "prime_minister", "foreign_minister", "defence_minister")
SINCE = 2000


def coverage_lines(tables: Table, *, until: int = 2025) -> Iterator[str]:
    """Say how many actors of each kind there are, and for each main office how many states and years have a holder.

    A year counts for a state if somebody is known to have held the office on its first of July.

    >>> from harmel.actors.registry import Registry
    >>> next(coverage_lines(Registry.load().tables)).split()[0]
    'actors'
    """
    kinds = Counter(a.kind for a in tables.actors.values())
    yield "actors       " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    yield f"names        {len(tables.names)} ways of writing"
    yield f"outlets      {len({o.name for o in tables.outlets.values()})}"
    yield f"terms        {sum(len(t) for t in tables.holders.values())} dated offices held"
    years = range(SINCE, until + 1)
    states = sum(a.kind == "state" for a in tables.actors.values())
    for role in MAIN:
        held = {
            of: _years(tables, of, role, years) for of, key in tables.holders if key == role and len(of) == len("ISO")
        }
        share = sum(held.values())
        yield f"{role:17}{len(held):4} of {states} states, {share:5} state-years of {SINCE}-{until}"


def _years(tables: Table, of: str, role: str, years: range) -> int:
    days = [term_days(term) for _, term in tables.holders[of, role] if term.start or term.end]
    return sum(any(date(year, 7, 1) in d for d in days) for year in years)
