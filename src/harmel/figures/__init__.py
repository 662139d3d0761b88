"""Numbers with an owner: a parsed report → figures."""

from __future__ import annotations

from harmel.figures.candidates import may_tell
from harmel.figures.extract import extract
from harmel.figures.reasons import reason

__all__ = ["extract", "may_tell", "reason"]
