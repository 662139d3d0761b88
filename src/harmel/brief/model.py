"""What a brief is made of, whatever it is drawn as: sections of lines, each line pointing at its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harmel.records import Report, Spans

Style = Literal["plain", "actor", "words", "status", "note"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a line, and what they are."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line's words stand in a report."""

    report_id: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief, the sources that it rests on, and the lines under it."""

    pieces: tuple[Piece, ...]
    sources: tuple[Source, ...] = ()
    under: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain words.

        >>> Line((Piece("NATO", "actor"), Piece(" has answered"))).text
        'NATO has answered'
        """
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a whole, drawn as a bar, with its interval."""

    label: str
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mix:
    """How a side's acts and words divide over the kinds of posture."""

    title: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts in rows, such as acts by period, with the word for what a row is and a head over each column."""

    row: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def most(self) -> int:
        """The greatest count, by which bars are drawn.

        >>> Counts("quarter", ("acts",), (("2018", (3,)), ("2019", (5,)))).most
        5
        """
        return max((n for _, counts in self.rows for n in counts), default=0)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief."""

    key: str
    title: str
    lead: str = ""
    lines: tuple[Line, ...] = ()
    mixes: tuple[Mix, ...] = ()
    counts: tuple[Counts, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief, and the reports that its lines point into."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    reports: tuple[Report, ...]
