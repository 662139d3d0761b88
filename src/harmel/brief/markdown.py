"""The brief as Markdown, with the source of each line as a footnote of report and offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from harmel.brief.model import Brief, Counts, Line, Mix, Piece, Section
from harmel.brief.sections.reports import called

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
WRAP = {"plain": "", "actor": "**", "words": "", "status": "*", "note": ""}


def to_markdown(brief: Brief) -> str:
    """Write a brief as Markdown.

    >>> from harmel.brief.model import Brief, Line, Piece, Section
    >>> line = Line((Piece("NATO", "actor"), Piece(" has answered")))
    >>> print(to_markdown(Brief("A brief", "One report.", (Section("k", "Acts", lines=(line,)),), ())))
    # A brief
    <BLANKLINE>
    One report.
    <BLANKLINE>
    ## Acts
    <BLANKLINE>
    - **NATO** has answered
    <BLANKLINE>
    """
    numbers = {report.report_id: i for i, report in enumerate(brief.reports, 1)}
    parts = [f"# {_plain(brief.title)}", _plain(brief.lead)]
    parts += [block for section in brief.sections for block in _section(section, numbers)]
    if brief.reports:
        parts.append(
            "## Sources\n\n"
            + "\n".join(f"{numbers[r.report_id]}. {_plain(called(r))} `{r.report_id}`" for r in brief.reports)
        )
    return "\n\n".join(parts) + "\n"


def _section(section: Section, numbers: Mapping[str, int]) -> Iterator[str]:
    yield f"## {_plain(section.title)}"
    if section.lead:
        yield _plain(section.lead)
    if section.lines:
        yield "\n".join(text for line in section.lines for text in _line(line, 0, numbers))
    yield from map(_mix, section.mixes)
    yield from map(_counts, section.counts)


def _line(line: Line, depth: int, numbers: Mapping[str, int]) -> Iterator[str]:
    places = ", ".join(
        f"{numbers[s.report_id]}:{start}–{end}"
        for s in line.sources
        for start, end in s.spans
        if s.report_id in numbers
    )
    words = "".join(map(_piece, line.pieces))
    yield "  " * depth + f"- {words}" + (f" `{places}`" if places else "")
    for below in line.under:
        yield from _line(below, depth + 1, numbers)


def _piece(piece: Piece) -> str:
    mark, words = WRAP[piece.style], piece.text.strip()
    if not mark or not words:
        return _plain(piece.text)
    before, after = piece.text.split(words, 1)
    return f"{before}{mark}{_plain(words)}{mark}{after}"


def _mix(mix: Mix) -> str:
    if not mix.total:
        return f"### {_plain(mix.title)}\n\nNo act or word that shows a posture."
    rows = "\n".join(f"| {b.label} | {b.count} | {b.share:.0%} | {b.low:.0%} to {b.high:.0%} |" for b in mix.bars)
    head = "| kind | acts and words | share | 95 % interval |\n| --- | ---: | ---: | ---: |"
    return f"### {_plain(mix.title)}\n\n{head}\n{rows}"


def _counts(counts: Counts) -> str:
    head = f"| {' | '.join(_plain(h) for h in (counts.row, *counts.head))} |\n| --- |{' ---: |' * len(counts.head)}"
    rows = "\n".join(f"| {label} | {' | '.join(map(str, row))} |" for label, row in counts.rows)
    return f"{head}\n{rows}"


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
