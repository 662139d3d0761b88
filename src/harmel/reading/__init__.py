"""Bytes → reports: decoding, article versus furniture, and when a report was published."""
