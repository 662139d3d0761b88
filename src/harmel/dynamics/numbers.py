"""Columns of a plain table → arrays that a model can trust, or a refusal that says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import wraps
from itertools import pairwise
from typing import ParamSpec, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from harmel.dynamics.dates import dates
from harmel.dynamics.files import as_frame
from harmel.errors import RefusalError, UsageError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]
P = ParamSpec("P")
R = TypeVar("R")
_SHORTEST_MONTH_STEP = 28
_WHEN = ("period", "week", "date", "day", "quarter", "year", "month")


def sound(model: Callable[P, R]) -> Callable[P, R]:
    """Make a model refuse where its arithmetic breaks down, and never hand back a number that is none.

    Tables that pass every check can still be too extreme or too alike for floating-point numbers. Only arithmetic is
    caught: any other fault shows itself.

    >>> sound(lambda x: np.float64(x) / 0.0)(1.0)
    Traceback (most recent call last):
    harmel.errors.RefusalError: the numbers are too extreme or too alike for this model (see the table's own values)
    """

    @wraps(model)
    def checked(*args: P.args, **options: P.kwargs) -> R:
        broken = (np.linalg.LinAlgError, FloatingPointError, ZeroDivisionError, OverflowError)
        try:
            with np.errstate(all="raise", under="ignore"):
                return model(*args, **options)
        except broken as error:
            say = "the numbers are too extreme or too alike for this model"
            raise RefusalError(say, remedy="see the table's own values") from error

    return checked


def matrix(table: object, columns: Sequence[str]) -> Floats:
    """Take numeric columns as an array of shape (rows, columns).

    Raises
    ------
    UsageError
        If a column is not there.
    RefusalError
        If a cell is empty or no finite number, or a column never changes.

    >>> matrix(pl.DataFrame({"a": [1, 2], "b": [0.5, 1.5]}), ["a", "b"]).shape
    (2, 2)
    """
    frame = as_frame(table)
    absent = [name for name in columns if name not in frame.columns]
    if absent:
        raise UsageError(f"no column {', '.join(absent)}", remedy=f"there are: {', '.join(frame.columns[:12])}")
    values = frame.select(pl.col(name).cast(pl.Float64, strict=False) for name in columns)
    for name in columns:
        gaps = int((~values[name].is_finite().fill_null(value=False)).sum())
        if gaps:
            raise RefusalError(f"{gaps} cells of {name} hold no number", remedy="take a span without gaps")
        if values[name].n_unique() < 2:  # noqa: PLR2004 - one value is no variation
            raise RefusalError(f"{name} never changes: nothing can be learned from it", remedy="take a longer span")
    return values.to_numpy().astype(np.float64)


def number_columns(frame: pl.DataFrame) -> list[str]:
    """Name the columns of numbers of a table that holds nothing else, beside columns that say when.

    A table with words in it, such as one of events, has none.

    >>> number_columns(pl.DataFrame({"week": ["2018-W40"], "ours": ["-1.5"], "theirs": ["3"]}))
    ['ours', 'theirs']
    >>> number_columns(pl.DataFrame({"day": ["2018-10-01"], "side": ["a"], "acts": [3]}))
    []
    """
    rest = [name for name in frame.columns if name.strip().casefold() not in _WHEN]
    told = frame.select(pl.col(name).cast(pl.String).replace("", None) for name in rest)
    read = told.select(pl.all().cast(pl.Float64, strict=False))
    words = any(read[name].null_count() > told[name].null_count() for name in rest)
    return [] if words else [name for name in rest if read[name].null_count() < frame.height]


def counts(table: object, columns: Sequence[str]) -> Floats:
    """Take columns that count something.

    Raises
    ------
    RefusalError
        If a cell is negative or no whole number; otherwise as ``matrix``.

    >>> counts(pl.DataFrame({"a": [1, 2]}), ["a"])[:, 0].tolist()
    [1.0, 2.0]
    """
    values = matrix(table, columns)
    if (values < 0).any() or (values != np.floor(values)).any():
        raise RefusalError("a count is negative or broken", remedy="give whole numbers of events")
    return values


def with_period(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``period`` from whichever column of a table says when: a week, month, day, date, quarter or year.

    A table that has ``period`` as a date or a number, or nothing that says when, comes back as it is.

    >>> with_period(pl.DataFrame({"Week": ["2018-W40", "2018-W41"]}))["period"].to_list()
    [datetime.date(2018, 10, 1), datetime.date(2018, 10, 8)]
    """
    plain = {name.strip().casefold(): name for name in frame.columns}
    name = next((plain[known] for known in _WHEN if known in plain), None)
    if name is None:
        return frame
    told = frame[name]
    if name.casefold() == "year" and "month" in plain:
        parts = pl.col(name).cast(pl.String), pl.col(plain["month"]).cast(pl.String).str.zfill(2)
        told = frame.select(pl.concat_str(*parts, separator="-")).to_series()
    whole = told.cast(pl.Int64, strict=False) if not told.dtype.is_temporal() else told.clear(len(told)).cast(pl.Int64)
    read = whole if whole.null_count() < len(whole) and not _written_days(whole) else dates(told)
    return frame if read.null_count() == len(read) else frame.with_columns(read.alias("period"))


def _written_days(whole: pl.Series) -> bool:
    """Say whether numbers are days as GDELT writes them, such as 20181003."""
    return bool(((whole > 17_000_000) & (whole < 22_000_000)).all())  # noqa: PLR2004 - the years 1700 to 2200


def check_time(table: object, column: str = "period") -> None:
    """Refuse a table whose periods are doubled, out of order or have gaps; a table without the column passes.

    >>> check_time(pl.DataFrame({"period": [date(2018, 1, 1), date(2018, 1, 2)]}))
    """
    frame = as_frame(table)
    if column not in frame.columns or not isinstance(frame[column].dtype, pl.Date | pl.Int64 | pl.Int32):
        return
    times = frame[column].to_list()
    if any(time is None for time in times):
        raise RefusalError(f"a row has no {column}")
    steps = {_gap(a, b) for a, b in pairwise(times)}
    if any(size <= 0 for size in steps):
        raise RefusalError(f"{column}s are doubled or out of order", remedy="sort the rows and sum the doubled ones")
    months = isinstance(frame[column].dtype, pl.Date) and min(steps, default=0) >= _SHORTEST_MONTH_STEP
    if len(steps) > 1 and not months:
        raise RefusalError(f"{column}s are missing between {times[0]} and {times[-1]}", remedy="fill or cut the gap")
    if months and max(steps) > 1.2 * min(steps):
        raise RefusalError(f"{column}s are missing between {times[0]} and {times[-1]}", remedy="fill or cut the gap")


def _gap(first: date | int, second: date | int) -> int:
    difference = second - first  # type: ignore[operator]
    return difference.days if isinstance(difference, timedelta) else int(difference)
