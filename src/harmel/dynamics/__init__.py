"""The measures: from plain tables of events and figures to results with intervals and assumptions."""

from __future__ import annotations

from harmel.dynamics.posture import Posture, posture
from harmel.dynamics.present import Result, save
from harmel.dynamics.series import Series, series
from harmel.dynamics.sides import Between, Dyad, between, parse_dyad
from harmel.dynamics.table import EventTable, read_events

__all__ = [
    "Between",
    "Dyad",
    "EventTable",
    "Posture",
    "Result",
    "Series",
    "between",
    "parse_dyad",
    "posture",
    "read_events",
    "save",
    "series",
]
