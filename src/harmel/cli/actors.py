"""``harmel actors``: whom some words name, at a date."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harmel.errors import UsageError
from harmel.intervals import Interval

if TYPE_CHECKING:
    from harmel.actors import Registry, Resolution


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="actors")(actors)


def actors(
    words: Annotated[list[str] | None, typer.Argument(help="A name or a description, such as: the NATO chief.")] = None,
    *,
    on: Annotated[str, typer.Option(help="The day on which it was written, YYYY-MM-DD; today if left out.")] = "",
    context: Annotated[str, typer.Option(help="Words that tell bearers of one name apart, or a country.")] = "",
    jsonl: Annotated[str, typer.Option(help="Read {id, text, date, context} objects from this file; - is stdin.")] = "",
    coverage: Annotated[bool, typer.Option(help="Say how many states, offices and years the registry covers.")] = False,
    registry: Annotated[list[Path] | None, typer.Option(help="A further registry file; may be repeated.")] = None,
) -> None:
    """Say whom some words name: one JSON object with actor, name, country, CAMEO sector, code and role.

    A field that is null is not known; nothing is guessed. A person is what he is on the day that is asked about.
    """
    from harmel.actors import Registry

    known = Registry.load(tuple(registry or ()))
    if coverage:
        from harmel.actors.coverage import coverage_lines

        _write(coverage_lines(known.tables))
    elif jsonl:
        _write(json.dumps(_answer(known, row), ensure_ascii=False) for row in _rows(jsonl))
    elif words:
        found = known.resolve(" ".join(words), _day(on), context)
        _write([json.dumps(_fields(found), ensure_ascii=False)])
    else:
        raise UsageError(
            "nobody named", remedy='give WORDS, --jsonl FILE or --coverage, such as: actors "the NATO chief"'
        )


def _write(lines: Any) -> None:  # noqa: ANN401 - any run of lines
    sys.stdout.writelines(line + "\n" for line in lines)


def _rows(path: str) -> Any:  # noqa: ANN401 - JSON
    with sys.stdin if path == "-" else Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, f"{path}:{number}")


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(line)
        return row | {"id": row["id"], "text": str(row["text"])}
    except (ValueError, KeyError, TypeError):
        raise UsageError("not a JSON object with id and text", where=where, remedy="see harmel actors --help") from None


def _answer(known: Registry, row: dict[str, Any]) -> dict[str, Any]:
    found = known.resolve(row["text"], _day(row.get("date") or ""), row.get("context") or "")
    return {"id": row["id"]} | _fields(found)


def _fields(found: Resolution) -> dict[str, str | None]:
    columns = ("actor", "name", "country", "sector", "code", "role")
    return {c: getattr(found, c) or None for c in columns}


def _day(words: str) -> Interval:
    """Read a date; without one the question is about today."""
    try:
        return Interval.day(date.fromisoformat(words) if words else date.today())  # noqa: DTZ011 - a day, no clock
    except ValueError:
        raise UsageError(f"not a date: {words}", remedy="write YYYY-MM-DD") from None
