"""Whose are the quotations: each is given to the cue beside it, or to the speaker who goes on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from harmel.records import Span
from harmel.statements.drafts import Draft
from harmel.statements.lexicon import Use
from harmel.statements.marks import Quotation
from harmel.statements.sources import beside, spans_of
from harmel.statements.spans import SpanIndex
from harmel.statements.tree import Tree
from harmel.statements.verbs import unlisted

_SPOKEN_END = (",", "?", "!", "—", "–", "-", "…", "...")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_CLAUSE_END = re.compile(r"[.!?…:,;—–-][\"'”’»)\]]*$")
_JOINED = re.compile(r"\s*(?:and|but|while|which|who|as|or|though|because|after|before)\b", re.IGNORECASE)
_NEAR = 160
_MIN_WORDS = 4
_NO_CUE = Use("", frozenset({"quotation"}), "assert")


class Page:
    """What the search for owners looks at: text, paragraphs, and the cues outside quotations, in text order."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], cues: list[Draft], named: Sequence[Draft], trees: Sequence[Tree]
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.cues = cues
        self.places = [c.place for c in cues]
        self.starts = [p[0] for p in paragraphs]
        self.contents = SpanIndex([(span, c) for c in cues for span in c.content])
        self.named = SpanIndex([(span, d) for d in named for span in d.content])
        self.trees = SpanIndex([((t.sentence.start, t.sentence.end), t) for t in trees])
        self.added: list[Draft] = []

    def between(self, low: int, high: int) -> list[Draft]:
        """Give the cues that stand in ``[low, high)``."""
        return self.cues[bisect_left(self.places, low) : bisect_left(self.places, high)]

    def paragraph(self, place: int) -> int:
        """Give the number of the paragraph that holds a place."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def words(self, quote: Quotation) -> str:
        """Give a quotation's words without its marks, nor those of a quotation that ends with it."""
        return self.text[slice(*quote.inner)].strip(" \t\n\r'’‘\"”“»«")

    def around(self, quote: Quotation) -> tuple[str, str]:
        """Give what its paragraph holds before and after a quotation."""
        start, end = self.paragraphs[self.paragraph(quote.start)]
        return self.text[start : quote.start], self.text[quote.end : end]


def attach(
    text: str,
    paragraphs: Sequence[Span],
    quotes: Sequence[Quotation],
    *,
    cues: list[Draft],
    named: Sequence[Draft],
    trees: Sequence[Tree],
) -> list[Draft]:
    """Give each outermost quotation to its cue, whose content then covers it.

    Parameters
    ----------
    text, paragraphs, quotes
        The report's text, where its paragraphs stand, and its quotations.
    cues
        The drafts whose cue stands outside all quotations, in text order.
    named
        The typographic drafts, which have their quotations already.
    trees
        The parses, for a colon that follows no listed cue.

    Returns
    -------
    list of Draft
        The statements that had no listed cue: after a colon, or alone in their paragraph.
    """
    page = Page(text, paragraphs, cues, named, trees)
    last: tuple[Quotation, Draft] | None = None
    alone: list[tuple[Quotation, Draft | None]] = []
    first_of: dict[int, Draft] = {}
    for quote in (q for q in quotes if q.depth == 0):
        own = next(page.named.over(quote.start, quote.end), None)
        owners = [own] if own is not None else _owners(page, quote, last)
        for owner in owners if own is None else ():
            _give(owner, quote)
        if owners:
            last = quote, owners[0]
            first_of.setdefault(page.paragraph(quote.start), owners[0])
        elif not "".join(page.around(quote)).strip() and len(page.words(quote).split()) >= _MIN_WORDS:
            alone.append((quote, last[1] if last is not None else None))
    page.added += [d for quote, before in alone for d in _alone(page, quote, before, first_of)]
    return page.added


def _owners(page: Page, quote: Quotation, last: tuple[Quotation, Draft] | None) -> list[Draft]:
    overlapping = list(dict.fromkeys(page.contents.over(quote.start, quote.end)))
    said = _after(page, quote)
    if said is not None:
        _leave(quote, said, overlapping)
        return [said]
    direct = _before(page, quote) or _interrupted(page, quote, last)
    if direct is not None:
        return [direct, *(o for o in overlapping if o is not direct)]
    if overlapping:
        return overlapping
    if last is not None and _goes_on(page, quote, *last):
        return [last[1]]
    announced = _announced(page, quote)
    return [announced] if announced is not None else []


def _leave(quote: Quotation, owner: Draft, others: Sequence[Draft]) -> None:
    """Take from other cues what the parse gave them of a quotation that has its own cue behind it."""
    for other in others:
        if other is owner:
            other.content = [(s, min(e, quote.end)) for s, e in other.content if s < quote.end]
        elif other.place < quote.start:
            other.content = [(s, min(e, quote.start)) for s, e in other.content if s < quote.start]
        else:
            other.content = [(max(s, owner.cue[-1][1]), e) for s, e in other.content if e > owner.cue[-1][1]]


def _give(owner: Draft, quote: Quotation) -> None:
    owner.content.append((quote.start, quote.end))
    owner.given.append((quote.start, quote.end))
    misread = any(s < quote.end and quote.start < e for s, e in owner.source)
    if owner.head >= 0 and (misread or not owner.source):
        tree = owner.tree
        taken = {t for t in range(tree.size) if tree.starts[t] < quote.end and quote.start < tree.ends[t]}
        source = beside(tree, owner.head, taken)
        owner.source = spans_of(tree, source.tokens)
        owner.speaker = tree.starts[source.head] if source.head >= 0 else -1


def _after(page: Page, quote: Quotation) -> Draft | None:
    """Find "…," said X and "…," X said: there the quotation is the content, whatever the parse made of it."""
    if not page.words(quote).endswith(_SPOKEN_END) and page.text[quote.end : quote.end + 1] != ",":
        return None
    near = page.between(quote.end, quote.end + _NEAR)
    cue = next((c for c in near if "quotation" in c.use.takes), None)
    if cue is None or page.text[quote.end : cue.tree.sentence.start].strip():
        return None
    between = page.text[quote.end : cue.place].lstrip(", ")
    if "\n" in between or re.search(r"[“\"«:;]", between) or _JOINED.match(between):
        return None
    opening = page.around(quote)[0].rstrip()
    joined = any(s < quote.end for s, _ in cue.content) or bool(cue.given)
    if opening.endswith(":") or not joined:
        if opening and not _CLAUSE_END.search(opening):
            return None
        cue.content.clear()
    return cue


def _before(page: Page, quote: Quotation) -> Draft | None:
    """Find X said, "…" and X said: "…", the colon perhaps at the end of the paragraph before."""
    near = page.between(quote.start - _NEAR, quote.start)
    cue = near[-1] if near else None
    if cue is None or "quotation" not in cue.use.takes:
        return None
    between = page.text[cue.cue[-1][1] : quote.start]
    closes = between.rstrip()[-1:]
    joined = closes in {",", ":"} or between.strip() in {"", "that"}
    if not joined or ("\n" in between and closes != ":") or re.search(r"[“\"«;]", between):
        return None
    if cue.tree.sentence.end < cue.cue[-1][1] + len(between.rstrip()) or (closes == "," and not _begins(page, quote)):
        return None
    if cue.content and not cue.given and not any(e >= quote.start - 2 for _, e in cue.content):
        if closes != ":":
            return None
        cue.content = [s for s in cue.content if s[1] <= cue.place]
    return cue


def _begins(page: Page, quote: Quotation) -> bool:
    first = next((c for c in page.words(quote) if c.isalnum()), "")
    return not first.islower() or len(page.words(quote).split()) >= _MIN_WORDS


def _interrupted(page: Page, quote: Quotation, last: tuple[Quotation, Draft] | None) -> Draft | None:
    """Find the cue in the middle of "…," he said, turning to the map, "…"."""
    if last is None:
        return None
    before, owner = last
    sentence = owner.tree.sentence
    between = page.text[before.end : quote.start].rstrip()
    inside = sentence.start <= before.end and quote.start <= sentence.end and before.end <= owner.place
    return owner if inside and between.endswith(",") and page.words(quote)[:1].islower() else None


def _goes_on(page: Page, quote: Quotation, before: Quotation, owner: Draft) -> bool:
    """Say whether a quotation with no cue goes on with what its neighbour's speaker was saying."""
    if quote.continues:
        return True
    opening, closing = page.around(quote)
    if not (_SENTENCE_END.search(opening) or not opening.strip()) or len(page.words(quote).split()) < _MIN_WORDS:
        return False
    here, there = page.paragraph(quote.start), page.paragraph(before.start)
    if here == there:
        return True
    alone = not opening.strip() and not closing.strip()
    return alone and here == there + 1 and (before.start, before.end) in owner.given


def _announced(page: Page, quote: Quotation) -> Draft | None:
    """Find the clause that a colon ends before a quotation, though no listed cue stands in it."""
    opening = page.text[max(0, quote.start - _NEAR) : quote.start].rstrip()
    if not opening.endswith(":") or len(page.words(quote).split()) < _MIN_WORDS:
        return None
    place = page.text.rfind(":", 0, quote.start)
    tree = next(page.trees.at(place), None)
    draft = None if tree is None else unlisted(tree, place)
    if draft is not None:
        page.added.append(draft)
    return draft


def _alone(page: Page, quote: Quotation, before: Draft | None, first_of: dict[int, Draft]) -> list[Draft]:
    """Give a quotation that is a paragraph by itself to whom the next one quotes, or to the last who was quoted."""
    here = page.paragraph(quote.start)
    beside_it = first_of.get(here + 1) or (before if first_of.get(here - 1) is not None else None)
    if beside_it is None or not beside_it.source:
        return []
    span = (quote.start, quote.end)
    return [
        Draft(
            tree=beside_it.tree,
            head=-1,
            use=_NO_CUE,
            way="mark",
            place=quote.start,
            cue=(),
            like=beside_it,
            content=[span],
            given=[span],
        )
    ]
