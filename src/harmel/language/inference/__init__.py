"""The parser's inference, rewritten over whole batches: the model's own weights, the same tags, heads and labels."""

from __future__ import annotations

from harmel.language.inference.network import Network

__all__ = ["Network"]
