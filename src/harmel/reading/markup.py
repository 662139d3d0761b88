"""What the mark-up of an HTML page says of the page: address, title, outlet, author, date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from harmel.reading.stated import stated_dates
from harmel.reading.tags import strip_tags

_PUBLISHED = (  # names of the day of publication, without what stands between their words
    "articlepublishedtime",
    "ogpublishedtime",
    "ogarticlepublishedtime",
    "datepublished",
    "date",
    "dcdate",
    "dcdateissued",
    "dcdatecreated",
    "dctermsdate",
    "dctermscreated",
    "dctermsissued",
    "pubdate",
    "publishdate",
    "publicationdate",
    "parselypubdate",
    "sailthrudate",
    "articledate",
    "articlepublished",
    "analyticsattributesarticledate",
    "cxenseparserecspublishtime",
    "citationdate",
    "citationpublicationdate",
    "citationonlinedate",
    "publishedat",
    "publishedtime",
    "displaydate",
    "originalpublicationdate",
    "rnewsdatepublished",
    "createddate",
    "datecreated",
)
_TITLES = ("og:title", "twitter:title", "dc.title")
_OUTLETS = ("og:site_name", "application-name", "twitter:site", "dc.publisher")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
_ISO = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_BETWEEN = re.compile(r"[^a-z]+")
_LONGEST_JSON = 500_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a page's mark-up says; every field may be empty."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""


def markup_of(html: str, title: str = "") -> Markup:
    """Read what a page says of itself, from its own text: asking a tree for its elements takes longer than to parse it.

    Parameters
    ----------
    title
        What stands in its ``title`` element, if no other title is named.

    >>> page = '<meta property="article:published_time" content="2018-05-03T10:00:00Z"><p>The talks ended.'
    >>> markup_of(page).published
    '2018-05-03'
    """
    metas, canonical = _metas(html)
    named = {_BETWEEN.sub("", name): words for name, words in reversed(metas.items())}
    dated = next(filter(None, map(_day, (named[name] for name in _PUBLISHED if name in named))), "")
    return Markup(
        url=canonical or metas.get("og:url", ""),
        title=_first(metas, _TITLES) or " ".join(title.split()),
        outlet=_first(metas, _OUTLETS).removeprefix("@"),
        byline=_person(_first(metas, _AUTHORS)),
        published=dated or next(filter(None, map(_day, _linked_data(html))), "") or _one_time(html),
    )


def _metas(html: str) -> tuple[dict[str, str], str]:
    """Give the page's named words, the first of a name, and its canonical address."""
    metas: dict[str, str] = {}
    canonical = ""
    end = max(0, html.find("<body"))
    rest = html.find("<meta", end)  # few pages have any in their body: one look spares the search
    for tag, inside in _META.findall(html, 0, end if rest < 0 else len(html)):
        if tag in "linkLINK" and "canonical" not in inside.lower():
            continue  # style sheets and icons: half of them
        parts = dict(_pairs(inside))
        name = (parts.get("property") or parts.get("name") or parts.get("itemprop") or "").lower()
        if name and parts.get("content"):
            metas.setdefault(name, " ".join(unescape(parts["content"]).split()))
        if tag in "linkLINK" and "canonical" in parts.get("rel", "").lower().split():
            canonical = canonical or unescape(parts.get("href", ""))
    return metas, canonical


_QUOTED = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*"""
_META = re.compile(rf"<(meta|link|META|LINK)\s({_QUOTED})>")  # a pattern that ignores case takes eight times as long
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_DATA = re.compile(r"<script\s[^<>]*ld\+json[^<>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(rf"<time\s({_QUOTED})>")
_MARKED = re.compile(r"<(?:time|abbr|span|p|div|a)\s([^<>]*(?:datePublished|\bpublished\b|\bpubdate\b)[^<>]*)>")
_LONGEST_DATE = 80  # characters


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _person(words: str) -> str:
    return "" if "://" in words or "@" in words else words


def _day(words: str) -> str:
    """Give the day that words name, however it is written; empty if they name none, or may mean two."""
    found = _ISO.search(words)
    try:
        if found:
            return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""
    days = {stated.when for stated in stated_dates(words[:_LONGEST_DATE])}
    return days.pop().iso()[0] if len(days) == 1 and all(when.earliest == when.latest for when in days) else ""


def _linked_data(html: str) -> Iterator[str]:
    """Give the dates of publication in JSON-LD; a page's broken JSON says nothing."""
    for found in _tags_with("ld+json", html, _DATA):
        words = found[1]
        if len(words) > _LONGEST_JSON:
            continue
        try:
            yield from _dates_in(json.loads(words), 0)
        except (ValueError, RecursionError):
            continue


def told_article(html: str) -> str:
    r"""Give the article that a page's JSON-LD tells in full, a paragraph a line; empty if it tells none.

    Some pages fetch their article only when they are looked at, and tell it to search engines here.

    >>> told_article('<script type="application/ld+json">{"articleBody": "The talks ended.\\n\\nThey left."}</script>')
    'The talks ended.\nThey left.'
    """
    for words in _DATA.findall(html) if "articleBody" in html and "ld+json" in html else ():
        found = _TOLD.search(words)
        try:
            text = str(json.loads(f'"{found[1]}"', strict=False)) if found else ""
        except ValueError:
            continue
        if text:
            return strip_tags(text.replace("\n", "<br>"))
    return ""


_TOLD = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"', re.DOTALL)
_DEEPEST = 8


def _dates_in(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _dates_in(part, depth + 1)


def _one_time(html: str) -> str:
    """Give the day of the elements that are marked as the day of publication, else of ``time``, if it is one day."""
    for pattern, hint in ((_MARKED, "ublished"), (_MARKED, "pubdate"), (_TIME, "<time")):
        found = [tag[1] for tag in _tags_with(hint, html, pattern)]
        days = {
            _day(parts.get("datetime") or parts.get("content") or parts.get("title", ""))
            for parts in map(dict, map(_pairs, found))
        }
        if len(days - {""}) == 1:
            return max(days)
    return ""


def _tags_with(hint: str, html: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find a pattern that begins with a tag where a hint stands in that tag: to seek the hint first is far faster."""
    looked, place = 0, html.find(hint)
    while place >= 0:
        start = html.rfind("<", looked, place + 1)
        found = pattern.match(html, start) if start >= 0 else None
        if found:
            yield found
        looked, place = place, html.find(hint, place + 1)


def _pairs(inside: str) -> Iterator[tuple[str, str]]:
    return ((name.lower(), a or b or c) for name, a, b, c in _ATTRIBUTE.findall(inside))
