"""Cursors: where the next page begins, as one word that a link can hold and that only its own question takes."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

from harmel.errors import NoPageError
from harmel.ledger import Place


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of the last row seen, in which direction to go on, and what the page before knew.

    Parameters
    ----------
    start
        How many rows lie before the page that it leads to.
    total
        How many rows the answer had in the ledger's state ``state``: counted anew only in another.
    """

    place: Place
    start: int
    total: int
    state: str
    back: bool = False

    def text(self, question: str) -> str:
        """Write it for the next request.

        >>> Cursor(("r_1", 7), 50, 120, "a").text("events").isascii()
        True
        """
        parts = [_mark(question), int(self.back), self.start, self.total, self.state, *self.place]
        told = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
        return urlsafe_b64encode(told).rstrip(b"=").decode()

    @classmethod
    def read(cls, text: str, question: str) -> Cursor:
        """Read it back. It holds nothing but cells to compare with, so it is checked, not signed.

        Raises
        ------
        NoPageError
            If it is none, or belongs to another question.

        >>> Cursor.read(Cursor(("r_1", 7), 50, 120, "a").text("events"), "events").place
        ('r_1', 7)
        """
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            mark, back, start, total, state, *place = json.loads(urlsafe_b64decode(padded))
            numbers = all(type(n) is int and 0 <= n < 1 << 62 for n in (back, start, total))
            cells = all(type(v) in (str, int) for v in place)
        except (ValueError, TypeError, RecursionError):
            mark, numbers, cells, state = "", False, False, ""
        if mark != _mark(question) or not (numbers and cells and isinstance(state, str)):
            raise NoPageError("this cursor leads to no page of this answer", remedy="take `next` as it was given")
        return cls(tuple(place), start, total, state, bool(back))


def _mark(question: str) -> str:
    return blake2b(question.encode(), digest_size=6).hexdigest()
