"""The page and the REST API over one ledger."""

from __future__ import annotations

from harmel.web.app import create_app
from harmel.web.tokens import Token, Tokens, new_token

__all__ = ["Token", "Tokens", "create_app", "new_token"]
