"""``harmel claims``: who asserts, who denies, who relays, which figures differ, side by side."""

from __future__ import annotations

import json
import sys
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from harmel.cli._common import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harmel.ledger import Claim
    from harmel.ledger.claims import Voice

_WIDTH = 56


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="claims")(claims)


def claims(
    *,
    ledger: LEDGER = Path("harmel.db"),
    actor: Annotated[str, typer.Option(help="Only claims about this actor, on either side.")] = "",
    since: Annotated[str, typer.Option(help="Only what may have happened on this day or later, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Only what may have happened until this day, YYYY-MM-DD.")] = "",
    disputed: Annotated[bool, typer.Option(help="Only claims that someone denies or whose figures differ.")] = False,
    format: Annotated[str, typer.Option(help="text or jsonl.")] = "text",  # noqa: A002 - the option's name
) -> None:
    """Lay each claim's voices side by side: who tells it and who denies it, since when, and what published series say.

    Acts first, those of most independent reports leading; then figures for the same measure, actor and time that
    differ; then what one speaker changed. No claim gets a verdict.
    """
    from harmel.errors import UsageError
    from harmel.ledger import Ledger
    from harmel.ledger import claims as find

    if format not in ("text", "jsonl"):
        raise UsageError(f"no format {format}", remedy="text or jsonl")
    with Ledger.open(ledger, read_only=True) as opened:
        for claim in find(opened, actor=actor, since=since, until=until):
            if claim.disputed or not disputed:
                lines = [json.dumps(claim.row(), ensure_ascii=False)] if format == "jsonl" else _shown(claim)
                sys.stdout.writelines(f"{line}\n" for line in lines)


def _shown(claim: Claim) -> Iterator[str]:
    first = claim.first
    since = f", first {first.published_earliest} in {first.outlet or first.report_id}" if first else ""
    yield f"{claim.about} · {claim.independent_reports} independent{since}{' · disputed' if claim.disputed else ''}"
    told = [line for voice in claim.voices if voice.role != "denies" for line in _words(voice)]
    denied = [line for voice in claim.voices if voice.role == "denies" for line in _words(voice)]
    for left, right in zip_longest(told, denied, fillvalue=""):
        yield f"  {left:<{_WIDTH}}{f' │ {right}' if denied else ''}".rstrip()
    for reference in claim.references:
        yield f"  reference {reference.value:g} {reference.unit} ({reference.source}, {reference.year})"
    yield ""


def _words(voice: Voice) -> list[str]:
    day = voice.published_earliest
    if voice.published_latest != day:
        day = f"{day or '?'}–{voice.published_latest or '?'}"
    who = voice.speaker or voice.speaker_name or voice.outlet or voice.report_id
    carried = f" by {voice.relayed_by}" if voice.relayed_by else ""
    head = f"{day or 'undated'} {who} {voice.role}{carried}:"
    return [*wrap(head, _WIDTH), *wrap(voice.words, _WIDTH - 2, initial_indent="  ", subsequent_indent="  ")]
