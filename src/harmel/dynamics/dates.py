"""Days as tables write them → dates: ISO, GDELT's integers, weeks, months, words, and slashes in either order."""

from __future__ import annotations

import polars as pl

from harmel.errors import ImportFormatError

_PLAIN = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y",
    "%b %d, %Y", "%B %d %Y",
)  # fmt: skip
_SLASHES = r"^\d{1,2}[/-]\d{1,2}[/-]\d{4}\b"
_CLOCK = r"[T ]\d{1,2}:\d\d.*$"


def dates(written: pl.Series) -> pl.Series:
    """Read days; what is no day is null. A week or a month is its first day, a time its day as written.

    Whether ``03/10/2018`` is in March or in October is decided by the whole column, since a day can be above twelve
    and a month cannot.

    Raises
    ------
    ImportFormatError
        If nothing in the column decides it.

    >>> dates(pl.Series(["2018-10-03T12:00:00Z", "3 October 2018", "20181003", "2018-W40", "soon"])).to_list()[2:]
    [datetime.date(2018, 10, 3), datetime.date(2018, 10, 1), None]
    """
    if written.dtype == pl.Date:
        return written
    if isinstance(written.dtype, pl.Datetime):
        return (written.dt.convert_time_zone("UTC") if written.dtype.time_zone else written).dt.date()
    text = written.cast(pl.String, strict=False)
    distinct = text.unique().drop_nulls()  # few days, many rows
    said = distinct.str.strip_chars().str.replace(_CLOCK, "").str.replace(r"\.0$", "")
    read = pl.DataFrame({"said": said}).select(
        pl.coalesce(
            *(pl.col("said").str.to_date(form, strict=False) for form in _PLAIN),
            pl.col("said").str.slice(0, 8).str.to_date("%Y%m%d", strict=False),
            (pl.col("said") + "-1").str.to_date("%G-W%V-%u", strict=False),
            (pl.col("said") + "-1").str.to_date("%GW%V-%u", strict=False),
            (pl.col("said") + "-01").str.to_date("%Y-%m-%d", strict=False),
            _slashed(said),
        )
    )
    return text.replace_strict(distinct, read.to_series(), default=None, return_dtype=pl.Date)


def _slashed(said: pl.Series) -> pl.Series:
    found = said.str.contains(_SLASHES)
    plain = pl.select(pl.when(found).then(said.str.replace_all("-", "/"))).to_series()
    american, other = (plain.str.to_date(form, strict=False) for form in ("%m/%d/%Y", "%d/%m/%Y"))
    lost = american.null_count() - other.null_count()
    if found.any() and not lost and not american.equals(other):
        example = said.filter(found)[0]
        raise ImportFormatError(
            f"dates such as {example} can be read with the day or the month first", remedy="write them as 2018-10-03"
        )
    return american if lost < 0 else other
