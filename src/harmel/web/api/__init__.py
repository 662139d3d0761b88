"""The REST API under ``/api/v1``: the nouns of the ledger, questions over them, and how answers look."""
