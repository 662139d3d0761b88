"""What people write for a measure in one line of text: thresholds, spans of years."""

from __future__ import annotations

from harmel.errors import UsageError


def threshold(text: str) -> dict[str, float]:
    """Read a threshold for incidents.

    >>> threshold("reports=3, attributing=2")
    {'reports': 3.0, 'attributing': 2.0}
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    try:
        return {name.strip(): float(number) for name, _, number in pairs}
    except ValueError:
        raise UsageError(f"not a threshold: {text!r}", remedy="such as reports=3,attributing=2") from None


def year_spans(text: str) -> list[tuple[int, int]]:
    """Read spans of years.

    >>> year_spans("2014-2021, 2021-2024")
    [(2014, 2021), (2021, 2024)]
    """
    spans = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        first, sign, last = part.partition("-")
        if not (sign and first.isdigit() and last.isdigit() and int(first) < int(last)):
            raise UsageError(f"not a span of years: {part!r}", remedy="such as 2014-2021")
        spans.append((int(first), int(last)))
    return spans
