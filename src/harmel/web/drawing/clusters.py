"""Places that would lie upon one another on a map, drawn as one, the larger taking in the smaller."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from harmel.web.drawing.earth import Box

DRAWN_WIDE = 1000.0
"""How wide the map is drawn, in the pixels that sizes below are meant for."""
NEAR, SMALLEST, LARGEST, NAMED = 20.0, 4.5, 24.0, 9
LETTER, LINE = 7.5, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its events: where it lies on the map, and how many events and independent stories name it."""

    place: str
    x: float
    y: float
    events: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One or several places drawn as one circle; the largest gives its name."""

    x: float
    y: float
    size: float
    places: tuple[Spot, ...]
    named: bool

    @property
    def stories(self) -> int:
        """Add the stories of its places; a story of two places is in both."""
        return sum(spot.stories for spot in self.places)

    @property
    def label(self) -> str:
        """Name the largest place, and say how many others there are."""
        more = len(self.places) - 1
        return self.places[0].place + (f" and {more} more" if more else "")


def clusters(spots: Sequence[Spot], box: Box) -> list[Cluster]:
    """Join near places on a map that shows a box, the largest first.

    >>> near = [Spot(place="A", x=100, y=100, events=9, stories=5), Spot(place="B", x=110, y=100, events=1, stories=1)]
    >>> [(c.label, c.stories) for c in clusters(near, Box(0, 0, 4000, 1946))]
    [('A and 1 more', 6)]
    """
    unit = box.wide / DRAWN_WIDE
    groups: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda s: (-s.stories, s.place)):
        home = next((g for g in groups if math.hypot(g[0].x - spot.x, g[0].y - spot.y) < NEAR * unit), None)
        if home is None:
            groups.append([spot])
        else:
            home.append(spot)
    sums = [sum(spot.stories for spot in group) for group in groups]
    most = max(sums, default=1)
    found: list[Cluster] = []
    taken: list[tuple[float, float, float]] = []
    for group, stories in sorted(zip(groups, sums, strict=True), key=lambda pair: -pair[1]):
        size = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(stories / most)
        drawn = Cluster(x=group[0].x, y=group[0].y, size=round(size * unit, 1), places=tuple(group), named=False)
        free = len(taken) < NAMED and _free(drawn, taken, unit)
        if free:
            taken.append((drawn.x, drawn.y, len(drawn.label) * LETTER * unit + drawn.size))
        found.append(Cluster(x=drawn.x, y=drawn.y, size=drawn.size, places=drawn.places, named=free))
    return found


def _free(drawn: Cluster, taken: Sequence[tuple[float, float, float]], unit: float) -> bool:
    """Say whether a label to the right of a circle meets none that is there."""
    wide = len(drawn.label) * LETTER * unit + drawn.size
    return all(abs(drawn.y - y) > LINE * unit or drawn.x + wide < x or drawn.x > x + other for x, y, other in taken)
