"""HTML → a ``Report``: the page as text, what its mark-up says of itself, and its article.

The text of the whole page is cut into article and furniture as any page dump is, with the vote of resiliparse's fast
reading of the mark-up. Where the two disagree, and only there, trafilatura, six times as slow, has a vote too. A page
of a shape that hangs parsers, or that they silently cut, is stripped of its tags in one pass and read as a dump.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from harmel.reading.boxes import box_votes
from harmel.reading.decode import decode
from harmel.reading.heading import same_words
from harmel.reading.layout import body_lines, judge, with_votes
from harmel.reading.lines import Line
from harmel.reading.markup import Markup, markup_of, told_article
from harmel.reading.names import Names
from harmel.reading.page import Known, Layout, lay_out, page_lines, read_page, report_of
from harmel.reading.regions import Region, cut_regions, without_regions
from harmel.reading.tags import hangs_parsers, slim, strip_tags, whole_words
from harmel.records import Report

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE)
_HEAD = 4_096  # bytes
_VOTE = 1.5
_LINK = 3.0
_LINKED = re.compile(r"<[aA]\s[^<>]*>([^<]*(?:<(?!/[aA]\b)[^<]*)*)</[aA]")
_TAG = re.compile(r"<[^<>]*>")
_SUMMARY = 2.5
_PROSE = 80  # characters: a longer line is no label
_HEADLINE = 3  # words: a shorter link is a label
_TEASER = 40  # words
_SLOW = 2_000_000  # characters: past that the slow reading is not asked
_UNLIKELY = -1.0  # score of a line that stands in the article only for its neighbours' sake
_DOUBT = 0.05  # of the article's words
_UNSEEN = 2  # times as long as what the page shows must an article be that only the mark-up tells
_AGREED = 0.6  # share of the words of either reading that both have


def read_html(data: bytes | str, *, known: Known, charset: str = "", registry: Names | None = None) -> Report:
    """Read one HTML page.

    Parameters
    ----------
    data
        The page, as bytes or already decoded.
    known
        Where it came from and what is known of it; what is not is taken from the page's own mark-up.
    charset
        The encoding that the server named.
    registry
        As for ``read_text``.

    Raises
    ------
    Rejected
        If the bytes are no page, or if there is no English article in it.

    >>> page = "<title>Talks end</title><nav>Home</nav><h1>Talks end</h1><p>The ministers left Riga without a word.</p>"
    >>> report = read_html(page, known=Known(source="a.html"))
    >>> report.title, [report.text[a:b] for a, b in report.body_spans]
    ('Talks end', ['The ministers left Riga without a word.'])
    """
    html = data if isinstance(data, str) else decode(data, source=known.source, charset=charset or _claimed(data))
    html = whole_words(slim(html))
    if len(html) > _SLOW and hangs_parsers(html):
        return read_page(strip_tags(html), known, registry)
    bare, regions = without_regions(html)
    if hangs_parsers(bare):
        return read_page(strip_tags(html), known, registry)
    tree = HTMLTree.parse(bare)
    known = _with_markup(known, markup_of(html, tree.title or _heading(tree)))
    text, layout = _laid_out(tree, bare, regions, known, registry)
    if _doubtful(layout):
        if hangs_parsers(html):
            return read_page(strip_tags(html), known, registry)
        text, layout = _laid_out(HTMLTree.parse(html), html, (), known, registry)
    told = told_article(html)
    if len(told) > _UNSEEN * _length(layout):
        text, layout = _with_told(text, layout, told, known.source)
    return report_of(text, layout, known, registry=registry)


def _length(layout: Layout) -> int:
    return sum(line.end - line.start for line, inside in zip(layout.lines, layout.body, strict=True) if inside)


def _with_told(text: str, layout: Layout, told: str, source: str) -> tuple[str, Layout]:
    """Put the article that the mark-up tells below a page that does not show it; what is shown is furniture."""
    whole, place = f"{text}\n{told}", len(text)
    shown = [(line.start, line.end) for line in layout.lines]
    page = page_lines(whole, source=source, within=(*shown, (place, len(whole))))
    body = [line.start > place for line in page]
    return whole, replace(layout, lines=page, judged=judge(page, layout.titles), body=body)


def _laid_out(
    tree: HTMLTree, html: str, regions: Sequence[Region], known: Known, registry: Names | None
) -> tuple[str, Layout]:
    """Lay out a page without its regions and put these back; a title that stands nowhere is put on top."""
    marked = _text(tree, main_content=False)
    if known.title and known.title.casefold() not in marked.casefold():
        marked = f"{known.title}\n\n{marked}"
    text, aside, rest = cut_regions(marked, regions)
    page = page_lines(text, source=known.source, within=rest)
    layout = lay_out(page, known, registry, votes=_link_votes(page, _links(html)))
    if True in layout.body:
        layout = _voted_on(layout, box_votes(page, layout.body, html))
    return text, replace(layout if _sure(layout) else _voted(layout, tree, html), aside=aside)


def _doubtful(layout: Layout) -> bool:
    """Say whether the article may stand in a region that was set aside: there is more prose there than in the rest."""
    if not layout.aside:
        return False
    prose = sum(b - a for f in layout.aside if f.kind != "comments" for a, b in f.span if b - a >= _PROSE)
    return prose > _length(layout)


def _claimed(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii", errors="replace") if found else ""


def _text(tree: HTMLTree, *, main_content: bool) -> str:
    return str(
        extract_plain_text(
            tree, main_content=main_content, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False
        )
    )


def _heading(tree: HTMLTree) -> str:
    heading = tree.body.query_selector("h1") if tree.body is not None else None
    return str(heading.text) if heading is not None else ""


def _with_markup(known: Known, markup: Markup) -> Known:
    return replace(
        known,
        url=known.url or markup.url,
        published=known.published or markup.published,
        title=known.title or markup.title,
        outlet=known.outlet or markup.outlet,
        byline=known.byline or markup.byline,
    )


def _voted(layout: Layout, tree: HTMLTree, html: str) -> Layout:
    """Judge a page in doubt anew, with the votes of the readings of its mark-up."""
    page = layout.lines
    fast = _keys(_text(tree, main_content=True))
    layout = _voted_on(layout, [_VOTE if line.key in fast else -_VOTE for line in page])
    if _agreement(layout, fast) >= _AGREED or len(html) > _SLOW:
        return layout
    slow = _keys(_slow_text(html))
    return _voted_on(layout, [2 * (_VOTE if line.key in slow else -_VOTE) for line in page]) if slow else layout


def _sure(layout: Layout) -> bool:
    """Say whether next to nothing that looks like prose was left out of the article, and nothing else taken in."""
    inside = outside = 0.0
    for judged, taken in zip(layout.judged, layout.body, strict=True):
        inside += judged.line.size * taken
        outside += judged.line.size * (judged.prose < _UNLIKELY if taken else judged.prose > 0)
    return outside <= _DOUBT * inside


def _links(html: str) -> frozenset[str]:
    """Give the words of every link, from the page's own text: asking the tree takes the square of their number."""
    return frozenset(
        _plain(words) if "<" in words or "&" in words else words.strip() for words in _LINKED.findall(html)
    )


def _plain(words: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", words)).split())


def _link_votes(page: Sequence[Line], links: frozenset[str]) -> list[float]:
    """Vote against lines that are links and nothing else, and against the summary under a linked headline."""
    votes, under = [], False
    for line in page:
        linked = line.text in links
        votes.append(-_LINK if linked else -_SUMMARY if under and line.size <= _TEASER else 0.0)
        under = linked and len(line.key) >= _HEADLINE
    return votes


def _voted_on(layout: Layout, votes: Sequence[float]) -> Layout:
    if not any(votes):
        return layout
    judged = with_votes(layout.judged, votes)
    return replace(layout, judged=judged, body=body_lines(judged))


def _slow_text(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, fast=True, include_comments=False, include_tables=True) or ""


def _keys(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(same_words(line) for line in text.splitlines() if line)


def _agreement(layout: Layout, keys: frozenset[tuple[str, ...]]) -> float:
    """Give the share of the words of two readings that are in both, labels left out."""
    both = either = 0
    for line, inside in zip(layout.lines, layout.body, strict=True):
        other = line.key in keys and not line.headline
        mine = inside and not line.headline
        both += line.size * (mine and other)
        either += line.size * (mine or other)
    return both / either if either else 1.0
