"""Ties between records, from the records alone: what is denied, contradicted, corroborated."""
