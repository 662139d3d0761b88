"""Whose are the quotations: each is given to the cue beside it, or to the speaker who goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from harmel.records import Span
from harmel.statements.drafts import Draft
from harmel.statements.marks import Quotation
from harmel.statements.sources import beside, spans_of
from harmel.statements.verbs import unlisted

_SPOKEN_END = (",", "?", "!", "—", "–", "-", "…", "...")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_SENTENCE_INSIDE = re.compile(r"[.!?]['’]?\s+[A-Z“\"]")
_JOINED = re.compile(r"\s*(?:and|but|while|which|who|as|or|though|because|after|before)\b", re.IGNORECASE)
_NEAR = 160
_MIN_WORDS = 4


@dataclass(slots=True)
class Page:
    """What the search for owners looks at: the text, its paragraphs, and the cues outside quotations."""

    text: str
    paragraphs: Sequence[Span]
    cues: list[Draft]
    named: list[Draft] = field(default_factory=list)
    last: tuple[Quotation, Draft] | None = None
    added: list[Draft] = field(default_factory=list)

    def paragraph(self, place: int) -> int:
        """Give the number of the paragraph that holds a place."""
        return next((n for n, (s, e) in enumerate(self.paragraphs) if s <= place < e), -1)

    def words(self, quote: Quotation) -> str:
        """Give a quotation's words without its marks, nor those of a quotation that ends with it."""
        return self.text[slice(*quote.inner)].strip(" \t\n\r'’‘\"”“»«")


def attach(page: Page, quotes: Sequence[Quotation]) -> list[Draft]:
    """Give each outermost quotation to its cue, whose content then covers it.

    Returns
    -------
    list of Draft
        The statements that had no listed cue: those announced by a colon after an unlisted verb.
    """
    for quote in quotes:
        if (named := _named(page, quote)) is not None:
            page.last = quote, named
        elif quote.depth == 0:
            owners = _owners(page, quote)
            for owner in owners:
                _give(owner, quote)
            if owners:
                page.last = quote, owners[0]
    return page.added


def _named(page: Page, quote: Quotation) -> Draft | None:
    """Find the typographic statement that a quotation is, or stands in."""
    return next((d for d in page.named if any(s < quote.end and quote.start < e for s, e in d.content)), None)


def _owners(page: Page, quote: Quotation) -> list[Draft]:
    direct = _after(page, quote) or _before(page, quote) or _interrupted(page, quote)
    if direct is not None:
        return [direct, *(o for o in _overlapping(page, quote) if o is not direct)]
    overlapping = _overlapping(page, quote)
    if overlapping:
        return overlapping
    if page.last is not None and _goes_on(page, quote, *page.last):
        return [page.last[1]]
    announced = _announced(page, quote)
    return [announced] if announced is not None else []


def _give(owner: Draft, quote: Quotation) -> None:
    owner.content.append((quote.start, quote.end))
    owner.quotes = True
    if any(s < quote.end and quote.start < e for s, e in owner.source) and owner.head >= 0:
        tree = owner.tree
        taken = {t for t in range(tree.size) if tree.starts[t] < quote.end and quote.start < tree.ends[t]}
        source = beside(tree, owner.head, taken)
        owner.source = spans_of(tree, source.tokens)
        owner.speaker = tree.starts[source.head] if source.head >= 0 else -1


def _overlapping(page: Page, quote: Quotation) -> list[Draft]:
    return [d for d in page.cues if any(s < quote.end and quote.start < e for s, e in d.content)]


def _after(page: Page, quote: Quotation) -> Draft | None:
    """Find "…," said X and "…," X said: there the quotation is the content, whatever the parse made of it."""
    if not page.words(quote).endswith(_SPOKEN_END) and page.text[quote.end : quote.end + 1] != ",":
        return None
    near = [c for c in page.cues if quote.end <= c.place <= quote.end + _NEAR and "quotation" in c.use.takes]
    cue = near[0] if near else None
    if cue is None or page.text[quote.end : cue.tree.sentence.start].strip():
        return None
    between = page.text[quote.end : cue.place].lstrip(", ")
    if "\n" in between or re.search(r"[“\"«:;]", between) or _JOINED.match(between):
        return None
    opening = page.text[max(0, quote.start - 3) : quote.start].strip()
    if opening.endswith(":"):
        cue.content.clear()
    if not any(s < quote.end for s, _ in cue.content) and not cue.quotes:
        cue.content.clear()
    return cue


def _before(page: Page, quote: Quotation) -> Draft | None:
    """Find X said, "…" and X said: "…", the colon perhaps at the end of the paragraph before."""
    near = [c for c in page.cues if quote.start - _NEAR <= c.place < quote.start]
    cue = near[-1] if near else None
    if cue is None or "quotation" not in cue.use.takes:
        return None
    between = page.text[cue.cue[-1][1] : quote.start]
    closes = between.rstrip()[-1:]
    if not (closes in {",", ":"} or between.strip() in {"", "that"}) or ("\n" in between and closes != ":"):
        return None
    same_sentence = cue.tree.sentence.end >= quote.start or closes == ":"
    if not same_sentence or re.search(r"[“\"«;]", between) or (closes == "," and _capital(page, quote) is False):
        return None
    if cue.content and not cue.quotes and not any(e >= quote.start - 2 for _, e in cue.content):
        if closes != ":":
            return None
        cue.content = [s for s in cue.content if s[1] <= cue.place]
    return cue


def _interrupted(page: Page, quote: Quotation) -> Draft | None:
    """Find the cue in the middle of "…," he said, turning to the map, "…"."""
    if page.last is None:
        return None
    before, owner = page.last
    sentence = owner.tree.sentence
    between = page.text[before.end : quote.start].rstrip()
    inside = sentence.start <= before.end and quote.start <= sentence.end and before.end <= owner.place
    return owner if inside and between.endswith(",") and page.words(quote)[:1].islower() else None


def _capital(page: Page, quote: Quotation) -> bool:
    first = next((c for c in page.words(quote) if c.isalnum()), "")
    return not first.islower() or len(page.words(quote).split()) >= _MIN_WORDS


def _goes_on(page: Page, quote: Quotation, before: Quotation, owner: Draft) -> bool:
    """Say whether a quotation with no cue goes on with what its neighbour's speaker was saying."""
    if quote.continues:
        return True
    here, there = page.paragraph(quote.start), page.paragraph(before.start)
    opening = page.text[page.paragraphs[here][0] : quote.start]
    if not (_SENTENCE_END.search(opening) or not opening.strip()) or len(page.words(quote).split()) < _MIN_WORDS:
        return False
    if here == there:
        return True
    closing = page.text[quote.end : page.paragraphs[here][1]]
    alone = not opening.strip() and not closing.strip()
    quoted = (s for s in owner.content if s == (before.start, before.end))
    return alone and here == there + 1 and next(quoted, None) is not None


def _announced(page: Page, quote: Quotation) -> Draft | None:
    """Find the clause that a colon ends before a quotation, though no listed cue stands in it."""
    opening = page.text[max(0, quote.start - _NEAR) : quote.start].rstrip()
    if not opening.endswith(":") or len(page.words(quote).split()) < _MIN_WORDS:
        return None
    place = page.text.rfind(":", 0, quote.start)
    near = next((c.tree for c in reversed(page.cues) if c.tree.sentence.start <= place < c.tree.sentence.end), None)
    draft = None if near is None else unlisted(near, place)
    if draft is not None:
        page.added.append(draft)
    return draft
