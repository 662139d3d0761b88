"""Each side of the rivalry in the ledger: how many acts toward the other, by quad class and status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from harmel.settings import Side
from harmel.vocabulary import Quad, Status, words
from harmel.web.desk import Desk


@dataclass(frozen=True, slots=True)
class SideView:
    """One side's records toward the other."""

    name: str
    other: str
    quads: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]


def sides(desk: Desk) -> list[SideView]:
    """Count each side's acts toward the other: what is done by quad class, and what is only spoken of by status."""
    one, other = desk.rivalry.sides
    return [_view(desk, one, other), _view(desk, other, one)]


def _view(desk: Desk, side: Side, other: Side) -> SideView:
    between: dict[str, Any] = {"source_country": _countries(side), "target_country": _countries(other)}
    done = dict(desk.ledger.facet("events", "quad", status="actual", **between))
    told = dict(desk.ledger.facet("events", "status", **between))
    return SideView(
        side.name,
        other.name,
        tuple((quad, done.get(quad, 0)) for quad in words(Quad)),
        tuple((status, told.get(status, 0)) for status in words(Status) if status != "actual"),
    )


def _countries(side: Side) -> list[str]:
    return [member.actor for member in side.members]
