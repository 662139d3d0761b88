"""A clean text → a report: everything is the article, and the day is as given."""

from __future__ import annotations

from datetime import date as calendar_day

from harmel.errors import UsageError
from harmel.records import Report, stable_id


def plain_text(text: str, *, source: str, url: str = "", date: str = "") -> Report:
    """Make a report of a text that has no furniture.

    Parameters
    ----------
    date
        The day of publication as ``YYYY-MM-DD``, or empty if it is unknown.

    Raises
    ------
    UsageError
        If the date is none.

    >>> plain_text("Norway denied it.", source="a.txt", date="2018-10-25").published_latest
    '2018-10-25'
    """
    try:
        day = calendar_day.fromisoformat(date).isoformat() if date else ""
    except ValueError:
        raise UsageError(f"no date: {date!r}", where=source, remedy="write it as YYYY-MM-DD") from None
    return Report(
        report_id=stable_id("r", url or source, text),
        source=source,
        url=url,
        text=text,
        language="en",
        body_spans=((0, len(text)),) if text.strip() else (),
        published_earliest=day,
        published_latest=day,
        published_basis="given" if day else "unknown",
    )
