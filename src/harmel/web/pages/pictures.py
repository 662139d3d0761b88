"""The drawings of a model's answer: acts over time, the triangle of postures, numbers with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from harmel.web.background.fitting import Answer
from harmel.web.drawing.intervals import Intervals, drawings
from harmel.web.drawing.lines import MOST_PERIODS, Drawing, draw
from harmel.web.drawing.triangle import Balance, balance


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn of an answer; the table beside it says the same."""

    intervals: tuple[Intervals, ...] = ()
    lines: Drawing | None = None
    balances: tuple[Balance, ...] = ()
    sides: tuple[str, ...] = ()


def pictures(model: str, answer: Answer) -> Pictures:
    """Draw an answer; one that has nothing to draw gives no drawing."""
    if answer.refusal or not answer.rows:
        return Pictures()
    if model == "series":
        return _series(answer)
    if model == "posture":
        return _posture(answer)
    return Pictures(intervals=tuple(drawings(model, answer.columns, answer.rows, answer.whole)))


def _series(answer: Answer) -> Pictures:
    """Draw each side's acts by period, the last ``MOST_PERIODS`` of them."""
    period, side, acts = (answer.columns.index(name) for name in ("period", "side", "acts"))
    days = sorted({row[period] for row in answer.rows})[-MOST_PERIODS:]
    done = {(row[side], row[period]): row[acts] for row in answer.rows}
    lines = [(name, [done.get((name, day)) for day in days]) for name in answer.sides]
    return Pictures(lines=draw([date.fromisoformat(day) for day in days], lines, whole=True), sides=answer.sides)


def _posture(answer: Answer) -> Pictures:
    import polars as pl

    frame = pl.DataFrame([dict(zip(answer.columns, row, strict=True)) for row in answer.rows], infer_schema_length=None)
    return Pictures(balances=tuple(balance(frame, side) for side in answer.sides), sides=answer.sides)
