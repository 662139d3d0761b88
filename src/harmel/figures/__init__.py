"""Numbers with an owner: a parsed report → figures."""

from __future__ import annotations

from harmel.figures.extract import extract

__all__ = ["extract"]
