"""Derive the map's outline of land from npm's world-atlas (Natural Earth, public domain), whose file is the argument.

Run ``npm pack world-atlas@2.0.2``, unpack it, then ``.venv/bin/python bench/outline.py package/land-50m.json``.
Coasts only: who owns what is no matter of this map.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOLERANCE, SMALLEST = 0.16, 0.35
HEAD = """# The outline of land: rings of points, each "longitude latitude" in hundredths of a degree. Derived by
# bench/outline.py from land-50m.json of the npm package world-atlas 2.0.2 (ISC licence; its data are Natural Earth,
# public domain; tarball 032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97 by SHA-256): rings smaller
# than {smallest} square degrees left out, the rest cut at the edge of the map and thinned to {tolerance} degrees
# by Douglas and Peucker's rule.
"""
Points = list[tuple[float, float]]


def decoded(topology: dict[str, Any]) -> Iterator[Points]:
    """Give every arc in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def rings(topology: dict[str, Any]) -> Iterator[Points]:
    """Give every ring of the land."""
    arcs = list(decoded(topology))
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                ring: Points = []
                for index in indices:
                    points = arcs[index] if index >= 0 else arcs[~index][::-1]
                    ring += points[1:] if ring else points
                yield ring


def unwrapped(ring: Points) -> Points:
    """Let longitudes run on beyond 180 degrees, where a ring of the file jumps to the other edge."""
    found, turn, before = [], 0.0, ring[0][0]
    for x, y in ring:
        turn += -360.0 if x - before > 180 else 360.0 if before - x > 180 else 0.0
        before = x
        found.append((x + turn, y))
    return found


def cut(ring: Points) -> Iterator[Points]:
    """Cut a ring where it crosses the edge of the map; one around the pole is closed along the map's lower edge."""
    whole = unwrapped(ring)
    if abs(whole[-1][0] - whole[0][0]) > 180:  # it goes around: begin at the edge, end at the other, back by the pole
        flat = [((x + 180) % 360 - 180, y) for x, y in whole[:-1]]
        first = min(range(len(flat)), key=lambda n: flat[n][0])
        turned = flat[first:] + flat[:first]
        turned = turned if turned[1][0] - turned[0][0] < 180 else turned[:1] + turned[:0:-1]
        yield [(-180.0, turned[0][1]), *turned, (180.0, turned[-1][1]), (180.0, -90.0), (-180.0, -90.0)]
        return
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in whole]
        if kept := inside(inside(moved, 180, 1), -180, -1):
            yield kept


def inside(ring: Points, edge: float, sign: int) -> Points:
    """Keep what lies on one side of a meridian (Sutherland and Hodgman's rule)."""
    found: Points = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        here, there = sign * (x1 - edge) <= 0, sign * (x2 - edge) <= 0
        if here:
            found.append((x1, y1))
        if here != there:
            found.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return found


def area(ring: Points) -> float:
    """Give a ring's area in square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def thinned(points: Points) -> Points:
    """Leave out the points that lie on the way between others."""
    kept, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        low, high = stack.pop()
        (x1, y1), (x2, y2) = points[low], points[high]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        far, at = 0.0, 0
        for n in range(low + 1, high):
            x, y = points[n]
            across = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1))
            off = across / length if length else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if off > far:
                far, at = off, n
        if far > TOLERANCE:
            kept.add(at)
            stack += [(low, at), (at, high)]
    return [points[n] for n in sorted(kept)]


def main() -> None:
    """Write the outline on standard output."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    topology = json.loads(asked.parse_args().file.read_text("utf-8"))
    pieces = (piece for ring in rings(topology) for piece in cut(ring))
    large = sorted((piece for piece in pieces if area(piece) > SMALLEST), key=area, reverse=True)
    sys.stdout.write(HEAD.format(smallest=SMALLEST, tolerance=TOLERANCE) + "rings = [\n")
    for ring in large:
        written = " ".join(f"{round(100 * x)} {round(100 * y)}" for x, y in thinned(ring))
        sys.stdout.write(f'  "{written}",\n')
    sys.stdout.write("]\n")


if __name__ == "__main__":
    main()
