"""The harm of furniture: events and statements coded from lines that are not the article, a hundred pages of dumps."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from harmel.actors import Registry
from harmel.pipeline import code_many
from harmel.reading import plain_text, read_text
from harmel.records import Report, Span

Row = dict[str, Any]
Harm = dict[str, tuple[float, float, float, float]]


_WAYS = ("harmel", "taking everything", "the truth")


def harm(rows: Sequence[Row], ways: Sequence[str] = _WAYS) -> Harm:
    """Count for each way of taking the article: false statements and events, and all of them, per 100 pages.

    False is what begins in a line that the truth calls furniture, whatever the line says.
    """
    registry = Registry.load()
    readers: dict[str, Callable[[Row], Report]] = {
        "harmel": lambda row: read_text(row["text"], source=row["id"], url=row["url"], registry=registry),
        "taking everything": lambda row: plain_text(row["text"], source=row["id"]),
        "the truth": _true,
    }
    return {name: _counted(rows, [readers[name](row) for row in rows], registry) for name in ways}


def english(path: Path, every: int = 1) -> list[Row]:
    """Read the whole English pages of a file of dumps, or every so manyth of them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["lang"] == "en" and row["variant"] == "page"][::every]


def _true(row: Row) -> Report:
    whole = plain_text(row["text"], source=row["id"])
    return replace(whole, body_spans=tuple(_body(row)))


def _body(row: Row) -> Iterator[Span]:
    place = 0
    for line, label in zip(row["text"].split("\n"), row["labels"], strict=True):
        if label == 1 and line.strip():
            yield place, place + len(line)
        place += len(line) + 1


def _counted(rows: Sequence[Row], reports: Sequence[Report], registry: Registry) -> tuple[float, float, float, float]:
    false_statements = false_events = statements = events = 0
    for row, coded in zip(rows, code_many(reports, registry), strict=True):
        article = list(_body(row))
        for statement in coded.statements:
            statements += 1
            false_statements += not _inside(statement.content_spans, article)
        for event in coded.events:
            events += 1
            false_events += not _inside(event.trigger_span or event.sentence_span, article)
    share = 100 / len(rows)
    return false_statements * share, false_events * share, statements * share, events * share


def _inside(spans: Sequence[Span], article: Sequence[Span]) -> bool:
    return not spans or any(low <= spans[0][0] < high for low, high in article)
