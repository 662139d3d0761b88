"""Groups records of one happening across reports, and counts how many independent reports carry it.

What is compared of an event is kept when its report is added; groups are made anew only where something came in or
went (``unsettled``), from all that is there, so the outcome never depends on the order of coming in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from harmel.ledger import same, words
from harmel.records import stable_id

_LONGEST = 400
"""Days: an act whose days are known no better than this is compared by nothing but its own open interval."""


def register(connection: sqlite3.Connection, report_id: str) -> None:
    """Keep what is compared of a report's events, and mark their groups as not settled."""
    (text,) = connection.execute("SELECT text FROM reports WHERE report_id = ?", (report_id,)).fetchone()
    found = connection.execute(
        "SELECT event_id, coalesce(source, ''), coalesce(target, ''), action, source_name, target_name, sentence_span,"
        " source_span, target_span, trigger_span FROM events WHERE report_id = ?",
        (report_id,),
    ).fetchall()
    rows = []
    for event_id, source, target, action, source_name, target_name, sentence, *actors in found:
        names = "" if text else f"|{source_name}|{target_name}"  # no words to tell apart: the names must be the same
        group = same.block(source, target, action)
        if group:
            rows.append((event_id, group + names, _words(text, sentence, actors)))
    connection.executemany("INSERT INTO happenings (event_id, block, words) VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT OR IGNORE INTO unsettled VALUES ('block', ?)", {(row[1],) for row in rows})


def _words(text: str, sentence: str | None, others: Iterable[str | None]) -> str:
    if not sentence:
        return ""
    without = [tuple(span) for spans in others if spans for span in json.loads(spans)]
    bags = [words.bag(text, tuple(span), without) for span in json.loads(sentence)]
    return " ".join(sorted(frozenset().union(*bags)))


def forget(connection: sqlite3.Connection, report_id: str) -> None:
    """Mark the groups of a report that is about to go as not settled."""
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT 'block', block FROM happenings WHERE event_id IN"
        " (SELECT event_id FROM events WHERE report_id = ?)",
        (report_id,),
    )


def settle(connection: sqlite3.Connection) -> int:
    """Group anew wherever something came in or went, inside the caller's transaction; give how many groups."""
    waiting = connection.execute("SELECT key FROM unsettled WHERE kind = 'block'").fetchall()
    for (block,) in waiting:
        _settle_block(connection, block)
    connection.execute("DELETE FROM unsettled WHERE kind = 'block'")
    return len(waiting)


def _settle_block(connection: sqlite3.Connection, block: str) -> None:
    acts, reports = _acts(connection, block)
    connection.execute(
        "DELETE FROM links WHERE made = 1 AND from_table = 'events' AND from_id IN"
        " (SELECT event_id FROM happenings WHERE block = ?)",
        (block,),
    )
    groups = cluster(acts)
    connection.executemany(
        "UPDATE happenings SET happening_id = ? WHERE event_id = ?",
        [(_name(group), act.event_id) for group in groups for act in group],
    )
    ties = [("same-event", act, group[0]) for group in groups for act in group[1:]]
    ties += [("denies", denial, told) for denial, told in _denials(groups)]
    connection.executemany(
        "INSERT OR IGNORE INTO links"
        " (report_id, link_id, kind, from_table, from_id, to_table, to_id, basis, score, made)"
        " VALUES (?, ?, ?, 'events', ?, 'events', ?, ?, ?, 1)",
        [_link(reports[one.event_id], kind, one, other) for kind, one, other in ties],
    )


def _link(report_id: str, kind: str, one: same.Act, other: same.Act) -> tuple[Any, ...]:
    score = round(words.resemblance(one.words, other.words), 3) if one.words and other.words else None
    link_id = stable_id("l", kind, one.event_id, other.event_id)
    return report_id, link_id, kind, one.event_id, other.event_id, "same actors, kind of act, days and words", score


def _acts(connection: sqlite3.Connection, block: str) -> tuple[list[same.Act], dict[str, str]]:
    rows = connection.execute(
        "SELECT h.event_id, e.source, e.target, e.action, e.status, e.happened_earliest, e.happened_latest, e.place,"
        " h.words, e.report_id FROM happenings h JOIN events e ON e.event_id = h.event_id WHERE h.block = ?",
        (block,),
    ).fetchall()
    acts = []
    for key, source, target, action, status, earliest, latest, place, kept, _ in rows:
        acts.append(
            same.Act(
                event_id=key,
                source=source or "",
                target=target or "",
                action=action,
                status=status,
                earliest=earliest or "",
                latest=latest or "",
                place=place or "",
                words=frozenset(kept.split()),
            )
        )
    return acts, {row[0]: row[-1] for row in rows}


def cluster(acts: Iterable[same.Act]) -> list[list[same.Act]]:
    """Group acts of one block; the best dated first, each to the group that half of its members speak for.

    >>> day = dict(source="RUS", target="UKR", action="190", status="actual", latest="2018-11-25")
    >>> one = same.Act(event_id="a", earliest="2018-11-25", words=frozenset({"Kerch", "boat"}), **day)
    >>> two = same.Act(event_id="b", earliest="2018-11-01", words=frozenset({"Kerch", "fire"}), **day)
    >>> [[act.event_id for act in group] for group in cluster([two, one])]
    [['a', 'b']]
    """
    groups: list[list[same.Act]] = []
    by_month: dict[str, set[int]] = defaultdict(set)
    by_word: dict[str, set[int]] = defaultdict(set)
    for act in sorted(acts, key=_order):
        months = _months(act)
        near = set[int]().union(*(by_month[month] for month in months))
        folded = words.weights(act.words)
        if folded:  # no word in common, no likeness: spares most comparisons
            near &= {index for word in folded for index in by_word[word]} | by_word[""]
        votes = [(_votes(act, groups[index]), -index) for index in near]
        best, index = max(votes, default=(0.0, 0))
        if best >= 0.5:  # noqa: PLR2004 - half of them
            groups[-index].append(act)
        else:
            index = -len(groups)
            groups.append([act])
        for word in folded or ("",):
            by_word[word].add(-index)
        for month in months:
            by_month[month].add(-index)
    return groups


def _votes(act: same.Act, group: list[same.Act]) -> float:
    return sum(same.same(act, other) for other in group) / len(group)


def _order(act: same.Act) -> tuple[bool, bool, int, str, str]:
    known = bool(act.earliest and act.latest)
    length = (date.fromisoformat(act.latest) - date.fromisoformat(act.earliest)).days if known else 0
    return not act.words, not known, length, act.earliest, act.event_id


def _months(act: same.Act) -> set[str]:
    """Give the months under which an act is found; one that is open or too wide stands under one name of its own."""
    if not act.earliest or not act.latest:
        return {""}
    first, last = date.fromisoformat(act.earliest), date.fromisoformat(act.latest)
    if (last - first).days > _LONGEST:
        return {""}
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return {f"{first.year + (first.month - 1 + n) // 12}-{(first.month - 1 + n) % 12 + 1}" for n in range(count)}


def _denials(groups: list[list[same.Act]]) -> Iterator[tuple[same.Act, same.Act]]:
    """Pair each group of denials with the groups that tell as done what it denies."""
    told = [group for group in groups if group[0].status in same.DONE]
    for group in groups:
        if group[0].status in ("denied", "negated"):
            yield from ((group[0], other[0]) for other in told if same.denied(group[0], other[0]))


def _name(group: list[same.Act]) -> str:
    return stable_id("h", min(act.event_id for act in group))
