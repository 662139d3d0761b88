"""What several verbs share: the options that mean the same everywhere, and what they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from harmel.actors import Registry
    from harmel.ledger import Ledger
    from harmel.settings import Rivalry

DEFAULT_RIVALRY = "nato-russia"
LEDGER = Annotated[Path, typer.Option(help="The ledger file.")]
RIVALRY = Annotated[
    str, typer.Option(help="A shipped rivalry or a rivalry file; by default the one that the ledger was begun with.")
]


def rivalry_of(ledger: Ledger, asked: str) -> Rivalry:
    """Give the rivalry that is asked for, or the one that the ledger was begun with."""
    from harmel.settings import rivalry

    return rivalry(asked or ledger.remembered("rivalry") or DEFAULT_RIVALRY)


def registry_of(about: Rivalry) -> Registry:
    """Give the registry, with the actors that a rivalry file adds to it."""
    from harmel.actors import Registry

    return Registry.load(about.registry)
