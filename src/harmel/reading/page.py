"""A page dump → a ``Report``: its article, and every other line with its role."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from harmel.errors import Rejected
from harmel.reading.dating import Published, published
from harmel.reading.grounds import office_grounds, word_grounds, yearless_grounds
from harmel.reading.heading import same_words, title_lines, without_outlet
from harmel.reading.layout import body_lines, judge
from harmel.reading.lines import SPACES, Line, lines
from harmel.reading.names import Names
from harmel.reading.roles import date_lines, roles
from harmel.reading.said_dates import dates_of_page
from harmel.reading.tongue import language_of
from harmel.records import DateEvidence, Furniture, Report, Spans, stable_id
from harmel.vocabulary import FurnitureKind


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
    page = lines(text)
    if not page:
        raise Rejected("empty", where=source)
    titles = title_lines(page, url)
    judged = judge(page, titles)
    body = body_lines(judged)
    if True not in body:
        raise Rejected("no article found", where=source, remedy="pass --plain if the text is nothing but an article")
    outlet, owner = _outlet(page, titles, url, registry)
    kinds = roles(judged, body, outlet)
    spans = tuple((line.start, line.end) for line, inside in zip(page, body, strict=True) if inside)
    language = _english("\n".join(text[a:b] for a, b in spans), source)
    title_span = _title_span(page, titles, outlet)
    said = tuple(dates_of_page(text, date_lines(judged, kinds), url=url, given=date))
    when = _published(text.translate(SPACES), spans, said, registry)
    return Report(
        report_id=stable_id("r", source, text),
        source=source,
        text=text,
        outlet=outlet,
        owner=owner,
        url=url,
        title=text[title_span[0][0] : title_span[0][1]] if title_span else "",
        title_span=title_span,
        subtitle=_first(page, kinds, "subtitle"),
        byline=_byline(_first(page, kinds, "byline")),
        language=language,
        body_spans=spans,
        furniture=tuple(
            Furniture(span=((line.start, line.end),), kind=kind)
            for line, kind in zip(page, kinds, strict=True)
            if kind is not None
        ),
        published_earliest=when.when.iso()[0],
        published_latest=when.when.iso()[1],
        published_basis=when.basis,
        published_evidence=when.evidence,
    )


def _published(text: str, body: Spans, said: tuple[DateEvidence, ...], registry: Names | None) -> Published:
    """Date an article: first by what is sure, then by the days without a year that this leaves room for."""
    offices = tuple(office_grounds(text, body, registry)) if registry else ()
    first = (*said, *offices, *word_grounds(text, body))
    known = published(first)
    return published((*first, *yearless_grounds(text, body, known.when)))


def _english(body: str, source: str) -> str:
    language = language_of(body)
    if language not in {"", "en"}:
        raise Rejected(f"not English but {language}", where=source, remedy="harmel reads English")
    return language


def _title_span(page: Sequence[Line], titles: Sequence[int], outlet: str) -> Spans:
    """Choose the barest of the lines that bear the title, and leave off the outlet behind it."""
    if not titles:
        return ()
    line = page[min(titles, key=lambda index: (len(page[index].words), index))]
    bare, behind = without_outlet(line.text)
    return ((line.start, line.start + len(bare if behind and behind == outlet else line.text)),)


def _outlet(page: Sequence[Line], titles: Sequence[int], url: str, registry: Names | None) -> tuple[str, str]:
    """Name the outlet and its owner: by the registry, else as the title line or the address has it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    behind = _behind(page, titles, host)
    if registry:
        known = next((found for name in (host, behind) if name and (found := registry.outlet(name))), None)
        if known:
            return known.name, known.owner
    return behind or host, ""


def _behind(page: Sequence[Line], titles: Sequence[int], host: str) -> str:
    """Give the name behind a title, if the title also stands without it or the address bears it out."""
    for index in titles:
        bare, name = without_outlet(page[index].text)
        alone = any(same_words(page[other]) == same_words(bare) for other in titles)
        if name and (alone or "".join(same_words(name)) in "".join(same_words(host))):
            return name
    return ""


def _first(page: Sequence[Line], kinds: Sequence[FurnitureKind | None], kind: FurnitureKind) -> str:
    return next((line.text for line, its in zip(page, kinds, strict=True) if its == kind), "")


def _byline(words: str) -> str:
    return words.removeprefix("By ").removeprefix("by ").removeprefix("BY ").strip()
