"""Stories: reports that carry the same text are one voice; the first of them is the origin, the others are copies.

Reports are tied by keys that they share: the story that the reader gave them, their address (a corrected page stays in
its story), or most of the text (``harmel.reading.copies``). A story is everything that is tied, so it does not depend
on the order in which reports came in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from harmel.records import stable_id

if TYPE_CHECKING:
    from harmel.reading import Sketch

_SHARED_ANCHORS = 2
"""Of sixteen: one alone may be a commonplace."""


def register(connection: sqlite3.Connection, report_id: str) -> None:
    """Keep the keys of a report, and mark it as not settled."""
    row = connection.execute(
        "SELECT story_id, duplicate_of, url FROM reports WHERE report_id = ?", (report_id,)
    ).fetchone()
    keys = set(_keys(report_id, *row))
    connection.executemany("INSERT OR IGNORE INTO story_keys VALUES (?, ?)", [(key, report_id) for key in keys])
    from harmel.reading import sketch  # heavy, and only a writer needs it

    number, text, body = connection.execute(
        "SELECT row, text, body_spans FROM reports WHERE report_id = ?", (report_id,)
    ).fetchone()
    anchors = {anchor - (1 << 63) for anchor in sketch(_article(text, body)).anchors}  # SQLite's integers are signed
    connection.executemany("INSERT OR IGNORE INTO anchors VALUES (?, ?)", [(anchor, number) for anchor in anchors])
    connection.execute("INSERT OR IGNORE INTO unsettled VALUES ('report', ?)", (report_id,))


def _keys(report_id: str, story: str | None, copied: str | None, url: str | None) -> Iterator[str]:
    yield f"report {report_id}"
    if story:
        yield f"story {story}"
    if copied:
        yield f"report {copied}"
    if url:
        yield f"url {url}"


def forget(connection: sqlite3.Connection, report_id: str) -> None:
    """Mark the story of a report that is about to go as not settled."""
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT 'report', report_id FROM reports WHERE report_id <> ?1"
        " AND story_id = (SELECT story_id FROM reports WHERE report_id = ?1)",
        (report_id,),
    )


def settle(connection: sqlite3.Connection) -> int:
    """Make stories anew wherever reports came in or went; give how many."""
    waiting = {key for (key,) in connection.execute("SELECT key FROM unsettled WHERE kind = 'report'")}
    search = _Search(connection, waiting)
    done: set[str] = set()
    count = 0
    for report_id in sorted(waiting):
        if report_id not in done:
            story = search.tied(report_id)
            done |= story
            count += 1
            _write(connection, story)
    connection.execute("DELETE FROM unsettled WHERE kind = 'report'")
    return count


class _Search:
    """Follows ties from report to report; those that were settled before bring their whole story at once."""

    def __init__(self, connection: sqlite3.Connection, waiting: set[str]) -> None:
        self._connection = connection
        self._waiting = waiting
        self._sketch = lru_cache(maxsize=4096)(self._made)

    def tied(self, report_id: str) -> set[str]:
        """Give everything that is tied to a report, itself included."""
        story, todo, keys = set[str](), [report_id], set[str]()
        while todo:
            one = todo.pop()
            if one in story:
                continue
            story.add(one)
            near = self._copies(one, story) if one in self._waiting else self._fellows(one)
            todo += (near | self._named(one, keys)) - story
        return story

    def _fellows(self, one: str) -> set[str]:
        query = "SELECT report_id FROM reports WHERE story_id = (SELECT story_id FROM reports WHERE report_id = ?)"
        return {other for (other,) in self._connection.execute(query, (one,))}

    def _named(self, one: str, keys: set[str]) -> set[str]:
        """Follow the keys of a report; each key is looked up once."""
        mine = {key for (key,) in self._connection.execute("SELECT key FROM story_keys WHERE report_id = ?", (one,))}
        found: set[str] = set()
        for key in mine - keys:
            rows = self._connection.execute("SELECT report_id FROM story_keys WHERE key = ?", (key,))
            found |= {other for (other,) in rows}
        keys |= mine
        return found

    def _copies(self, one: str, story: set[str]) -> set[str]:
        """Find near copies: those that share some of the few smallest hashes, if their whole sketches agree."""
        from harmel.reading import same_story

        rows = self._connection.execute(
            "SELECT o.report_id FROM reports r JOIN anchors a ON a.report = r.row JOIN anchors b ON b.anchor = a.anchor"
            " JOIN reports o ON o.row = b.report WHERE r.report_id = ? AND o.report_id <> r.report_id"
            " GROUP BY o.row HAVING count(*) >= ? ORDER BY o.report_id",
            (one, _SHARED_ANCHORS),
        ).fetchall()
        found: set[str] = set()
        for (other,) in rows:
            if other not in story and other not in found and same_story(self._sketch(one), self._sketch(other)):
                found |= {other} if other in self._waiting else self._fellows(other)
        return found

    def _made(self, report_id: str) -> Sketch:
        from harmel.reading import sketch

        query = "SELECT text, body_spans FROM reports WHERE report_id = ?"
        text, body = self._connection.execute(query, (report_id,)).fetchone()
        return sketch(_article(text, body))


def _article(text: str, body: str | None) -> str:
    return "\n".join(text[a:b] for a, b in json.loads(body or "[]"))


def _write(connection: sqlite3.Connection, story: set[str]) -> None:
    """Write who is the origin: what surely was out first, so that a report dated to within years is not before all."""
    marks = "SELECT published_latest, published_earliest FROM reports WHERE report_id = ?"
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
