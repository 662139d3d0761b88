"""Sentences with a figure: what a party spends on defence, has pledged, is asked for, or gives up and adds."""

from __future__ import annotations

from harmel.press.desk import Desk
from harmel.press.grammar import fill
from harmel.press.ink import capital, mark
from harmel.press.world import Party

SHARE = "defence spending share of GDP"
ERROR = 0.7  # by how much a wrong figure is wrong
_FRAMES = (
    ("actual", "{P} spent {v} of its GDP on defence last year."),
    ("actual", "Defence takes {v} of GDP in {P}."),
    ("actual", "{P} devotes {v} of GDP to its armed forces, according to its budget office."),
    ("actual", "Last year {P} laid out {v} of gross domestic product on defence."),
    ("pledge", "{P} has pledged to spend {v} of GDP on defence."),
    ("pledge", "{P} promised at the last summit to raise defence spending to {v} of GDP."),
    ("target", "The target for {P} is to spend {v} of GDP on defence."),
    ("demand", "Critics demand that {P} spend {v} of GDP on defence."),
)
_UNITS = ("{} percent", "{} per cent", "{}%")


def spending(desk: Desk, of: Party, *, wrong: bool) -> list[str]:
    """Write a sentence about a party's defence spending; a wrong figure is noted with the right one beside it."""
    kind, frame = desk.pick(_FRAMES)
    right = round(desk.rng.uniform(1.2, 4.8), 1)
    value = round(right + ERROR, 1) if wrong else right
    label = desk.notes.figure(actor=of.actor, measure=SHARE, value=value, true_value=right, kind=kind)
    words = mark(f"{label}.span", desk.pick(_UNITS).format(value))
    return [capital(fill(frame, {"P": of.name, "v": words}))]


def correction(desk: Desk) -> list[str]:
    """Write the line by which a paper takes back the figure of its earlier version."""
    if not desk.notes.figures:
        return []
    right = next(iter(desk.notes.figures.values()))["value"]
    wrong = f"{right + ERROR:.1f}"
    return [f"Correction: an earlier version of this article gave {wrong} percent; the right figure is {right}."]
