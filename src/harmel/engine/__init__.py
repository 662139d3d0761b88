"""The same map over reports, on this machine's cores or on a cluster: the same records, byte for byte."""

from __future__ import annotations

from harmel.engine.local import run

__all__ = ["run"]
