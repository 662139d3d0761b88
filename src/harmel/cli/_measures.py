"""What the verbs that measure have in common: one set of options, where the rows come from, and what stands behind.

A measuring verb takes ``Asked`` and its own options and gives an ``Answer``; ``measuring`` adds the options that all
of them have, lists the records behind the numbers if ``--events`` is asked for, and shows the result otherwise.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harmel.cli._common import RIVALRY
from harmel.cli._show import rows, show
from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from harmel.dynamics.present import Result
    from harmel.dynamics.sides import Dyad
    from harmel.dynamics.table import EventTable
    from harmel.settings import Rivalry

LedgerPath = Annotated[Path, typer.Option("--ledger", help="The ledger to read.", metavar="PATH")]
TablePath = Annotated[
    Path | None,
    typer.Option(
        "--table", metavar="FILE", help="Read this event table instead of a ledger: CSV, .tab, Parquet, JSON Lines."
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="ROLE=NAME", help="Which column of the table plays a role (date, source, …)."),
]
Dyads = Annotated[
    str, typer.Option("--dyad", metavar="A:B", help="Two actors, such as USA:RUS, instead of a rivalry's sides.")
]
Format = Annotated[Literal["table", "csv", "json", "jsonl"], typer.Option("--format", help="How rows are printed.")]
PlotPath = Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Write the figure: .png, .svg or .pdf.")]
Events = Annotated[bool, typer.Option("--events", help="List the records behind the numbers, with their words.")]
PeriodName = Annotated[
    Literal["day", "week", "month", "quarter", "year"], typer.Option("--period", help="How long each row is.")
]
ActKind = Annotated[
    Literal["conflict", "cooperation", "all"], typer.Option("--kind", help="Which acts: by their quad class.")
]
Third = Annotated[
    str, typer.Option("--third", metavar="ACTOR", help="Whose acts may move both sides; all others if not given.")
]
Alleged = Annotated[
    bool, typer.Option("--alleged", help="Count acts that are only alleged as done, to see how much rests on them.")
]
Constant = Annotated[
    bool, typer.Option("--constant-coverage", help="Take coverage as constant where it is unknown.")
]  # fmt: skip
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same bytes.")]
LEDGER = Path("harmel.db")
_KEPT = ("event_id", "happened_earliest", "happened_latest", "source", "target", "action", "action_name", "status")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Where the rows come from, and who stands against whom."""

    ledger: LedgerPath = LEDGER
    table: TablePath = None
    column: Columns = None
    dyad: Dyads = ""
    rivalry: RIVALRY = ""
    _read: dict[str, pl.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def rows(self) -> EventTable:
        """The events of the table, or of the ledger."""
        from harmel.dynamics.table import read_events

        if self.table is not None:
            return read_events(self.table, roles=roles(self.column))
        return read_events(self.kept("events"), reports=self.kept("reports"), links=self.kept("links"))

    @cached_property
    def who(self) -> Dyad | Rivalry:
        """The dyad if one is given, else the rivalry: the one asked for, or the one that the ledger was begun with."""
        from harmel.dynamics.sides import parse_dyad

        return parse_dyad(self.dyad) if self.dyad else self.against

    @cached_property
    def against(self) -> Rivalry:
        """The rivalry, whether or not a dyad is given."""
        from harmel.cli._common import DEFAULT_RIVALRY, rivalry_of
        from harmel.ledger import Ledger
        from harmel.settings import rivalry

        if self.table is not None or self.rivalry or not self.ledger.is_file():
            return rivalry(self.rivalry or DEFAULT_RIVALRY)
        with Ledger.open(self.ledger, read_only=True) as opened:
            return rivalry_of(opened, self.rivalry)

    def kept(self, name: str) -> pl.DataFrame:
        """Give a table of the ledger, read once and only if asked for: most measures need two of its tables."""
        from harmel.dynamics.files import as_frame
        from harmel.ledger import Ledger

        if name not in self._read:
            with Ledger.open(self.ledger, read_only=True) as opened:
                self._read[name] = as_frame(opened.table(name))
        return self._read[name]

    def words(self, behind: pl.DataFrame) -> pl.DataFrame:
        """Lay out the records behind some numbers: a ledger's with the words that they rest on, else a table's rows."""
        import polars as pl

        added = behind.select("side", *(c for c in ("posture", "indicators") if c in behind.columns))
        if self.table is not None:
            from harmel.dynamics.files import load

            told = load(self.table)[behind["row"].to_list()]
            return pl.concat([told, added.select(n for n in added.columns if n not in told.columns)], how="horizontal")
        told = self.kept("events")[behind["row"].to_list()]
        texts = {report: (text, outlet) for report, text, outlet in self.kept("reports").select(
            "report_id", "text", "outlet").iter_rows()}  # fmt: skip
        said = [
            (texts[report][1], " … ".join(texts[report][0][start:end] for start, end in spans or ()))
            for report, spans in told.select("report_id", "sentence_span").iter_rows()
        ]
        words = pl.DataFrame(said, schema={"outlet": pl.String, "words": pl.String}, orient="row")
        return pl.concat([told.select("report_id", *_KEPT), added, words], how="horizontal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows that stand behind a measure, and the measure, each made only when it is asked for."""

    behind: Callable[[], pl.DataFrame]
    result: Callable[[], Result]


def roles(columns: list[str] | None) -> dict[str, str]:
    """Read the ``ROLE=NAME`` options.

    >>> roles(["date=when"])
    {'date': 'when'}
    """
    pairs = [column.partition("=") for column in columns or []]
    wrong = [role for role, sign, name in pairs if not (role and sign and name)]
    if wrong:
        raise UsageError(f"not ROLE=NAME: {', '.join(wrong)}")
    return {role: name for role, _, name in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How an answer is shown."""

    events: Events = False
    plot: PlotPath = None
    form: Format = "table"


def measuring(verb: Callable[..., Answer]) -> Callable[..., None]:
    """Make a verb of a function from ``Asked`` and its own options to an ``Answer``."""
    own = [p for p in _options(verb) if p.name != "asked"]
    first = [p for p in own if p.kind is not p.KEYWORD_ONLY]
    source, shown = _options(Asked), _options(Shown)
    after = [p for p in own if p.kind is p.KEYWORD_ONLY]

    @wraps(verb)
    def run(**given: Any) -> None:  # noqa: ANN401 - each option has its own type
        asked = Asked(**{p.name: given.pop(p.name) for p in source})
        wanted = Shown(**{p.name: given.pop(p.name) for p in shown})
        answer = verb(asked, **given)
        if wanted.events:
            rows(asked.words(answer.behind()), wanted.form)
        else:
            show(answer.result(), form=wanted.form, plot=wanted.plot)

    run.__signature__ = inspect.Signature([*first, *source, *after, *shown])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _options(function: Callable[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(function, eval_str=True).parameters.values())
