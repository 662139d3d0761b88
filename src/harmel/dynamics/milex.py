"""Published spending tables → rows of ``actor, year, value``: SIPRI's and NATO's workbooks, and CSV of either shape."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import polars as pl

from harmel.dynamics.countries import column_data, country_code
from harmel.dynamics.files import load, plain_text, separator, unpacked
from harmel.dynamics.present import extra
from harmel.errors import ImportFormatError, RefusalError, UsageError

_YEAR = re.compile(r"^\s*((?:19|20)\d\d)(?:\.0)?\s*e?\s*$")
_FEWEST_YEARS = 3
_THOUSANDS, _FRACTION = re.compile(r",(?=\d{3})"), re.compile(r"^[-+]?\d+,\d{1,2}$")
_NO_SHARE = 200  # percent; no state has ever spent as much
_MARKS = re.compile(r"(?:[*†‡¹²³\s]|\([a-z0-9]\))+$")
_EMPTY = {"actor": pl.String, "year": pl.Int64, "value": pl.Float64, "heading": pl.String}


def read_milex(path: Path, *, section: str = "") -> pl.DataFrame:
    """Read spending by state and year.

    A workbook or wide CSV has a row of years and a row a state; a long CSV has columns for state, year and value.
    What is no number (``...``, ``xxx``, ``. .``) is unknown, and so is what is below zero (``-9``).

    Parameters
    ----------
    path
        ``.xlsx``, ``.csv`` or any table that harmel reads.
    section
        The sheet of a workbook, the value of a column ``section``, or the heading of one of several tables that stand
        below each other, such as ``Share of GDP``; the first sheet or value if not given.

    Raises
    ------
    ImportFormatError
        If no row of years, and no columns for state, year and value, are found.
    """
    if not path.is_file():
        raise UsageError("no such file", where=str(path))
    workbook = path.suffix.lower() in {".xlsx", ".xlsm"}
    found = _workbook(path, section) if workbook else _table(path, section)
    rows = found.filter(pl.col("value").is_finite() & (pl.col("value") >= 0)).with_columns(
        pl.col("actor").map_elements(country_code, return_dtype=pl.String)
    )
    if rows.is_empty():
        raise ImportFormatError(
            "no state, year and value found", where=str(path), remedy="name the sheet with --section"
        )
    return _one_a_year(rows, path).select("actor", "year", "value").sort("actor", "year")


def _one_a_year(rows: pl.DataFrame, path: Path) -> pl.DataFrame:
    """Refuse two values for one state and year: a file may hold several tables, or list a state under two names."""
    rows = rows.unique(["actor", "year", "value"], keep="first", maintain_order=True)
    twice = rows.filter(pl.struct("actor", "year").is_duplicated())
    if twice.height:
        actor, year = twice.row(0)[:2]
        headings = [name for name in twice["heading"].unique(maintain_order=True) if name]
        remedy = f"say one --section of: {'; '.join(headings)}" if len(headings) > 1 else "keep one row a state"
        raise ImportFormatError(f"{actor} has several values for {year}", where=str(path), remedy=remedy)
    return rows


def as_percent(rows: pl.DataFrame) -> pl.DataFrame:
    """Bring shares of GDP to percent: SIPRI's workbook writes them as fractions.

    Raises
    ------
    RefusalError
        If a value is more than twice any GDP: then these are sums of money, and no shares.

    >>> as_percent(pl.DataFrame({"actor": ["FRA"], "year": [2020], "value": [0.02]}))["value"].to_list()
    [2.0]
    """
    most = rows["value"].to_numpy().max(initial=0.0)
    if most > _NO_SHARE:
        raise RefusalError(
            f"{most:,.0f} percent of GDP: these are sums, no shares",
            remedy="say the --section with shares; to import sums, say what they are: "
            "--measure 'military spending' --unit 'million US dollars'",
        )
    fraction = float(rows["value"].quantile(0.9) or 0.0) < 0.25  # noqa: PLR2004 - no world spends under .25 % of GDP
    return rows.with_columns((pl.col("value") * 100).round(9)) if fraction else rows


def _table(path: Path, section: str) -> pl.DataFrame:
    try:
        frame = load(path)
    except ImportFormatError:  # lines of different lengths, as where a title stands above the table
        return _long(_lines(path), str(path), section)
    names = {name.strip().lower(): name for name in frame.columns}
    if "section" in names:
        frame = _of_section(frame, names["section"], section, path)
    state = next((n for n in ("actor", "country", "state", "stateabb", "country code") if n in names), None)
    value = next((names[n] for n in ("value", "share", "milex", "spending") if n in names), None)
    if state and value and "year" in names:
        number = pl.col(value).cast(pl.Float64, strict=False)
        year = pl.col(names["year"]).cast(pl.String).str.extract(_YEAR.pattern).cast(pl.Int64)
        actor = pl.col(names[state]).replace(column_data()["correlates_of_war"] if state == "stateabb" else {})
        heading = pl.lit("").alias("heading")
        return frame.select(actor.alias("actor"), year.alias("year"), number.alias("value"), heading)
    return _long([list(frame.columns), *map(list, frame.iter_rows())], str(path), section)


def _of_section(frame: pl.DataFrame, column: str, section: str, path: Path) -> pl.DataFrame:
    """Take the rows of one section, the first if none is asked for."""
    known = frame[column].drop_nulls().unique(maintain_order=True).to_list()
    if section and section not in known:
        raise UsageError(f"no section {section!r}", where=str(path), remedy=f"one of: {'; '.join(known)}")
    return frame.filter(pl.col(column) == (section or known[0])) if known else frame


def _lines(path: Path) -> list[list[str]]:
    """Read a text table line by line, each as long as it is."""
    text = plain_text(unpacked(path)).decode("utf-8", errors="replace").splitlines()
    sign = separator(max(text, key=len, default="").encode()).decode()
    return list(csv.reader(text, delimiter=sign))


def _workbook(path: Path, section: str) -> pl.DataFrame:
    """Read the sheet asked for, or the one that holds a table of that heading, or the first with a row of years."""
    sheets = _sheets(path)
    tables = {name: rows for name, rows in sheets.items() if _header(rows) is not None}
    if section in tables:
        return _long(tables[section], str(path), "")
    headed = [rows for rows in tables.values() if section and section.casefold() in _headings(rows)]
    if section and not headed and section not in sheets:
        raise UsageError(f"no sheet {section!r}", where=str(path), remedy=f"one of: {', '.join(sheets)}")
    candidates = headed if section else list(tables.values())
    if not candidates:
        raise ImportFormatError("no sheet has a row of years", where=str(path), remedy="name the sheet with --section")
    return _long(candidates[0], str(path), section)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    try:
        book = extra("openpyxl").load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise ImportFormatError("no workbook that can be read", where=str(path), remedy="save it as .xlsx") from error
    return {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}


def _header(rows: Sequence[Sequence[Any]]) -> int | None:
    return next((i for i, row in enumerate(rows) if _is_header(row)), None)


def _is_header(row: Sequence[Any]) -> bool:
    return sum(map(_is_year, row)) >= _FEWEST_YEARS


def _is_year(cell: Any) -> bool:  # noqa: ANN401 - any cell
    return cell is not None and _YEAR.match(str(cell)) is not None


def _long(rows: Sequence[Sequence[Any]], where: str, section: str) -> pl.DataFrame:
    at = _header(rows)
    if at is None:
        raise ImportFormatError("no row of years found", where=where, remedy="years as column names, a state a row")
    found = pl.DataFrame(list(_cells(rows, at)), schema=_EMPTY, orient="row")
    if not section:
        return found
    return found.filter(pl.col("heading").str.to_lowercase() == section.lower())


def _cells(rows: Sequence[Sequence[Any]], at: int) -> Iterator[tuple[str, int, float, str]]:
    """Give each value with the heading that it stands under; a heading may stand above the first row of years."""
    heading = next((_name(row, len(row)) for row in reversed(rows[:at]) if _name(row, len(row))), "")
    years: dict[int, int] = {}
    for row in rows[at:]:
        if _is_header(row):
            years = {place: int(str(cell).strip()[:4]) for place, cell in enumerate(row) if _is_year(cell)}
            continue
        name = _name(row, min(years))
        said = [(year, row[place]) for place, year in years.items() if place < len(row)]
        if name and all(cell in (None, "") for _, cell in said):
            heading = name
        for year, cell in said:
            value = _number(cell)
            if name and value is not None:
                yield _MARKS.sub("", name), year, value, heading


def _headings(rows: Sequence[Sequence[Any]]) -> set[str]:
    at = _header(rows)
    return set() if at is None else {heading.casefold() for *_, heading in _cells(rows, at)}


def _name(row: Sequence[Any], before: int) -> str:
    return next((str(cell).strip() for cell in row[:before] if cell not in (None, "")), "")


def _number(cell: Any) -> float | None:  # noqa: ANN401 - any cell
    """Read a number, estimated (``e``) or with a footnote's star; a comma before one or two last digits is a point."""
    said = str(cell).strip().rstrip("%e* ")
    said = _THOUSANDS.sub("", said) if "." in said or not _FRACTION.search(said) else said.replace(",", ".")
    try:
        return float(said)
    except ValueError:
        return None
