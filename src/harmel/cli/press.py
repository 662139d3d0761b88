"""``harmel press``: write a synthetic press with known truth."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """In what form the pages are written."""

    text = "text"
    html = "html"
    warc = "warc"
    jsonl = "jsonl"


class Reaction(StrEnum):
    """How each side's hostile acts answer the rival's."""

    independent = "independent"
    spiral = "spiral"
    deterrence = "deterrence"


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="press")(press)


def press(
    out: Annotated[Path, typer.Argument(help="Folder to write to: OUT/pages and OUT/truth.")],
    *,
    reports: Annotated[int, typer.Option(help="About how many pages to write.")] = 200,
    days: Annotated[int, typer.Option(help="How many days the rivalry is simulated for.")] = 730,
    start: Annotated[str, typer.Option(help="The first day, YYYY-MM-DD.")] = "2018-07-02",
    reaction: Annotated[Reaction, typer.Option(help="How the sides answer each other's acts.")] = Reaction.spiral,
    drift: Annotated[float, typer.Option(help="Press coverage on the last day over that on the first.")] = 1.0,
    regime: Annotated[
        list[str] | None, typer.Option(help="DAY:FACTOR; from that day on acts start FACTOR times as often.")
    ] = None,
    each: Annotated[float, typer.Option(help="Mean number of pages about one act.")] = 2.3,
    short: Annotated[float, typer.Option(help="Share of pages that are news in brief, two sentences.")] = 0.0,
    seed: Annotated[int, typer.Option(help="The same seed writes the same bytes.")] = 0,
    form: Annotated[
        Form, typer.Option(help="A file a page (text, html), or one archive or file of lines.")
    ] = Form.text,
) -> None:
    """Write a synthetic press about a fictional rivalry, with everything that is true of it as tables.

    Pages carry furniture, wire copies, relays, late reports, corrections, wrong figures and undated pages. OUT/truth
    holds reports, statements, events, figures and links as a perfect coder would find them, and acts: what truly
    happened. Code the pages with --rivalry straits, whose registry knows the fictional actors.
    """
    from datetime import date

    from harmel.errors import UsageError
    from harmel.press import Plan, Regime, write

    try:
        first = date.fromisoformat(start)
        changes = [(int(day), float(factor)) for day, _, factor in (r.partition(":") for r in regime or ())]
    except ValueError as error:
        raise UsageError(str(error), remedy="a date as 2018-07-02, a regime as 365:2.5") from None
    plan = Plan(
        seed=seed,
        reports=reports,
        days=days,
        start=first,
        reaction=reaction.value,
        drift=drift,
        reports_per_act=each,
        short=short,
        regimes=tuple(Regime(day=day, factor=factor) for day, factor in changes),
    )
    count = write(plan, out, form=form.value)
    typer.echo(f"{count} pages in {out / 'pages'}, their truth in {out / 'truth'}", err=True)
