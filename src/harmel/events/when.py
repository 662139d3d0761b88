"""When an act happened: the time words of its clause, against the days on which the report may have appeared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from harmel.intervals import Interval
from harmel.language import Sentence
from harmel.language.times import TimeWords, times
from harmel.records import Report, Span

CLAUSE_MARKS = (
    ",",
    ";",
    " after ",
    " when ",
    " before ",
    " while ",
    " since ",
    " that ",
    " who ",
    " which ",
    " – ",
    " — ",
)

_LEADING = re.compile(r"\W*(?:In|On|At|By|During|Since|Earlier|Late|Early|in|on)?\W*")


@dataclass(slots=True)
class Clock:
    """One report's publication interval, and the time words of the sentences already asked for."""

    published: Interval
    known: dict[int, list[TimeWords]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report) -> Clock:
        """Make the clock of a report."""
        return cls(Interval.of(report.published_earliest, report.published_latest))

    def of_clause(self, text: str, sentence: Sentence, trigger: Span, *, ahead: bool) -> tuple[str, str]:
        """Say when the act at a trigger happened; without time words, no later than publication.

        An act that is yet to come has no date unless its clause names one.
        """
        words = self._times(text, sentence)
        chosen = _nearest(text, sentence, trigger, words)
        if chosen is not None:
            return chosen.when.iso()
        if ahead or not self.published.known:
            return "", ""
        return Interval(date.min, self.published.latest).iso()

    def _times(self, text: str, sentence: Sentence) -> list[TimeWords]:
        if sentence.index not in self.known:
            self.known[sentence.index] = times(text[sentence.start : sentence.end], published=self.published)
        return self.known[sentence.index]


def _nearest(text: str, sentence: Sentence, trigger: Span, words: list[TimeWords]) -> TimeWords | None:
    """Choose the time words with the fewest clause borders, then the fewest characters, from the trigger."""

    def distance(found: TimeWords) -> tuple[int, int]:
        low, high = sentence.start + found.start, sentence.start + found.end
        between = text[high : trigger[0]] if high <= trigger[0] else text[trigger[1] : low]
        leading = high <= trigger[0] and _LEADING.fullmatch(text[sentence.start : low]) is not None
        borders = sum(between.count(mark) for mark in CLAUSE_MARKS)
        return (max(0, borders - 1) if leading else borders), len(between)

    return min(words, key=distance, default=None)
