"""The parts of a brief, one file each: a desk → a section."""

from __future__ import annotations

from harmel.brief.sections.answers import answers
from harmel.brief.sections.disputes import disputes
from harmel.brief.sections.figures import figures
from harmel.brief.sections.happened import happened, not_done
from harmel.brief.sections.limits import limits
from harmel.brief.sections.posture import posture
from harmel.brief.sections.reports import reports
from harmel.brief.sections.said import said
from harmel.brief.sections.series import series
from harmel.brief.sections.warning import warning

__all__ = [
    "answers",
    "disputes",
    "figures",
    "happened",
    "limits",
    "not_done",
    "posture",
    "reports",
    "said",
    "series",
    "warning",
]
