"""The measures: from plain tables of events and figures to results with intervals and assumptions."""

from __future__ import annotations

from harmel.dynamics.posture import Posture, mapping, posture, posture_of
from harmel.dynamics.present import Result, save
from harmel.dynamics.proportions import wilson
from harmel.dynamics.reciprocity import Reciprocity, reciprocity, scores
from harmel.dynamics.series import Series, series
from harmel.dynamics.sides import Between, Dyad, between, parse_dyad
from harmel.dynamics.table import EventTable, read_events

__all__ = [
    "Between",
    "Dyad",
    "EventTable",
    "Posture",
    "Reciprocity",
    "Result",
    "Series",
    "between",
    "mapping",
    "parse_dyad",
    "posture",
    "posture_of",
    "read_events",
    "reciprocity",
    "save",
    "scores",
    "series",
    "wilson",
]
