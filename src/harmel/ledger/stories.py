"""Stories: reports that carry the same text are one voice; the first of them is the origin, the others are copies.

Reports are tied by keys that they share: the story that the reader gave them, their address (a corrected page stays in
its story), or the same words of the article. A story is everything that is tied, so it does not depend on the order in
which reports came in.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from hashlib import blake2b

from harmel.records import stable_id

_SHORTEST = 12
"""Words: below this, equal texts are headlines or notices rather than copies."""


def register(connection: sqlite3.Connection, report_id: str) -> None:
    """Keep the keys of a report, and mark it as not settled."""
    row = connection.execute(
        "SELECT story_id, duplicate_of, url, text, body_spans FROM reports WHERE report_id = ?", (report_id,)
    ).fetchone()
    keys = set(_keys(report_id, *row))
    connection.executemany("INSERT OR IGNORE INTO story_keys VALUES (?, ?)", [(key, report_id) for key in keys])
    connection.execute("INSERT OR IGNORE INTO unsettled VALUES ('report', ?)", (report_id,))


def _keys(
    report_id: str, story: str | None, copied: str | None, url: str | None, text: str, body: str | None
) -> Iterator[str]:
    yield f"report {report_id}"
    if story:
        yield f"story {story}"
    if copied:
        yield f"report {copied}"
    if url:
        yield f"url {url}"
    told = re.findall(r"\w+", " ".join(text[a:b] for a, b in json.loads(body or "[]")).lower())
    if len(told) >= _SHORTEST:
        yield "words " + blake2b(" ".join(told).encode(), digest_size=12).hexdigest()


def forget(connection: sqlite3.Connection, report_id: str) -> None:
    """Mark the story of a report that is about to go as not settled."""
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT 'report', report_id FROM reports WHERE report_id <> ?1"
        " AND story_id = (SELECT story_id FROM reports WHERE report_id = ?1)",
        (report_id,),
    )


def settle(connection: sqlite3.Connection) -> int:
    """Make stories anew wherever reports came in or went; give how many."""
    waiting = [key for (key,) in connection.execute("SELECT key FROM unsettled WHERE kind = 'report' ORDER BY key")]
    done: set[str] = set()
    count = 0
    for report_id in waiting:
        if report_id not in done:
            story = _tied(connection, report_id)
            done |= story
            count += 1
            _write(connection, story)
    connection.execute("DELETE FROM unsettled WHERE kind = 'report'")
    return count


def _tied(connection: sqlite3.Connection, report_id: str) -> set[str]:
    """Follow shared keys from one report to all that are tied to it; each key is looked up once."""
    reports, keys, waiting = {report_id}, set[str](), [report_id]
    while waiting:
        mine = connection.execute("SELECT key FROM story_keys WHERE report_id = ?", (waiting.pop(),)).fetchall()
        for (key,) in mine:
            if key in keys:
                continue
            keys.add(key)
            others = connection.execute("SELECT report_id FROM story_keys WHERE key = ?", (key,)).fetchall()
            new = {other for (other,) in others} - reports
            reports |= new
            waiting += new
    return reports


def _write(connection: sqlite3.Connection, story: set[str]) -> None:
    marks = "SELECT published_earliest, published_latest FROM reports WHERE report_id = ?"
    dated = []
    for report_id in story:
        found = connection.execute(marks, (report_id,)).fetchone()
        if found:
            dated.append((found[0] or "9999", found[1] or "9999", report_id))
    if not dated:
        return
    origin = min(dated)[2]
    for _, _, report_id in dated:
        copied = origin if report_id != origin else None
        connection.execute(
            "UPDATE reports SET story_id = ?, duplicate_of = ? WHERE report_id = ?", (origin, copied, report_id)
        )
        connection.execute("DELETE FROM links WHERE made = 1 AND kind = 'copy-of' AND report_id = ?", (report_id,))
        if copied:
            connection.execute(
                "INSERT INTO links (report_id, link_id, kind, from_table, from_id, to_table, to_id, basis, made)"
                " VALUES (?, ?, 'copy-of', 'reports', ?, 'reports', ?, 'the same text', 1)",
                (report_id, stable_id("l", "copy-of", report_id, origin), report_id, origin),
            )
