"""A table with a row a pair of states and a code for which of them began → rows with a source and a target.

The Dyadic Cyber Incident Dataset (Valeriano and Maness 2014) names the pair by two columns and by both numbers of the
Correlates of War run together (2365: 2 and 365), and the initiator by its number.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from harmel.dynamics.countries import column_data


def with_initiator(raw: pl.DataFrame, plain: Mapping[str, str]) -> pl.DataFrame:
    """Add ``source``, ``target`` and the code that the table as a whole stands for; other tables come back as they are.

    A row whose initiator is neither of the two has no source, and is left out with those.

    Parameters
    ----------
    plain
        The table's columns by their plain names.

    >>> rows = {"StateA": ["US"], "StateB": ["Russia"], "dyadpair": [2365], "initiator": [365]}
    >>> with_initiator(pl.DataFrame(rows), {n.lower(): n for n in rows}).select("source", "target").row(0)
    ('Russia', 'US')
    """
    known: dict[str, str] = column_data()["initiator"]
    columns = [plain.get(known[part]) for part in ("first", "second", "pair", "began")]
    if None in columns or "source" in plain or "target" in plain:
        return raw
    first, second, pair, began = (pl.col(str(name)).cast(pl.String).str.strip_chars() for name in columns)
    number = began.str.replace(r"\.0$", "")
    by_first = pair.str.starts_with(number).fill_null(value=False)
    by_second = pair.str.ends_with(number).fill_null(value=False) & ~by_first
    told = raw.with_columns(
        pl.when(by_first).then(first).when(by_second).then(second).alias("source"),
        pl.when(by_first).then(second).when(by_second).then(first).alias("target"),
    )
    coded = known["mark"] in plain and not {"action", "code", "cameo"} & set(plain)
    return told.with_columns(pl.lit(known["action"]).alias("action")) if coded else told
