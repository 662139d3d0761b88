"""TOML files → one table of facts: what ships with harmel, then what the user adds.

Every file has the same sections, each optional, so that a user's file looks like ours: ``states``,
``organisations``, ``members``, ``bodies``, ``offices``, ``figures``, ``people``, ``outlets``, ``places``. The
grammar of names and of words (``roles``, ``agents``) is in ``lexicon.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from harmel.errors import RegistryError
from harmel.intervals import Interval

SECTIONS = ("states", "organisations", "members", "bodies", "offices", "figures", "people", "outlets", "places")
SHIPPED = "harmel:"  # begins the name of a file that comes with harmel
_PART = re.compile(r"\d{4}(?:-\d{2}){0,2}|now|\?")


@dataclass(frozen=True, slots=True)
class Facts:
    """Some TOML files' sections: ``facts.tables["states"]`` is a list of (file, table)."""

    tables: dict[str, list[tuple[str, dict[str, Any]]]]

    def rows(self, section: str) -> Iterator[tuple[str, str, Any]]:
        """Go through a section of all files: file, key, value."""
        for path, table in self.tables.get(section, ()):
            for key, value in table.items():
                yield path, key, value


def facts(extra: Sequence[Path] = ()) -> Facts:
    """Read the shipped files and the user's.

    Raises
    ------
    RegistryError
        If a file cannot be read or has a section of another name; the message names the file.

    >>> any(key == "NATO" for _, key, _ in facts().rows("organisations"))
    True
    """
    tables: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    shipped = sorted((f for f in (files("harmel.actors") / "data").iterdir()), key=lambda f: f.name)
    texts = [(SHIPPED + f.name, f.read_text(encoding="utf-8")) for f in shipped if f.name.endswith(".toml")]
    for path, text in [*texts, *map(_text, extra)]:
        for section, table in _parsed(path, text).items():
            tables.setdefault(section, []).append((path, table))
    return Facts(tables)


def _text(path: Path) -> tuple[str, str]:
    try:
        return str(path), path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot be read: {error}", where=str(path), remedy="name a TOML file") from None


def _parsed(path: str, text: str) -> dict[str, dict[str, Any]]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"not TOML: {error}", where=path, remedy="see a shipped registry file") from None
    wrong = [s for s, t in tables.items() if s not in SECTIONS or not isinstance(t, dict)]
    if wrong:
        raise RegistryError(f"no such section: {wrong[0]}", where=path, remedy="one of " + ", ".join(SECTIONS))
    return tables


def dated(words: str) -> tuple[Interval | None, str]:
    """Split a fact such as ``2014-10-01 2024-10-01 Jens Stoltenberg`` into its days and the rest.

    A month or a year stands for the whole of it, ``now`` and ``?`` are open. No date at all gives ``None``.

    >>> dated("2000-03 2001-10-19 Jens Stoltenberg")[0].iso()
    ('2000-03-01', '2001-10-19')
    >>> dated("Greta Thunberg")
    (None, 'Greta Thunberg')
    """
    parts = words.split()
    count = next((i for i, p in enumerate(parts[:2]) if not _PART.fullmatch(p)), min(2, len(parts)))
    if not count:
        return None, words
    start, end = parts[0], parts[1] if count > 1 else "now"
    return Interval(_days(start).earliest, _days(end).latest), " ".join(parts[count:])


def _days(part: str) -> Interval:
    numbers = [int(n) for n in part.split("-")] if part[0].isdigit() else []
    if not numbers:
        return Interval()
    if len(numbers) == 1:
        return Interval.year(numbers[0])
    return Interval.month(numbers[0], numbers[1]) if len(numbers) == 2 else Interval.of(part, part)  # noqa: PLR2004
