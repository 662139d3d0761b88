"""An Atom feed (RFC 4287) of what came into a watch last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from harmel.ledger import Watch
from harmel.web.desk import Desk

MEDIA = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
KEYS = {"reports": "report_id", "statements": "statement_id", "events": "event_id", "figures": "figure_id"}
"""The nouns that can be watched, and what each record's id is called."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORT = 160

Row = dict[str, Any]


def feed(desk: Desk, watch: Watch, found: Sequence[tuple[Row, str]], *, home: str) -> bytes:
    """Write the feed; ids never change, and whatever the press wrote is text.

    Parameters
    ----------
    found
        Rows and when they came in, the newest first.
    home
        The address of the server, with no slash at its end.
    """
    root = Element("feed", {"xmlns": ATOM})
    _text(root, "id", _id(f"watch/{watch.key}"))
    _text(root, "title", watch.name)
    _text(root, "updated", max((at for _, at in found if at), default=watch.made))
    SubElement(SubElement(root, "author"), "name").text = "harmel"
    SubElement(
        root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{home}/watches/{watch.key}/feed"}
    )
    page = f"{home}/{watch.table}" + (f"?{watch.query}" if watch.query else "")
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _plain(page)})
    for row, at in found:
        _entry(desk, root, watch, row, at or watch.made, home)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _entry(desk: Desk, root: Element, watch: Watch, row: Row, at: str, home: str) -> None:
    key = row[KEYS[watch.table]]
    entry = SubElement(root, "entry")
    _text(entry, "id", _id(f"{watch.table}/{key}"))
    _text(entry, "title", title(desk, watch.table, row))
    _text(entry, "updated", at)
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{home}/{watch.table}/{quote(key, '')}"}
    )
    _text(entry, "summary", _summary(watch.table, row))


def title(desk: Desk, table: str, row: Row) -> str:
    """Say in a line what a record is; it names who says or is said to have done it, and claims nothing.

    Raises
    ------
    KeyError
        If the noun has no feed.
    """
    if table == "reports":
        return str(row["title"] or row["source"])
    if table == "statements":
        return f"{_who(desk, row['speaker'], row['speaker_name'])} ({row['stance']}): {_short(row['content'])}"
    if table == "events":
        who, whom = (_who(desk, row[side], row[f"{side}_name"]) for side in ("source", "target"))
        return f"{who} → {whom}: {row['action_name'] or row['action']} ({row['status']})"
    return f"{_who(desk, row['actor'], None)}: {row['measure']} {row['value']:g} {row['unit'] or ''} ({row['kind']})"


def _who(desk: Desk, actor: str | None, name: str | None) -> str:
    return desk.name(actor) or name or "not said"


def _summary(table: str, row: Row) -> str:
    if table == "reports":
        return f"{row['outlet'] or 'Outlet unknown'}: {_short(' '.join((row['text'] or '').split()))}"
    told = {"statements": row.get("content"), "events": row.get("rule"), "figures": row.get("kind")}[table]
    return f"{told or ''} (report {row['report_id']})"


def _short(text: str | None) -> str:
    plain = text or ""
    return plain if len(plain) <= _SHORT else plain[:_SHORT].rstrip() + "…"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _plain(text)


def _plain(text: str) -> str:
    """Leave out what XML cannot hold: control characters and halves of pairs."""
    return _NO_XML.sub("\ufffd", text)


def _id(path: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'https://harmel.example.org/{path}')}"
