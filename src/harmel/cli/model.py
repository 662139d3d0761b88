"""``harmel model …``: the models of the system that the reports describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harmel.cli import _measures as m
from harmel.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

models = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Fit a model and say what it shows, or refuse.")
Breaks = Annotated[
    str, typer.Option("--breaks", help="First days of new regimes, from history: 1987-12-09,2000-10-01.")
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    models.command(name="reciprocity")(reciprocity)
    models.command(name="provocation")(provocation)
    models.command(name="spiral")(spiral)
    models.command(name="attribution")(attribution)
    models.command(name="burden")(burden)
    models.command(name="armsrace")(armsrace)
    app.add_typer(models, name="model")


def reciprocity(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    period: m.PeriodName = "week",
    pair: Annotated[str, typer.Option(help="Two number columns of the table, such as a,b, instead of events.")] = "",
    lags: Annotated[int | None, typer.Option(help="How many periods back; chosen by --criterion if not given.")] = None,
    criterion: Annotated[Literal["aic", "bic", "hq"], typer.Option(help="What chooses the lags.")] = "bic",
    breaks: Breaks = "",
    seed: m.Seed = 1,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say whether each side's acts answer the other's: over the whole span, and inside each regime.

    A level that shifts on both sides looks like answering. So shifts are looked for (or given with --breaks) and
    results inside regimes stand beside the pooled ones.
    """
    from harmel.dynamics import reciprocity as measure
    from harmel.dynamics import scores, series

    if pair:
        rows, names = _pair(table, pair)
    else:
        read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
        if events:
            m.show_acts(read, who, table=table, ledger=ledger, form=form)
            return
        measured = series(read, who, period=period)
        rows, names = scores(measured), measured.sides
    at = _rows_of(rows, breaks) if breaks else None
    m.show(measure(rows, names, lags=lags, criterion=criterion, breaks=at, seed=seed), form=form, plot=plot)


def provocation(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    kind: m.ActKind = "conflict",
    third: m.Third = "",
    prior: Annotated[bool, typer.Option(help="Allow fewer than 400 acts by shrinking towards no answering.")] = False,
    constant_coverage: Annotated[bool, typer.Option(help="Take coverage as constant where it is unknown.")] = False,
    seed: m.Seed = 1,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say which part of each side's acts answers the other's, which its own, and which neither.

    A marked Hawkes process with coverage as offset. Beside each share: its interval, its range over five baselines, a
    placebo, time reversed, and a residual test. Refuses below 400 acts unless --prior.
    """
    from harmel.dynamics import acts_between
    from harmel.dynamics import provocation as measure

    read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, who, table=table, ledger=ledger, form=form)
        return
    acts = acts_between(read, who, kind=kind, third=third)
    m.show(measure(acts, prior=prior, constant_coverage=constant_coverage, seed=seed), form=form, plot=plot)


def spiral(
    *,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    kind: m.ActKind = "conflict",
    third: m.Third = "",
    constant_coverage: Annotated[bool, typer.Option(help="Take coverage as constant where it is unknown.")] = False,
    draws: Annotated[int, typer.Option(min=0, help="Simulated histories a model for the power; 0 leaves it out.")] = 40,
    seed: m.Seed = 1,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say whether one side's acts bring more of the other's (spiral) or fewer (deterrence), and with what power.

    A signed count model of daily acts; independence, spiral, deterrence by either side and one-way answering are
    compared by BIC. The answer is what the reports are more compatible with: predictive, not causal.
    """
    from harmel.dynamics import acts_between
    from harmel.dynamics import spiral as measure

    read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, who, table=table, ledger=ledger, form=form)
        return
    acts = acts_between(read, who, kind=kind, third=third)
    m.show(measure(acts, constant_coverage=constant_coverage, draws=draws, seed=seed), form=form, plot=plot)


def attribution(
    *,
    incidents: Annotated[bool, typer.Option("--incidents", help="List alleged attacks instead of a game.")] = False,
    ledger: m.LedgerPath = m.LEDGER,
    table: m.TablePath = None,
    column: m.Columns = None,
    dyad: m.Dyads = "",
    rivalry: m.RivalryName = "nato-russia",
    consultation: Annotated[str, typer.Option(help="Your threshold: reports=3,attributing=2.")] = "",
    collective_defence: Annotated[str, typer.Option(help="Your threshold: reports=10,attributing=5,acts=2.")] = "",
    attackers: Annotated[int, typer.Option(min=1, max=50, help="How many may attack.")] = 2,
    detection: Annotated[float, typer.Option(min=0, max=1, help="Chance that an attack is seen.")] = 0.8,
    identification: Annotated[float, typer.Option(min=0, max=1, help="Chance that the right one is named.")] = 0.7,
    false_alarm: Annotated[float, typer.Option(min=0, max=1, help="Chance of an alarm without an attack.")] = 0.05,
    events: m.Events = False,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Solve a game of deterrence with imperfect attribution, or list the incidents of a ledger (--incidents).

    The game says who dares to attack and what better attribution changes; the register says who accuses whom, who
    denies, and how far each incident stands from thresholds that you set. The tool computes; it does not advise.
    """
    from harmel import dynamics

    if not incidents:
        played = dynamics.game(
            detection=detection, identification=identification, false_alarm=false_alarm, attackers=attackers
        )
        m.show(dynamics.attribution(played), form=form, plot=plot)
        return
    read, who = m.read(table, ledger, column), m.who(dyad, rivalry)
    if events:
        m.show_acts(read, who, table=table, ledger=ledger, form=form)
        return
    asked = {"consultation": consultation, "collective defence": collective_defence}
    marks = {name: _threshold(text) for name, text in asked.items() if text}
    statements, published = (None, None) if table is not None else m.told(ledger)
    found = dynamics.incidents(read, who, statements=statements, published=published, thresholds=marks)
    m.show(found, form=form, plot=plot)


def _threshold(text: str) -> dict[str, float]:
    """Read ``reports=3,attributing=2``."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    try:
        return {name.strip(): float(number) for name, _, number in pairs}
    except ValueError:
        raise UsageError(f"not a threshold: {text!r}", remedy="such as reports=3,attributing=2") from None


def burden(
    *,
    table: Annotated[
        Path | None,
        typer.Option("--table", metavar="FILE", help="Shares by state and year; NATO's, 2014 to 2024, if not given."),
    ] = None,
    section: Annotated[str, typer.Option(help="The sheet of a workbook, such as 'Share of GDP'.")] = "",
    rivalry: m.RivalryName = "nato-russia",
    members: Annotated[str, typer.Option(help="Take only these states: DEU,FRA,POL.")] = "",
    windows: Annotated[str, typer.Option(help="Years between which gaps close: 2014-2021,2021-2024.")] = "",
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say who meets the rivalry's first guideline, how wide the gaps are and how fast they close.

    Reads SIPRI's and NATO's own workbooks, CSV with a column a year, or CSV with a row a state and year.
    """
    from harmel.dynamics import as_percent, nato_shares, read_milex
    from harmel.dynamics import burden as measure
    from harmel.settings import rivalry as read_rivalry

    asked = read_rivalry(rivalry)
    if not asked.guidelines:
        raise UsageError("this rivalry has no guideline", where=asked.path, remedy="add [[guidelines]] to its file")
    rows = nato_shares() if table is None else as_percent(read_milex(table, section=section)).rename({"value": "share"})
    named = [name.strip() for name in members.split(",") if name.strip()]
    m.show(measure(rows, asked.guidelines[0], windows=_spans(windows), members=named), form=form, plot=plot)


def armsrace(
    *,
    table: Annotated[Path, typer.Option("--table", metavar="FILE", help="Spending by state and year.")],
    section: Annotated[str, typer.Option(help="The sheet of a workbook.")] = "",
    dyad: m.Dyads,
    years: Annotated[str, typer.Option(help="First and last year: 1956-1996.")] = "",
    lags: Annotated[int, typer.Option(min=0, max=6, help="Lagged yearly changes beside the tie.")] = 1,
    plot: m.PlotPath = None,
    form: m.Format = "table",
) -> None:
    """Say whether two states' military spending answers each other's, or that there is no arms race in these data."""
    from harmel.dynamics import arms_race, parse_dyad, read_milex

    names = parse_dyad(dyad)
    rows = read_milex(table, section=section)
    absent = [name for name in names if name not in rows["actor"].to_list()]
    if absent:
        raise UsageError(f"no rows of {', '.join(absent)}", where=str(table), remedy="name states by ISO code")
    wide = rows.pivot("actor", index="year", values="value").sort("year").select("year", *names).drop_nulls()
    spans = _spans(years)
    m.show(arms_race(wide, names, years=spans[0] if spans else None, lags=lags), form=form, plot=plot)


def _spans(text: str) -> list[tuple[int, int]]:
    """Read ``2014-2021,2021-2024``."""
    spans = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        first, sign, last = part.partition("-")
        if not (sign and first.isdigit() and last.isdigit() and int(first) < int(last)):
            raise UsageError(f"not a span of years: {part!r}", remedy="such as 2014-2021")
        spans.append((int(first), int(last)))
    return spans


def _pair(table: Path | None, pair: str) -> tuple[pl.DataFrame, tuple[str, str]]:
    from harmel.dynamics.files import load

    names = tuple(name.strip() for name in pair.split(","))
    if table is None or len(names) != 2:  # noqa: PLR2004 - a pair
        raise UsageError("--pair needs --table and two column names", remedy="--table FILE --pair a,b")
    return load(table), (names[0], names[1])


def _rows_of(rows: pl.DataFrame, breaks: str) -> list[int]:
    """Find the first row at or after each day; a table without days takes row numbers."""
    said = [part.strip() for part in breaks.split(",") if part.strip()]
    if "period" not in rows.columns:
        if not all(part.isdigit() for part in said):
            raise UsageError("this table has no column period", remedy="give --breaks as row numbers")
        return [int(part) for part in said]
    periods = [str(period) for period in rows["period"]]
    return [sum(period < day for period in periods) for day in said]
