"""What the worker computes: a question about a ledger → what the measure says, or the words in which it refuses."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from harmel.errors import HarmelError, RefusalError, UsageError
from harmel.settings import Rivalry

if TYPE_CHECKING:
    import polars as pl

    from harmel.dynamics import EventTable, Incidents
    from harmel.dynamics.present import Result
    from harmel.dynamics.sides import Dyad
    from harmel.ledger import Ledger

REPORTS = "report_id, story_id, published_earliest, published_latest"
EVENTS = (
    "report_id, event_id, happened_earliest, happened_latest, source, source_country, target, target_country, action,"
    " contexts, quad, goldstein, status, statement_id"
)
TIES = "kind, from_id, to_id"
"""The columns of reports, of events and of links that measures are made of."""
_MOST_ROWS = 50_000
SECONDS = 120.0  # for one query over everything
SPENDING = "military spending"
Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: a model by name, of which ledger in which state, between whom, over whose rows, with what options.

    ``rows`` is empty for all, ``own`` for what harmel coded itself, or the name of a format that was imported.
    """

    model: str
    ledger: Path
    version: str
    rivalry: Rivalry
    dyad: str = ""
    rows: str = ""
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a measure says: rows under columns, sentences, and everything as plain values; or why it says nothing."""

    refusal: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    summary: str = ""
    assumptions: tuple[str, ...] = ()
    whole: Any = None
    sides: tuple[str, ...] = ()


class Reading:
    """One question on its way: the tables are read when a measure needs them."""

    def __init__(self, asked: Question, ledger: Ledger) -> None:
        self.asked, self.ledger, self.options = asked, ledger, dict(asked.options)

    def call(self, measure: Callable[..., Measured], *given: Any, **named: Any) -> Measured:  # noqa: ANN401 - as the measure
        """Call a measure with those options that it declares."""
        known = inspect.signature(measure).parameters
        taken = {name: value for name, value in self.options.items() if name in known and value is not None}
        return measure(*given, **(taken | named))

    @cached_property
    def who(self) -> Dyad | Rivalry:
        """The dyad, if one is asked for, else the rivalry."""
        from harmel.dynamics import parse_dyad

        return parse_dyad(self.asked.dyad) if self.asked.dyad else self.asked.rivalry

    @cached_property
    def events(self) -> EventTable:
        """The events, with what tells copies of one story apart."""
        from harmel.dynamics import read_events

        chosen = {"": "", "own": " WHERE rule IS NULL OR rule NOT LIKE 'import %'"}
        condition = chosen.get(self.asked.rows, " WHERE rule = ?")
        values = [f"import {self.asked.rows}"] if condition.endswith("?") else []
        query = f"SELECT {EVENTS} FROM events{condition}"  # noqa: S608 - our own names
        table = self.ledger.analyse(query, values, seconds=SECONDS)
        links = self.some("links", TIES)
        return read_events(table, reports=self.some("reports", REPORTS), links=links)

    def some(self, table: str, columns: str) -> pl.DataFrame:
        """Read some columns of a table."""
        from harmel.dynamics.files import as_frame

        query = f"SELECT {columns} FROM {table}"  # noqa: S608 - our own names
        return as_frame(self.ledger.analyse(query, seconds=SECONDS))

    @cached_property
    def acts(self) -> Any:  # noqa: ANN401 - DailyActs; polars is not loaded here
        """Daily acts of both sides."""
        from harmel.dynamics import acts_between

        return self.call(acts_between, self.events, self.who)


def _series(r: Reading) -> Result:
    from harmel.dynamics import series

    return r.call(series, r.events, r.who)


def _posture(r: Reading) -> Result:
    from harmel.dynamics import posture

    return r.call(posture, r.events, r.who, statements=r.some("statements", "statement_id, condition_span"))


def _warn(r: Reading) -> Result:
    from harmel.dynamics import indicator_table, warn

    return r.call(warn, r.call(indicator_table, r.events, r.who))


def _reciprocity(r: Reading) -> Result:
    from harmel.dynamics import reciprocity, scores, series

    measured = r.call(series, r.events, r.who)
    return r.call(reciprocity, scores(measured), measured.sides)


def _provocation(r: Reading) -> Result:
    from harmel.dynamics import provocation

    return r.call(provocation, r.acts)


def _spiral(r: Reading) -> Result:
    from harmel.dynamics import spiral

    return r.call(spiral, r.acts)


def _whatif(r: Reading) -> Result:
    from harmel.dynamics import Horizon, Naming, sooner_attribution, what_if

    side = r.options.get("side") or (r.who.sides[0].key if isinstance(r.who, Rivalry) else r.who[0])
    over = r.call(Horizon)
    if r.options.get("way") == "attribution":
        return r.call(sooner_attribution, _incidents(r), side=side, naming=r.call(Naming), over=over)
    return r.call(what_if, r.acts, side=side, over=over)


def _attribution(r: Reading) -> Result:
    from harmel.dynamics import attribution, game

    return attribution(r.call(game))


def _incidents(r: Reading) -> Incidents:
    from harmel.dynamics import incidents, threshold

    marks = {
        name: threshold(r.options.get(name.replace(" ", "_")) or "") for name in ("consultation", "collective defence")
    }
    told = {
        "statements": "statement_id, report_id, speaker, speaker_name, stance",
        "figures": "*",
        "reports": "report_id, outlet, owner, story_id, duplicate_of, published_earliest, published_latest",
        "links": "link_id, report_id, kind, from_table, from_id, to_table, to_id",
    }
    known = inspect.signature(incidents).parameters
    tables = {name: r.some(name, columns) for name, columns in told.items() if name in known}
    return incidents(r.events, r.who, thresholds={name: mark for name, mark in marks.items() if mark}, **tables)


def _burden(r: Reading) -> Result:
    import polars as pl

    from harmel.dynamics import burden, nato_shares, year_spans
    from harmel.ledger import kept_series

    guidelines = r.asked.rivalry.guidelines
    if not guidelines:
        raise UsageError("this rivalry has no guideline", remedy="add [[guidelines]] to its file")
    found = kept_series(r.ledger, [g.on for g in guidelines])
    names = ["actor", "year", "share", "measure", "source"]
    rows = pl.DataFrame(found, schema=names, orient="row") if found else nato_shares()
    states = set(rows["actor"])
    side = max(r.asked.rivalry.sides, key=lambda side: len(states & {member.actor for member in side.members}))
    members = [name.strip() for name in (r.options.get("members") or "").split(",") if name.strip()]
    return burden(rows, guidelines, side=side, windows=year_spans(r.options.get("windows") or ""), members=members)


def _armsrace(r: Reading) -> Result:
    import polars as pl

    from harmel.dynamics import arms_race, parse_dyad, year_spans

    names = parse_dyad(r.asked.dyad or "A:B") if r.asked.dyad else None
    rows = r.ledger.sql(
        "SELECT actor, year, value FROM reference_series WHERE measure = ? ORDER BY actor, year", [SPENDING]
    )
    if not rows.num_rows:
        raise RefusalError(f"the ledger holds no series of {SPENDING}",
                           remedy=f"harmel import milex FILE --measure '{SPENDING}' --unit USD")  # fmt: skip
    if names is None:
        raise UsageError("an arms race is between two states", remedy="name them by ISO code: USA:RUS")
    frame = pl.DataFrame(rows)
    absent = [name for name in names if name not in frame["actor"].to_list()]
    if absent:
        raise UsageError(f"no rows of {', '.join(absent)}", remedy="name states by ISO code")
    wide = frame.pivot("actor", index="year", values="value", aggregate_function="first").sort("year")
    spans = year_spans(r.options.get("years") or "")
    lags = r.options.get("lags")
    return arms_race(wide.select("year", *names).drop_nulls(), names, years=spans[0] if spans else None,
                     **({} if lags is None else {"lags": lags}))  # fmt: skip


RUNS: dict[str, Callable[[Reading], Any]] = {
    "series": _series, "posture": _posture, "warn": _warn, "reciprocity": _reciprocity, "provocation": _provocation,
    "spiral": _spiral, "whatif": _whatif, "attribution": _attribution, "incidents": _incidents, "burden": _burden,
    "armsrace": _armsrace,
}  # fmt: skip


def answer(asked: Question) -> Answer:
    """Answer a question; a refusal is an answer, in the words of the command line."""
    from harmel.dynamics.present import jsonable
    from harmel.ledger import Ledger

    try:
        with Ledger.open(asked.ledger, read_only=True) as ledger:
            result = RUNS[asked.model](Reading(asked, ledger))
            frame = result.to_frame()
            rows = tuple(tuple(jsonable(value) for value in row) for row in frame.head(_MOST_ROWS).iter_rows())
            return Answer(
                columns=tuple(frame.columns), rows=rows, summary=result.summary(),
                assumptions=tuple(result.assumptions), whole=_small(result.to_json()),
                sides=tuple(getattr(result, "sides", ()) or ()) if asked.model != "provocation" else (),
            )  # fmt: skip
    except HarmelError as refusal:
        return Answer(refusal=str(refusal))
    except Exception as error:  # noqa: BLE001 - the page says it; the next question must not suffer from it
        return Answer(refusal=f"{type(error).__name__}: {error} (report a bug)")


def _small(told: dict[str, Any]) -> dict[str, Any]:
    """Keep of a result's plain values what a drawing may need: no table is carried twice."""
    return {
        name: value for name, value in told.items() if name not in ("frame", "rows", "fitted", "level", "equations")
    }


def serve(line: Connection) -> None:
    """Answer what comes over the line until it closes; the worker's whole life."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    try:
        while True:
            line.send(answer(line.recv()))
    except (EOFError, OSError):
        return


def _end_with_parent(parent: int) -> None:
    """End when the parent has gone, even amid a fit."""
    import os

    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
