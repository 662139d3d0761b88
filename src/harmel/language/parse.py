"""Report → ``ParsedReport``: cut, gate, parse, find the mentions."""

from __future__ import annotations

from harmel.language.parsed import ParsedReport, Sentence
from harmel.language.parser import parses
from harmel.language.sentences import paragraphs, sentences
from harmel.records import Report


def parse(report: Report) -> ParsedReport:
    """Cut a report into sentences and parse them."""
    spans = [
        (start, end, number)
        for number, (low, high) in enumerate(paragraphs(report.text, report.body_spans))
        for start, end in sentences(report.text, low, high)
    ]
    docs = parses(report.text[start:end] for start, end, _ in spans)
    cut = tuple(
        Sentence(index=i, start=s, end=e, paragraph=p, doc=doc)
        for i, ((s, e, p), doc) in enumerate(zip(spans, docs, strict=True))
    )
    return ParsedReport(report, cut)
