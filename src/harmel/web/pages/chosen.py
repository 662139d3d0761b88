"""What the overview is asked to show: the length of a period, the days, and which acts; all of it in the link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from harmel.errors import UsageError
from harmel.web.background.measured import PERIODS, Period
from harmel.web.wanted import day

SHOWN = {
    "acts": "all acts reported as done",
    "conflict": "conflict, verbal and material",
    "cooperation": "cooperation, verbal and material",
    "verbal-conflict": "verbal conflict",
    "material-conflict": "material conflict",
    "verbal-cooperation": "verbal cooperation",
    "material-cooperation": "material cooperation",
    "goldstein": "mean Goldstein score",
}
"""What a series can show, and how its heading says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One state of the overview."""

    period: Period = "month"
    shown: str = "acts"
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Chosen:
        """Read a query string; what is left out has its default.

        Raises
        ------
        UsageError
            If a value is none of those that there are; the message names it.

        >>> Chosen.of({"period": "week", "since": "2018-10-01"}).query()
        {'period': 'week', 'since': '2018-10-01'}
        """
        known = {"period", "show", "since", "until", "format"}
        if unknown := sorted(set(query) - known):
            raise UsageError(f"the overview knows no {unknown[0]}", remedy=f"one of: {', '.join(sorted(known))}")
        period = _one_of("period", query.get("period") or "month", PERIODS)
        return cls(
            period=cast("Period", period),
            shown=_one_of("show", query.get("show") or "acts", tuple(SHOWN)),
            since=day("since", query.get("since", "")),
            until=day("until", query.get("until", "")),
        )

    def query(self, **changed: str) -> dict[str, str]:
        """Give the parts of the link to this state, some of them changed; what is the default is left out."""
        parts = {
            "period": "" if self.period == "month" else self.period,
            "show": "" if self.shown == "acts" else self.shown,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in (parts | changed).items() if value}


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"no such {name}: {value!r}", remedy=f"one of: {', '.join(known)}")
    return value
