"""Names of the registry in running text, by one pass of an Aho-Corasick automaton.

The patterns are the ways of writing a name, so the text is searched as it is, case included: "US" is a state and
"us" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from harmel.actors.resolved import NameHit
from harmel.actors.table import Table

_NEVER = frozenset(
    {"IS", "AU", "PA", "AMAN", "TIME", "AP", "VG", "DW", "RIA", "MEMORIAL", "LABOUR", "CONGRESS", "DIET", "SHELL"}
)
_BEFORE = re.compile(r"(?:^|[^\w])(anti|pro|non|ex)-$", re.IGNORECASE)


class Finder:
    """The automaton over all names."""

    def __init__(self, tables: Table) -> None:
        self._tables = tables
        self._names = [n for n in tables.names if n not in _NEVER and n not in tables.quiet and len(n) > 1]
        self._automaton = AhoCorasick(
            self._names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> list[NameHit]:
        """Find the names of a text."""
        return list(self._hits(text))

    def _hits(self, text: str) -> Iterator[NameHit]:
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if not _whole(text, start, end):
                yield from self._within(text, start, end)
            elif not (start and text[start - 1] == "-" and _BEFORE.search(text, max(0, start - 6), start)):
                senses = self._tables.names[self._names[pattern]]
                yield NameHit(start, end, tuple(s.actor for s in senses), senses[0].form)

    def _within(self, text: str, start: int, end: int) -> Iterator[NameHit]:
        """Look for a shorter name that stands as whole words where the longest did not."""
        cut = text.rfind(" ", start, end)
        while cut > start:
            senses = self._tables.names.get(text[start:cut])
            if senses and _whole(text, start, cut):
                yield NameHit(start, cut, tuple(s.actor for s in senses), senses[0].form)
                return
            cut = text.rfind(" ", start, cut)


def _whole(text: str, start: int, end: int) -> bool:
    before = start and (text[start - 1].isalnum() or text[start - 1] in "_@#")
    after = end < len(text) and (text[end].isalnum() or text[end] == "_")
    return not before and not after
