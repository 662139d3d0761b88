"""Copies: which reports carry the text of another, whatever was cut, added or retouched.

An article is known by a sketch: the smallest hashes of its runs of four words. Two articles that share one of their few
smallest hashes (anchors) are compared by their whole sketches: a copy has most of the shorter text in the longer one,
and its first sentences among them, since a follow-up repeats the background of a story under a new beginning. Hashes
do not depend on the process, so anchors can be kept in a ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from harmel.records import Report

_WORD = re.compile(r"[^\W_]+")
_RUN = 4  # words
_SKETCH = 192  # hashes kept of an article
_ANCHORS = 16  # hashes by which an article is found
_OPENING = 60  # words: the first sentences
_MOST_WORDS = 20_000
_SHORTEST = 16  # runs: below that, only the very same words are a copy
_NOTICE = 9  # runs: below that, not even these ("No comment.")
_SHARED = 0.45  # of the shorter text
_SHARED_OPENING = 0.3
_MIX = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article is known by: its smallest hashes, sorted, and those of its first sentences."""

    hashes: Hashes
    opening: Hashes

    @property
    def anchors(self) -> tuple[int, ...]:
        """Give the hashes by which it is found."""
        return tuple(int(h) for h in self.hashes[:_ANCHORS])


def sketch(article: str) -> Sketch:
    """Make the sketch of an article's text.

    >>> words = " ".join(f"word{n}" for n in range(40))
    >>> sketch(words).anchors == sketch(words.replace("word3 ", "“word3”, ")).anchors
    True
    """
    words = _WORD.findall(article.lower())[:_MOST_WORDS]
    runs = _runs(words)
    return Sketch(np.unique(runs)[:_SKETCH], np.unique(runs[:_OPENING]))


def same_story(one: Sketch, other: Sketch) -> bool:
    """Say whether of two articles one carries the text of the other.

    >>> first = " ".join(f"word{n}" for n in range(80))
    >>> same_story(sketch(first), sketch(first[:400] + " and the mayor was there too"))
    True
    >>> same_story(sketch(first), sketch(" ".join(f"other{n}" for n in range(80))))
    False
    """
    if min(len(one.hashes), len(other.hashes)) < _SHORTEST:
        return len(one.hashes) >= _NOTICE and np.array_equal(one.hashes, other.hashes)
    reach = min(_reach(one), _reach(other))  # both are whole up to here: beyond it the longer one's sketch ends
    mine, theirs = one.hashes[one.hashes <= reach], other.hashes[other.hashes <= reach]
    shared = len(np.intersect1d(mine, theirs, assume_unique=True)) / max(1, min(len(mine), len(theirs)))
    return shared >= _SHARED and max(_opens(one, other), _opens(other, one)) >= _SHARED_OPENING


def body_text(report: Report) -> str:
    r"""Give the article of a report as one text.

    >>> from harmel.records import Report
    >>> body_text(Report(report_id="a", source="a", text="Home\nThey left.", body_spans=((5, 15),)))
    'They left.'
    """
    return "\n".join(report.text[a:b] for a, b in report.body_spans)


def _runs(words: list[str]) -> Hashes:
    """Hash every run of four words, in text order; a shorter text is one run."""
    if not words:
        return np.empty(0, np.uint64)
    single = np.array([crc32(word.encode()) for word in words], np.uint64)
    single = np.concatenate([single, np.zeros(max(0, _RUN - len(single)), np.uint64)])
    runs = np.zeros(len(single) - _RUN + 1, np.uint64)
    for place in range(_RUN):
        runs = (runs ^ single[place : place + len(runs)]) * _MIX
        runs ^= runs >> np.uint64(29)
    return runs


def _reach(one: Sketch) -> np.uint64:
    return np.uint64(one.hashes[-1]) if len(one.hashes) == _SKETCH else np.uint64(2**64 - 1)


def _opens(one: Sketch, other: Sketch) -> float:
    """Give the share of one's first sentences that the other's sketch has, as far as that reaches."""
    seen = one.opening[one.opening <= _reach(other)]
    return len(np.intersect1d(seen, other.hashes, assume_unique=True)) / max(1, len(seen))
