"""Reports → ``ParsedReport``: cut, gate, parse, find the mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress, islice

from harmel.actors import Registry
from harmel.language.gate import Test, passing
from harmel.language.mentions import mentions
from harmel.language.parsed import ParsedReport, Sentence
from harmel.language.parser import parses
from harmel.language.sentences import paragraphs, sentences
from harmel.records import Report

AT_ONCE = 16  # reports whose sentences go through the parser together: full batches, flat memory


def parse(report: Report, registry: Registry) -> ParsedReport:
    """Cut a report into sentences, parse them, and find who is mentioned where."""
    return next(parse_many([report], registry))


def parse_many(reports: Iterable[Report], registry: Registry, *, tests: Sequence[Test] = ()) -> Iterator[ParsedReport]:
    """Do the same to many reports, in order, with the parser's batches filled across them.

    With ``tests``, a sentence is parsed if one of them holds; the others keep their place, and their names.
    """
    source = iter(reports)
    while chunk := list(islice(source, AT_ONCE)):
        yield from _parse_chunk(chunk, registry, tests)


def _parse_chunk(chunk: list[Report], registry: Registry, tests: Sequence[Test]) -> Iterator[ParsedReport]:
    all_spans = [list(cut(report)) for report in chunk]
    through = [
        list(passing(report.text, spans, tests)) if tests else [True] * len(spans)
        for report, spans in zip(chunk, all_spans, strict=True)
    ]
    docs = parses(
        report.text[s.start : s.end]
        for report, spans, passed in zip(chunk, all_spans, through, strict=True)
        for s in compress(spans, passed)
    )
    for report, spans, passed in zip(chunk, all_spans, through, strict=True):
        read = tuple(replace(s, doc=next(docs)) if ok else s for s, ok in zip(spans, passed, strict=True))
        yield ParsedReport(report, read, mentions(report, read, registry), registry)


def cut(report: Report) -> Iterator[Sentence]:
    """Cut the article of a report into sentences that are not parsed yet."""
    index = 0
    for number, (low, high) in enumerate(paragraphs(report.text, report.body_spans)):
        for start, end in sentences(report.text, low, high):
            yield Sentence(index=index, start=start, end=end, paragraph=number)
            index += 1
