"""The function words that the coder looks for: closed lists, kept as data with the rest."""

from __future__ import annotations

from functools import cache

from harmel.events.ontology import table


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the lists of ``grammar.toml``.

    >>> "announced" in words("saying")
    True
    """
    return frozenset(table("grammar")[name].split())
