"""What several verbs share: the options that mean the same everywhere, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harmel.errors import UsageError

if TYPE_CHECKING:
    from harmel.actors import Registry
    from harmel.ledger import Ledger
    from harmel.reading import Options
    from harmel.settings import Rivalry

DEFAULT_RIVALRY = "nato-russia"
LEDGER = Annotated[Path, typer.Option(help="The ledger file.")]
RIVALRY = Annotated[
    str, typer.Option(help="A shipped rivalry or a rivalry file; by default the one that the ledger was begun with.")
]

PLAIN = Annotated[bool, typer.Option("--plain", help="Each input is one clean text, with no furniture.")]
DATE = Annotated[
    str,
    typer.Option(metavar="YYYY-MM-DD|COLUMN", help="The day of publication of all, or a table's column that holds it."),
]
COLUMN = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ROLE=NAME", help="Which column of a table is its text, html, title, date, url, outlet or byline."
    ),
]


def options_of(*, plain: bool, date: str, columns: list[str] | None) -> Options:
    """Say how inputs are to be read.

    Raises
    ------
    UsageError
        If a column is not written ``ROLE=NAME``.

    >>> options_of(plain=False, date="published", columns=["text=body"]).columns
    {'text': 'body', 'date': 'published'}
    """
    from datetime import date as calendar_day

    from harmel.reading import Options

    named = dict(_pair(column) for column in columns or ())
    try:
        day = calendar_day.fromisoformat(date).isoformat() if date else ""
    except ValueError:
        return Options(plain=plain, columns=named | {"date": date})
    return Options(plain=plain, date=day, columns=named)


def _pair(column: str) -> tuple[str, str]:
    role, sign, name = column.partition("=")
    if not (role and sign and name):
        raise UsageError(f"not ROLE=NAME: {column!r}")
    return role, name


def rivalry_of(ledger: Ledger, asked: str) -> Rivalry:
    """Give the rivalry that is asked for, or the one that the ledger was begun with."""
    from harmel.settings import rivalry

    return rivalry(asked or ledger.remembered("rivalry") or DEFAULT_RIVALRY)


def registry_of(about: Rivalry) -> Registry:
    """Give the registry, with the actors that a rivalry file adds to it."""
    from harmel.actors import Registry

    return Registry.load(about.registry)
