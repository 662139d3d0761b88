"""Which claims a page of disputes shows: chosen from the ledger's picture, so that no page goes through everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from harmel.errors import RefusalError, UsageError
from harmel.ledger import Claim, claims
from harmel.vocabulary import words
from harmel.web.desk import Desk
from harmel.web.wanted import day

Kind = Literal["act", "figure", "changed"]
PAGE = 12  # claims
LOOKED_AT = 3_000  # candidates, the newest first
MOST_FIGURES, MOST_SAID = 300, 5_000
KINDS = {"act": "Acts that are denied", "figure": "Figures that differ", "changed": "What a speaker changed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One state of the page: which kind of claim, about whom, in which days, from where on; ``id`` is one act's."""

    kind: Kind = "act"
    actor: str = ""
    since: str = ""
    until: str = ""
    every: bool = False
    start: int = 0
    id: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Chosen:
        """Read a query string.

        Raises
        ------
        UsageError
            If a parameter is unknown or a value is none; the message names it.

        >>> Chosen.of({"kind": "figure", "actor": "NOR"}).query(start="12")
        {'kind': 'figure', 'actor': 'NOR', 'start': '12'}
        """
        known = {"kind", "actor", "since", "until", "all", "start", "id", "format"}
        if unknown := sorted(set(query) - known):
            raise UsageError(f"claims know no {unknown[0]}", remedy=f"one of: {', '.join(sorted(known))}")
        kind = query.get("kind") or "act"
        if kind not in words(Kind):
            raise UsageError(f"no such kind: {kind!r}", remedy=f"one of: {', '.join(words(Kind))}")
        start = query.get("start") or "0"
        if not start.isdigit() or int(start) > LOOKED_AT:
            raise UsageError(f"start is no number from 0 to {LOOKED_AT}: {start[:40]!r}")
        since, until = (str(day(name, query.get(name, "")) or "") for name in ("since", "until"))
        return cls(
            kind=cast("Kind", kind), actor=query.get("actor", "").strip(), since=since, until=until,
            every=query.get("all") == "1", start=int(start), id=query.get("id", "")[:80],
        )  # fmt: skip

    def query(self, **changed: str) -> dict[str, str]:
        """Give the parts of the link to this state, some of them changed; what is the default is left out."""
        parts = {
            "kind": "" if self.kind == "act" else self.kind, "actor": self.actor, "since": self.since,
            "until": self.until, "all": "1" if self.every else "", "start": str(self.start or ""), "id": self.id,
        }  # fmt: skip
        return {name: value for name, value in (parts | changed).items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The claims of one page, and how many there are among the newest that were looked at."""

    claims: tuple[Claim, ...]
    of: int
    more: bool


def shown(desk: Desk, chosen: Chosen) -> Shown:
    """Give the claims of one state of the page.

    Raises
    ------
    RefusalError
        If what a speaker changed would have to be sought among too many statements.
    """
    if chosen.kind == "act":
        return _acts(desk, chosen)
    if chosen.kind == "figure":
        return _figures(desk, chosen)
    return _changed(desk, chosen)


def _acts(desk: Desk, chosen: Chosen) -> Shown:
    groups = [[chosen.id]] if chosen.id else _happenings(desk, _disputed(desk, chosen))
    ids = [one for group in groups[chosen.start : chosen.start + PAGE] for one in group[:1]]
    found = (
        {voice.id: claim for claim in claims(desk.ledger, kind="act", id=ids) for voice in claim.voices} if ids else {}
    )
    kept = list({id(claim): claim for claim in found.values()}.values())
    order = {one: place for place, one in enumerate(ids)}
    kept.sort(key=lambda claim: min((order[v.id] for v in claim.voices if v.id in order), default=len(order)))
    kept = [claim for claim in kept if chosen.every or chosen.id or claim.disputed]
    return Shown(claims=tuple(kept), of=len(groups), more=chosen.start + PAGE < len(groups))


def _disputed(desk: Desk, chosen: Chosen) -> list[str]:
    """Choose the acts that somebody denies, those of the newest reports first."""
    parts, values = _within(chosen, "happened")
    if not chosen.every:
        parts.append(
            "(e.status IN ('denied', 'negated') OR e.event_id IN"
            " (SELECT to_id FROM links WHERE kind IN ('denies', 'contradicts') AND to_table = 'events'))"
        )
    query = (
        f"SELECT e.event_id FROM events e JOIN reports r USING (report_id) WHERE {' AND '.join(parts) or 'true'}"  # noqa: S608
        f" ORDER BY coalesce(r.published_latest, '') DESC, e.event_id LIMIT {LOOKED_AT}"
    )
    return cast("list[str]", desk.snapshot.ask(query, values).column("event_id").to_pylist())


def _within(chosen: Chosen, days: str) -> tuple[list[str], list[Any]]:
    parts, values = list[str](), list[Any]()
    if chosen.actor:
        parts.append(
            "? IN (e.source, e.target, e.source_country, e.target_country)" if days == "happened" else "e.actor = ?"
        )
        values.append(chosen.actor)
    if chosen.since:
        parts.append(f"e.{days}_latest >= ?")
        values.append(chosen.since)
    if chosen.until:
        parts.append(f"e.{days}_earliest <= ?")
        values.append(chosen.until)
    return parts, values


def _happenings(desk: Desk, ids: list[str]) -> list[list[str]]:
    """Group acts by happening, in their order: one happening is one claim."""
    groups: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        query = f"SELECT event_id, happening_id FROM happenings WHERE event_id IN ({', '.join('?' * len(some))})"  # noqa: S608
        found = desk.ledger.sql(query, some, seconds=5.0).to_pydict()
        of |= dict(zip(found.get("event_id", []), found.get("happening_id", []), strict=True))
    for one in ids:
        if one in of:
            groups.setdefault(of[one], []).append(one)
    return list(groups.values())


def _figures(desk: Desk, chosen: Chosen) -> Shown:
    parts, values = _within(chosen, "as_of")
    having = "" if chosen.every else " HAVING count(DISTINCT e.value) > 1"
    query = (
        "SELECT list(e.figure_id ORDER BY r.published_latest DESC, e.figure_id) AS ids, max(r.published_latest) AS day"  # noqa: S608 - our own names
        f" FROM figures e JOIN reports r USING (report_id) WHERE {' AND '.join(parts) or 'true'}"
        f" GROUP BY e.actor, e.measure, e.unit, e.kind{having}"
        f" ORDER BY day DESC, min(e.figure_id) LIMIT {LOOKED_AT}"
    )
    groups = desk.snapshot.ask(query, values).column("ids").to_pylist()
    found: list[Claim] = []
    for ids in groups[chosen.start : chosen.start + PAGE]:
        found += claims(desk.ledger, kind="figure", id=ids[:MOST_FIGURES])
    kept = tuple(claim for claim in found if chosen.every or claim.disputed)
    return Shown(claims=kept, of=len(groups), more=chosen.start + PAGE < len(groups))


def _changed(desk: Desk, chosen: Chosen) -> Shown:
    wanted: dict[str, Any] = {"speaker": chosen.actor} if chosen.actor else {}
    if (said := desk.snapshot.count("statements", **wanted)) > MOST_SAID:
        raise RefusalError(
            f"{said:,} statements are too many to go through for one page",
            remedy="choose a speaker, or run harmel claims on the command line",
        )
    about: dict[str, Any] = {"actor": chosen.actor} if chosen.actor else {}
    found = list(claims(desk.ledger, kind="changed", **about))
    kept = tuple(found[chosen.start : chosen.start + PAGE])
    return Shown(claims=kept, of=len(found), more=chosen.start + PAGE < len(found))
