"""One document as it comes in: bytes or text, and what is known of it before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from harmel.errors import Rejected
from harmel.reading.decode import decode
from harmel.reading.html import read_html
from harmel.reading.names import Names
from harmel.reading.page import Known, read_page
from harmel.reading.plain import plain_text
from harmel.records import Report

DocumentKind = Literal["page", "html", "unknown"]
_HTML_MARKS = ("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<meta", "<title")
_SNIFFED = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader of files hands on: the content and what the row, the record or the user says of it."""

    known: Known
    content: bytes | str
    kind: DocumentKind = "unknown"
    charset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How inputs are read.

    Parameters
    ----------
    plain
        Every input is nothing but an article.
    date
        The day of publication of all of them, ISO.
    columns
        Which column of a table holds what: ``text``, ``html``, ``title``, ``date``, ``url``, ``outlet``, ``byline``.
    seconds
        How long one document may take of the processor; five times as long may pass.
    memory
        How many bytes a worker may take beyond what it starts with.
    """

    plain: bool = False
    date: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 8.0
    memory: int = 800_000_000


def read_document(document: Document, *, plain: bool = False, registry: Names | None = None) -> Report:
    """Read one document, whatever it is.

    Raises
    ------
    Rejected
        With the reason, if it is no English report.

    >>> page = Document(known=Known(source="a"), content=b"<p>The ministers left Riga without a word.</p>")
    >>> read_document(page).text
    'The ministers left Riga without a word.'
    """
    known, content = document.known, document.content
    head = content[:_SNIFFED] if isinstance(content, str) else content[:_SNIFFED].decode("ascii", errors="ignore")
    if document.kind == "html" or (document.kind == "unknown" and _is_html(head)):
        return read_html(content, known=known, charset=document.charset, registry=registry)
    text = content if isinstance(content, str) else decode(content, source=known.source, charset=document.charset)
    if plain:
        return _plain(text, known)
    return read_page(text, known, registry)


def _plain(text: str, known: Known) -> Report:
    if not text.strip():
        raise Rejected("empty", where=known.source)
    report = plain_text(text, source=known.source, url=known.url, date=known.date or known.published)
    return replace(report, title=known.title, outlet=known.outlet, byline=known.byline)


def _is_html(head: str) -> bool:
    start = head.lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!", "<?xml", *_HTML_MARKS)) and any(mark in start for mark in _HTML_MARKS)
