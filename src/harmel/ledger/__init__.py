"""The ledger: one SQLite file of reports and records that anyone can open, search and check."""

from __future__ import annotations

from harmel.ledger.beside import Beside, Other, beside, ends
from harmel.ledger.claims import Claim, Reference, Voice, claims
from harmel.ledger.filters import names as filter_names
from harmel.ledger.filters import where
from harmel.ledger.folder.partitions import partition
from harmel.ledger.formats import FORMATS, IMPORTS, bring, export
from harmel.ledger.history import history
from harmel.ledger.paging import Page, Place, page
from harmel.ledger.references import keep_series, kept_series
from harmel.ledger.search import Hit
from harmel.ledger.snapshot import Snapshot
from harmel.ledger.store import Ledger
from harmel.ledger.verify import Problem, Proof, verify
from harmel.ledger.versions import Version, versions
from harmel.ledger.watches import Watch, drop_watch, keep_watch, newest, watches

__all__ = [
    "FORMATS",
    "IMPORTS",
    "Beside",
    "Claim",
    "Hit",
    "Ledger",
    "Other",
    "Page",
    "Place",
    "Problem",
    "Proof",
    "Reference",
    "Snapshot",
    "Version",
    "Voice",
    "Watch",
    "beside",
    "bring",
    "claims",
    "drop_watch",
    "ends",
    "export",
    "filter_names",
    "history",
    "keep_series",
    "keep_watch",
    "kept_series",
    "newest",
    "page",
    "partition",
    "verify",
    "versions",
    "watches",
    "where",
]
