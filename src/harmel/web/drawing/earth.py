"""The outline of land on an equal-area projection: no place looks larger than it is.

The projection is Equal Earth (Šavrič, Patterson and Jenny 2018), whose polynomial is from that paper.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
WIDTH = 4000
_SCALE = WIDTH / (2 * 2.7066299836960748)
HEIGHT = round(2 * 1.3173627591574133 * _SCALE)
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in its own units."""

    x: int
    y: int
    wide: int
    high: int


WHOLE = Box(0, 0, WIDTH, HEIGHT)


def project(longitude: float, latitude: float) -> Place:
    """Place a point of the earth on a map 4,000 units wide, its corner at the upper left.

    >>> project(0, 0), project(-180, 0)[0], project(0, 60)[1] < project(0, 30)[1]
    ((2000.0, 973.5), 0.0, True)
    """
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    slope = _A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    y = theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
    return round(WIDTH / 2 + x * _SCALE, 1), round(HEIGHT / 2 - y * _SCALE, 1)


def around(points: list[Place]) -> Box:
    """Give the part of the map that holds some points, with room about them; the whole map if they are far apart.

    >>> around([project(10, 59), project(37, 55)])
    Box(x=1955, y=58, wide=500, high=286)
    """
    if not points:
        return WHOLE
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(1.5 * (max(xs) - min(xs)), 1.5 * 1.75 * (max(ys) - min(ys)), WIDTH / 8)
    if wide > 0.7 * WIDTH:
        return WHOLE
    high = wide / 1.75
    x, y = (max(xs) + min(xs)) / 2 - wide / 2, (max(ys) + min(ys)) / 2 - high / 2
    return Box(round(min(max(x, 0), WIDTH - wide)), round(min(max(y, 0), HEIGHT - high)), round(wide), round(high))


@cache
def land(box: Box) -> str:
    """Give the path of the land of which a part lies in a box."""
    parts = [_path(ring) for ring, (left, top, right, bottom) in _rings() if _meet(box, left, top, right, bottom)]
    return "".join(parts)


def _meet(box: Box, left: float, top: float, right: float, bottom: float) -> bool:
    return left <= box.x + box.wide and right >= box.x and top <= box.y + box.high and bottom >= box.y


@cache
def _rings() -> tuple[tuple[tuple[tuple[int, int], ...], tuple[int, int, int, int]], ...]:
    """Read and place every ring, each with the box around it."""
    read = tomllib.loads((files("harmel.web") / "data" / "outline.toml").read_text(encoding="utf-8"))
    found = []
    for written in read["rings"]:
        numbers = [int(word) / 100 for word in written.split()]
        placed = (project(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
        ring = tuple((round(x), round(y)) for x, y in placed)
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        found.append((ring, (min(xs), min(ys), max(xs), max(ys))))
    return tuple(found)


def _path(ring: tuple[tuple[int, int], ...]) -> str:
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring) if (x1, y1) != (x2, y2)]
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps) + "z" if steps else ""
