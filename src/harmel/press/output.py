"""Writes a press to disk: pages in one of four forms, and the truth as tables beside them, a line a record."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self, TextIO
from uuid import UUID

from harmel.press.articles import article
from harmel.press.pages import dump, web
from harmel.press.plan import Plan
from harmel.press.stories import Edition, Story, editions, stories
from harmel.press.truth import Page, act_row, page
from harmel.schema import row

Form = Literal["text", "html", "warc", "jsonl"]
TABLES = ("statements", "events", "figures", "links")
_WEB = ("html", "warc")
FOLDER = 1000  # pages in one folder


def press(plan: Plan) -> Iterator[tuple[Story, list[Page]]]:
    """Write a plan up, story by story; nothing of a story is kept once it is given out.

    >>> pages = [p for _, made in press(Plan(seed=3, reports=20)) for p in made]
    >>> all(p.truth.report.text == p.text for p in pages)
    True
    """
    for story in stories(plan):
        made = editions(plan, story)
        yield story, [_page(plan, story, edition, made[0]) for edition in made]


def name(story: Story, edition: int) -> str:
    """Name a page by its story and the number of its edition."""
    return f"{story.number:07d}-{edition:02d}"


def _page(plan: Plan, story: Story, edition: Edition, first: Edition) -> Page:
    written = article(plan, story, edition, first)
    inked = dump(written, edition, story, plan.seed)
    carried = name(story, edition.corrects) if edition.kind == "correction" else name(story, first.number)
    return page(name(story, edition.number), inked, written, edition, story, carried)


def write(plan: Plan, out: Path, *, form: Form = "text") -> int:
    """Write pages to ``out/pages`` and truth to ``out/truth``; give how many pages were written.

    Parameters
    ----------
    out
        A folder; made if missing. The same plan writes the same bytes.
    form
        ``text`` and ``html`` are a file a page, ``warc`` one compressed archive, ``jsonl`` one file of
        ``{id, text, date}`` for ``harmel code --jsonl``.

    Notes
    -----
    The spans of the truth are those of the text dump whatever the form.
    """
    (out / "truth").mkdir(parents=True, exist_ok=True)
    (out / "pages").mkdir(exist_ok=True)
    count = 0
    with ExitStack() as stack:
        tables = {t: stack.enter_context(_table(out, t)) for t in ("reports", *TABLES, "acts")}
        put = stack.enter_context(Sink(out / "pages", form))
        for story, made in press(plan):
            for one in made:
                put(one, web(one.article, one.edition, story, plan.seed) if form in _WEB else one.text, count)
                _record(tables, one)
                count += 1
            _line(tables["acts"], act_row(story, len(made)))
    return count


def _table(out: Path, table: str) -> TextIO:
    return (out / "truth" / f"{table}.jsonl").open("w", encoding="utf-8")


def _record(tables: dict[str, TextIO], one: Page) -> None:
    _line(tables["reports"], row(one.truth.report) | {"edition": one.edition.kind})
    for table in TABLES:
        for record in getattr(one.truth, table):
            _line(tables[table], row(record))


def _line(file: TextIO, cells: dict[str, Any]) -> None:
    file.write(json.dumps(cells, ensure_ascii=False) + "\n")


class Sink:
    """Where pages go, one after the other, in the form asked for."""

    def __init__(self, folder: Path, form: Form) -> None:
        self.folder, self.form = folder, form
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the archive or the file of lines, if there is one."""
        if self.form == "warc":
            self._warc = self._stack.enter_context((self.folder / "press.warc.gz").open("wb"))
        elif self.form == "jsonl":
            self._lines = self._stack.enter_context((self.folder / "press.jsonl").open("w", encoding="utf-8"))
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is open."""
        self._stack.close()

    def __call__(self, one: Page, content: str, number: int) -> None:
        """Put one page."""
        if self.form == "warc":
            self._warc.write(gzip.compress(warc_record(one, content), mtime=0))
        elif self.form == "jsonl":
            date = one.truth.report.published_earliest
            _line(self._lines, {"id": one.name, "text": content, "date": date})
        else:
            folder = self.folder / f"{number // FOLDER:05d}"
            folder.mkdir(exist_ok=True)
            ending = "txt" if self.form == "text" else "html"
            (folder / f"{one.name}.{ending}").write_text(content, encoding="utf-8")


def warc_record(one: Page, content: str) -> bytes:
    """Give one response record of a WARC 1.0 archive, uncompressed; archives join records end to end.

    Source: ISO 28500, section 6.3.
    """
    body = content.encode()
    host = "".join(c for c in one.truth.report.outlet.lower() if c.isalnum())
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
    taken = datetime.fromisoformat(one.truth.report.published_earliest).replace(tzinfo=UTC)
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://{host}.example/{one.name}.html\r\n"
        f"WARC-Date: {taken:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Record-ID: <urn:uuid:{UUID(bytes=one.truth.report.report_id.encode()[-16:], version=4)}>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n"
    )
    return head.encode() + http + body + b"\r\n\r\n"
