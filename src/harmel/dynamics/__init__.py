"""The measures: from plain tables of events and figures to results with intervals and assumptions."""

from __future__ import annotations

from harmel.dynamics.acts import DailyActs, act_rows, acts_between, daily_acts
from harmel.dynamics.armsrace import ArmsRace, Richardson, arms_race
from harmel.dynamics.asked import threshold, year_spans
from harmel.dynamics.attribution import Attribution, Game, attribution, game
from harmel.dynamics.burden import Burden, burden, nato_shares
from harmel.dynamics.closing import Closing
from harmel.dynamics.incidents import Incidents, incident_rows, incidents
from harmel.dynamics.kinds import indicators, of_kind
from harmel.dynamics.milex import as_percent, read_milex
from harmel.dynamics.posture import Posture, mapping, posture, posture_of, postured
from harmel.dynamics.present import Result, save
from harmel.dynamics.proportions import wilson
from harmel.dynamics.provocation import Provocation, SideShares, provocation
from harmel.dynamics.reciprocity import Reciprocity, reciprocity, scores
from harmel.dynamics.series import Series, placed, series
from harmel.dynamics.sides import Between, Dyad, between, parse_dyad
from harmel.dynamics.spiral import Spiral, spiral
from harmel.dynamics.table import EventTable, read_events
from harmel.dynamics.warning import Indicator, Warnings, indicator_rows, indicator_table, warn
from harmel.dynamics.whatif import WhatIf, what_if
from harmel.dynamics.whatif_attribution import Naming, SoonerAttribution, sooner_attribution
from harmel.dynamics.whatif_policy import Horizon

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
    "Horizon",
    "Incidents",
    "Indicator",
    "Naming",
    "Posture",
    "Provocation",
    "Reciprocity",
    "Result",
    "Richardson",
    "Series",
    "SideShares",
    "SoonerAttribution",
    "Spiral",
    "Warnings",
    "WhatIf",
    "act_rows",
    "acts_between",
    "arms_race",
    "as_percent",
    "attribution",
    "between",
    "burden",
    "daily_acts",
    "game",
    "incident_rows",
    "incidents",
    "indicator_rows",
    "indicator_table",
    "indicators",
    "mapping",
    "nato_shares",
    "of_kind",
    "parse_dyad",
    "placed",
    "posture",
    "posture_of",
    "postured",
    "provocation",
    "read_events",
    "read_milex",
    "reciprocity",
    "save",
    "scores",
    "series",
    "sooner_attribution",
    "spiral",
    "threshold",
    "warn",
    "what_if",
    "wilson",
    "year_spans",
]
