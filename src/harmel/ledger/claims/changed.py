"""What a speaker changed: another figure than before for the same thing, or denied what the same speaker had said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from harmel.ledger import filters, opening, words
from harmel.ledger.asking import dicts
from harmel.ledger.claims.counted import differ, rows_of, voice_of
from harmel.ledger.claims.model import Claim, Role, in_time, voice
from harmel.ledger.store import Ledger
from harmel.records import stable_id

_ALIKE = 0.5
_SAID = ("assert", "promise", "threaten")
_STATEMENTS = (
    "SELECT s.statement_id AS id, s.speaker, s.speaker_name, s.stance, s.content, s.content_spans, s.relayed_by,"
    " r.report_id, r.outlet, r.published_earliest, r.published_latest FROM statements s"
    " JOIN reports r ON r.report_id = s.report_id WHERE s.speaker IS NOT NULL AND r.duplicate_of IS NULL"
)
Row = dict[str, Any]


def changed(ledger: Ledger, **wanted: Any) -> Iterator[Claim]:  # noqa: ANN401 - a filter's value
    """Go through what speakers changed: first figures, then words."""
    yield from _figures(ledger, wanted)
    yield from _words(ledger, wanted.get("actor"))


def _figures(ledger: Ledger, wanted: dict[str, Any]) -> Iterator[Claim]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows_of(ledger, wanted):
        if row["speaker"]:
            groups[row["speaker"], row["actor"] or "", row["measure"], row["unit"] or ""].append(row)
    for key, group in sorted(groups.items()):
        speaker, actor, measure, unit = key
        ordered = sorted(group, key=lambda row: (row["published_earliest"] or "9", row["id"]))
        turns = [b for a, b in pairwise(ordered) if differ(a, b)]
        if turns:
            kept = [row for row in ordered if row in turns or any(differ(row, turn) for turn in turns)]
            yield Claim(
                claim_id=stable_id("c", "changed", *key),
                kind="changed",
                about=f"{speaker} on {actor or 'unnamed'}: {measure} ({unit or 'no unit'})",
                voices=in_time([voice_of(row) for row in kept]),
                independent_reports=len({row["report_id"] for row in kept}),
                differs=True,
            )


def _words(ledger: Ledger, actor: Any) -> Iterator[Claim]:  # noqa: ANN401 - one actor or several
    condition, values = filters.where("statements", {"speaker": actor})
    with opening.translated(ledger.path), ledger.reading() as connection:
        rows = dicts(connection, f"{_STATEMENTS} AND {condition} ORDER BY id", values)
    speakers: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        speakers[row["speaker"]].append(row)
    for speaker, said in sorted(speakers.items()):
        denials = [row for row in said if row["stance"] == "deny"]
        bags = {row["id"]: words.bag(row["content"] or "", (0, len(row["content"] or ""))) for row in said if denials}
        for denial in denials:
            before = [
                row for row in said if row["stance"] in ("assert", "promise", "threaten") and _told(row, denial, bags)
            ]
            if before:
                yield _turned(speaker, denial, before)


def _told(row: Row, denial: Row, bags: dict[str, frozenset[str]]) -> bool:
    """Say whether a statement tells what another, of another report, denies."""
    alike = words.resemblance(bags[row["id"]], bags[denial["id"]])
    enough = min(len(bags[row["id"]]), len(bags[denial["id"]])) > 1
    return enough and alike >= _ALIKE and row["report_id"] != denial["report_id"]


def _turned(speaker: str, denial: Row, before: list[Row]) -> Claim:
    def of(role: Role, row: Row) -> Any:  # noqa: ANN401 - a voice
        spans = tuple((start, end) for start, end in json.loads(row["content_spans"] or "[]"))
        return voice(role, row, table="statements", spans=spans, words=row["content"] or "")

    voices = [of("denies", denial), *(of("asserts", row) for row in before)]
    return Claim(
        claim_id=stable_id("c", "turned", denial["id"]),
        kind="changed",
        about=f"{speaker} said and denied",
        voices=in_time(voices),
        independent_reports=len({each.report_id for each in voices}),
    )
