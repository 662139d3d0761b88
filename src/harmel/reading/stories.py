"""The stories seen so far, in little memory: of each only the first report, and of that only what it is known by.

A short report takes under a kilobyte: the upper halves of its hashes, and its anchors in sorted arrays. A copy takes
nothing, so memory grows with stories and not with reports.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from harmel.reading.copies import Hashes, Sketch, body_text, same_story, sketch
from harmel.records import Report

_CROWDED = 64  # stories that may share an anchor: more, and it is a commonplace
_PARTS = 64
_FRESH = 1_024  # anchors of one part that wait to be sorted in, or an eighth of it
_UPPER = np.uint64(32)  # bits: what is left tells 16 million anchors apart well enough to ask the whole sketch then


@dataclass(slots=True)
class _Sketches:
    """Sketches end to end in one array; an opening that is the whole article is not kept twice."""

    _data: array[int] = field(default_factory=lambda: array("I"))
    _ends: array[int] = field(default_factory=lambda: array("Q", [0]))

    def add(self, one: Sketch) -> None:
        for part in (one.hashes, one.opening[:0] if np.array_equal(one.hashes, one.opening) else one.opening):
            self._data.frombytes(part.astype(np.uint32).tobytes())
            self._ends.append(len(self._data))

    def of(self, story: int) -> Sketch:
        start, middle, end = self._ends[2 * story : 2 * story + 3]
        hashes = np.array(self._data[start:middle], np.uint64)
        return Sketch(hashes, np.array(self._data[middle:end], np.uint64) if middle < end else hashes)


@dataclass(slots=True)
class _Anchors:
    """Anchor → stories: sorted arrays, and beside them what came since they were sorted."""

    _keys: array[int] = field(default_factory=lambda: array("I"))
    _stories: array[int] = field(default_factory=lambda: array("I"))
    _fresh: dict[int, list[int]] = field(default_factory=dict)
    _waiting: int = 0

    def of(self, anchor: int) -> Iterator[int]:
        place = bisect_left(self._keys, anchor)
        while place < len(self._keys) and self._keys[place] == anchor:
            yield self._stories[place]
            place += 1
        yield from self._fresh.get(anchor, ())

    def add(self, anchor: int, story: int) -> None:
        self._fresh.setdefault(anchor, []).append(story)
        self._waiting += 1
        if self._waiting >= _FRESH + len(self._keys) // 8:
            self._sort_in()

    def _sort_in(self) -> None:
        pairs = [(anchor, story) for anchor, stories in self._fresh.items() for story in stories]
        keys = np.concatenate([np.array(self._keys, np.uint32), np.array([a for a, _ in pairs], np.uint32)])
        stories = np.concatenate([np.array(self._stories, np.uint32), np.array([s for _, s in pairs], np.uint32)])
        order = np.argsort(keys, kind="stable")
        self._keys, self._stories = array("I", keys[order].tobytes()), array("I", stories[order].tobytes())
        self._fresh, self._waiting = {}, 0


@dataclass(slots=True)
class Copies:
    r"""The stories seen so far, to be asked of each report as it comes.

    >>> from harmel.records import Report
    >>> text = "The ministers of both countries met in Riga on Friday and agreed that they would talk again in the " \
    ...        "autumn, though neither of the delegations would name a day for the next round of the talks."
    >>> seen = Copies()
    >>> reports = [Report(report_id=i, source=i, text=text, body_spans=((0, len(text)),)) for i in ("a", "b")]
    >>> [(seen.marked(report).story_id, seen.marked(report).duplicate_of) for report in reports]
    [('a', ''), ('a', 'a')]
    >>> len(seen)
    1
    """

    _firsts: list[str] = field(default_factory=list)
    _hashes: _Sketches = field(default_factory=_Sketches)
    _anchors: tuple[_Anchors, ...] = field(default_factory=lambda: tuple(_Anchors() for _ in range(_PARTS)))

    def __len__(self) -> int:
        """Count the stories."""
        return len(self._firsts)

    def origin(self, report: Report) -> str:
        """Give the id of the first report of this report's story: its own if it is the first."""
        mine = _halved(sketch(body_text(report)))
        asked: set[int] = set()
        free: list[int] = []
        for anchor in mine.anchors:
            stories = list(self._anchors[anchor % _PARTS].of(anchor))
            for story in stories:
                if story not in asked and same_story(mine, self._hashes.of(story)):
                    return self._firsts[story]
                asked.add(story)
            free += [anchor] if len(stories) < _CROWDED else []
        for anchor in free:
            self._anchors[anchor % _PARTS].add(anchor, len(self._firsts))
        self._firsts.append(report.report_id)
        self._hashes.add(mine)
        return report.report_id

    def marked(self, report: Report) -> Report:
        """Give the report with its story and, if it is a copy, the report that it copies."""
        first = self.origin(report)
        return replace(report, story_id=first, duplicate_of="" if first == report.report_id else first)


def _halved(whole: Sketch) -> Sketch:
    return Sketch(_upper(whole.hashes), _upper(whole.opening))


def _upper(hashes: Hashes) -> Hashes:
    return np.unique(hashes >> _UPPER)
