"""What the mark-up of an HTML page says of the page: address, title, outlet, author, date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dc.terms.created",
    "published_at",
    "originalpublicationdate",
    "rnews:datepublished",
)
_TITLES = ("og:title", "twitter:title", "dc.title")
_OUTLETS = ("og:site_name", "application-name", "twitter:site", "dc.publisher")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_LONGEST_JSON = 500_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a page's mark-up says; every field may be empty."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""


def markup_of(tree: Any) -> Markup:  # noqa: ANN401 - a resiliparse tree: the library ships no types
    """Read the head of a parsed page.

    >>> from resiliparse.parse.html import HTMLTree
    >>> page = '<meta property="article:published_time" content="2018-05-03T10:00:00Z"><p>The talks ended.'
    >>> markup_of(HTMLTree.parse(page)).published
    '2018-05-03'
    """
    metas = dict(_metas(tree))
    canonical = next((e.getattr("href") or "" for e in _all(tree, "link[rel=canonical]")), "")
    linked = list(_linked_data(tree))
    return Markup(
        url=canonical or metas.get("og:url", ""),
        title=_first(metas, _TITLES) or " ".join((tree.title or "").split()),
        outlet=_first(metas, _OUTLETS).removeprefix("@"),
        byline=_person(_first(metas, _AUTHORS)),
        published=_day(_first(metas, _PUBLISHED)) or next(filter(None, map(_day, linked)), "") or _one_time(tree),
    )


def _all(tree: Any, selector: str) -> list[Any]:  # noqa: ANN401
    return list(tree.document.query_selector_all(selector))


def _metas(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    found = [*_metas_of_head(tree), *_all(tree, "body meta[content]")]
    for element in reversed(found):  # reversed: the first of a name stays in a dict
        name = element.getattr("property") or element.getattr("name") or element.getattr("itemprop")
        if name:
            yield name.lower(), " ".join((element.getattr("content") or "").split())


def _metas_of_head(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """Go from sibling to sibling: a selection of n elements takes the square of n to read out."""
    element = tree.head.first_element_child if tree.head is not None else None
    while element is not None:
        if element.tag == "meta":
            yield element
        element = element.next_element_sibling


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _person(words: str) -> str:
    return "" if "://" in words or "@" in words else words


def _day(words: str) -> str:
    found = _ISO.search(words)
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _linked_data(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Give the dates of publication in JSON-LD; a page's broken JSON says nothing."""
    for element in _all(tree, 'script[type="application/ld+json"]'):
        words = element.text
        if len(words) > _LONGEST_JSON:
            continue
        try:
            yield from _dates_in(json.loads(words), 0)
        except (ValueError, RecursionError):
            continue


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


def _one_time(tree: Any) -> str:  # noqa: ANN401
    """Give the day of a ``time`` element where the page has one such day only."""
    days = {_day(e.getattr("datetime") or "") for e in _all(tree, "time[datetime]")} - {""}
    return days.pop() if len(days) == 1 else ""
