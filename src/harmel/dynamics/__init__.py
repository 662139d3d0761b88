"""The measures: from plain tables of events and figures to results with intervals and assumptions."""

from __future__ import annotations

from harmel.dynamics.acts import DailyActs, acts_between, daily_acts
from harmel.dynamics.armsrace import ArmsRace, Richardson, arms_race
from harmel.dynamics.attribution import Attribution, Game, attribution, game
from harmel.dynamics.burden import Burden, Closing, burden, nato_shares
from harmel.dynamics.incidents import Incidents, incidents
from harmel.dynamics.milex import as_percent, read_milex
from harmel.dynamics.posture import Posture, mapping, posture, posture_of
from harmel.dynamics.present import Result, save
from harmel.dynamics.proportions import wilson
from harmel.dynamics.provocation import Provocation, SideShares, provocation
from harmel.dynamics.reciprocity import Reciprocity, reciprocity, scores
from harmel.dynamics.series import Series, series
from harmel.dynamics.sides import Between, Dyad, between, parse_dyad
from harmel.dynamics.spiral import Spiral, spiral
from harmel.dynamics.table import EventTable, read_events
from harmel.dynamics.warning import Indicator, Warnings, indicator_table, indicators, warn
from harmel.dynamics.whatif import WhatIf, what_if

__all__ = [
    "ArmsRace",
    "Attribution",
    "Between",
    "Burden",
    "Closing",
    "DailyActs",
    "Dyad",
    "EventTable",
    "Game",
    "Incidents",
    "Indicator",
    "Posture",
    "Provocation",
    "Reciprocity",
    "Result",
    "Richardson",
    "Series",
    "SideShares",
    "Spiral",
    "Warnings",
    "WhatIf",
    "acts_between",
    "arms_race",
    "as_percent",
    "attribution",
    "between",
    "burden",
    "daily_acts",
    "game",
    "incidents",
    "indicator_table",
    "indicators",
    "mapping",
    "nato_shares",
    "parse_dyad",
    "posture",
    "posture_of",
    "provocation",
    "read_events",
    "read_milex",
    "reciprocity",
    "save",
    "scores",
    "series",
    "spiral",
    "warn",
    "what_if",
    "wilson",
]
