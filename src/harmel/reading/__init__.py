"""Bytes → reports: decoding, article versus furniture, and when a report was published."""

from __future__ import annotations

from harmel.reading.files import read_all
from harmel.reading.page import read_text
from harmel.reading.plain import plain_text

__all__ = ["plain_text", "read_all", "read_text"]
