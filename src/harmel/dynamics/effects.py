"""Claimed effects: the numbers that reports name beside an alleged attack, such as casualties and amounts."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

CASUALTIES = "casualties"
_HURT = ("killed", "wounded", "casualties")
_KINDS = ("actual", "estimate")
_SHAPE: dict[str, pl.DataType] = {CASUALTIES: pl.Float64(), "effects": pl.List(pl.String)}


def claimed(acts: pl.DataFrame, figures: pl.DataFrame | None, keys: Sequence[str]) -> pl.DataFrame:
    """Tie figures to incidents and sum them up.

    A figure belongs to an act in whose statement it stands, or to the one incident that its report tells of.

    Parameters
    ----------
    acts
        ``report_id, statement_id`` and the keys of the incident.
    figures
        The ledger's, or ``None``.
    keys
        The columns that name an incident.

    Returns
    -------
    DataFrame
        The keys, ``casualties`` (the most that any one figure claims, null without) and ``effects`` (in words).

    >>> acts = pl.DataFrame({"day": [1], "report_id": ["r"], "statement_id": ["s"]})
    >>> told = {"report_id": ["r"], "statement_id": [""], "measure": ["killed"], "value": [12.0], "value_to": [None],
    ...         "unit": ["people"], "kind": ["actual"]}
    >>> claimed(acts, pl.DataFrame(told, schema_overrides={"value_to": pl.Float64}), ["day"]).row(0)
    (1, 12.0, ['killed: 12 people'])
    """
    if figures is None:
        return acts.select(keys).unique().with_columns(pl.lit(None, kind).alias(n) for n, kind in _SHAPE.items())
    told = figures.filter(pl.col("kind").is_in(_KINDS), _counts()).select(
        "report_id", pl.col("statement_id").replace("", None).alias("said"), "measure", "unit",
        pl.coalesce("value_to", "value").cast(pl.Float64).alias("value"),
    )  # fmt: skip
    alone = acts.with_columns(pl.struct(keys).n_unique().over("report_id").alias("told_of"))
    met = alone.join(told, on="report_id", how="inner").filter(
        (pl.col("said") == pl.col("statement_id")).fill_null(value=False) | (pl.col("told_of") == 1)
    )
    words = pl.format("{}: {} {}", "measure", pl.col("value").map_elements(lambda v: f"{v:g}", pl.String), "unit")
    summed = met.group_by(keys).agg(
        pl.col("value").filter(pl.col("measure").is_in(_HURT)).max().alias(CASUALTIES),
        words.str.strip_chars().unique().sort().alias("effects"),
    )
    return acts.select(keys).unique().join(summed, on=keys, how="left").select(*keys, *_SHAPE)


def _counts() -> pl.Expr:
    """Take people hurt and sums of money; forces, shares and treaties are no effects."""
    money = pl.col("unit").str.contains(r"^[A-Z]{3}$").fill_null(value=False)
    return pl.col("measure").is_in(_HURT) | (money & ~pl.col("measure").str.contains("spending|aid|contract"))
