"""What stands beside one record: who else carries it, who denies it, what it is tied to, what was done to it.

Every list is bounded and answered from an index, so that one record of a million costs no more than one of ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harmel.ledger import opening, tables
from harmel.ledger.asking import dicts
from harmel.ledger.store import Ledger

MOST = 40
_AROUND = 60
_STANDING = {"events": "x.status", "statements": "x.stance", "figures": "x.kind"}
_MINE = (
    "(SELECT event_id FROM happenings WHERE happening_id = (SELECT happening_id FROM happenings WHERE event_id = ?1))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another record, as a line: where it stands, in which words, and with what standing (status, stance or kind)."""

    table: str
    id: str
    standing: str
    words: str
    report_id: str
    outlet: str
    title: str
    source: str
    published_earliest: str
    published_latest: str
    duplicate_of: str
    story_id: str
    kind: str = ""
    basis: str = ""
    outgoing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Everything beside one record; each list holds at most ``MOST``, in the order of time."""

    carried: tuple[Other, ...]
    against: tuple[Other, ...]
    tied: tuple[Other, ...]
    within: tuple[Other, ...]
    done: tuple[tuple[str, str, str], ...]
    independent_reports: int
    reports: int


def beside(ledger: Ledger, table: str, key: str) -> Beside:
    """Give what stands beside a statement, an event or a figure.

    ``carried``: the same act, words or number elsewhere; ``against``: what denies or contradicts it, or what it denies;
    ``tied``: every other link, both ways; ``within``: the statement that it rests on and the records that rest on it;
    ``done``: time, kind and detail of what the log holds of its report.

    >>> with Ledger.open(":memory:") as ledger:
    ...     beside(ledger, "events", "e_1").carried
    ()
    """
    with opening.translated(ledger.path), ledger.reading():
        links = _links(ledger, table, key)
        denials = [link for link in links if link["kind"] in ("denies", "contradicts")]
        others = [link for link in links if link not in denials]
        counts = _counts(ledger, key)
        return Beside(
            carried=_records(ledger, table, _same(table), [key]),
            against=_ends(ledger, denials),
            tied=_ends(ledger, others),
            within=_within(ledger, table, key),
            done=_done(ledger, table, key),
            independent_reports=counts[0],
            reports=counts[1],
        )


def ends(ledger: Ledger, link_id: str) -> tuple[Other | None, Other | None]:
    """Give both ends of a link, each as a line; ``None`` where the record has gone.

    >>> with Ledger.open(":memory:") as ledger:
    ...     ends(ledger, "l_1")
    (None, None)
    """
    with opening.translated(ledger.path), ledger.reading() as connection:
        row = connection.execute(
            "SELECT from_table, from_id, to_table, to_id FROM links WHERE link_id = ?", (link_id,)
        ).fetchone()
        if row is None:
            return None, None
        return _one(ledger, row[0], row[1]), _one(ledger, row[2], row[3])


def _words(column: str, around: int = 0) -> str:
    """Write the SQL for the words under a column of spans, with some letters around them."""
    first, last = (f"CAST(json_extract({column}, '{end}') AS INTEGER)" for end in ("$[0][0]", "$[#-1][1]"))
    low = f"(CASE WHEN {first} > {around} THEN {first} - {around} ELSE 0 END)"
    length = f"{last} + {around} - {low}"  # written so that SQLite and DuckDB both read it
    return f"substr(r.text, {low} + 1, CASE WHEN {length} < 1200 THEN {length} ELSE 1200 END)"


_SAID = {
    "events": _words("x.sentence_span"),
    "statements": "x.content",
    "figures": _words("x.span", _AROUND),
    "reports": "substr(x.text, 1, 200)",
}


def _records(
    ledger: Ledger,
    table: str,
    condition: str,
    values: Sequence[Any],
    **more: Any,  # noqa: ANN401 - columns of the link
) -> tuple[Other, ...]:
    """Give records that fulfil a condition, in the order of time."""
    key, standing = tables.KEYS[table], _STANDING.get(table, "''")
    query = (
        f"SELECT x.{key} AS id, {standing} AS standing, coalesce({_SAID[table]}, '') AS words,"
        " r.report_id, coalesce(r.outlet, '') AS outlet, coalesce(r.title, '') AS title, r.source,"
        " coalesce(r.published_earliest, '') AS published_earliest,"
        " coalesce(r.published_latest, '') AS published_latest,"
        " coalesce(r.duplicate_of, '') AS duplicate_of, coalesce(r.story_id, '') AS story_id"
        f" FROM {table} x JOIN reports r ON r.report_id = x.report_id WHERE {condition}"
        " ORDER BY r.published_earliest IS NULL, r.published_earliest, r.published_latest, id LIMIT ?"
    )
    with ledger.reading() as connection:
        return tuple(Other(table=table, **(row | more)) for row in dicts(connection, query, [*values, MOST]))


def _one(ledger: Ledger, table: str, key: str, **more: Any) -> Other | None:  # noqa: ANN401 - as above
    if table not in _SAID:
        return None
    return next(iter(_records(ledger, table, f"x.{tables.KEYS[table]} = ?", [key], **more)), None)


def _same(table: str) -> str:
    """Write the condition under which another record says the same."""
    if table == "events":
        return f"x.event_id IN {_MINE} AND x.event_id <> ?1"
    if table == "statements":
        story = "(SELECT o.story_id FROM reports o JOIN statements m USING (report_id) WHERE m.statement_id = ?1)"
        said = "(SELECT content FROM statements WHERE statement_id = ?1)"
        return f"r.story_id = {story} AND x.statement_id <> ?1 AND length(x.content) > 0 AND x.content = {said}"
    alike = " AND ".join(
        f"x.{c} IS (SELECT {c} FROM figures WHERE figure_id = ?1)" for c in ("actor", "value", "unit", "kind")
    )
    return f"x.measure = (SELECT measure FROM figures WHERE figure_id = ?1) AND {alike} AND x.figure_id <> ?1"


def _links(ledger: Ledger, table: str, key: str) -> list[dict[str, Any]]:
    """Give the links of a record; a denial of any record of its happening is one of it, too."""
    mine = f"IN {_MINE}" if table == "events" else "= ?1"
    names = "link_id, kind, from_table, from_id, to_table, to_id, coalesce(basis, '') AS basis"
    query = (
        f"SELECT {names}, 1 AS outgoing FROM links WHERE from_id = ?1"
        f" UNION ALL SELECT {names}, 0 FROM links WHERE to_id = ?1 OR (kind IN ('denies', 'contradicts')"
        f" AND to_id {mine}) LIMIT ?2"
    )
    with ledger.reading() as connection:
        return dicts(connection, query, (key, 2 * MOST))


def _ends(ledger: Ledger, links: list[dict[str, Any]]) -> tuple[Other, ...]:
    found: dict[tuple[str, str], Other] = {}
    for link in links[:MOST]:
        end = "to" if link["outgoing"] else "from"
        more = {"kind": link["kind"], "basis": link["basis"], "outgoing": bool(link["outgoing"])}
        other = _one(ledger, link[f"{end}_table"], link[f"{end}_id"], **more)
        if other is not None:
            found.setdefault((link["kind"], other.id), other)
    return tuple(sorted(found.values(), key=lambda o: (o.published_earliest or "9", o.published_latest, o.id)))


def _within(ledger: Ledger, table: str, key: str) -> tuple[Other, ...]:
    """Give the statement that a record rests on or stands in, and the records of its report that rest on it."""
    upper = "parent_statement" if table == "statements" else "statement_id"
    with ledger.reading() as connection:
        row = connection.execute(
            f"SELECT report_id, {upper} FROM {table} WHERE {tables.KEYS[table]} = ?", (key,)
        ).fetchone()
    if row is None:
        return ()
    over = _one(ledger, "statements", row[1], kind="rests on", outgoing=True) if row[1] else None
    below: list[Other] = []
    if table == "statements":
        for name, column in (
            ("statements", "parent_statement"),
            ("events", "statement_id"),
            ("figures", "statement_id"),
        ):
            below += _records(ledger, name, f"x.report_id = ? AND x.{column} = ?", [row[0], key], kind="holds")
    return (*((over,) if over else ()), *below)


def _counts(ledger: Ledger, key: str) -> tuple[int, int]:
    query = (
        "SELECT independent_reports, reports FROM happened"
        " WHERE happening_id = (SELECT happening_id FROM happenings WHERE event_id = ?)"
    )
    with ledger.reading() as connection:
        row = connection.execute(query, (key,)).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _done(ledger: Ledger, table: str, key: str) -> tuple[tuple[str, str, str], ...]:
    query = (
        "SELECT \"at\", kind, coalesce(detail, '') FROM log WHERE report_id ="
        f" (SELECT report_id FROM {table} WHERE {tables.KEYS[table]} = ?) ORDER BY row LIMIT ?"
    )
    with ledger.reading() as connection:
        return tuple(connection.execute(query, (key, MOST)).fetchall())
