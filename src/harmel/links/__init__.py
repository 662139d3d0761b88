"""Ties between records, from the records alone: what is denied, contradicted, corroborated."""

from __future__ import annotations

from harmel.links.within import within

__all__ = ["within"]
