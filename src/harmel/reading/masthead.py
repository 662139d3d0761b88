"""The masthead of a page: a line above the article that is nothing but the name of a known outlet, with its motto."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harmel.reading.cues import cue_of
from harmel.reading.heading import is_byline
from harmel.reading.lines import Line
from harmel.reading.names import KnownOutlet, Names

_TOP = 6  # lines: further down a name is a credit or a link
_MOTTO = re.compile(r"\s+[|–—·-]\s+")
_LONGEST = 100  # characters


def mastheads(page: Sequence[Line], registry: Names | None) -> frozenset[int]:
    """Give the lines on top of a page that name one outlet of the registry; none where they name several.

    A line counts if it is the name, or the name and a motto behind a bar or a dash. Credits such as "Reuters" and
    bylines do not: another paper's words are printed under them.
    """
    found = dict(_named(page, registry)) if registry else {}
    return frozenset(found) if len({outlet.name for outlet in found.values()}) == 1 else frozenset()


def outlet_in(line: Line, registry: Names) -> KnownOutlet | None:
    """Give the outlet whose name a line is, or begins with before its motto."""
    return registry.outlet(_MOTTO.split(line.text, maxsplit=1)[0]) if len(line.text) <= _LONGEST else None


def _named(page: Sequence[Line], registry: Names) -> Iterator[tuple[int, KnownOutlet]]:
    for line in page[:_TOP]:
        outlet = None if line.stops or is_byline(line) or cue_of(line)[0] == "caption" else outlet_in(line, registry)
        if outlet:
            yield line.index, outlet
