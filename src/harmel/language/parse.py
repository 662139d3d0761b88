"""Reports → ``ParsedReport``: cut, gate, parse, find the mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from harmel.actors import Registry
from harmel.language.mentions import mentions
from harmel.language.parsed import ParsedReport, Sentence
from harmel.language.parser import parses
from harmel.language.sentences import paragraphs, sentences
from harmel.records import Report

AT_ONCE = 16  # reports whose sentences go through the parser together: full batches, flat memory


def parse(report: Report, registry: Registry) -> ParsedReport:
    """Cut a report into sentences, parse them, and find who is mentioned where."""
    return next(parse_many([report], registry))


def parse_many(reports: Iterable[Report], registry: Registry) -> Iterator[ParsedReport]:
    """Do the same to many reports, in order, with the parser's batches filled across them."""
    source = iter(reports)
    while chunk := list(islice(source, AT_ONCE)):
        yield from _parse_chunk(chunk, registry)


def _parse_chunk(chunk: list[Report], registry: Registry) -> Iterator[ParsedReport]:
    cut = [list(_cut(report)) for report in chunk]
    docs = parses(r.text[start:end] for r, spans in zip(chunk, cut, strict=True) for start, end, _ in spans)
    for report, spans in zip(chunk, cut, strict=True):
        read = tuple(
            Sentence(index=i, start=start, end=end, paragraph=paragraph, doc=next(docs))
            for i, (start, end, paragraph) in enumerate(spans)
        )
        yield ParsedReport(report, read, mentions(report, read, registry))


def _cut(report: Report) -> Iterator[tuple[int, int, int]]:
    for number, (low, high) in enumerate(paragraphs(report.text, report.body_spans)):
        for start, end in sentences(report.text, low, high):
            yield start, end, number
