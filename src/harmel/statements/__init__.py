"""Who said what: a parsed report → statements."""
