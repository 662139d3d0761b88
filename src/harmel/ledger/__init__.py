"""The ledger: one SQLite file that keeps every record and can prove it."""
