"""The ontology: CAMEO codes with Goldstein scores, PLOVER types and modes, and the way from each to the other."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from harmel.vocabulary import Quad

LONGEST_CODE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One CAMEO code; ``penta`` is the quad class with CAMEO's roots 01 and 02 set apart as neutral."""

    code: str
    name: str
    goldstein: float | None
    plover_type: str
    plover_mode: str
    contexts: tuple[str, ...]
    quad: Quad
    penta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverType:
    """One PLOVER type, its modes with their scores, and the CAMEO roots that it takes up."""

    name: str
    quad: Quad
    score: float
    cameo: tuple[str, ...]
    modes: dict[str, float]


def table(name: str) -> dict[str, Any]:
    """Read one of the room's TOML files."""
    return tomllib.loads((files("harmel.events") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def quad_of(code: str) -> Quad:
    """Give the quad class of a CAMEO code, by its root.

    >>> quad_of("190")
    'material-conflict'
    """
    root = int(code[:2])
    if root <= 5:  # noqa: PLR2004 - the four borders of the quad classes, in CAMEO's order
        return "verbal-cooperation"
    if root <= 8:  # noqa: PLR2004
        return "material-cooperation"
    return "verbal-conflict" if root <= 13 else "material-conflict"  # noqa: PLR2004


@cache
def actions() -> dict[str, Action]:
    """Read every CAMEO code.

    >>> actions()["163"].plover_type
    'SANCTION'
    """
    return {code: _action(code, row) for code, row in table("cameo").items()}


def _action(code: str, row: dict[str, Any]) -> Action:
    quad = quad_of(code)
    return Action(
        code=code,
        name=row["name"],
        goldstein=row.get("goldstein"),
        plover_type=row.get("plover", ""),
        plover_mode=row.get("mode", ""),
        contexts=tuple(row.get("contexts", ())),
        quad=quad,
        penta="neutral" if code[:2] in ("01", "02") else quad,
    )


def action(code: str) -> Action:
    """Give a CAMEO code's entry; a code that is finer than the ontology falls back on its nearest parent.

    >>> action("1905").code
    '190'

    Raises
    ------
    KeyError
        If not even the root is known.
    """
    known = actions()
    return known[next((code[:n] for n in range(min(len(code), LONGEST_CODE), 1, -1) if code[:n] in known), code)]


@cache
def plover_types() -> dict[str, PloverType]:
    """Read every PLOVER type.

    >>> plover_types()["SANCTION"].quad
    'material-conflict'
    """
    rows = table("plover")["types"]
    return {
        name: PloverType(
            name=name, quad=row["quad"], score=row["score"], cameo=tuple(row["cameo"]), modes=row.get("modes", {})
        )
        for name, row in rows.items()
    }


def contexts() -> dict[str, str]:
    """Read every context with what it means: PLOVER's, and those that rivalries between states ask for.

    >>> "cyber" in contexts()
    True
    """
    return {name: row["means"] for name, row in table("contexts").items()}


@cache
def cameo_of(plover_type: str, plover_mode: str = "") -> tuple[str, ...]:
    """Give the CAMEO codes that a PLOVER type, or one of its modes, stands for: the way back.

    >>> cameo_of("COERCE", "curfew")
    ('1723',)
    """
    return tuple(
        code
        for code, row in actions().items()
        if row.plover_type == plover_type and (not plover_mode or row.plover_mode == plover_mode)
    )
