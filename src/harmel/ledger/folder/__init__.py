"""Ledgers past one file: a folder of Parquet that several ledgers are laid down in, and that is read like one."""

from __future__ import annotations

from harmel.ledger.folder.partitions import partition
from harmel.ledger.folder.reading import FolderLedger
from harmel.ledger.folder.shelf import reader

__all__ = ["FolderLedger", "partition", "reader"]
