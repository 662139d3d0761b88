"""``harmel watch``: look at feeds, politely, and keep what they bring."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from harmel.cli._common import DEFAULT_RIVALRY, LEDGER, RIVALRY


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command(name="watch")(watch)


def watch(
    feeds: Annotated[Path, typer.Argument(help="The watch list: a TOML file of feeds, articles and hosts.")],
    *,
    ledger: LEDGER = Path("harmel.db"),
    rivalry: RIVALRY = "",
    rounds: Annotated[int, typer.Option(min=0, help="Stop after so many rounds; 0 goes on until it is ended.")] = 0,
    memory: Annotated[
        Path | None, typer.Option(help="Where to note what was seen; by default beside the watch list.")
    ] = None,
) -> None:
    """Poll feeds, read what is new, code it and keep it in the ledger, round after round.

    Only hosts on the list are asked, robots.txt and redirects included; never an address found inside an article. Feeds
    are asked with the marks that they gave, one request to a host at a time with a delay between, and a host that fails
    or asks for patience is left alone for as long as it asks. What could not be had is kept in the ledger's `rejects`.
    """
    from harmel import reading
    from harmel.cli._common import registry_of, rivalry_of
    from harmel.cli.add import keep, say
    from harmel.ledger import Ledger
    from harmel.pipeline import code_many
    from harmel.reading.fetch import Fetcher
    from harmel.reading.watch import Memory, look
    from harmel.reading.watchlist import watchlist

    listed = watchlist(feeds)
    notes = memory or feeds.with_suffix(".seen.json")
    seen, fetcher, made = Memory.load(notes), Fetcher(listed), 0
    while True:
        with Ledger.open(ledger) as opened:
            about = rivalry_of(opened, rivalry)
            registry = registry_of(about)
            opened.remember("rivalry", rivalry or opened.remembered("rivalry") or DEFAULT_RIVALRY)
            found = reading.read_isolated(look(fetcher, seen), registry=registry)
            say(keep(opened, code_many(found, registry)))
        seen.save(notes)
        made += 1
        if made == rounds:
            return
        time.sleep(listed.every)
