"""What goes out of the ledger and comes in: one file a format, all through one door."""

from __future__ import annotations

from harmel.ledger.formats.door import FORMATS, export
from harmel.ledger.formats.foreign import IMPORTS, bring

__all__ = ["FORMATS", "IMPORTS", "bring", "export"]
