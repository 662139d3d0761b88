"""A page as text → a ``Report``: its article, and every other line with its role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from urllib.parse import urlsplit

from harmel.errors import Rejected
from harmel.reading.dating import Published, published
from harmel.reading.grounds import office_grounds, word_grounds, yearless_grounds
from harmel.reading.heading import is_byline, same_words, title_lines, without_outlet, written_by
from harmel.reading.layout import Judged, body_lines, judge, with_votes
from harmel.reading.lines import Line, count_lines, lines, plain_spaces, repeats
from harmel.reading.masthead import mastheads, outlet_in
from harmel.reading.names import Names
from harmel.reading.roles import date_lines, roles
from harmel.reading.said_dates import dates_of_page
from harmel.reading.tongue import language_of_lines
from harmel.records import DateEvidence, Furniture, Report, Spans, stable_id
from harmel.vocabulary import FurnitureKind

MOST_LINES = 50_000
_DATED_BY = 100_000  # characters: what stands further down tells no more of the date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a page beside its text: from the user, the row of a table or the mark-up. All may be empty.

    ``date`` is what the user says, ``published`` what the mark-up or a column says; both are ISO days.
    """

    source: str
    url: str = ""
    date: str = ""
    published: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page, which of them bear its title, their scores, and which are its article.

    ``aside`` is what the mark-up itself calls furniture: it is not among the lines.
    """

    lines: Sequence[Line]
    titles: Sequence[int]
    judged: Sequence[Judged]
    body: Sequence[bool]
    mastheads: frozenset[int] = frozenset()
    aside: tuple[Furniture, ...] = ()


def read_text(text: str, *, source: str, url: str = "", date: str = "", registry: Names | None = None) -> Report:
    r"""Read one page dump.

    Parameters
    ----------
    text
        The whole page as text, furniture and all; it is kept as it is, and every span points into it.
    source
        The path or address that the page came from, as given.
    url
        The page's own address if it is known; it helps to tell the title, the outlet and the date.
    date
        The day of publication if it is known, ISO.
    registry
        Who is who: outlets by their address, and the offices that bound an undated page.

    Raises
    ------
    Rejected
        If there is no article, or if it is not English; the message is the reason.

    >>> page = "Home\nTalks end in Riga\nBy Ann Lee\nThe ministers left without a word to the press.\nTerms of use"
    >>> report = read_text(page, source="a.txt")
    >>> [report.text[a:b] for a, b in report.body_spans]
    ['The ministers left without a word to the press.']
    >>> [(f.kind, report.text[f.span[0][0]:f.span[0][1]]) for f in report.furniture][-1]
    ('legal', 'Terms of use')
    """
    return read_page(text, Known(source=source, url=url, date=date), registry)


def read_page(text: str, known: Known, registry: Names | None = None) -> Report:
    r"""Read one page dump of which something is known; a line that it has a hundred times running is read once.

    Raises
    ------
    Rejected
        As ``read_text``.

    >>> page = "The talks in Riga ended without a word.\n" + "more\n" * 60_000
    >>> [(f.kind, f.span) for f in read_page(page, Known(source="a")).furniture]
    [('navigation', ((40, 300039),))]
    """
    runs = tuple(repeats(text)) if text.count("\n") > MOST_LINES else ()
    ends = (0, *(end for _, end in runs)), (*(start for start, _ in runs), len(text))
    rest = tuple((a, b) for a, b in zip(*ends, strict=True) if a < b) if runs else ()
    layout = lay_out(page_lines(text, source=known.source, within=rest), known, registry)
    aside = tuple(Furniture(span=(run,), kind="navigation") for run in runs)
    return report_of(text, replace(layout, aside=aside), known, registry=registry)


def page_lines(text: str, *, source: str, within: Spans = ()) -> list[Line]:
    r"""Cut a page, or the parts of it that are named, into lines.

    Raises
    ------
    Rejected
        If it has none, or too many to be one page.

    >>> len(page_lines("Home\n\nThe talks ended.", source="a"))
    2
    """
    if len(text) > MOST_LINES and count_lines(text, within) > MOST_LINES:
        raise Rejected(f"more than {MOST_LINES} lines", where=source, remedy="cut it into its reports")
    page = lines(text, within)
    if not page:
        raise Rejected("empty", where=source)
    return page


def lay_out(
    page: Sequence[Line], known: Known, registry: Names | None = None, *, votes: Sequence[float] = ()
) -> Layout:
    r"""Tell the article of a page from its furniture.

    Parameters
    ----------
    votes
        What else speaks for or against each line's being the article; none by default.

    >>> lay_out(lines("Home\nThe talks in Riga ended without a word."), Known(source="a")).body
    [False, True]
    """
    heads = mastheads(page, registry)
    titles = title_lines(page, known.url, known.title, mastheads=heads)
    judged = judge(page, titles)
    judged = with_votes(judged, votes) if votes else judged
    return Layout(page, titles, judged, body_lines(judged), heads)


def report_of(text: str, layout: Layout, known: Known, *, registry: Names | None = None) -> Report:
    """Make the report of a page that is laid out.

    Raises
    ------
    Rejected
        If there is no article, or if it is not English.

    >>> page = "The talks in Riga ended without a word."
    >>> known = Known(source="a", title="Talks end")
    >>> report_of(page, lay_out(lines(page), known), known).title
    'Talks end'
    """
    page, body = layout.lines, layout.body
    if True not in body:
        raise Rejected("no article found", where=known.source, remedy="pass --plain if it is nothing but an article")
    outlet, owner = _outlet(layout, known, registry)
    kinds = roles(layout.judged, body, outlet)
    spans = tuple((line.start, line.end) for line, kind in zip(page, kinds, strict=True) if kind is None)
    language = _english([line for line, inside in zip(page, body, strict=True) if inside], known.source)
    title_span = _title_span(layout, outlet)
    said = tuple(dates_of_page(text, date_lines(layout.judged, kinds), known.url, known.date, known.published))
    when = _published(plain_spaces(text[:_DATED_BY]), _up_to(spans, _DATED_BY), said, registry)
    earliest, latest = when.when.iso()
    return Report(
        report_id=stable_id("r", known.source, text),
        source=known.source,
        text=text,
        outlet=outlet,
        owner=owner,
        url=known.url,
        title=text[title_span[0][0] : title_span[0][1]] if title_span else known.title,
        title_span=title_span,
        subtitle=next((page[i].text for i in reversed(range(len(page))) if kinds[i] == "subtitle"), ""),
        byline=_byline(page, kinds, known.byline),
        language=language,
        body_spans=spans,
        furniture=_furniture(layout, kinds),
        published_earliest=earliest,
        published_latest=latest,
        published_basis=when.basis,
        published_evidence=when.evidence,
    )


def _furniture(layout: Layout, kinds: Sequence[FurnitureKind | None]) -> tuple[Furniture, ...]:
    pairs = zip(layout.lines, kinds, strict=True)
    judged = (Furniture(span=((line.start, line.end),), kind=kind) for line, kind in pairs if kind is not None)
    return tuple(sorted((*judged, *layout.aside), key=attrgetter("span")))


def _published(text: str, body: Spans, said: tuple[DateEvidence, ...], registry: Names | None) -> Published:
    """Date an article: first by what is sure, then by the days without a year that this leaves room for."""
    offices = tuple(office_grounds(text, body, registry)) if registry else ()
    first = (*said, *offices, *word_grounds(text, body))
    known = published(first)
    return published((*first, *yearless_grounds(text, body, known.when)))


def _up_to(spans: Spans, end: int) -> Spans:
    return tuple((a, b) for a, b in spans if b <= end)


def _english(body: Sequence[Line], source: str) -> str:
    language = language_of_lines(body)
    if language not in {"", "en"}:
        raise Rejected(f"not English but {language}", where=source, remedy="harmel reads English")
    return language


def _title_span(layout: Layout, outlet: str) -> Spans:
    """Choose the barest of the lines that bear the title, and leave off the outlet behind it."""
    page, titles = layout.lines, layout.titles
    if not titles:
        return ()
    line = page[min(titles, key=lambda index: (len(page[index].words), index))]
    bare, behind = without_outlet(line.text)
    return ((line.start, line.start + len(bare if behind and behind == outlet else line.text)),)


def _outlet(layout: Layout, known: Known, registry: Names | None) -> tuple[str, str]:
    """Name the outlet and its owner: by the registry, else as the mark-up, the title line or the address has it."""
    host = (urlsplit(known.url).hostname or "").removeprefix("www.")
    behind = _behind(layout.lines, layout.titles, host)
    if registry:
        found = next((o for name in (host, known.outlet, behind) if name and (o := registry.outlet(name))), None)
        found = found or next((outlet_in(layout.lines[index], registry) for index in sorted(_above(layout))), None)
        if found:
            return found.name, found.owner
    return known.outlet or behind or host, ""


def _above(layout: Layout) -> frozenset[int]:
    """Give the mastheads that stand above the article: a name in the article itself is no sign of who printed it."""
    first = layout.body.index(True)
    return frozenset(index for index in layout.mastheads if index < first)


def _behind(page: Sequence[Line], titles: Sequence[int], host: str) -> str:
    """Give the name behind a title, if the title also stands without it or the address bears it out."""
    for index in titles:
        bare, name = without_outlet(page[index].text)
        alone = any(same_words(page[other]) == same_words(bare) for other in titles)
        if name and (alone or "".join(same_words(name)) in "".join(same_words(host))):
            return name
    return ""


def _byline(page: Sequence[Line], kinds: Sequence[FurnitureKind | None], known: str) -> str:
    """Name who wrote the article: by a line that says so, else by the mark-up, else by a name that stands alone."""
    named = [line for line, kind in zip(page, kinds, strict=True) if kind == "byline"]
    said = next((written_by(line.text) for line in named if is_byline(line)), "")
    return said or known or next((written_by(line.text) for line in named), "")
