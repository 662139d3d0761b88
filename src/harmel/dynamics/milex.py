"""Published spending tables → rows of ``actor, year, value``: SIPRI's and NATO's workbooks, and CSV of either shape."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from harmel.dynamics.countries import column_data, country_code
from harmel.dynamics.files import load, plain_text, separator, unpacked
from harmel.dynamics.present import extra
from harmel.errors import ImportFormatError, UsageError

_YEAR = re.compile(r"^\s*((?:19|20)\d\d)(?:\.0)?\s*e?\s*$")
_FEWEST_YEARS = 3


def read_milex(path: Path, *, section: str = "") -> pl.DataFrame:
    """Read spending by state and year.

    A workbook or wide CSV has a row of years and a row a state; a long CSV has columns for state, year and value.
    What is no number (``...``, ``xxx``, ``. .``) is unknown, and so is what is below zero (``-9``).

    Parameters
    ----------
    path
        ``.xlsx``, ``.csv`` or any table that harmel reads.
    section
        The sheet of a workbook, or the value of a column ``section``, such as ``Share of GDP``; the first if not given.

    Raises
    ------
    ImportFormatError
        If no row of years, and no columns for state, year and value, are found.
    """
    if not path.is_file():
        raise UsageError("no such file", where=str(path))
    found = _workbook(path, section) if path.suffix.lower() == ".xlsx" else _table(path, section)
    rows = found.filter(pl.col("value").is_finite() & (pl.col("value") >= 0)).with_columns(
        pl.col("actor").map_elements(country_code, return_dtype=pl.String)
    )
    if rows.is_empty():
        raise ImportFormatError(
            "no state, year and value found", where=str(path), remedy="name the sheet with --section"
        )
    return _one_a_year(rows.unique(maintain_order=True), path).sort("actor", "year")


def _one_a_year(rows: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Refuse two values for one state and year: a table may list a state under two names."""
    twice = rows.filter(pl.struct("actor", "year").is_duplicated())
    if twice.height:
        actor, year, _ = twice.row(0)
        raise ImportFormatError(
            f"{actor} has several values for {year}",
            where=str(path),
            remedy="keep one row a state, or name the --section",
        )
    return rows


def as_percent(rows: pl.DataFrame) -> pl.DataFrame:
    """Bring shares of GDP to percent: SIPRI's workbook writes them as fractions.

    >>> as_percent(pl.DataFrame({"actor": ["FRA"], "year": [2020], "value": [0.02]}))["value"].to_list()
    [2.0]
    """
    fraction = float(rows["value"].quantile(0.9) or 0.0) < 0.25  # noqa: PLR2004 - no world spends under .25 % of GDP
    return rows.with_columns((pl.col("value") * 100).round(9)) if fraction else rows


def _table(path: Path, section: str) -> pl.DataFrame:
    try:
        frame = load(path)
    except ImportFormatError:  # lines of different lengths, as where a title stands above the table
        return _long(_lines(path), str(path))
    names = {name.strip().lower(): name for name in frame.columns}
    if "section" in names:
        frame = frame.filter(pl.col(names["section"]) == (section or frame[names["section"]][0]))
    state = next((n for n in ("actor", "country", "state", "stateabb", "country code") if n in names), None)
    value = next((names[n] for n in ("value", "share", "milex", "spending") if n in names), None)
    if state and value and "year" in names:
        number = pl.col(value).cast(pl.Float64, strict=False)
        year = pl.col(names["year"]).cast(pl.Int64, strict=False)
        actor = pl.col(names[state]).replace(column_data()["correlates_of_war"] if state == "stateabb" else {})
        return frame.select(actor.alias("actor"), year.alias("year"), number.alias("value"))
    return _long([list(frame.columns), *map(list, frame.iter_rows())], str(path))


def _lines(path: Path) -> list[list[str]]:
    """Read a text table line by line, each as long as it is."""
    text = plain_text(unpacked(path)).decode("utf-8", errors="replace").splitlines()
    sign = separator(max(text, key=len, default="").encode()).decode()
    return list(csv.reader(text, delimiter=sign))


def _workbook(path: Path, section: str) -> pl.DataFrame:
    book = extra("openpyxl").load_workbook(path, read_only=True, data_only=True)
    if section and section not in book.sheetnames:
        raise UsageError(f"no sheet {section!r}", where=str(path), remedy=f"one of: {', '.join(book.sheetnames)}")
    for name in [section] if section else book.sheetnames:
        rows = [list(row) for row in book[name].iter_rows(values_only=True)]
        if _header(rows) is not None:
            return _long(rows, str(path))
    raise ImportFormatError("no sheet has a row of years", where=str(path), remedy="name the sheet with --section")


def _header(rows: Sequence[Sequence[Any]]) -> int | None:
    return next((i for i, row in enumerate(rows) if sum(map(_is_year, row)) >= _FEWEST_YEARS), None)


def _is_year(cell: Any) -> bool:  # noqa: ANN401 - any cell
    return cell is not None and _YEAR.match(str(cell)) is not None


def _long(rows: Sequence[Sequence[Any]], where: str) -> pl.DataFrame:
    at = _header(rows)
    if at is None:
        raise ImportFormatError("no row of years found", where=where, remedy="years as column names, a state a row")
    years = {place: int(str(cell).strip()[:4]) for place, cell in enumerate(rows[at]) if _is_year(cell)}
    cells = list(_cells(rows[at + 1 :], years))
    return pl.DataFrame(cells, schema={"actor": pl.String, "year": pl.Int64, "value": pl.Float64}, orient="row")


def _cells(rows: Sequence[Sequence[Any]], years: dict[int, int]) -> Iterator[tuple[str, int, float]]:
    for row in rows:
        name = next((str(cell).strip() for cell in row[: min(years)] if cell not in (None, "")), "")
        for place, year in years.items():
            value = _number(row[place] if place < len(row) else None)
            if name and value is not None:
                yield name.rstrip("*¹²³ "), year, value


def _number(cell: Any) -> float | None:  # noqa: ANN401 - any cell
    try:
        return float(str(cell).replace(",", "").rstrip("%"))
    except ValueError:
        return None
