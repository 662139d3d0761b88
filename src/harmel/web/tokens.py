"""Tokens: shown once, kept as hashes, compared in constant time, ended by a date."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256

SCHEME = "Bearer "


@dataclass(frozen=True, slots=True)
class Token:
    """What the server knows of a token: its hash, when it ends (Unix seconds), whether it may write."""

    digest: str
    ends: float
    write: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that a server takes."""

    known: tuple[Token, ...]

    def allow(self, header: str, *, write: bool) -> bool:
        """Say whether an ``Authorization`` header opens the door; every token is compared, whichever fits.

        >>> secret, token = new_token(hours=1, write=False)
        >>> tokens = Tokens((token,))
        >>> tokens.allow(f"Bearer {secret}", write=False), tokens.allow(f"Bearer {secret}", write=True)
        (True, False)
        """
        shown = sha256(header.removeprefix(SCHEME).encode()).hexdigest() if header.startswith(SCHEME) else ""
        now = time.time()
        fits = [hmac.compare_digest(shown, t.digest) and now < t.ends and (t.write or not write) for t in self.known]
        return any(fits)


def new_token(*, hours: float, write: bool) -> tuple[str, Token]:
    """Make a token: the secret to show once, and what the server keeps."""
    secret = secrets.token_urlsafe(32)
    return secret, Token(sha256(secret.encode()).hexdigest(), time.time() + 3600 * hours, write)
