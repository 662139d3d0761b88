"""Brings the rows of another tool's event table in, and gives them back cell by cell.

Such a row has no text. It becomes an event of a pseudo-report, one for each story of that tool, whose text is empty;
the row itself is kept beside it as it came (``foreign_rows``), so an export in the same format gives back exactly what
came in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from harmel.actors import Registry
from harmel.errors import UsageError
from harmel.ledger import adding, tables
from harmel.ledger.formats import layout
from harmel.ledger.formats.layout import Cells
from harmel.ledger.store import Ledger
from harmel.records import Coded, Event, Reject, Report, stable_id
from harmel.schema import record

IMPORTS = ("gdelt", "gdelt1", "gdelt-mentions", "icews", "polecat", "phoenix", "acled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a row says: its story, the report's columns, and the event's (none for a mere mention of one)."""

    story: str
    report: dict[str, Any] = field(default_factory=dict)
    event: dict[str, Any] | None = None
    mentions: str = ""


@dataclass(slots=True)
class _Story:
    """One pseudo-report as its rows come together."""

    report: dict[str, Any]
    events: dict[str, Event] = field(default_factory=dict)
    rows: dict[str, tuple[str, Cells]] = field(default_factory=dict)


Take = Callable[[Cells, Registry], Taken]


def module_of(name: str) -> Any:  # noqa: ANN401 - a module
    """Give the file of a format.

    Raises
    ------
    UsageError
        If there is none.
    """
    if name not in IMPORTS:
        raise UsageError(f"no import from {name}", remedy=f"one of: {', '.join(IMPORTS)}")
    return import_module(f"harmel.ledger.formats.{name.replace('-', '_')}")


def bring(ledger: Ledger, name: str, paths: Iterable[Path], *, registry: Registry) -> Counter[str]:
    """Take in the rows of files of one format; a row that was there already changes nothing.

    Returns
    -------
    How many ``rows`` were read and ``rejected``; how many pseudo-reports are ``new``, ``same``, ``recoded``.

    Raises
    ------
    ImportFormatError
        If a file does not have the layout; nothing of it is taken in.
    """
    counts: Counter[str] = Counter()
    take: Take = module_of(name).take
    for path in paths:
        stories, rejects = _stories(path, name, take, registry)
        with ledger.transaction() as connection:
            for rejected in rejects:
                adding.reject(connection, rejected)
            for report_id, story in stories.items():
                counts[_keep(ledger, connection, name, report_id, story)] += 1
            _tie_mentions(connection)
            rows = sum(len(story.rows) for story in stories.values())
            adding.note(connection, "import", "", str(path), f"{rows} rows of {name}, {len(rejects)} rejected")
        counts["rows"] += rows
        counts["rejected"] += len(rejects)
    return counts


def _stories(path: Path, name: str, take: Take, registry: Registry) -> tuple[dict[str, _Story], list[Reject]]:
    stories: dict[str, _Story] = {}
    rejects, seen = [], Counter[str]()
    of = layout.layout(name)
    for number, cells in enumerate(layout.read_rows(path, of), 1):
        if isinstance(cells, Reject):
            rejects.append(cells)
            continue
        try:
            taken = take(cells, registry)
        except (ValueError, KeyError) as error:
            reason = f"row {number}: {type(error).__name__}: {error}"
            rejects.append(Reject(source=str(path), reason=reason, remedy="look at the row", stage="import"))
            continue
        own = of.unique and all(part in cells for part in of.key)
        key = "|".join(cells.get(part, "") for part in (of.key if own else of.columns))
        seen[key] += 1
        _join(stories, name, key if seen[key] == 1 else f"{key}|{seen[key]}", taken, cells)
    return stories, rejects


def _join(stories: dict[str, _Story], name: str, key: str, taken: Taken, cells: Cells) -> None:
    family = name.partition("-")[0]  # GDELT's mentions speak of GDELT's stories
    report_id = stable_id("r", family, taken.story)
    source = {"report_id": report_id, "source": f"{family}:{taken.story}", "text": ""}
    story = stories.setdefault(report_id, _Story(source | taken.report))
    event_id = stable_id("e", family, taken.mentions or key)
    if taken.event is not None:
        story.events[event_id] = Event(report_id=report_id, event_id=event_id, rule=f"import {name}", **taken.event)
    story.rows[key] = (event_id, cells)


def _keep(ledger: Ledger, connection: sqlite3.Connection, name: str, report_id: str, story: _Story) -> str:
    """Add a pseudo-report, joined with what earlier files told of the same story."""
    old = ledger.coded(report_id)
    report = Report(**story.report)
    events = story.events
    if old is not None:
        report = replace(report, **_known(old.report, report))
        events = {event.event_id: event for event in old.events} | events
    kept = connection.execute(
        "SELECT format, id, event_id, cells FROM foreign_rows WHERE report_id = ?", (report_id,)
    ).fetchall()
    ordered = tuple(sorted(events.values(), key=lambda event: event.event_id))
    outcome = adding.add(connection, Coded(report=report, events=ordered))
    if outcome == "withdrawn":
        return outcome
    rows = {(form, key): (event_id, cells) for form, key, event_id, cells in kept}
    for key, (event_id, cells) in story.rows.items():
        rows[name, key] = (event_id, json.dumps(cells, ensure_ascii=False))
    connection.executemany(
        "INSERT OR REPLACE INTO foreign_rows (format, id, report_id, event_id, cells) VALUES (?, ?, ?, ?, ?)",
        [(form, key, report_id, event_id, cells) for (form, key), (event_id, cells) in rows.items()],
    )
    return outcome


def _known(old: Report, new: Report) -> dict[str, Any]:
    """Join two accounts of a pseudo-report: what either says, the wider interval, the lesser of two words."""
    found = {}
    for name, kind in tables.kinds("reports").items():
        if kind == "text" and name not in tables.SETTLED:
            least = max if name == "published_latest" else min
            found[name] = least(filter(None, (getattr(old, name), getattr(new, name))), default="")
    return found


def _tie_mentions(connection: sqlite3.Connection) -> None:
    """Link each mention to its event once both are there: another report that carries it."""
    found = connection.execute(
        "SELECT DISTINCT m.report_id, e.event_id FROM foreign_rows m JOIN events e ON e.event_id = m.event_id"
        " WHERE m.format = 'gdelt-mentions' AND m.report_id <> e.report_id"
    ).fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO links (report_id, link_id, kind, from_table, from_id, to_table, to_id, basis, made)"
        " VALUES (?, ?, 'corroborates', 'reports', ?, 'events', ?, 'a GDELT mention', 1)",
        [(report, stable_id("l", "corroborates", report, event), report, event) for report, event in found],
    )


def writer(name: str, give: Callable[[Event, Report], Cells]) -> Callable[[Ledger, str, BinaryIO], int]:
    """Make the function that writes a format: a row that came in so goes out so, every other actual event is mapped."""

    def write(ledger: Ledger, table: str, out: BinaryIO) -> int:
        if table != "events":
            raise UsageError(f"{name} holds events, no {table}", remedy=f"harmel export events --format {name}")
        return layout.write_rows(out, layout.layout(name), _rows(ledger, name, give))

    return write


def _rows(ledger: Ledger, name: str, give: Callable[[Event, Report], Cells]) -> Iterator[Cells]:
    with ledger.reading() as connection:
        query = "SELECT event_id, cells FROM foreign_rows WHERE format = ? ORDER BY report_id, id"
        came: dict[str, list[str]] = {}
        for event_id, cells in connection.execute(query, (name,)):
            came.setdefault(event_id, []).append(cells)
            yield json.loads(cells)
    report: Report | None = None
    for row in ledger.rows("events", status="actual"):
        if row["event_id"] in came:
            continue
        if report is None or report.report_id != row["report_id"]:
            report = ledger.report(row["report_id"])
        if report is not None:
            yield give(record("events", row), report)


def number_of(event: Event) -> str:
    """Give an event a whole number, from its id, for formats that ask for one.

    >>> number_of(Event(report_id="r", event_id="e_1", action="010", action_name="", quad="verbal-conflict"))
    '71591496661521106'
    """
    return str(int.from_bytes(blake2b(event.event_id.encode(), digest_size=7).digest(), "big"))


def first_of(cells: Cells, names: Sequence[str], missing: Iterable[str] = ("", "NA", "None")) -> str:
    """Give the first of some cells that says anything.

    >>> first_of({"City": "NA", "Country": "Norway"}, ["City", "Country"])
    'Norway'
    """
    gone = set(missing)
    return next((cells[name] for name in names if cells.get(name, "") not in gone), "")
