"""Bytes → reports: decoding, article versus furniture, and when a report was published."""

from __future__ import annotations

from harmel.reading.page import read_text

__all__ = ["read_text"]
