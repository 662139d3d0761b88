"""What is measured over the whole ledger for the overview: made behind the readers' backs, once a change.

A page never waits for a model: it shows what was measured last, and says so while nothing is there yet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from harmel.errors import RefusalError
from harmel.ledger import Ledger, Snapshot
from harmel.settings import Rivalry, Side
from harmel.web.background.fitting import EVENTS, REPORTS, SECONDS, TIES

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl
    import pyarrow as pa

    from harmel.dynamics import EventTable, Posture, Series, Warnings

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: tuple[Period, ...] = ("day", "week", "month", "quarter", "year")
RECENT = 3
_DAY = (
    "CASE WHEN e.happened_latest IS NULL THEN NULL WHEN e.happened_earliest IS NOT NULL THEN e.happened_earliest"
    " WHEN r.published_earliest = r.published_latest AND e.happened_latest = r.published_latest"
    " THEN r.published_latest END"
)
"""The first day on which an act can have happened; where no words tell it, the day of its report, if that is known."""
Measure = TypeVar("Measure")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The measures for one length of period; a sentence stands where a measure refuses.

    ``coverage``: ``period, reports, stories`` in which either side acts or is acted on, by the day of the act.
    """

    series: Series | str
    posture: Posture | str
    warnings: Warnings | str
    coverage: pl.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All views of one picture of the ledger."""

    version: int
    views: dict[Period, View]


class Measuring:
    """Keeps the measures of one rivalry up to a ledger's picture."""

    def __init__(self, snapshot: Snapshot, rivalry: Rivalry) -> None:
        self._snapshot, self._rivalry = snapshot, rivalry
        self._turn = Lock()
        self._thread: Thread | None = None
        self._latest: Measured | None = None
        self._failure: Exception | None = None

    def follow(self, *, seconds: float) -> Measured | None:
        """Give the latest measures, waiting no longer than some seconds for newer ones; ``None`` if there are none yet.

        Raises
        ------
        Exception
            Whatever the measuring met; the next call measures anew.
        """
        if not self._snapshot.follow(seconds=seconds):
            return None
        with self._turn:
            if self._thread is None and (self._latest is None or self._latest.version != self._snapshot.version):
                self._thread = Thread(target=self._measure, daemon=True)
                self._thread.start()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        return self._latest

    def _measure(self) -> None:
        try:
            version = self._snapshot.version
            self._latest = Measured(version=version, views=_views(self._snapshot, self._rivalry))
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it: `follow` raises it
            self._failure = error
        finally:
            self._thread = None


def _views(snapshot: Snapshot, rivalry: Rivalry) -> dict[Period, View]:
    from harmel.dynamics import indicator_table, posture, read_events, series, warn

    events = _or_refusal(
        read_events, snapshot.ask(f"SELECT {EVENTS} FROM events"),  # noqa: S608 - our own names
        reports=snapshot.ask(f"SELECT {REPORTS} FROM reports"),  # noqa: S608 - as above
        links=_ties(snapshot.path),
    )  # fmt: skip
    if isinstance(events, str):
        return {
            p: View(series=events, posture=events, warnings=events, coverage=coverage(snapshot, rivalry, p))
            for p in PERIODS
        }
    import polars as pl

    spoken = pl.DataFrame(snapshot.ask("SELECT statement_id, condition_span FROM statements"))

    def warned(table: EventTable, who: Rivalry, *, period: Period) -> Warnings:
        return warn(indicator_table(table, who, period=period), period=period, recent=RECENT)

    return {
        period: View(
            series=_or_refusal(series, events, rivalry, period=period),
            posture=_or_refusal(posture, events, rivalry, period=period, statements=spoken),
            warnings=_or_refusal(warned, events, rivalry, period=period),
            coverage=coverage(snapshot, rivalry, period),
        )
        for period in PERIODS
    }


def _ties(path: Path) -> pa.Table:
    """Read which records tell of one act: ties over all reports change with each of them, so the picture has none."""
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.analyse(f"SELECT {TIES} FROM links WHERE kind = 'same-event'", seconds=SECONDS)  # noqa: S608 - our own names


def _or_refusal(measure: Callable[..., Measure], *given: Any, **named: Any) -> Measure | str:  # noqa: ANN401
    """Give a measure, or the sentence with which it refuses."""
    try:
        return measure(*given, **named)
    except RefusalError as refusal:
        return refusal.what


def coverage(snapshot: Snapshot, rivalry: Rivalry, period: Period) -> pl.DataFrame:
    """Count the reports and the independent stories in which either side acts or is acted on, period by period.

    As everywhere, an act stands in a period only if all the days on which it can have happened do.
    """
    import polars as pl

    parts, values = [], []
    for side in rivalry.sides:
        for role in ("source", "target"):
            condition, given = on_side(side, role)
            parts.append(condition)
            values += given
    first, last = (f"date_trunc('{period}', TRY_CAST({end} AS DATE))" for end in (_DAY, "e.happened_latest"))
    query = (
        f"SELECT CAST({first} AS DATE) AS period, count(DISTINCT e.report_id) AS reports,"  # noqa: S608 - our own names
        " count(DISTINCT coalesce(nullif(r.story_id, ''), e.report_id)) AS stories"
        f" FROM events e JOIN reports r USING (report_id) WHERE {first} = {last} AND ({' OR '.join(parts)})"
        " GROUP BY 1 ORDER BY 1"
    )
    return pl.DataFrame(snapshot.ask(query, values))


def on_side(side: Side, role: str) -> tuple[str, list[str]]:
    """Write the condition that an event's source or target was on a side on the day of the act.

    >>> from harmel.settings import rivalry
    >>> on_side(rivalry("nato-russia").sides[1], "source")
    ('(e.source IN (?) OR e.source_country IN (?))', ['RUS', 'RUS'])
    """
    always = [member.actor for member in side.members if not member.when.known]
    parts, values = [], []
    if always:
        marks = ", ".join("?" * len(always))
        parts.append(f"e.{role} IN ({marks}) OR e.{role}_country IN ({marks})")
        values += always * 2
    for member in side.members:
        if member.when.known:
            parts.append(f"(? IN (e.{role}, e.{role}_country) AND {_DAY} BETWEEN ? AND ?)")
            values += [member.actor, member.when.earliest.isoformat(), member.when.latest.isoformat()]
    return f"({' OR '.join(parts)})", values
