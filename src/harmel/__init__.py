"""harmel reads the press on a security rivalry and keeps a ledger that anyone can check.

The public names are loaded when they are first used, so that ``import harmel`` stays cheap.
"""

from __future__ import annotations

__version__ = "0.1.0"
