"""Joins the rooms: a report → its parse → its records. The only place where the extractors meet."""

from __future__ import annotations

from harmel import statements
from harmel.language.parse import parse
from harmel.records import Coded, Report


def code(report: Report) -> Coded:
    """Find everything that harmel finds in one report."""
    parsed = parse(report)
    return Coded(report=report, statements=statements.extract(parsed))
