"""Numbers with an owner: a parsed report → figures."""
