"""Kinds of acts by name: a quad class, a PLOVER type, or an indicator; the same names in every measure."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import polars as pl

from harmel.dynamics.table import QUADS
from harmel.errors import UsageError

FAMILIES: dict[str, tuple[str, ...]] = {"conflict": QUADS[2:], "cooperation": QUADS[:2], "all": QUADS}


@cache
def indicators() -> dict[str, dict[str, list[str]]]:
    """Read which acts count for which indicator.

    >>> list(indicators())[:2]
    ['deployments', 'missile movements']
    """
    return tomllib.loads((files("harmel.dynamics") / "data" / "indicators.toml").read_text(encoding="utf-8"))


def indicator(name: str) -> pl.Expr:
    """Say of each act whether it counts for an indicator: by its code, or by a code and a context together.

    >>> acts = pl.DataFrame({"action": ["130", "040"], "contexts": [None, None]})
    >>> acts.select(indicator("threats")).to_series().to_list()
    [True, False]
    """
    rule = indicators()[name]
    by_code = _begins(rule["codes"])
    if "both" not in rule:
        return by_code
    held = pl.col("contexts").fill_null("").str.to_lowercase().str.contains_any(rule["both"])
    return by_code | (held & _begins(rule["both_codes"]))


def of_kind(name: str) -> pl.Expr:
    """Say of each act whether it is of a kind: a quad class, an indicator, or a PLOVER type in capitals.

    Raises
    ------
    UsageError
        If there is no such kind; the message lists them.

    >>> acts = pl.DataFrame({"action": ["190"], "contexts": [None], "quad": ["material-conflict"], "plover": [""]})
    >>> [acts.select(of_kind(name)).item() for name in ("material-conflict", "attacks", "ASSAULT", "talks")]
    [True, True, True, False]
    """
    if name in QUADS:
        return (pl.col("quad") == name).fill_null(value=False)
    if name in indicators():
        return indicator(name)
    if name.isupper():
        return _plover(name)
    known = ", ".join([*QUADS, *indicators()])
    raise UsageError(f"no such kind of act: {name!r}", remedy=f"one of {known}, or a PLOVER type such as THREATEN")


def _begins(codes: Sequence[str]) -> pl.Expr:
    fits = pl.lit(value=False)
    for code in codes:
        fits |= pl.col("action").str.starts_with(code).fill_null(value=False)
    return fits


def _plover(name: str) -> pl.Expr:
    """Take the coder's own PLOVER type, else that of the CAMEO code (the crosswalk of the events room)."""
    from harmel.events import actions, plover_types

    if name not in plover_types():
        raise UsageError(f"no such PLOVER type: {name!r}", remedy=f"one of {', '.join(plover_types())}")
    codes = [code for code, action in actions().items() if action.plover_type == name]
    by_code = pl.col("action").is_in(codes).fill_null(value=False)
    return (
        pl.when(pl.col("plover").fill_null("") != "")
        .then(pl.col("plover").str.to_uppercase() == name)
        .otherwise(by_code)
    )
