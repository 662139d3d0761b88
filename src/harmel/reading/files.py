"""Files and folders → reports, and a reject with the reason for each that is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from harmel.actors import Registry
from harmel.errors import ReadingError
from harmel.reading.page import read_text
from harmel.reading.plain import plain_text
from harmel.records import Reject, Report


def read_all(
    paths: Iterable[Path], *, registry: Registry, plain: bool = False, date: str = ""
) -> Iterator[Report | Reject]:
    """Read files, and every file of folders, in order."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from read_all(inside, registry=registry, plain=plain, date=date)
        else:
            yield _read(path, registry, plain=plain, date=date)


def _read(path: Path, registry: Registry, *, plain: bool, date: str) -> Report | Reject:
    try:
        text = path.read_text(encoding="utf-8")
        if plain:
            return plain_text(text, source=str(path), date=date)
        return read_text(text, source=str(path), date=date, registry=registry)
    except FileNotFoundError:
        return Reject(source=str(path), reason="no such file", remedy="check the path")
    except UnicodeDecodeError as error:
        return Reject(source=str(path), reason=f"not UTF-8: {error.reason} at byte {error.start}", remedy="convert it")
    except (OSError, ReadingError) as error:
        return Reject(source=str(path), reason=str(error))
