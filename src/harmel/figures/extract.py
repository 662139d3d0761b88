"""A parsed report → its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from harmel.figures.amounts import Amount, amounts
from harmel.figures.candidates import may_tell
from harmel.figures.deadlines import Deadline, asks, deadlines
from harmel.figures.kinds import is_change, kind_of
from harmel.figures.measures import Measure, carries, measure_of
from harmel.figures.moments import moment_of
from harmel.figures.owners import owner_of
from harmel.figures.scene import Scene, scene
from harmel.intervals import Interval
from harmel.language import ParsedReport, Sentence
from harmel.language.gate import Words
from harmel.language.parser import as_parsed
from harmel.language.times import TimeWords, times
from harmel.records import Figure, Span, Statement, stable_id

LOOK_BACK = 2  # sentences: "it spends 4.1 percent" goes on about what was spoken of just before


@dataclass(slots=True)
class Topic:
    """The measure that a report last spoke of, where later sentences may go on about it without naming it."""

    measure: Measure | None = None
    index: int = 0


def extract(parsed: ParsedReport, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """Find the figures of a report, in text order.

    A figure is kept only when it is known what it counts; whose it is, as of when and in whose words stay empty where
    the text does not say.

    Parameters
    ----------
    parsed
        The report, its parses and its mentions.
    statements
        Its statements, so that a figure points at whose words it rests on.
    """
    report = parsed.report
    published = Interval.of(report.published_earliest, report.published_latest)
    topic = Topic()
    return tuple(
        figure
        for sentence, doc in parsed.parsed()
        for figure in _in_sentence(parsed, sentence, doc, statements, published, topic)
    )


def _in_sentence(
    parsed: ParsedReport,
    sentence: Sentence,
    doc: Doc,
    statements: Sequence[Statement],
    published: Interval,
    topic: Topic,
) -> Iterator[Figure]:
    words = Words.of(parsed.report.text[sentence.start : sentence.end])
    if not may_tell(words):
        return
    text = as_parsed(words.text)
    numbers = amounts(text)
    if not numbers and not asks(text):
        return
    found = times(text, published=published)
    for amount in numbers:
        if _is_time(amount, found):
            continue
        around = scene(sentence, doc, amount, text)
        measure = _measure(around, topic) if around else None
        if around and measure and not _is_denied(around):
            yield _figure(parsed, around, measure, doc, statements, found)
    for deadline in deadlines(text, found):
        yield _deadline(parsed, sentence, deadline, statements)


def _is_time(amount: Amount, found: Sequence[TimeWords]) -> bool:
    return amount.of == "count" and any(t.start < amount.end and amount.start < t.end for t in found)


def _measure(around: Scene, topic: Topic) -> Measure | None:
    """Say what an amount counts, from its own words or from what the sentences before were about."""
    change = is_change(around)
    measure = measure_of(around, change=change)
    if measure is None and topic.measure and around.sentence.index - topic.index <= LOOK_BACK:
        measure = topic.measure if carries(topic.measure, around, change=change) else None
    if measure is not None and measure.carried is not None:
        topic.measure, topic.index = measure, around.sentence.index
    return measure


def _figure(
    parsed: ParsedReport,
    around: Scene,
    measure: Measure,
    doc: Doc,
    statements: Sequence[Statement],
    found: Sequence[TimeWords],
) -> Figure:
    amount, start = around.amount, around.sentence.start
    span = (start + amount.start, start + amount.end)
    statement = statement_around(span, statements)
    earliest, latest = moment_of(around, doc, found).iso()
    points = amount.unit == "percentage points"
    return Figure(
        report_id=parsed.report.report_id,
        figure_id=stable_id("f", parsed.report.report_id, span, measure.name),
        actor=owner_of(parsed, around, measure.side),
        measure=measure.name,
        value=amount.value,
        value_to=amount.value_to,
        bound=amount.bound,
        unit=amount.unit if points or not measure.unit else measure.unit,
        kind=kind_of(around, statement),
        as_of_earliest=earliest,
        as_of_latest=latest,
        span=(span,),
        statement_id=statement.statement_id if statement else "",
    )


def _is_denied(around: Scene) -> bool:
    """Leave out a figure that its own verb says not to be: "does not spend 2 percent"."""
    return any(t.dep_ == "neg" for verb in around.verbs[:1] for t in verb.children)


def _deadline(parsed: ParsedReport, sentence: Sentence, deadline: Deadline, statements: Sequence[Statement]) -> Figure:
    span = (sentence.start + deadline.start, sentence.start + deadline.end)
    statement = statement_around(span, statements)
    earliest, latest = deadline.when.iso()
    return Figure(
        report_id=parsed.report.report_id,
        figure_id=stable_id("f", parsed.report.report_id, span, "deadline"),
        measure="deadline",
        value=deadline.value,
        unit=deadline.unit,
        kind=deadline.kind,
        as_of_earliest=earliest,
        as_of_latest=latest,
        span=(span,),
        statement_id=statement.statement_id if statement else "",
    )


def statement_around(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """Give the innermost statement whose words hold a span.

    >>> inner = Statement(report_id="r", statement_id="s2", content_spans=((4, 9),))
    >>> outer = Statement(report_id="r", statement_id="s1", content_spans=((0, 20),))
    >>> statement_around((5, 6), [outer, inner]).statement_id
    's2'
    """
    around = [s for s in statements if any(a <= span[0] and span[1] <= b for a, b in s.content_spans)]
    return min(around, key=lambda s: sum(b - a for a, b in s.content_spans), default=None)
