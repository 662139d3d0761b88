"""Each side's mix of deterrence, defence, dialogue, hostility and accommodation, by its acts and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import polars as pl

from harmel.brief.desk import Desk
from harmel.brief.model import Bar, Mix, Section
from harmel.dynamics import mapping, posture_of, wilson
from harmel.records import Event, Statement

COUNTED = ("actual", "threatened", "planned")
LEAD = (
    "By the published mapping of codes, contexts and stances. What is only alleged, denied or demanded does not count. "
    "The intervals show how little so few acts and words can say."
)


def posture(desk: Desk) -> Section:
    """Count each side's postures, whoever they are shown to, with 95 % intervals (Wilson)."""
    acted = {(e.report_id, span) for e in desk.events for span in e.trigger_span}
    words = [s for s in desk.statements if not any((s.report_id, span) in acted for span in s.cue_span)]
    mixes = tuple(_mix(desk, side.name, words) for side in desk.rivalry.sides)
    return Section("posture", "Strength, deterrence, defence, dialogue: each side's mix", LEAD, mixes=mixes)


def _mix(desk: Desk, side: str, words: list[Statement]) -> Mix:
    counts = Counter(
        _of_acts(desk, [e for e in desk.events if e.status in COUNTED and desk.side(e.source, e.report_id) == side])
    )
    counts.update(kind for s in words if desk.side(s.speaker, s.report_id) == side for kind in of_words(s))
    total = counts.total()
    bars = (
        Bar(kind, counts[kind], counts[kind] / (total or 1), *wilson(counts[kind], total))
        for kind in mapping()["order"]
    )
    return Mix(side, total, tuple(bars))


def _of_acts(desk: Desk, events: list[Event]) -> Iterator[str]:
    conditions = {s.statement_id: bool(s.condition_span) for s in desk.statements}
    shape = {"action": pl.String, "contexts": pl.String, "conditional": pl.Boolean}
    rows = [(e.action, " ".join(e.contexts), conditions.get(e.statement_id)) for e in events]
    found = pl.DataFrame(rows, schema=shape, orient="row").select(posture_of())
    return (kind for kind in found.to_series() if kind is not None)


def of_words(statement: Statement) -> list[str]:
    """Give the postures of a statement: by its stance, else by what its words name.

    >>> of_words(Statement(report_id="r", statement_id="s", content="We want deterrence and dialogue."))
    ['deterrence', 'dialogue']
    >>> of_words(Statement(report_id="r", statement_id="s", stance="accuse", content="of dialogue"))
    ['hostility']
    """
    if statement.stance == "threaten":
        return ["deterrence" if statement.condition_span else "hostility"]
    if kind := mapping()["stances"].get(statement.stance):
        return [kind]
    said = f" {statement.content.lower()}"
    return [kind for kind, begins in mapping()["words"].items() if any(f" {b}" in said for b in begins)]
