"""What an amount counts: the first entry of ``data/measures.toml`` whose conditions hold."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from harmel.figures.amounts import Sort
from harmel.figures.scene import Scene

Side = Literal["owner", "doer", "giver"]
_CONDITIONS = ("counted", "verb", "clause", "sentence", "not", "carried")
MOST_CARRIED = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One entry: a name, the sort of amount, and the patterns that must hold; ``side`` says whose figure it is."""

    name: str
    of: Sort
    unit: str
    side: Side
    level: bool
    change: bool
    most: float
    counted: re.Pattern[str] | None
    verb: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    carried: re.Pattern[str] | None


@cache
def measures() -> tuple[Measure, ...]:
    """Give all entries in their order, which is their priority.

    >>> "defence spending share of GDP" in {m.name for m in measures()}
    True
    """
    table = tomllib.loads((files("harmel.figures") / "data" / "measures.toml").read_text(encoding="utf-8"))
    return tuple(_measure(entry) for entry in table["measure"])


def _measure(entry: dict[str, str]) -> Measure:
    counted, verb, clause, sentence, unless, carried = (
        re.compile(entry[c]) if c in entry else None for c in _CONDITIONS
    )
    return Measure(
        name=entry["name"],
        of=entry["of"],  # type: ignore[arg-type] # a closed list, checked by a test over the file
        unit=entry.get("unit", ""),
        side=entry["side"],  # type: ignore[arg-type] # as above
        level=bool(entry.get("level", False)),
        change=bool(entry.get("change", False)),
        most=float(entry.get("most", "inf")),
        counted=counted,
        verb=verb,
        clause=clause,
        sentence=sentence,
        unless=unless,
        carried=carried,
    )


def measure_of(scene: Scene, *, change: bool) -> Measure | None:
    """Say what an amount counts, or ``None`` if it is nothing that harmel keeps.

    Parameters
    ----------
    scene
        The amount in its sentence.
    change
        Whether the amount is a change: an entry marked ``level`` is then passed over.
    """
    return next((m for m in measures() if _holds(m, scene, change=change)), None)


def _holds(measure: Measure, scene: Scene, *, change: bool) -> bool:
    if (
        measure.of != scene.amount.of
        or scene.amount.value > measure.most
        or (measure.level if change else measure.change)
    ):
        return False
    if measure.verb and not _verb_fits(measure.verb, scene):
        return False
    return (
        (measure.counted is None or bool(measure.counted.search(scene.counted)))
        and (measure.clause is None or bool(measure.clause.search(scene.clause)))
        and (measure.sentence is None or bool(measure.sentence.search(scene.text)))
        and (measure.unless is None or not measure.unless.search(scene.clause))
    )


def carries(measure: Measure, scene: Scene, *, change: bool) -> bool:
    """Say whether an amount goes on about a measure that the sentences before named: "it spends 4.1 percent".

    Its clause must speak of spending or of a goal, and it must be a level of a size that such a share can have.
    """
    return (
        measure.carried is not None
        and not change
        and scene.amount.of == measure.of
        and scene.amount.unit == "%"
        and scene.amount.value <= MOST_CARRIED
        and bool(measure.carried.search(scene.clause))
        and (measure.unless is None or not measure.unless.search(scene.clause))
    )


def _verb_fits(pattern: re.Pattern[str], scene: Scene) -> bool:
    """Ask the participle after the noun, or else the nearest verb above."""
    return any(pattern.search(verb.lower_) for verb in scene.verbs[:1])
