"""The page and the REST API over one ledger."""
