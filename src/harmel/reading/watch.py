"""Feeds and listed addresses → documents, one round at a time; an address inside an article is never asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from harmel.errors import SettingsError
from harmel.reading.document import Document
from harmel.reading.fetch import Answer, Fetcher, today
from harmel.reading.page import Known
from harmel.records import Reject

_STAGE = "watching"
_MOST_ENTRIES = 1_000  # of one feed


@dataclass(slots=True)
class Memory:
    """What must be remembered from round to round: each feed's marks for "not changed", and the addresses done."""

    marks: dict[str, tuple[str, str]] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Memory:
        """Read what ``save`` wrote; a file that is not there is an empty memory.

        Raises
        ------
        SettingsError
            If the file is something else.
        """
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls({url: (str(etag), str(day)) for url, (etag, day) in kept["marks"].items()}, dict(kept["done"]))
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            raise SettingsError(f"no memory of a watch: {error}", where=str(path), remedy="move it away") from None

    def save(self, path: Path) -> None:
        """Write it whole or not at all."""
        new = path.with_name(f"{path.name}.new")
        new.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(path)


def look(fetcher: Fetcher, memory: Memory) -> Iterator[Document | Reject]:
    """Make one round: ask each feed what is new, and ask for each new article once.

    What is done is noted before it is handed on; what failed for a while is asked for again in the next round.
    """
    for url in fetcher.listed.articles:
        yield from _article(fetcher, memory, Known(source=url, url=url))
    for url in fetcher.listed.feeds:
        answer = fetcher.get(url, **dict(zip(("etag", "modified"), memory.marks.get(url, ("", "")), strict=True)))
        if answer.unchanged:
            continue
        if answer.reason:
            yield Reject(source=url, reason=answer.reason, stage=_STAGE)
            continue
        complete = True
        for found in _entries(answer, fetcher, memory):
            complete = complete and not (isinstance(found, Reject) and found.source not in memory.done)
            yield found
        if complete:  # else the feed must be read again, though it has not changed
            memory.marks[url] = (answer.etag, answer.modified)


def _entries(answer: Answer, fetcher: Fetcher, memory: Memory) -> Iterator[Document | Reject]:
    import feedparser

    parsed = feedparser.parse(answer.body)
    if not parsed.entries and (parsed.bozo or not parsed.version):
        yield Reject(source=answer.url, reason="no feed", stage=_STAGE, remedy="is the address that of a feed?")
        return
    for entry in parsed.entries[:_MOST_ENTRIES]:
        link = urljoin(answer.url, str(entry.get("link") or ""))
        if entry.get("link"):
            known = Known(source=link, url=link, published=_day(entry), title=str(entry.get("title") or ""))
            yield from _article(fetcher, memory, known)


def _article(fetcher: Fetcher, memory: Memory, known: Known) -> Iterator[Document | Reject]:
    if known.url in memory.done:
        return
    answer = fetcher.get(known.url)
    if not answer.reason or answer.final:
        memory.done[known.url] = today(fetcher.now())
    if answer.reason:
        yield Reject(source=known.source, reason=answer.reason, stage=_STAGE)
    else:
        yield Document(known=known, content=answer.body, charset=answer.charset)


def _day(entry: Any) -> str:  # noqa: ANN401 - feedparser ships no types
    when = entry.get("published_parsed") or entry.get("created_parsed")
    return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else ""
