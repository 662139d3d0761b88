"""What each page costs beside the bare queries that it asks, over a made ledger: milliseconds, ratio, kilobytes.

Run ``make figures-page``; ``bench/page.py --events 1000000`` takes a million events in 200,000 reports.
The queries of a page are caught while it is made, then asked again bare, over the same file and the same columns in
memory, in turns with the page: CPU seconds, the least of three.

Held is a page of at most a second and 150 KB that loads nothing from elsewhere and takes at most three times its
queries, or at most 0.3 s: pages under 0.3 s count as held although they take more than three times their queries, as
the ratio that is printed beside them says.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from starlette.testclient import TestClient

import ledger as made
from harmel.ledger import Ledger, Snapshot, opening
from harmel.settings import rivalry
from harmel.web.app import create_app

PAGES = (
    "/",
    "/?period=day",
    "/reports",
    "/reports?q=exercise",
    "/reports?since=2015-01-01&until=2015-03-31",
    "/statements",
    "/events",
    "/events?source=RUS&target=NOR",
    "/events?actor=RUS&status=denied&since=2014-01-01",
    "/figures",
    "/actors",
    "/actors/RUS",
    "/map",
    "/claims",
    "/models",
    "/rejects",
    "/log",
    "/api/v1/events?source=RUS",
    "/api/v1/reports",
)
SLOWEST, HEAVIEST, TIMES = 1.0, 150, 3.0
OUTSIDE = re.compile(
    rb'<(?:script|img|iframe|source)[^>]*src="(?:https?:)?//|<link[^>]*stylesheet[^>]*href="(?:https?:)?//'
)
DRAWN = 0.3
"""Seconds under which a page counts as held whatever its ratio, so also above ``TIMES`` times its queries."""

Call = tuple[str, str, list[Any]]


def main() -> None:
    """Print a line a page; end with 1 if one is too slow, too heavy, or reaches out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000, help="events in the made ledger, five a report")
    parser.add_argument("--ledger", type=Path, help="a ledger that is there already")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger or Path(folder) / "made.db"
        if asked.ledger is None:
            made.build(path, asked.events)
        held = list(measure(path))
    sys.exit(0 if all(held) else 1)


def measure(path: Path) -> Iterator[bool]:
    """Measure each page, and the pages of one report, one event and one statement."""
    calls: list[Call] = []
    with Ledger.open(path, read_only=True) as kept:
        ones = [f"/{t}/{next(kept.rows(t, limit=1))[k]}" for t, k in (("reports", "report_id"), ("events", "event_id"))]
        rows = kept.count("events")
    app = create_app(path, rivalry("nato-russia"))
    with recorded(calls), TestClient(app, base_url="http://127.0.0.1") as client:
        begun = time.monotonic()
        while app.state.desk.measuring.follow(seconds=30) is None:
            print("still reading the ledger into columns …", file=sys.stderr)
        print(f"{rows:,} events; the first picture and its measures were there after {time.monotonic() - begun:.1f} s")
        bare = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        for page in (*PAGES, *ones):
            yield one_page(client, page, calls, bare, app.state.desk.snapshot)


def one_page(client: TestClient, page: str, calls: list[Call], bare: sqlite3.Connection, picture: Snapshot) -> bool:
    """Time a page in turns with its own queries."""
    client.get(page)
    takes, asks, body = [], [], b""
    for _ in range(3):
        calls.clear()
        taken, answer = spent(lambda: client.get(page))
        asked = list(calls)
        takes.append(taken)
        asks.append(spent(lambda asked=asked: [replay(call, bare, picture) for call in asked])[0])
        body = answer.content
    took, queries = min(takes), min(asks)
    weight = len(body) / 1024
    right = answer.status_code == 200 and took <= SLOWEST and weight <= HEAVIEST and not _loads(body)
    right = right and (took <= TIMES * queries or took <= DRAWN)
    print(
        f"{'held  ' if right else 'MISSED'} {page:<52} {answer.status_code} {took * 1000:7.1f} ms"
        f"  its {len(asked):3} queries {queries * 1000:7.1f} ms  ratio {took / max(queries, 1e-6):6.1f}"
        f"  {weight:6.1f} KB",
        flush=True,
    )
    return right


def _loads(body: bytes) -> bool:
    """Say whether a page makes the browser fetch something from elsewhere by itself."""
    return OUTSIDE.search(body) is not None


@contextmanager
def recorded(calls: list[Call]) -> Iterator[None]:
    """Keep every query that is asked of the file or of the columns in memory."""
    connect, ask = opening.connect, Snapshot.ask

    def connected(path: Path, **how: Any) -> sqlite3.Connection:  # noqa: ANN401 - as it is
        connection = connect(path, **how)
        connection.set_trace_callback(lambda query: calls.append(("file", query, [])))
        return connection

    def asked(self: Snapshot, query: str, values: Sequence[Any] = ()) -> object:
        calls.append(("columns", query, list(values)))
        return ask(self, query, values)

    with mock.patch.object(opening, "connect", connected), mock.patch.object(Snapshot, "ask", asked):
        yield


def replay(call: Call, bare: sqlite3.Connection, picture: Snapshot) -> None:
    """Ask one query again, with nothing around it."""
    where, query, values = call
    if where == "columns":
        with picture._desks[-1].cursor() as cursor:  # noqa: SLF001 - the columns themselves
            cursor.execute(query, values).fetchall()
    elif query.lstrip().upper().startswith(("SELECT", "WITH")):
        bare.execute(query).fetchall()


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give the CPU seconds of some work, and what came of it."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
