"""Pledges and figures: whose, how much, and who names them."""

from __future__ import annotations

from harmel.brief.desk import Desk, at, when
from harmel.brief.model import Line, Piece, Section
from harmel.brief.once import merged
from harmel.records import Figure

BOUNDS = {
    "exact": "",
    "about": "about ",
    "at-least": "at least ",
    "at-most": "at most ",
    "more-than": "more than ",
    "less-than": "less than ",
    "range": "",
}


def figures(desk: Desk) -> Section:
    """List the figures with their owner, kind, date and the one who names them."""
    speakers = {s.statement_id: desk.who(s.speaker, s.speaker_name, s.report_id) for s in desk.statements}
    lines = merged(
        Line((*figure_pieces(desk, f), *_named_by(speakers.get(f.statement_id))), (at(f, f.span),))
        for f in desk.figures
    )
    return Section("figures", "Pledges and figures", "" if lines else "No figure was found.", lines)


def _named_by(speaker: Piece | None) -> tuple[Piece, ...]:
    return (Piece(", named by ", "note"), speaker) if speaker else ()


def figure_pieces(desk: Desk, figure: Figure) -> tuple[Piece, ...]:
    """Put a figure into words: whose, what it measures, how much, of what kind, as of when."""
    upper = f" to {number(figure.value_to)}" if figure.value_to is not None else ""
    time = when(figure.as_of_earliest, figure.as_of_latest)
    return (
        desk.who(figure.actor, "whose, the text does not say", figure.report_id),
        Piece(f": {figure.measure} "),
        Piece(f"{BOUNDS[figure.bound]}{_amount(figure)}{upper}", "words"),
        Piece(f" ({figure.kind}{f', {time}' if time else ''})", "status"),
    )


def _amount(figure: Figure) -> str:
    if figure.unit == "day":
        digits = f"{figure.value:.0f}"
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return f"{figure.value:.0f}" if figure.unit == "year" else f"{number(figure.value)} {figure.unit}".strip()


def number(value: float) -> str:
    """Write a number as people do.

    >>> number(2e8), number(2.5), number(9000.0)
    ('200 million', '2.5', '9,000')
    """
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if value >= size:
            return f"{value / size:,.6g}{word}"
    return f"{value:,.10g}"
