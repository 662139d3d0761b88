"""Comments, told by their shape: name, time and a few words, again and again, whatever their boxes are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from harmel.reading.lines import Line
from harmel.reading.stated import CLOCK, has_date, stated_dates

_UNIT = r"(?:s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)"
_AGO = re.compile(
    rf"(?:\d+|\b(?:an?|one|two|few)) ?{_UNIT}\b(?: ago\b|$)|\b(?:just now|yesterday|today)\b|\bago$", re.IGNORECASE
)
_TELLS = {"a", "ago", "an", "few", "just", "one", "two", "today", "yesterday"}  # one, or a number, is in every stamp
_WORD = re.compile(r"\b(?!(?:at|on|am|pm|published|posted|said|says|gmt|utc)\b)[^\W\d_]\w*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NAME_WORDS = 4
_STAMP_WORDS = 12
_APART = 14  # lines: no remark is longer
_FEWEST = 3  # remarks
_MANY = 8  # names
_ARTICLE = 1.5  # times as long as the longest remark
_ANSWERS = {
    ("reply",),
    ("reply", "report"),
    ("like", "reply"),
    ("reply", "like"),
    ("report", "abuse"),
    ("reply", "share"),
}


def thread_lines(page: Sequence[Line]) -> range:
    r"""Give the lines of a page's longest thread of remarks; empty if it has none.

    A thread is three remarks or more, each with a time or an offer to answer, and prose between them. The names differ
    from one to the next: those of a live report, which has times too, are few.

    >>> from harmel.reading.lines import lines
    >>> said = "".join(f"reader{n}\n{n} hours ago\nI do not believe a word of it.\n" for n in range(2, 6))
    >>> thread_lines(lines(f"The talks in Riga ended without a word.\n{said}"))
    range(1, 13)
    """
    prose = next((place for place, line in enumerate(page) if line.stops and len(line.words) > _NAME_WORDS), len(page))
    stamps = [place for place, line in enumerate(page) if place > prose and _is_stamp(line)]
    found = max((_thread(page, _own(page, run)) for run in _runs(page, stamps)), key=len, default=range(0))
    if found:
        return found
    answers = [place for place, line in enumerate(page) if line.words in _ANSWERS]
    return max((_answered(run) for run in _runs(page, answers)), key=len, default=range(0))


def _answered(answers: Sequence[int]) -> range:
    """Give the lines of remarks that each end in an offer to answer; the first is as long as the shortest other."""
    least = min(after - before for before, after in pairwise(answers))
    return range(max(0, answers[0] - least + 1), answers[-1] + 1)


def _is_stamp(line: Line) -> bool:
    """Say whether a line says when something was said, with a name beside it at most."""
    if line.stops or len(line.words) > _STAMP_WORDS:
        return False
    if _TELLS.isdisjoint(line.key) and not _DIGIT.search(line.text):
        return False
    return bool(_AGO.search(line.text)) or has_date(line.text)


def _runs(page: Sequence[Line], marks: Sequence[int]) -> list[list[int]]:
    """Cut marks into runs in which prose stands between each and the next, and not too much of it."""
    runs: list[list[int]] = []
    for mark in marks:
        last = runs[-1][-1] if runs else None
        near = last is not None and mark - last <= _APART and any(line.stops for line in page[last + 1 : mark])
        if near:
            runs[-1].append(mark)
        elif last is None or mark - last > 1:
            runs.append([mark])
    return [run for run in runs if len(run) >= _FEWEST]


def _own(page: Sequence[Line], stamps: list[int]) -> list[int]:
    """Leave out the article's own date, where one stands above it: far more is said under that than by any reader."""
    said = [sum(line.size for line in page[a:b]) for a, b in pairwise(stamps)]
    return stamps[1:] if said[0] > _ARTICLE * max(said[1:]) else stamps


def _thread(page: Sequence[Line], stamps: Sequence[int]) -> range:
    """Give the lines from the first name to the last words, if the stamps have names and the names differ."""
    if len(stamps) < _FEWEST:
        return range(0)
    names = [_name(page, place) for place in stamps]
    known = [name for name in names if name]
    if len(set(known)) < min(_MANY, max(_FEWEST, len(stamps) // 3)):
        return range(0)
    first = stamps[0] - (bool(stamps[0]) and _is_name(page[stamps[0] - 1]))
    return range(first, _end(page, stamps))


def _name(page: Sequence[Line], place: int) -> tuple[str, ...]:
    """Give the name of who spoke: before the time, in its line, or in the line above or below it."""
    bare = page[place].text
    if has_date(bare) and not CLOCK.search(bare):
        return _beside(page, place)  # a name and a bare date in one line sign an embedded post
    for stated in reversed(stated_dates(bare)):
        bare = f"{bare[: stated.start]} {bare[stated.end :]}"
    rest = _WORD.findall(_AGO.sub(" ", bare))
    if rest and len(rest) <= _NAME_WORDS:
        return tuple(rest)
    return _beside(page, place)


def _beside(page: Sequence[Line], place: int) -> tuple[str, ...]:
    beside = (page[other] for other in (place - 1, place + 1) if 0 <= other < len(page))
    return next((line.words for line in beside if _is_name(line)), ())


def _is_name(line: Line) -> bool:
    return not line.stops and 0 < len(line.words) <= _NAME_WORDS


def _end(page: Sequence[Line], stamps: Sequence[int]) -> int:
    """End the last remark where its prose ends, as the others do: with as many lines as the longest of them."""
    most = max(after - before for before, after in pairwise(stamps))
    return min(len(page), stamps[-1] + most)
