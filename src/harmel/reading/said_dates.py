"""What a page says of its own date: its address, the lines by its title, its clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from harmel.intervals import Interval
from harmel.reading.stated import stated_dates
from harmel.records import DateEvidence, Span
from harmel.vocabulary import FurnitureKind, PublishedBasis

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([/_-])(\d\d?)\2(\d\d?)|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)")
_SECTION = re.compile(r"/((?:19|20)\d\d)/[A-Za-z][\w.-]*/(\d\d)/(\d\d)(?=/)")  # the section between year and day
_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=[/-])")
_UPDATED = re.compile(
    r"(?:updated|modified|revised)\W*(?:on|at|:)?\W*(?:\w{3,9}\W+)?"
    r"(?:[\d:.]+\W*(?:[ap]m)?\W*(?:\w{2,4}\W+)?(?:on\W+)?)?$",
    re.IGNORECASE,
)


def dates_of_page(
    text: str, lines: Sequence[tuple[FurnitureKind, int, int]], url: str = "", given: str = "", metadata: str = ""
) -> Iterator[DateEvidence]:
    """Give the grounds that stand outside the article's words.

    A date behind "updated" is an upper bound only, and so is the page's clock.

    >>> page = "Published 3 May 2018, updated 5 May 2018"
    >>> [(g.earliest, g.latest) for g in dates_of_page(page, [("dateline", 0, len(page))])]
    [('2018-05-03', '2018-05-03'), ('', '2018-05-05')]
    """
    if given:
        yield _ground("given", Interval.day(date.fromisoformat(given)))
    if metadata:
        yield _ground("metadata", Interval.day(date.fromisoformat(metadata)), note="the mark-up or the row")
    yield from _address(url)
    heading = [(start, end) for kind, start, end in lines if kind in {"dateline", "byline"}]
    for start, end in heading:
        yield from _line(text, (start, end))
    for kind, start, end in lines:
        if kind == "clock":
            for stated in stated_dates(text[start:end]):
                when = Interval(latest=stated.when.latest)
                yield _ground("page-clock", when, (start + stated.start, start + stated.end), "the page's clock")


def _address(url: str) -> Iterator[DateEvidence]:
    for found in (*_DAY.finditer(url), *_SECTION.finditer(url)):
        year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
        try:
            yield _ground("url", Interval.day(date(year, month, day)), note=found[0])
        except ValueError:
            continue
        return
    for found in _MONTH.finditer(url):
        yield _ground("url", Interval.month(int(found[1]), int(found[2])), note=found[0])
        return


def _line(text: str, span: Span) -> Iterator[DateEvidence]:
    start, end = span
    for stated in stated_dates(text[start:end]):
        updated = _UPDATED.search(text[start : start + stated.start])
        when = Interval(latest=stated.when.latest) if updated else stated.when
        place = (start + stated.start, start + stated.end)
        yield _ground("dateline", when, place, "updated" if updated else "")


def _ground(basis: PublishedBasis, when: Interval, span: Span | None = None, note: str = "") -> DateEvidence:
    earliest, latest = when.iso()
    return DateEvidence(basis=basis, earliest=earliest, latest=latest, span=(span,) if span else (), note=note)
