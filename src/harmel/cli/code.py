"""``harmel code``: pages or sentences in, records out, without a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harmel.cli._common import COLUMN, DATE, DEFAULT_RIVALRY, PLAIN, options_of
from harmel.errors import UsageError

if TYPE_CHECKING:
    from harmel.actors import Registry
    from harmel.reading import Options
    from harmel.records import Coded, Reject, Report

Row = dict[str, Any]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="code")(code)


def code(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders of pages.")] = None,
    *,
    jsonl: Annotated[
        str, typer.Option(metavar="FILE", help="Read {id, text, date} objects from this file; - is standard input.")
    ] = "",
    plain: PLAIN = False,
    date: DATE = "",
    column: COLUMN = None,
    why: Annotated[
        bool, typer.Option("--explain", help="Tell how each sentence was read, what fired, what was rejected.")
    ] = False,
    rivalry: Annotated[str, typer.Option(help="A rivalry whose own actors are to be known.")] = DEFAULT_RIVALRY,
    shape: Annotated[Literal["jsonl"], typer.Option("--format", help="One JSON object a report.")] = "jsonl",  # noqa: ARG001
) -> None:
    """Code pages and print what was found: one JSON object a report, in the order of the input.

    An object holds `report`, `statements`, `events`, `figures` and `links`; with --jsonl also the `id` of its row. What
    cannot be read is told on standard error, and for --jsonl answered with a `reject`; the rest goes on (status 1).
    """
    from harmel.actors import Registry
    from harmel.settings import rivalry as read_rivalry

    if bool(paths) == bool(jsonl):
        raise UsageError("nothing to code" if not paths else "both files and --jsonl", remedy="name one of them")
    if why and jsonl:
        raise UsageError("--explain needs files")
    registry = Registry.load(read_rivalry(rivalry).registry)
    how = options_of(plain=plain, date=date, columns=column)
    if why:
        failed = _explain(paths or [], registry, how)
    else:
        failed = _rows(jsonl, registry, plain=plain) if jsonl else _files(paths or [], registry, how)
    if failed:
        raise typer.Exit(1)


def _files(paths: list[Path], registry: Registry, how: Options) -> int:
    from harmel import reading
    from harmel.pipeline import code_many, collect_seldom

    collect_seldom()
    found = reading.read_isolated(reading.documents(paths, how), registry=registry, options=how)
    return sum(_tell(one, {}) for one in code_many(found, registry))


def _explain(paths: list[Path], registry: Registry, how: Options) -> int:
    from harmel import reading
    from harmel.pipeline import explain
    from harmel.records import Reject

    failed = 0
    for report in reading.read_isolated(reading.documents(paths, how), registry=registry, options=how):
        if isinstance(report, Reject):
            failed += _tell(report, {})
        else:
            sys.stdout.writelines(line + "\n" for line in explain(report, registry))
    return failed


def _rows(path: str, registry: Registry, *, plain: bool) -> int:
    from harmel.pipeline import code_many, collect_seldom

    collect_seldom()
    ids: list[Any] = []

    def asked() -> Iterator[Report | Reject]:
        with nullcontext(sys.stdin) if path == "-" else Path(path).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(line, f"{path}:{number}", ids, registry, plain=plain)

    return sum(_tell(one, {"id": ids[i]}) for i, one in enumerate(code_many(asked(), registry)))


def _read(line: str, where: str, ids: list[Any], registry: Registry, *, plain: bool) -> Report | Reject:
    """Make a report of one row, and keep its id for the answer."""
    from harmel import reading
    from harmel.errors import HarmelError
    from harmel.records import Reject

    ids.append(None)
    try:
        row: Row = json.loads(line)
        ids[-1] = row["id"]
        known = {k: str(row[k]) for k in ("url", "date") if row.get(k)}
        if plain:
            return reading.plain_text(row["text"], source=str(row["id"]), **known)
        return reading.read_text(row["text"], source=str(row["id"]), registry=registry, **known)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Reject(source=where, reason=f"no {{id, text}} object: {error}", remedy="one JSON object a line")
    except HarmelError as error:
        return Reject(source=where, reason=error.what, remedy=error.remedy)


def _tell(one: Coded | Reject, head: Row) -> bool:
    """Print what was found, or say what was rejected; say whether it was."""
    from harmel.records import Coded, Reject, Report
    from harmel.schema import coded_row, row

    rejected = isinstance(one, Reject)
    if isinstance(one, Reject):
        sys.stderr.write(f"harmel: {one.source}: {one.reason}\n")
        nothing = Coded(report=Report(report_id="", source=one.source, text=""))
        body = coded_row(nothing) | {"reject": row(one)}
    else:
        body = coded_row(one)
    if head or not rejected:
        sys.stdout.write(json.dumps(head | body, ensure_ascii=False) + "\n")
    return rejected
