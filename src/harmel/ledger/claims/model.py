"""What a claim is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from harmel.records import Spans

Role = Literal["asserts", "denies", "relays", "reports"]
Kind = Literal["act", "figure", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One who speaks to a claim, in which words, where and when.

    ``asserts`` and ``denies`` are a speaker's; ``relays`` is a report that carries another's words; ``reports`` is a
    report that tells it in its own name.
    """

    role: Role
    report_id: str
    outlet: str
    published_earliest: str
    published_latest: str
    speaker: str
    speaker_name: str
    words: str
    spans: Spans
    table: str
    id: str
    relayed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a published series says of the same measure, actor and year."""

    source: str
    year: int
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that is claimed, with its voices in the order of time."""

    claim_id: str
    kind: Kind
    about: str
    voices: tuple[Voice, ...]
    independent_reports: int = 0
    references: tuple[Reference, ...] = ()
    differs: bool = False

    @property
    def disputed(self) -> bool:
        """Say whether someone denies it, or its figures differ."""
        return self.differs or any(voice.role == "denies" for voice in self.voices)

    @property
    def first(self) -> Voice | None:
        """Give the first voice whose day is known."""
        return next((voice for voice in self.voices if voice.published_earliest), None)

    def row(self) -> dict[str, Any]:
        """Give it as a JSON object."""
        first = self.first
        return asdict(self) | {
            "disputed": self.disputed,
            "first_report": first.report_id if first else None,
            "first_published": first.published_earliest if first else None,
            "reports": len({voice.report_id for voice in self.voices}),
        }


def in_time(voices: list[Voice]) -> tuple[Voice, ...]:
    """Put voices in the order of time, those without a day last."""
    return tuple(
        sorted(voices, key=lambda v: (v.published_earliest or "9", v.published_latest or "9", v.report_id, v.id))
    )


def voice(role: Role, row: Mapping[str, Any], *, table: str, spans: Spans, words: str, speaker: str = "") -> Voice:
    """Make a voice of a row that joins a record with its report and its statement."""
    return Voice(
        role=role,
        report_id=row["report_id"],
        outlet=row["outlet"] or "",
        published_earliest=row["published_earliest"] or "",
        published_latest=row["published_latest"] or "",
        speaker=speaker or row["speaker"] or "",
        speaker_name=row["speaker_name"] or "",
        words=words,
        spans=spans,
        table=table,
        id=row["id"],
        relayed_by=row["relayed_by"] or "",
    )
