"""The synthetic press: a rivalry simulated with known truth and written up as pages."""

from __future__ import annotations

from harmel.press.output import Form, press, write
from harmel.press.plan import Plan, Reaction, Regime
from harmel.press.process import Happening, happenings
from harmel.press.score import Tally, copies, score
from harmel.press.truth import Page
from harmel.press.world import registry_file

__all__ = [
    "Form",
    "Happening",
    "Page",
    "Plan",
    "Reaction",
    "Regime",
    "Tally",
    "copies",
    "happenings",
    "press",
    "registry_file",
    "score",
    "write",
]
