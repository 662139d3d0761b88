"""What a ledger says, for a person: the brief on the terminal, as Markdown and as one HTML page."""
