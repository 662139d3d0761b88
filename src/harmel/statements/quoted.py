"""Whose are the quotations: each is given to the cue beside it, or to the speaker who goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harmel.records import Span
from harmel.statements.drafts import Draft
from harmel.statements.marks import Quotation

_SPOKEN_END = (",", "?", "!", "—", "–", "-", "…", "...")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_NEAR = 120
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """What the search for owners looks at: the text, its paragraphs and sentences, and the cues outside quotations."""

    text: str
    paragraphs: Sequence[Span]
    cues: Sequence[Draft]

    def paragraph(self, place: int) -> int:
        """Give the number of the paragraph that holds a place."""
        return next((n for n, (s, e) in enumerate(self.paragraphs) if s <= place < e), -1)


def attach(page: Page, quotes: Sequence[Quotation]) -> None:
    """Give each outermost quotation to its cue, whose content then covers it."""
    last: tuple[Quotation, Draft] | None = None
    for quote in quotes:
        if quote.depth:
            continue
        owners = _overlapping(page, quote)
        beside = _after(page, quote) or _before(page, quote)
        if beside is not None and beside not in owners:
            owners.append(beside)
        if not owners and last is not None and _goes_on(page, quote, *last):
            owners = [last[1]]
        for owner in owners:
            owner.content.append((quote.start, quote.end))
            owner.quotes = True
        if owners:
            last = quote, beside or owners[0]


def _overlapping(page: Page, quote: Quotation) -> list[Draft]:
    return [d for d in page.cues if any(s < quote.end and quote.start < e for s, e in d.content)]


def _after(page: Page, quote: Quotation) -> Draft | None:
    """Find "…," said X and "…," X said."""
    inner = page.text[slice(*quote.inner)].rstrip()
    if not inner.endswith(_SPOKEN_END) and page.text[quote.end : quote.end + 1] != ",":
        return None
    for cue in page.cues:
        if quote.end <= cue.place <= quote.end + _NEAR:
            between = page.text[quote.end : cue.place]
            if _clear(between) and _takes(cue, quote):
                return cue
            return None
    return None


def _before(page: Page, quote: Quotation) -> Draft | None:
    """Find X said, "…" and X said: "…", the colon perhaps at the end of the paragraph before."""
    near = [c for c in page.cues if quote.start - 2 * _NEAR <= c.place < quote.start]
    for cue in reversed(near):
        between = page.text[cue.cue[-1][1] : quote.start]
        closes = between.rstrip()[-1:]
        joined = closes in {",", ":"} or between.strip() in {"", "that"}
        near_enough = "\n" not in between or closes == ":"
        if joined and near_enough and _clear(between) and _takes(cue, quote):
            return cue
    return None


def _clear(between: str) -> bool:
    return not re.search(r"[.!?;][\"'”’»)]*\s|[“\"«]", between)


def _takes(cue: Draft, quote: Quotation) -> bool:
    if "quotation" not in cue.use.takes:
        return False
    return not cue.content or any(s < quote.end and quote.start < e for s, e in cue.content) or cue.quotes


def _goes_on(page: Page, quote: Quotation, before: Quotation, owner: Draft) -> bool:
    """Say whether a quotation with no cue goes on with what its neighbour's speaker was saying."""
    if quote.continues:
        return True
    here = page.paragraph(quote.start)
    between = page.text[before.end : quote.start]
    if page.paragraph(before.start) != here or not (_SENTENCE_END.search(between) or not between.strip()):
        return False
    own = any(before.end <= c.place < quote.start and c is not owner for c in page.cues)
    return not own and len(page.text[quote.start : quote.end].split()) >= _MIN_WORDS
