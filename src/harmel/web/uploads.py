"""Files that a browser or a program sends: stored for a moment, taken in by another process, told one by one."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Thread
from typing import Annotated, Any

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import JSONResponse, Response, StreamingResponse

from harmel.engine.intake import Intake, Kept
from harmel.errors import BusyError, HarmelError
from harmel.web.api import shapes
from harmel.web.desk import desk_of
from harmel.web.guard import LARGEST_UPLOAD
from harmel.web.render import page

router = APIRouter()
LINES = "application/x-ndjson"
WAITING = 4
"""How many uploads may be under way or wait; each holds a thread that could answer others."""
_LONGEST = 120
Files = Annotated[
    list[UploadFile], File(min_length=1, description="Pages, archives and tables, as `harmel add` takes them.")
]
Told = SimpleQueue[Kept | HarmelError | None]
_KEPT = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in Kept.__dataclass_fields__},
    "required": list(Kept.__dataclass_fields__),
}
_SHAPE = {
    "type": "object",
    "properties": {
        "stored": {"type": "integer", "description": "How many documents are in the ledger now, new or before."},
        "rejected": {"type": "integer"},
        "documents": {"type": "array", "items": _KEPT},
    },
    "required": ["stored", "rejected", "documents"],
}


class Gate:
    """Lets a few uploads in at a time, and hands them to the one process that writes."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._places = BoundedSemaphore(WAITING)

    def close(self) -> None:
        """End the process."""
        self._intake.close()

    def take(self, files: list[UploadFile]) -> Iterator[Kept]:
        """Take files in and tell of each document as it is done; they are taken in to the end, listened to or not.

        Raises
        ------
        BusyError
            If too many uploads wait already.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError("too many uploads are under way", remedy="try again in a minute")
        folder = TemporaryDirectory(prefix="harmel-upload-")
        told: Told = SimpleQueue()
        try:
            put_down(files, Path(folder.name))
            Thread(target=self._run, args=(folder, told), daemon=True, name="harmel-upload").start()
        except BaseException:
            folder.cleanup()
            self._places.release()
            raise
        return _heard(told)

    def _run(self, folder: TemporaryDirectory[str], told: Told) -> None:
        try:
            with folder:
                for kept in self._intake.run(Path(folder.name)):
                    told.put(kept)
            told.put(None)
        except HarmelError as error:
            told.put(error)
        except Exception as error:  # noqa: BLE001 - whoever listens must hear that it has ended
            told.put(HarmelError(f"{type(error).__name__}: {error}", remedy="report a bug"))
        finally:
            self._places.release()


def _heard(told: Told) -> Iterator[Kept]:
    while (one := told.get()) is not None:
        if isinstance(one, HarmelError):
            raise one
        yield one


def put_down(files: list[UploadFile], folder: Path) -> None:
    """Write files into a folder under the names that they were given, of which only the last part counts."""
    for number, sent in enumerate(files):
        name = plain_name(sent.filename or "")
        place = folder / name
        if place.exists():
            place = folder / f"{number}-{name}"
        with place.open("xb") as out:
            shutil.copyfileobj(sent.file, out, 1 << 20)


def plain_name(given: str) -> str:
    r"""Make a file name that is one: no folders, no control characters, nothing that means something else.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\pages\\a.html"), plain_name(".."), plain_name("-")
    ('passwd', 'a.html', 'page', 'page')
    """
    last = re.split(r"[/\\]", given)[-1]
    name = "".join(c for c in last if c.isprintable()).strip(" .-")
    stem, dot, suffix = name.partition(".")
    while len(name.encode(errors="replace")) > _LONGEST:
        stem, suffix = (stem[:-1], suffix) if stem else (stem, suffix[1:])
        name = f"{stem}{dot}{suffix}"
    return name.encode(errors="replace").decode() or "page"


@router.post("/api/v1/uploads", summary="Take files in", responses=shapes.answers(_SHAPE, 403, 413))
def upload(request: Request, files: Files) -> Response:
    """Read, code and keep files, with the limits of `harmel add`; what cannot be taken in is told with the reason."""
    kept = list(_gate(request).take(files))
    return JSONResponse({**_counts(kept), "documents": [asdict(one) for one in kept]})


@router.get("/add", include_in_schema=False)
def form(request: Request) -> Response:
    """Show where to drop files."""
    return page(request, "add.html.jinja", desk=desk_of(request), kept=None, most=LARGEST_UPLOAD // 1_000_000)


@router.post("/add", include_in_schema=False)
def add(request: Request, files: Files) -> Response:
    """Take files in, and show what became of each; for the page's script one line of JSON a document."""
    kept = _gate(request).take([sent for sent in files if sent.filename])
    if LINES in request.headers.get("accept", ""):
        return StreamingResponse(_lines(kept), media_type=LINES)
    shown = list(kept)
    return page(request, "add.html.jinja", desk=desk_of(request), kept=shown, counts=_counts(shown),
                most=LARGEST_UPLOAD // 1_000_000)  # fmt: skip


def _lines(kept: Iterator[Kept]) -> Iterator[str]:
    try:
        for one in kept:
            yield json.dumps(asdict(one), ensure_ascii=False) + "\n"
    except HarmelError as error:
        yield json.dumps({"source": "", "outcome": "failed", "reason": error.what, "remedy": error.remedy}) + "\n"


def _counts(kept: list[Kept]) -> dict[str, Any]:
    counted = Counter("rejected" if one.outcome in ("rejected", "withdrawn") else "stored" for one in kept)
    return {"stored": counted["stored"], "rejected": counted["rejected"]}


def _gate(request: Request) -> Gate:
    gate: Gate = request.app.state.gate
    return gate
