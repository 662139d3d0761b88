"""The rivalry file: who is on which side, from when to when, and what they have pledged.

A rivalry is a TOML file, so that no actor is built into the program. NATO and Russia are one such file,
shipped in ``harmel/rivalries/``; the demo's fictional rivalry is another.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from harmel.errors import SettingsError
from harmel.intervals import Interval

SIDES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One actor on a side, for the days that it is there."""

    actor: str
    when: Interval = Interval()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a rivalry."""

    key: str
    name: str
    members: tuple[Member, ...]

    def holds(self, actor: str, on: date | None = None) -> bool:
        """Say whether an actor is on this side, on a day if one is given."""
        return any(m.actor == actor and (on is None or on in m.when) for m in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A pledge that members are measured against, such as 2 % of GDP from 2014.

    ``measured_on`` names the published measure that it is judged by where that has another name; ``due`` is the year
    by which it was pledged.
    """

    measure: str
    value: float
    unit: str
    when: Interval
    source: str = ""
    measured_on: str = ""
    due: int | None = None

    @property
    def on(self) -> str:
        """Give the measure that it is judged by."""
        return self.measured_on or self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivalry:
    """Two sides, who is left out, and the guidelines of each."""

    name: str
    sides: tuple[Side, Side]
    left_out: tuple[str, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    registry: tuple[Path, ...] = ()
    path: str = ""

    def side_of(self, actor: str, on: date | None = None) -> Side | None:
        """Give the side that an actor is on, or ``None``: a side is never guessed.

        >>> rivalry("nato-russia").side_of("NOR").name
        'NATO'
        """
        return next((s for s in self.sides if s.holds(actor, on)), None)


def rivalry(name_or_path: str) -> Rivalry:
    """Read a rivalry by the name of a shipped one or by the path of a file.

    Raises
    ------
    SettingsError
        If there is no such file, or if it lacks a part; the message names the part.

    >>> [side.key for side in rivalry("nato-russia").sides]
    ['nato', 'russia']
    """
    shipped = files("harmel") / "rivalries" / f"{name_or_path}.toml"
    path = Path(name_or_path) if not shipped.is_file() else Path(str(shipped))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = ", ".join(shipped_rivalries())
        raise SettingsError("no such rivalry", where=name_or_path, remedy=f"a file or one of: {known}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"not a rivalry file: {error}", where=str(path), remedy="see docs") from None
    return _rivalry(table, path)


def shipped_rivalries() -> list[str]:
    """List the rivalries that come with harmel.

    >>> "nato-russia" in shipped_rivalries()
    True
    """
    folder = files("harmel") / "rivalries"
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))


def _rivalry(table: dict[str, Any], path: Path) -> Rivalry:
    try:
        sides = [_side(key, value) for key, value in table["sides"].items()]
        if len(sides) != SIDES:
            raise SettingsError(f"{len(sides)} sides", where=str(path), remedy="a rivalry has two")
        return Rivalry(
            name=table["name"],
            sides=(sides[0], sides[1]),
            left_out=tuple(table.get("left_out", ())),
            guidelines=tuple(_guideline(g) for g in table.get("guidelines", ())),
            registry=tuple(path.parent / r for r in table.get("registry", ())),
            path=str(path),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SettingsError(f"missing or wrong: {error}", where=str(path), remedy="see a shipped rivalry") from None


def _side(key: str, table: dict[str, Any]) -> Side:
    members = tuple(Member(actor=m["actor"], when=_when(m)) for m in map(_as_table, table["members"]))
    return Side(key=key, name=table["name"], members=members)


def _as_table(member: str | dict[str, Any]) -> dict[str, Any]:
    return {"actor": member} if isinstance(member, str) else member


def _when(table: dict[str, Any]) -> Interval:
    return Interval.of(str(table.get("from", "")), str(table.get("to", "")))


def _guideline(table: dict[str, Any]) -> Guideline:
    return Guideline(
        measure=table["measure"],
        value=float(table["value"]),
        unit=table["unit"],
        when=_when(table),
        source=table.get("source", ""),
        measured_on=table.get("measured_on", ""),
        due=table.get("due"),
    )
