"""Codes and days as other tools write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from harmel.events import ontology
from harmel.vocabulary import Quad

QUADS: tuple[Quad, ...] = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")


def act(code: str, *, quad: str = "", goldstein: str = "") -> dict[str, Any]:
    """Give the columns of a CAMEO code; the row's own quad class (1 to 4) and score go before the table's.

    Raises
    ------
    ValueError
        If it is no CAMEO code.

    >>> act("190", goldstein="-9.5")["goldstein"], act("043")["quad"]
    (-9.5, 'verbal-cooperation')
    """
    if not (code.isdigit() and 2 <= len(code) <= 4 and 1 <= int(code[:2]) <= 20):  # noqa: PLR2004 - CAMEO's roots
        raise ValueError(f"no CAMEO code: {code!r}")
    found = ontology.action(code)
    return {
        "action": code,
        "action_name": found.name,
        "plover_type": found.plover_type,
        "plover_mode": found.plover_mode,
        "contexts": found.contexts,
        "quad": QUADS[int(quad) - 1] if quad in ("1", "2", "3", "4") else ontology.quad_of(code),
        "goldstein": float(goldstein) if goldstein else found.goldstein,
    }


def quad_number(quad: Quad) -> str:
    """Give the number of a quad class, 1 to 4.

    >>> quad_number("verbal-conflict")
    '3'
    """
    return str(QUADS.index(quad) + 1)


def on(day: str, form: str = "%Y-%m-%d") -> dict[str, str]:
    """Read a day of a row.

    >>> on("20181025", "%Y%m%d")["happened_latest"]
    '2018-10-25'
    """
    iso = datetime.strptime(day, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    return {"happened_earliest": iso, "happened_latest": iso}


def published(day: str, form: str = "%Y-%m-%d") -> dict[str, str]:
    """Read the publication day of a row, if it has one."""
    if not day:
        return {}
    iso = on(day, form)["happened_latest"]
    return {"published_earliest": iso, "published_latest": iso, "published_basis": "given"}


def place(name: str, latitude: str, longitude: str) -> dict[str, Any]:
    """Read where a row says that it happened."""
    known = latitude not in ("", "NA", "None") and longitude not in ("", "NA", "None")
    return {
        "place": name,
        "latitude": float(latitude) if known else None,
        "longitude": float(longitude) if known else None,
    }


def number(value: float | None) -> str:
    """Write a number as such tables do: no needless zeros, empty if unknown.

    >>> number(-2.0), number(4.5), number(None)
    ('-2', '4.5', '')
    """
    return "" if value is None else f"{value:g}" if abs(value) < 1e6 and value == round(value, 4) else repr(value)  # noqa: PLR2004


def fraction(day: date) -> str:
    """Write a day as GDELT's fraction of a year: months of thirty days over 365.

    >>> fraction(date(2018, 10, 25))
    '2018.8904'
    """
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"
