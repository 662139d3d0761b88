"""An actor among those with whom it has most to do, as a ring that the same records always draw alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, ACROSS, DOWN = 760, 470, 235.0, 175.0
MOST = 12
LEAST_WIDE, MOST_WIDE = 1.2, 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors: in how many independent stories the first is reported to have acted on the second, and how."""

    source: str
    target: str
    stories: int
    conflict: int
    cooperation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One of those around the actor."""

    actor: str
    x: float
    y: float
    size: float
    anchor: str
    label_x: float
    label_y: float
    did: int
    done_to: int
    conflict: int
    cooperation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line: ``kind`` is what there is more of, conflict or cooperation, or neither."""

    path: str
    wide: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The ring around an actor, in the units of the SVG's ``viewBox``."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(actor: str, ties: Sequence[Tie]) -> Network | None:
    """Draw the actor's own ties, the closest twelve clockwise from the top, and those between them more faintly.

    >>> ties = [Tie(source="RUS", target="NOR", stories=4, conflict=3, cooperation=1),
    ...         Tie(source="NOR", target="RUS", stories=1, conflict=0, cooperation=1)]
    >>> drawn = network("RUS", ties)
    >>> (drawn.nodes[0].actor, drawn.nodes[0].did, drawn.nodes[0].done_to), drawn.edges[0].kind
    (('NOR', 4, 1), 'conflict')
    """
    own = [tie for tie in ties if actor in (tie.source, tie.target) and tie.source != tie.target]
    if not own:
        return None
    others = {tie.target if tie.source == actor else tie.source for tie in own}
    weight = {o: sum(t.stories for t in own if o in (t.source, t.target)) for o in others}
    ranked = sorted(others, key=lambda other: (-weight[other], other))
    most = weight[ranked[0]]
    nodes = tuple(_node(o, own, n, min(len(ranked), MOST), most) for n, o in enumerate(ranked[:MOST]))
    centre = {actor: (WIDTH / 2, HEIGHT / 2)}
    places = centre | {node.actor: (node.x, node.y) for node in nodes}
    edges = [_edge(places[actor], places[n.actor], n.conflict, n.cooperation, weight[n.actor] / most) for n in nodes]
    return Network(nodes=nodes, edges=(*_between(actor, ties, places), *edges), left_out=len(ranked) - len(nodes))


def _node(other: str, own: Sequence[Tie], number: int, of: int, most: int) -> Node:
    angle = 2 * math.pi * number / of - math.pi / 2
    x, y = WIDTH / 2 + ACROSS * math.cos(angle), HEIGHT / 2 + DOWN * math.sin(angle)
    did = [tie for tie in own if tie.target == other]
    done = [tie for tie in own if tie.source == other]
    size = 5 + 9 * math.sqrt(sum(t.stories for t in (*did, *done)) / most)
    aside = math.cos(angle)
    anchor = "middle" if abs(aside) < 0.3 else ("start" if aside > 0 else "end")  # noqa: PLR2004 - above and below
    shift = 0.0 if anchor == "middle" else math.copysign(size + 6, aside)
    return Node(
        actor=other, x=round(x, 1), y=round(y, 1), size=round(size, 1), anchor=anchor, label_x=round(x + shift, 1),
        label_y=round(y + (4 if anchor != "middle" else math.copysign(size + 14, math.sin(angle)) + 4), 1),
        did=sum(t.stories for t in did), done_to=sum(t.stories for t in done),
        conflict=sum(t.conflict for t in (*did, *done)), cooperation=sum(t.cooperation for t in (*did, *done)),
    )  # fmt: skip


def _edge(start: tuple[float, float], end: tuple[float, float], conflict: int, cooperation: int, share: float) -> Edge:
    kind = "conflict" if conflict > cooperation else "cooperation" if cooperation > conflict else "even"
    return Edge(
        path=f"M{start[0]} {start[1]}L{end[0]} {end[1]}", kind=kind,
        wide=round(LEAST_WIDE + (MOST_WIDE - LEAST_WIDE) * share, 1),
    )  # fmt: skip


def _between(actor: str, ties: Sequence[Tie], places: dict[str, tuple[float, float]]) -> list[Edge]:
    pairs = {
        tuple(sorted((tie.source, tie.target)))
        for tie in ties
        if actor not in (tie.source, tie.target) and tie.source != tie.target
    }
    known = sorted(pair for pair in pairs if pair[0] in places and pair[1] in places)
    lines = (f"M{places[a][0]} {places[a][1]}L{places[b][0]} {places[b][1]}" for a, b in known)
    return [Edge(path=line, kind="between", wide=1.0) for line in lines]
