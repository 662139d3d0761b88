"""What is claimed: who asserts it, who denies it, who merely relays it, since when, and what it differs from.

No claim gets a verdict: both sides' words stand next to one another, figures beside published series.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harmel.ledger.claims.changed import changed
from harmel.ledger.claims.counted import counted
from harmel.ledger.claims.model import Claim, Kind, Reference, Voice
from harmel.ledger.claims.told import told
from harmel.ledger.store import Ledger

__all__ = ["Claim", "Reference", "Voice", "claims"]


def claims(ledger: Ledger, *, kind: Kind | None = None, **wanted: Any) -> Iterator[Claim]:  # noqa: ANN401 - a filter's value
    """Go through the claims: acts first, then figures that differ, then words that a speaker changed.

    Parameters
    ----------
    kind
        Only these: ``act``, ``figure`` (numbers that differ) or ``changed`` (what a speaker turned).
    wanted
        ``actor``, ``since``, ``until``: as in ``Ledger.rows``.

    >>> with Ledger.open(":memory:") as ledger:
    ...     list(claims(ledger, actor="RUS"))
    []
    """
    made = {"act": told, "figure": counted, "changed": changed}
    for name, found in made.items():
        if kind in (None, name):
            yield from found(ledger, **wanted)
