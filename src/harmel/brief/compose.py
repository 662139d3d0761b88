"""Desk → brief: the sections in their order."""

from __future__ import annotations

from harmel.brief import sections
from harmel.brief.desk import Desk
from harmel.brief.model import Brief

ORDER = (
    sections.said,
    sections.happened,
    sections.not_done,
    sections.disputes,
    sections.answers,
    sections.figures,
    sections.posture,
    sections.series,
    sections.warning,
    sections.reports,
    sections.limits,
)


def compose(desk: Desk) -> Brief:
    """Write a brief of what lies on the desk."""
    lead = (
        f"{len(desk.reports)} reports, {len(desk.statements)} statements, {len(desk.events)} events, "
        f"{len(desk.figures)} figures. Who said what, who did what to whom, and who denies it."
    )
    parts = tuple(section(desk) for section in ORDER)
    return Brief(f"Brief: {desk.rivalry.name}", lead, parts, tuple(desk.reports.values()))
